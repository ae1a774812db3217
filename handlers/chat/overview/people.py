"""People as questions see them: who has not registered, whose projects somebody may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from bot import cards
from bot.cards import Json
from handlers.chat.overview.sight import Sight
from handlers.chat.person import OfficeChat
from models.fiscal import RoundCode
from models.people import Group, LineAccount, Person
from models.plan import Project, ProjectGroup, ProjectOwner
from reports.outputs.chat import texts
from reports.picture import ProjectPicture


@dataclass(frozen=True)
class Listed:
    """A person on a list."""

    code: str
    name: str
    group: str

    @property
    def line(self) -> str:
        """Name and group."""
        return " · ".join(filter(None, (self.name, self.group)))


def unregistered(connection: Connection, groups: frozenset[str] | None) -> tuple[list[Listed], int]:
    """Who is in the plan and has no LINE account bound, and how many people there are."""
    within = () if groups is None else (Group.code.in_(groups),)
    everyone = (
        select(Person.code, Person.name, Group.short_name, LineAccount.line_user_id)
        .outerjoin(Group, Group.id == Person.group_id)
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .where(Person.active, *within)
        .order_by(func.coalesce(Group.position, -1), Person.code)
    )
    rows = connection.execute(everyone).all()
    missing = [Listed(row[0], row[1], row[2] or "") for row in rows if row.line_user_id is None]
    return missing, len(rows)


def visible(connection: Connection, sight: Sight, code: str) -> Listed | None:
    """The person of that code, if somebody may ask about them."""
    query = (
        select(Person.code, Person.name, func.coalesce(Group.short_name, ""))
        .outerjoin(Group, Group.id == Person.group_id)
        .where(Person.code == code, Person.active)
    )
    if not sight.is_whole:
        led = sight.authority.led
        owners = (
            select(ProjectOwner.person_id)
            .join(ProjectGroup, ProjectGroup.project_id == ProjectOwner.project_id)
            .where(ProjectGroup.group_id.in_(led))
        )
        me = Person.id == sight.authority.person_id
        query = query.where(or_(me, Person.group_id.in_(led), Person.id.in_(owners)))
    row = connection.execute(query).first()
    return Listed(*row) if row else None


def project_ids(connection: Connection, code: RoundCode, project: str) -> frozenset[int]:
    """The project of that code in the round's year."""
    found = select(Project.id).where(
        Project.code == project, Project.fiscal_year == code.fiscal_year, Project.active
    )
    return frozenset(connection.scalars(found))


def owned_ids(connection: Connection, code: RoundCode, person: str) -> frozenset[int]:
    """The projects of that person in the round's year."""
    found = (
        select(Project.id)
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(Person.code == person, Project.fiscal_year == code.fiscal_year, Project.active)
    )
    return frozenset(connection.scalars(found))


def own_buttons(chat: OfficeChat, sight: Sight, project: ProjectPicture) -> Sequence[Json]:
    """One's own project can be reported from its card."""
    if not any(owner.code == sight.me for owner in project.owners):
        return ()
    own = chat.connection.scalar(
        select(Project.id)
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .where(
            Project.code == project.code,
            Project.active,
            ProjectOwner.person_id == sight.authority.person_id,
        )
        .order_by(Project.fiscal_year.desc())
        .limit(1)
    )
    if own is None:
        return ()
    label = texts.CORRECT_THIS if project.report else texts.REPORT_THIS
    action = cards.postback(label, f"report:open:{own}", f"รายงาน: {project.name}")
    return [cards.button(action, main=True)]
