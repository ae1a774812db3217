"""Who and what a question may name: the office's groups, and people and projects one may see."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from bot.understanding import Known
from bot.understanding.questions import NamedGroup, NamedPerson, Names
from handlers.chat.overview.sight import Sight
from models.people import Group, Person
from models.plan import Project, ProjectGroup, ProjectOwner


def names_for(connection: Connection, sight: Sight, fiscal_year: int) -> Names:
    """Three queries. That a group exists is no secret; what it does is checked later."""
    groups = connection.execute(
        select(Group.code, Group.name, Group.short_name)
        .where(Group.active)
        .order_by(Group.position)
    )
    people = connection.execute(
        select(Person.code, Person.name).where(Person.active, *_people(sight)).order_by(Person.code)
    )
    projects = connection.execute(
        select(Project.code, Project.name)
        .where(Project.fiscal_year == fiscal_year, Project.active, *_projects(sight))
        .order_by(Project.position, Project.id)
    )
    return Names(
        tuple(NamedGroup(*row) for row in groups),
        tuple(NamedPerson(*row) for row in people),
        tuple(Known(*row) for row in projects),
    )


def _projects(sight: Sight) -> tuple[ColumnElement[bool], ...]:
    if sight.is_whole:
        return ()
    return (or_(Project.id.in_(_owned(sight)), Project.id.in_(_led(sight))),)


def _people(sight: Sight) -> tuple[ColumnElement[bool], ...]:
    if sight.is_whole:
        return ()
    owners = select(ProjectOwner.person_id).where(ProjectOwner.project_id.in_(_led(sight)))
    members = Person.group_id.in_(sight.authority.led)
    return (or_(Person.id == sight.authority.person_id, members, Person.id.in_(owners)),)


def _owned(sight: Sight) -> Any:
    return select(ProjectOwner.project_id).where(
        ProjectOwner.person_id == sight.authority.person_id
    )


def _led(sight: Sight) -> Any:
    return select(ProjectGroup.project_id).where(ProjectGroup.group_id.in_(sight.authority.led))
