"""What the planning group asks about people: who is in LINE, who blocked the bot, who left."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, or_, select

from models.people import LineAccount, Person
from models.plan import Project, ProjectOwner

_BANGKOK = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True)
class MemberFacts:
    """Somebody of the office. `left`: switched off in the plan, yet still an owner."""

    id: int
    code: str
    name: str
    registered: bool
    blocked_on: date | None
    left: bool
    projects: int


def read_members(connection: Connection, fiscal_year: int) -> list[MemberFacts]:
    """Everybody active, and who left and still owns a project of that year; by their codes."""
    owned = (
        select(func.count())
        .select_from(ProjectOwner)
        .join(Project, Project.id == ProjectOwner.project_id)
        .where(
            ProjectOwner.person_id == Person.id,
            Project.fiscal_year == fiscal_year,
            Project.active,
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            Person.id,
            Person.code,
            Person.name,
            LineAccount.bound_at,
            LineAccount.blocked_at,
            Person.active,
            owned,
        )
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .where(or_(Person.active, owned > 0))
        .order_by(Person.code)
    )
    return [
        MemberFacts(
            person_id,
            code,
            name,
            bound_at is not None,
            blocked_at.astimezone(_BANGKOK).date() if blocked_at else None,
            not active,
            projects,
        )
        for person_id, code, name, bound_at, blocked_at, active, projects in rows
    ]
