"""Everybody of the office: roles, registered or not, blocked or not, open invites. Two queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, and_, cast, func, select

from models.people import Group, Invite, LineAccount, Person, PersonRole, Role
from models.plan import Project, ProjectOwner


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the office. `invited_until`: an open invite code is good until then."""

    id: int
    code: str
    name: str
    title: str
    group_name: str
    roles: tuple[Role, ...]
    bound_at: datetime | None
    blocked_at: datetime | None
    invited_until: datetime | None
    projects: int

    @property
    def is_registered(self) -> bool:
        """True once a LINE account is bound."""
        return self.bound_at is not None


@dataclass(frozen=True)
class OwnedProject:
    """A project somebody is responsible for."""

    id: int
    code: str
    name: str


def everybody(connection: Connection, now: datetime) -> list[PersonLine]:
    """The active ones, in the order of groups and codes."""
    held = (
        select(
            PersonRole.person_id,
            func.aggregate_strings(cast(PersonRole.role, String), ",").label("roles"),
        )
        .group_by(PersonRole.person_id)
        .subquery("held")
    )
    newest = select(func.max(Project.fiscal_year)).scalar_subquery()
    owned = (
        select(ProjectOwner.person_id, func.count().label("projects"))
        .join(Project, and_(Project.id == ProjectOwner.project_id, Project.active))
        .where(Project.fiscal_year == newest)
        .group_by(ProjectOwner.person_id)
        .subquery("owned")
    )
    is_open = and_(
        Invite.person_id == Person.id,
        Invite.used_at.is_(None),
        Invite.revoked_at.is_(None),
        Invite.expires_at > now,
    )
    rows = connection.execute(
        select(
            Person.id,
            Person.code,
            Person.name,
            Person.title,
            func.coalesce(Group.short_name, ""),
            held.c.roles,
            LineAccount.bound_at,
            LineAccount.blocked_at,
            Invite.expires_at,
            func.coalesce(owned.c.projects, 0),
        )
        .outerjoin(Group, Group.id == Person.group_id)
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .outerjoin(Invite, is_open)
        .outerjoin(held, held.c.person_id == Person.id)
        .outerjoin(owned, owned.c.person_id == Person.id)
        .where(Person.active)
        .order_by(Group.position.is_(None), Group.position, Person.code)
    )
    return [_line(tuple(row)) for row in rows]


def _line(row: tuple[object, ...]) -> PersonLine:
    values: list[object] = list(row)
    names = str(values[5] or "").split(",")
    values[5] = tuple(role for role in Role if role in names)
    return PersonLine(*values)  # type: ignore[arg-type]


def counted(people: list[PersonLine]) -> Counter[str]:
    """How many are registered, are not, have blocked the bot."""
    return Counter(state_of(one) for one in people)


def state_of(one: PersonLine) -> str:
    """`blocked`, `registered` or `unregistered`."""
    if one.blocked_at:
        return "blocked"
    return "registered" if one.is_registered else "unregistered"


def projects_of(connection: Connection, person_code: str, year: int) -> list[OwnedProject]:
    """What somebody is responsible for in a year."""
    rows = connection.execute(
        select(Project.id, Project.code, Project.name)
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(Person.code == person_code, Project.fiscal_year == year, Project.active)
        .order_by(Project.position)
    )
    return [OwnedProject(*row) for row in rows]
