"""A plan of one project on both databases, a draft of its owner, short words for its evidence."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.clock import MovableClock
from bot.dialogue import Effect
from bot.office import Office
from models.audit import AuditEntry
from models.evidence import (
    EvidenceFacts,
    FetchEvidence,
    evidence_of_draft,
    evidence_of_report,
    waiting_evidence,
)
from models.evidence_files import KeepEvidence
from models.fiscal import Period
from models.messages import DeferredTask
from models.people import Person
from models.plan import Approval, Plan, Project, TableStyle
from models.progress import Draft, DraftState, Evidence, FormKind, Report, StoredFile, WorkStatus
from models.rounds import Round

KEY = "DRAFT1"


@dataclass
class Album:
    """What an owner sends for one draft, as a test sees it."""

    office: Office
    clock: MovableClock
    person_id: int
    project_id: int
    round_id: int
    draft_id: int = 0

    def apply(self, *effects: Effect) -> None:
        with self.office.database.write() as connection:
            for effect in effects:
                effect.apply(connection)

    def send(self, message_id: str, *, key: str = KEY, kind: str = "image", name: str = "") -> None:
        now = self.clock.now()
        self.apply(FetchEvidence(message_id, key, self.person_id, kind, name, now, "event"))

    def keep(self, message_id: str, digest: str = "d1", name: str = "") -> None:
        now = self.clock.now()
        self.apply(KeepEvidence(message_id, digest, 100, "image/jpeg", name, now, "event"))

    def draft(self, key: str = KEY, *, based_on: int = 0, person_id: int | None = None) -> int:
        now = self.clock.now()
        with self.office.database.write() as connection:
            row = insert(Draft).values(
                key=key,
                person_id=person_id or self.person_id,
                project_id=self.project_id,
                round_id=self.round_id,
                state=DraftState.OPEN,
                based_on=based_on,
                values={},
                started_at=now,
                touched_at=now,
            )
            return connection.execute(row.returning(Draft.id)).scalar_one()

    def submit(self, draft_id: int | None = None, *, version: int = 1) -> int:
        """As `models.submission` does: a version, and the draft's evidence goes to it."""
        draft_id, now = draft_id or self.draft_id, self.clock.now()
        with self.office.database.write() as connection:
            row = insert(Report).values(
                project_id=self.project_id,
                round_id=self.round_id,
                version=version,
                receipt=f"R{version}",
                form=FormKind.PROGRESS,
                status=WorkStatus.IN_PROGRESS,
                signer_name="ก",
                submitted_by=self.person_id,
                submitted_at=now,
                channel="chat",
            )
            report_id = connection.execute(row.returning(Report.id)).scalar_one()
            done = {"state": DraftState.SUBMITTED, "report_id": report_id}
            connection.execute(update(Draft).where(Draft.id == draft_id).values(done))
            given = update(Evidence).where(Evidence.draft_id == draft_id)
            connection.execute(given.values(report_id=report_id))
            return report_id

    def discard(self) -> None:
        with self.office.database.write() as connection:
            gone = update(Draft).where(Draft.id == self.draft_id)
            connection.execute(gone.values(state=DraftState.DISCARDED))

    def of_draft(self, draft_id: int | None = None) -> list[EvidenceFacts]:
        with self.office.database.read() as connection:
            return evidence_of_draft(connection, draft_id or self.draft_id)

    def of_report(self, report_id: int) -> list[EvidenceFacts]:
        with self.office.database.read() as connection:
            return evidence_of_report(connection, report_id)

    def waiting(self) -> list[EvidenceFacts]:
        with self.office.database.read() as connection:
            return waiting_evidence(connection, self.person_id)

    def rows(self, table: Any) -> list[Any]:
        with self.office.database.read() as connection:
            return list(
                connection.execute(select(table.__table__).order_by(*table.__table__.c[:1]))
            )

    def tasks(self, kind: str) -> list[Any]:
        return [task for task in self.rows(DeferredTask) if task.kind == kind]

    def trail(self) -> list[str]:
        known = {"remove_evidence", "forget_evidence", "attach_evidence"}
        return [row.action for row in self.rows(AuditEntry) if row.action in known]

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))


@pytest.fixture
def album(office: Office, clock: MovableClock) -> Album:
    with office.database.write() as connection:
        person_id, project_id, round_id = _smallest_office(connection, clock.now())
    empty = Album(office, clock, person_id, project_id, round_id)
    return replace(empty, draft_id=empty.draft())


def _smallest_office(connection: Connection, now: datetime) -> list[int]:
    """The ids of its owner, its project and its round; there is somebody else, too."""
    plan = {"fiscal_year": 2567, "office_name": "ก", "office_short_name": "ก"}
    connection.execute(insert(Plan).values(**plan, table_style=next(iter(TableStyle))))
    owner = insert(Person).values(code="ก01", name="ผู้รับผิดชอบ").returning(Person.id)
    project = insert(Project).values(
        fiscal_year=2567, code="1", position=1, name="โครงการ", approval=next(iter(Approval))
    )
    opened = insert(Round).values(
        code="2567-Q2",
        fiscal_year=2567,
        period=Period.Q2,
        as_of=date(2024, 3, 31),
        due=date(2024, 4, 10),
        opened_at=now,
    )
    ids = [
        connection.execute(row).scalar_one()
        for row in (owner, project.returning(Project.id), opened.returning(Round.id))
    ]
    connection.execute(insert(Person).values(code="ก02", name="คนอื่น"))
    return ids


__all__ = ["KEY", "Album", "Evidence", "StoredFile"]
