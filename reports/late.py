"""Reports that came after their round was closed: listed here, in no frozen table."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from models.fiscal import RoundCode
from models.people import Person
from models.plan import Project
from models.progress import Report, WorkStatus
from models.rounds import Round


@dataclass(frozen=True)
class LateReport:
    """One version of a report. A `version` above 1 corrects what the frozen tables hold."""

    project: str
    project_name: str
    version: int
    receipt: str
    status: WorkStatus
    spent: Decimal | None
    submitted_at: datetime
    submitted_by: str


def late_reports(connection: Connection, code: RoundCode) -> list[LateReport]:
    """In the order of their coming; one query, empty while the round is open."""
    rows = connection.execute(
        select(
            Project.code,
            Project.name,
            Report.version,
            Report.receipt,
            Report.status,
            Report.spent,
            Report.submitted_at,
            Person.name,
        )
        .join(Round, Round.id == Report.round_id)
        .join(Project, Project.id == Report.project_id)
        .join(Person, Person.id == Report.submitted_by)
        .where(Round.code == str(code), Report.submitted_at > Round.closed_at)
        .order_by(Report.submitted_at, Report.id)
    )
    return [LateReport(*row) for row in rows]
