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
from reports.reading import picture_of


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
    """In the order of their coming: what the frozen picture does not hold; none while it is open.

    The picture decides, not the time: a moved clock, as in the demo, closes rounds out of order.
    """
    frozen = picture_of(connection, code)
    if frozen.closed_at is None:
        return []
    known = {one.code: one.report.version if one.report else 0 for one in frozen.projects}
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
        .where(Round.code == str(code))
        .order_by(Report.submitted_at, Report.id)
    )
    closed_at = frozen.closed_at

    def is_late(one: LateReport) -> bool:
        """Of a project the picture does not show at all, only the time can tell."""
        if one.project in known:
            return one.version > known[one.project]
        return one.submitted_at > closed_at

    return [one for one in (LateReport(*row) for row in rows) if is_late(one)]
