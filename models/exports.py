"""Exports: documents somebody asked for, how far their making is, and where they lie.

An export is asked for in a transaction (`AskExport`) and made afterwards by deferred work. The
same picture written the same way has the same fingerprint, and its file is used again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    Row,
    String,
    false,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.audit import AuditEntry, Channel
from models.base import Base, Json, RowId, one_of
from models.deferral import Deferral
from models.evidence import drop_file
from models.evidence_files import keep_file
from models.people import Person
from models.plan import TableStyle
from models.progress import StoredFile
from models.rounds import Round

MAKE = "make_export"
"""The deferred task that makes the document."""
MAKE_WITHIN = timedelta(hours=2)
KEPT_FOR = timedelta(days=7)
"""Links live for a day; the files a little longer, so that they can be used again."""


class ExportState(StrEnum):
    """Where an export stands. `gone`: its time was over and its file was let go."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


class Export(Base):
    """One document asked for. `kind` is its file's name, like `report.docx`.

    Without `groups` it is of the whole office, without `style` in the office's own.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (digest IS NOT NULL)", "file_if_ready"),
        CheckConstraint("percent >= 0 AND percent <= 100", "percent_in_range"),
        Index("ix_exports_fingerprint", "fingerprint"),
        Index("ix_exports_asked_at", "asked_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    kind: Mapped[str] = mapped_column(String(40))
    groups: Mapped[list[str]] = mapped_column(Json)
    style: Mapped[TableStyle | None] = mapped_column(one_of(TableStyle, "style"))
    thai_digits: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    asked_at: Mapped[datetime]
    state: Mapped[ExportState] = mapped_column(one_of(ExportState, "state"))
    percent: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    doing: Mapped[str] = mapped_column(String(100), default="", server_default="")
    made_at: Mapped[datetime | None]
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(ForeignKey("stored_files.digest"), index=True)
    error: Mapped[str | None] = mapped_column(String(200))


# --- what there is -----------------------------------------------------------------------------


@dataclass(frozen=True)
class ExportRequest:
    """What is asked for."""

    round: str
    kind: str
    groups: tuple[str, ...] = ()
    style: TableStyle | None = None
    thai_digits: bool = False


@dataclass(frozen=True)
class ExportFacts:
    """An export as it stands. `is_open`: it is still to be made."""

    key: str
    request: ExportRequest
    asked_by: int | None
    channel: Channel
    asked_at: datetime
    state: ExportState
    percent: int
    doing: str
    digest: str | None
    made_at: datetime | None
    asker: str = ""
    size: int = 0

    @property
    def is_open(self) -> bool:
        """True while it waits or is being made."""
        return self.state in (ExportState.WAITING, ExportState.MAKING)


def read_export(connection: Connection, key: str) -> ExportFacts | None:
    """The export of that key."""
    found = connection.execute(_facts().where(Export.key == key)).first()
    return None if found is None else _fact(found)


def recent_exports(connection: Connection, most: int = 20) -> list[ExportFacts]:
    """The newest first, for the console."""
    rows = connection.execute(
        _facts().order_by(Export.asked_at.desc(), Export.id.desc()).limit(most)
    )
    return [_fact(row) for row in rows]


def made_before(connection: Connection, fingerprint: str) -> str | None:
    """The digest of a file made of the same picture in the same way, if it is still kept."""
    return connection.execute(
        select(Export.digest)
        .where(Export.fingerprint == fingerprint, Export.state == ExportState.READY)
        .order_by(Export.id.desc())
        .limit(1)
    ).scalar()


def _facts() -> Any:
    return (
        select(
            Export.key,
            Round.code,
            Export.kind,
            Export.groups,
            Export.style,
            Export.thai_digits,
            Export.asked_by,
            Export.channel,
            Export.asked_at,
            Export.state,
            Export.percent,
            Export.doing,
            Export.digest,
            Export.made_at,
            Person.name.label("asker"),
            StoredFile.size,
        )
        .join(Round, Round.id == Export.round_id)
        .outerjoin(Person, Person.id == Export.asked_by)
        .outerjoin(StoredFile, StoredFile.digest == Export.digest)
    )


def _fact(row: Row[Any]) -> ExportFacts:
    return ExportFacts(
        key=row.key,
        request=ExportRequest(row.code, row.kind, tuple(row.groups), row.style, row.thai_digits),
        asked_by=row.asked_by,
        channel=row.channel,
        asked_at=row.asked_at,
        state=row.state,
        percent=row.percent,
        doing=row.doing,
        digest=row.digest,
        made_at=row.made_at,
        asker=row.asker or "",
        size=row.size or 0,
    )


# --- what becomes of it ------------------------------------------------------------------------


@dataclass(frozen=True)
class AskExport:
    """Somebody asks for a document; `key` is new and names it from now on."""

    key: str
    request: ExportRequest
    asked_by: int | None
    channel: Channel
    now: datetime
    caused_by: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it with its trail and the task that makes it."""
        asked = self.request
        round_id = select(Round.id).where(Round.code == asked.round).scalar_subquery()
        connection.execute(
            insert(Export).values(
                key=self.key,
                round_id=round_id,
                kind=asked.kind,
                groups=list(asked.groups),
                style=asked.style,
                thai_digits=asked.thai_digits,
                asked_by=self.asked_by,
                channel=self.channel,
                asked_at=self.now,
                state=ExportState.WAITING,
            )
        )
        connection.execute(insert(AuditEntry).values(self._trail()))
        Deferral(
            kind=MAKE,
            arguments={"export": self.key},
            now=self.now,
            expires_after=MAKE_WITHIN,
            person_id=self.asked_by,
            caused_by=self.caused_by,
        ).apply(connection)

    def _trail(self) -> dict[str, Any]:
        asked = self.request
        return {
            "at": self.now,
            "actor_id": self.asked_by,
            "channel": self.channel,
            "action": "export.asked",
            "subject": "export",
            "subject_id": self.key,
            "after": {"round": asked.round, "kind": asked.kind, "groups": list(asked.groups)},
            "caused_by": self.caused_by,
        }


@dataclass(frozen=True)
class TellProgress:
    """How far the making is, in percent, and what is being done."""

    key: str
    percent: int
    doing: str

    def apply(self, connection: Connection) -> None:
        """Write it, unless it has ended meanwhile."""
        connection.execute(
            update(Export)
            .where(Export.key == self.key, _still_open())
            .values(state=ExportState.MAKING, percent=self.percent, doing=self.doing)
        )


@dataclass(frozen=True)
class KeepExport:
    """The document is made and lies in the store."""

    key: str
    fingerprint: str
    digest: str
    size: int
    media_type: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it; if nobody waits for it any more, its file is let go."""
        keep_file(connection, self.digest, self.size, self.media_type, self.now)
        kept = connection.execute(
            update(Export)
            .where(Export.key == self.key, _still_open())
            .values(
                state=ExportState.READY,
                percent=100,
                doing="",
                fingerprint=self.fingerprint,
                digest=self.digest,
                made_at=self.now,
                error=None,
            )
        )
        if not kept.rowcount:
            drop_file(connection, self.digest, self.now)


@dataclass(frozen=True)
class FailExport:
    """It could not be made; `error` is for the operator."""

    key: str
    error: str

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            update(Export)
            .where(Export.key == self.key, _still_open())
            .values(state=ExportState.FAILED, doing="", error=self.error)
        )


def let_exports_go(connection: Connection, now: datetime) -> int:
    """By the clock: let go what was made longer ago than `KEPT_FOR`; how many exports.

    Their files are dropped after, unless something else refers to them.
    """
    old = (Export.state == ExportState.READY, Export.made_at < now - KEPT_FOR)
    digests: Sequence[str | None] = connection.scalars(select(Export.digest).where(*old)).all()
    gone = update(Export).where(*old).values(state=ExportState.GONE, digest=None)
    connection.execute(gone)
    for digest in sorted({one for one in digests if one}):
        drop_file(connection, digest, now)
    return len(digests)


def _still_open() -> Any:
    return Export.state.in_((ExportState.WAITING, ExportState.MAKING))
