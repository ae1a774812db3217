"""Evidence of a draft and of a report: what there is, and what people do with it.

A row is written when a message comes (`on_its_way`) and its file follows (`evidence_files.py`), so
that a photo sent just before submitting belongs to the report although it is fetched after.
Submitting hands all rows of a draft on to its report (`submission.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from models.audit import AuditEntry, Channel
from models.deferral import Deferral
from models.file_names import plain
from models.progress import (
    Draft,
    DraftState,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Report,
    StoredFile,
)

FETCH = "fetch_content"
"""The deferred task that fetches what a message sent."""
DROP = "drop_file"
"""The deferred task that deletes a file nothing refers to any more."""
FETCH_WITHIN = timedelta(hours=6)
DROP_WITHIN = timedelta(days=30)

PRESENT = (EvidenceState.ON_ITS_WAY, EvidenceState.READY)
PHOTO_NAME = "รูปที่ {number}"
AnyRow = Row[*tuple[Any, ...]]
_BANGKOK = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True)
class EvidenceFacts:
    """One piece of evidence. While it is not `ready`, type and size are not known yet.

    `name` is the file's own, or "รูปที่ 1" ... for photos, which have none.
    """

    id: int
    name: str
    media_type: str
    size: int
    ready: bool
    kind: EvidenceKind = EvidenceKind.FILE
    digest: str = ""

    @property
    def is_photo(self) -> bool:
        """True for pictures, and for what was sent as one and is still on its way."""
        sent_as_photo = self.kind is EvidenceKind.IMAGE
        return self.media_type.startswith("image/") if self.ready else sent_as_photo


# --- what there is -----------------------------------------------------------------------------


def evidence_of_draft(connection: Connection, draft_id: int) -> list[EvidenceFacts]:
    """What was sent for a draft, in the order it came; the same file twice counts once."""
    return _facts(connection.execute(_of_draft(), {"draft": draft_id}).all())


def evidence_of_report(connection: Connection, report_id: int) -> list[EvidenceFacts]:
    """What belongs to one version of a report."""
    return _facts(_present(connection, Evidence.report_id == report_id))


def evidence_of_version(
    connection: Connection, project_id: int, round_id: int, version: int
) -> list[EvidenceFacts]:
    """What belongs to that version of a project's report; nothing for version 0."""
    of_version = (
        select(Report.id)
        .where(
            Report.project_id == project_id,
            Report.round_id == round_id,
            Report.version == version,
        )
        .scalar_subquery()
    )
    return _facts(_present(connection, Evidence.report_id == of_version))


def waiting_evidence(
    connection: Connection, person_id: int, on: date | None = None
) -> list[EvidenceFacts]:
    """What a person sent without a report in hand, of that or the newest day (in Bangkok) only."""
    rows = _present(connection, _waiting(person_id))
    wanted = on or max((_day(row.added_at) for row in rows), default=None)
    return _facts([row for row in rows if _day(row.added_at) == wanted])


def _waiting(person_id: Any) -> ColumnElement[bool]:
    return and_(
        Evidence.added_by == person_id, Evidence.draft_id.is_(None), Evidence.report_id.is_(None)
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(_BANGKOK).date()


@cache
def _of_draft() -> Select[*tuple[Any, ...]]:
    """Built once: each card executes it."""
    return _which(Evidence.draft_id == bindparam("draft"))


def _present(connection: Connection, which: ColumnElement[bool]) -> Sequence[AnyRow]:
    return connection.execute(_which(which)).all()


def _which(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evidence.id,
            Evidence.kind,
            Evidence.name,
            Evidence.state,
            Evidence.digest,
            Evidence.added_at,
            StoredFile.media_type,
            StoredFile.size,
        )
        .outerjoin(StoredFile, StoredFile.digest == Evidence.digest)
        .where(condition, Evidence.state.in_(PRESENT))
        .order_by(Evidence.id)
    )


def _facts(rows: Sequence[AnyRow]) -> list[EvidenceFacts]:
    facts: list[EvidenceFacts] = []
    seen: set[str] = set()
    photos = 0
    for row in rows:
        if row.digest in seen:
            continue
        seen |= {row.digest} if row.digest else set()
        photos += not row.name
        facts.append(_fact(row, photos))
    return facts


def _fact(row: AnyRow, number: int) -> EvidenceFacts:
    return EvidenceFacts(
        id=row.id,
        name=row.name or PHOTO_NAME.format(number=number),
        media_type=row.media_type or "",
        size=row.size or 0,
        ready=row.state is EvidenceState.READY,
        kind=row.kind,
        digest=row.digest or "",
    )


# --- what people do ----------------------------------------------------------------------------


@dataclass(frozen=True)
class FetchEvidence:
    """A photo or file came: fetched at once, because LINE keeps it only for a while.

    It belongs to the person's draft of that key, or to the report made of it. With no key it
    waits for its project (`MoveEvidence`). `kind` is LINE's message kind: image, file or video.
    """

    message_id: str
    draft_key: str
    person_id: int
    kind: str
    file_name: str
    now: datetime
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write the row that marks it as on its way, and the task that fetches it."""
        draft = _draft(connection, self.draft_key, self.person_id)
        connection.execute(
            insert(Evidence).values(
                kind=EvidenceKind(self.kind),
                state=EvidenceState.ON_ITS_WAY,
                draft_id=draft.id if draft else None,
                report_id=draft.report_id if draft else None,
                name=plain(self.file_name),
                message_id=self.message_id,
                added_by=self.person_id,
                added_at=self.now,
            )
        )
        Deferral(
            kind=FETCH,
            arguments={
                "message_id": self.message_id,
                "kind": self.kind,
                "file_name": plain(self.file_name),
            },
            now=self.now,
            expires_after=FETCH_WITHIN,
            person_id=self.person_id,
            caused_by=self.caused_by,
        ).apply(connection)


@dataclass(frozen=True)
class MoveEvidence:
    """What waited for its project belongs to this draft, or to the report made of it."""

    evidence_ids: tuple[int, ...]
    draft_key: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it; only what still waits moves, and only to a draft of whoever sent it."""
        draft = _draft(connection, self.draft_key)
        if draft is None:
            return
        connection.execute(
            update(Evidence)
            .where(Evidence.id.in_(self.evidence_ids), _waiting(draft.person_id))
            .values(draft_id=draft.id, report_id=draft.report_id)
        )


@dataclass(frozen=True)
class RemoveEvidence:
    """A person takes something out of an open draft, or out of what waits for its project.

    What belongs to a submitted report stays: a correction leaves it out.
    """

    evidence_id: int
    person_id: int
    now: datetime
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; nothing happens if it is not theirs or not there any more."""
        row = self._removable(connection)
        if row is None:
            return
        _remove(connection, _same_file(row), self.now)
        if row.digest:
            drop_file(connection, row.digest, self.now)
        connection.execute(insert(AuditEntry).values(self._trail(row)))

    def _removable(self, connection: Connection) -> AnyRow | None:
        in_open_draft = and_(Draft.state == DraftState.OPEN, Draft.person_id == self.person_id)
        statement = (
            select(Evidence.id, Evidence.draft_id, Evidence.digest, Evidence.name)
            .outerjoin(Draft, Draft.id == Evidence.draft_id)
            .where(
                Evidence.id == self.evidence_id,
                Evidence.state.in_(PRESENT),
                Evidence.report_id.is_(None),
                or_(in_open_draft, _waiting(self.person_id)),
            )
            .with_for_update(of=Evidence.__table__)
        )
        return connection.execute(statement).first()

    def _trail(self, row: AnyRow) -> dict[str, Any]:
        return {
            "at": self.now,
            "actor_id": self.person_id,
            "channel": Channel.CHAT,
            "action": "remove_evidence",
            "subject": "evidence",
            "subject_id": str(row.id),
            "before": {"draft": row.draft_id, "name": row.name, "file": row.digest},
            "caused_by": self.caused_by,
        }


@dataclass(frozen=True)
class CarryEvidence:
    """A draft that corrects a submitted version starts with that version's evidence."""

    draft_key: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it, after the draft; what the draft holds or held already is left alone."""
        draft = _draft(connection, self.draft_key)
        if draft is None or draft.state is not DraftState.OPEN:
            return
        held = _messages_and_files(connection, draft.id)
        rows = [
            {**row._mapping, "draft_id": draft.id, "added_at": row.added_at}
            for row in _to_carry(connection, draft.project_id, draft.round_id, draft.based_on)
            if held.isdisjoint({row.message_id, row.digest} - {None})
        ]
        if rows:
            connection.execute(insert(Evidence), rows)


@dataclass(frozen=True)
class KeepEvidence:
    """A new version made without a draft keeps what the version before it had."""

    project_id: int
    round_id: int
    version: int

    def apply(self, connection: Connection) -> None:
        """Write it, after the new version's report."""
        carried = _to_carry(connection, self.project_id, self.round_id, self.version - 1)
        if not carried:
            return
        report_id = connection.scalar(
            select(Report.id).where(
                Report.project_id == self.project_id,
                Report.round_id == self.round_id,
                Report.version == self.version,
            )
        )
        rows = [{**row._mapping, "report_id": report_id} for row in carried]
        connection.execute(insert(Evidence), rows)


@dataclass(frozen=True)
class ForgetEvidence:
    """A message was unsent: what it sent goes, with its file. A submitted report keeps its own."""

    message_id: str
    now: datetime
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Delete it, and leave in the trail that it was."""
        not_submitted = or_(Evidence.report_id.is_(None), Evidence.state != EvidenceState.READY)
        forgotten = (
            delete(Evidence)
            .where(Evidence.message_id == self.message_id, not_submitted)
            .returning(Evidence.id, Evidence.digest, Evidence.added_by)
        )
        gone = connection.execute(forgotten).all()
        for digest in sorted({row.digest for row in gone if row.digest}):
            drop_file(connection, digest, self.now)
        for row in gone:
            connection.execute(insert(AuditEntry).values(self._trail(row)))

    def _trail(self, row: AnyRow) -> dict[str, Any]:
        return {
            "at": self.now,
            "actor_id": row.added_by,
            "channel": Channel.CHAT,
            "action": "forget_evidence",
            "subject": "evidence",
            "subject_id": str(row.id),
            "caused_by": self.caused_by,
        }


def drop_file(connection: Connection, digest: str, now: datetime) -> None:
    """Let the file be deleted after the commit, unless something refers to it then."""
    Deferral(kind=DROP, arguments={"digest": digest}, now=now, expires_after=DROP_WITHIN).apply(
        connection
    )


def _draft(connection: Connection, key: str, person_id: int | None = None) -> AnyRow | None:
    if not key:
        return None
    statement = select(
        Draft.id,
        Draft.person_id,
        Draft.project_id,
        Draft.round_id,
        Draft.based_on,
        Draft.state,
        Draft.report_id,
    ).where(Draft.key == key)
    if person_id is not None:
        statement = statement.where(Draft.person_id == person_id)
    return connection.execute(statement).first()


def _same_file(row: AnyRow) -> ColumnElement[bool]:
    """The row, and others of its draft with the same file: they are shown as one."""
    itself: ColumnElement[bool] = Evidence.id == row.id
    if row.digest is None:
        return itself
    return or_(itself, and_(Evidence.draft_id == row.draft_id, Evidence.digest == row.digest))


def _remove(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    connection.execute(
        update(Evidence)
        .where(which)
        .values(state=EvidenceState.REMOVED, removed_at=now, digest=None, name="")
    )


def _messages_and_files(connection: Connection, draft_id: int) -> set[str | None]:
    rows = connection.execute(
        select(Evidence.message_id, Evidence.digest).where(Evidence.draft_id == draft_id)
    )
    return {value for row in rows for value in row}


def _to_carry(
    connection: Connection, project_id: int, round_id: int, version: int
) -> Sequence[AnyRow]:
    statement = (
        select(
            Evidence.kind,
            Evidence.state,
            Evidence.digest,
            Evidence.name,
            Evidence.message_id,
            Evidence.added_by,
            Evidence.added_at,
        )
        .join(Report, Report.id == Evidence.report_id)
        .where(
            Report.project_id == project_id,
            Report.round_id == round_id,
            Report.version == version,
            Evidence.state.in_(PRESENT),
        )
        .order_by(Evidence.id)
        .with_for_update(of=Evidence.__table__)  # what arrives meanwhile waits for the copies
    )
    return connection.execute(statement).all()
