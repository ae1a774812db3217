"""What becomes of evidence on its way: its file is kept, or it is refused; and what is left over.

A file's row and the file itself are kept together like this. Whoever keeps a file stores it first,
writes its row, and looks whether the file is still there; whoever drops one deletes its row and
the file in one transaction. Row and foreign key make the two wait for each other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from models.audit import AuditEntry, Channel
from models.evidence import PRESENT, AnyRow, drop_file
from models.progress import Draft, DraftState, Evidence, EvidenceState, StoredFile

WAITS_AT_MOST = timedelta(days=30)
"""What nobody gives a project in this time is let go."""
MOST_FILES = 30
"""In one draft, or waiting for a project. The forms ask for two to four photos."""


@dataclass(frozen=True)
class KeepEvidence:
    """The file of a message is in the store. `name` is empty for photos."""

    message_id: str
    digest: str
    size: int
    media_type: str
    name: str
    now: datetime
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write it wherever the message's evidence is; if nowhere any more, drop the file."""
        keep_file(connection, self.digest, self.size, self.media_type, self.now)
        keep = (
            update(Evidence)
            .where(
                Evidence.message_id == self.message_id,
                Evidence.state == EvidenceState.ON_ITS_WAY,
            )
            .values(state=EvidenceState.READY, digest=self.digest, name=self.name)
            .returning(Evidence.id, Evidence.report_id, Evidence.added_by)
        )
        kept = _wherever(connection, keep)
        if not kept:
            drop_file(connection, self.digest, self.now)
        for row in kept:
            if row.report_id is not None:
                connection.execute(insert(AuditEntry).values(self._trail(row)))

    def _trail(self, row: AnyRow) -> dict[str, Any]:
        """Sent before the report was submitted, it came after: the report's trail says so."""
        return {
            "at": self.now,
            "actor_id": row.added_by,
            "channel": Channel.CHAT,
            "action": "attach_evidence",
            "subject": "report",
            "subject_id": str(row.report_id),
            "after": {"evidence": row.id, "file": self.digest},
            "caused_by": self.caused_by,
        }


@dataclass(frozen=True)
class RefuseEvidence:
    """What a message sent is not taken; `refusal` is a word for why."""

    message_id: str
    refusal: str

    def apply(self, connection: Connection) -> None:
        """Write it."""
        refuse = (
            update(Evidence)
            .where(
                Evidence.message_id == self.message_id,
                Evidence.state == EvidenceState.ON_ITS_WAY,
            )
            .values(state=EvidenceState.REFUSED, refusal=self.refusal)
            .returning(Evidence.id)
        )
        _wherever(connection, refuse)


def _wherever(connection: Connection, change: Any) -> list[AnyRow]:
    """Change the rows, and those that a correction begun meanwhile (`CarryEvidence`) copied.

    Copying locks what it copies, so the change waits for it, but sees the copies only next time.
    """
    changed: list[AnyRow] = []
    while rows := connection.execute(change).all():
        changed += rows
    return changed


@dataclass(frozen=True)
class LetGo:
    """By the clock: what belongs to thrown-away drafts, and what waited too long for a project."""

    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it; the files are dropped after."""
        rows = connection.execute(_left_over(self.now - WAITS_AT_MOST)).all()
        connection.execute(
            update(Evidence)
            .where(Evidence.id.in_([row.id for row in rows]))
            .values(
                state=EvidenceState.REMOVED,
                removed_at=self.now,
                digest=None,
                refusal=None,
                name="",
            )
        )
        for digest in sorted({row.digest for row in rows if row.digest}):
            drop_file(connection, digest, self.now)


def left_over(connection: Connection, now: datetime) -> int:
    """How many pieces `LetGo` would let go."""
    rows = _left_over(now - WAITS_AT_MOST).subquery()
    return connection.scalar(select(func.count()).select_from(rows)) or 0


def is_on_its_way(connection: Connection, message_id: str) -> bool:
    """Whether somebody still waits for what this message sent."""
    return connection.execute(
        select(
            exists().where(
                Evidence.message_id == message_id, Evidence.state == EvidenceState.ON_ITS_WAY
            )
        )
    ).scalar_one()


def is_full(connection: Connection, message_id: str) -> bool:
    """Whether what this message sent comes to a place that holds all it may."""
    other = aliased(Evidence)
    beside = and_(
        other.added_by == Evidence.added_by,
        other.draft_id.is_not_distinct_from(Evidence.draft_id),
        other.state == EvidenceState.READY,
    )
    counted = (
        select(func.count(other.id))
        .select_from(Evidence)
        .join(other, beside)
        .where(Evidence.message_id == message_id)
    )
    return connection.execute(counted).scalar_one() >= MOST_FILES


def keep_file(
    connection: Connection, digest: str, size: int, media_type: str, now: datetime
) -> None:
    """Write the row of a file that lies in the store; the same file again is the same row."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        make(StoredFile)
        .values(digest=digest, media_type=media_type, size=size, stored_at=now)
        .on_conflict_do_update(index_elements=["digest"], set_={"stored_at": now})
    )


def forget_file(connection: Connection, digest: str) -> bool:
    """Delete the row of a file nothing refers to; False if something still does."""
    referring = (~exists().where(column == digest) for column in _references())
    connection.execute(delete(StoredFile).where(StoredFile.digest == digest, *referring))
    kept = select(exists().where(StoredFile.digest == digest))
    return not connection.execute(kept).scalar_one()


def _references() -> list[Any]:
    """The columns of all tables that name a file: evidence, exports, templates."""
    tables = StoredFile.metadata.tables.values()
    keys = (key for table in tables for key in table.foreign_keys)
    return [key.parent for key in keys if key.column is StoredFile.__table__.c.digest]


def _left_over(before: datetime) -> Any:
    unassigned = and_(Evidence.draft_id.is_(None), Evidence.added_at < before)
    return (
        select(Evidence.id, Evidence.digest)
        .outerjoin(Draft, Draft.id == Evidence.draft_id)
        .where(
            Evidence.report_id.is_(None),
            Evidence.state.in_((*PRESENT, EvidenceState.REFUSED)),
            or_(Draft.state == DraftState.DISCARDED, unassigned),
        )
    )
