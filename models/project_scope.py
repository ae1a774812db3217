"""Whose a project, a report or a draft is; and the one way from an id in a button to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.authority import Act, Authority, NotAllowedError
from models.plan import Project, ProjectGroup, ProjectOwner
from models.progress import Report

LONGEST_ID = 18
"""Digits; a longer number is no id, and no database takes it."""


@dataclass(frozen=True)
class ProjectScope:
    """A project of the plan with those it belongs to; `groups` has the leading one first."""

    id: int
    code: str
    name: str
    fiscal_year: int
    groups: tuple[int, ...]
    owners: frozenset[int]


def allowed_project(
    connection: Connection, authority: Authority, asked: str | int, act: Act
) -> ProjectScope:
    """The project of an id that came from outside; `NotAllowedError` if it is not theirs."""
    found = read_scopes(connection, [as_id(asked)])
    if not found or not authority.may(act, groups=found[0].groups, owners=found[0].owners):
        raise NotAllowedError(act, f"project:{asked}")
    return found[0]


def allowed_report(
    connection: Connection, authority: Authority, asked: str | int, act: Act
) -> ProjectScope:
    """The project of a report's id that came from outside; likewise."""
    project_id = connection.scalar(select(Report.project_id).where(Report.id == as_id(asked)))
    found = read_scopes(connection, [project_id or 0])
    if not found or not authority.may(act, groups=found[0].groups, owners=found[0].owners):
        raise NotAllowedError(act, f"report:{asked}")
    return found[0]


def read_scopes(connection: Connection, project_ids: Sequence[int]) -> list[ProjectScope]:
    """The projects with their groups and owners, in the order of the plan; three queries."""
    projects = connection.execute(
        select(Project.id, Project.code, Project.name, Project.fiscal_year)
        .where(Project.id.in_(project_ids), Project.active)
        .order_by(Project.position, Project.id)
    ).all()
    if not projects:
        return []
    groups: dict[int, list[int]] = {one.id: [] for one in projects}
    owners: dict[int, set[int]] = {one.id: set() for one in projects}
    for project_id, group_id in connection.execute(
        select(ProjectGroup.project_id, ProjectGroup.group_id)
        .where(ProjectGroup.project_id.in_(groups))
        .order_by(ProjectGroup.position)
    ):
        groups[project_id].append(group_id)
    for project_id, person_id in connection.execute(
        select(ProjectOwner.project_id, ProjectOwner.person_id).where(
            ProjectOwner.project_id.in_(owners)
        )
    ):
        owners[project_id].add(person_id)
    return [
        ProjectScope(
            one.id,
            one.code,
            one.name,
            one.fiscal_year,
            tuple(groups[one.id]),
            frozenset(owners[one.id]),
        )
        for one in projects
    ]


def as_id(asked: str | int) -> int:
    """An id as it came from outside; 0, which nothing has, for anything else."""
    text = str(asked)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID else 0
