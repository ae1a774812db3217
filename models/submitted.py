"""Which versions of reports there are of a person's own projects."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from models.plan import Project, ProjectOwner
from models.progress import Report
from models.rounds import Round


@dataclass(frozen=True)
class SubmittedVersion:
    """A version, with its project as the plan calls it now."""

    receipt: str
    version: int
    round_code: str
    project_code: str
    project_name: str
    submitted_at: datetime


def submitted_of(connection: Connection, person_id: int) -> list[SubmittedVersion]:
    """Every version of one's projects, of the newest year first, by project, the newest first."""
    rows = connection.execute(
        select(
            Report.receipt,
            Report.version,
            Round.code,
            Project.code,
            Project.name,
            Report.submitted_at,
        )
        .join(Project, Project.id == Report.project_id)
        .join(Round, Round.id == Report.round_id)
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .where(ProjectOwner.person_id == person_id)
        .order_by(
            Project.fiscal_year.desc(),
            Project.position,
            Project.id,
            Round.as_of.desc(),
            Round.id.desc(),
            Report.version.desc(),
        )
    )
    return [SubmittedVersion(*row) for row in rows]
