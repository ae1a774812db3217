"""The list of projects: filtered, searched, sorted, a page at a time. Four queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select

from handlers.web.console.reading.rounds import RoundLine
from handlers.web.console.reading.standing import standing
from models.people import Group, Person
from models.plan import Project, ProjectGroup, ProjectOwner, Strategy
from models.progress import Decision, WorkStatus

PER_PAGE = 50
SORTS = (
    "position",
    "name",
    "group_position",
    "status",
    "allocated",
    "spent",
    "disbursed",
    "submitted_at",
)
NOT_REPORTED, REPORTED, LATE = "none", "any", "late"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    group: str = ""
    strategy: int | None = None
    owner: str = ""
    status: str = ""
    reported: str = ""
    search: str = ""
    codes: frozenset[str] | None = None
    """Codes of projects with the finding asked for; None: no finding asked for."""
    sort: str = "position"
    is_descending: bool = False
    page: int = 1


@dataclass(frozen=True)
class ProjectLine:
    """A project in the list."""

    id: int
    code: str
    name: str
    strategy: int | None
    group_name: str
    allocated: Decimal | None
    disbursed: Decimal | None
    version: int | None
    status: WorkStatus | None
    spent: Decimal | None
    late: bool | None
    submitted_at: datetime | None
    decision: Decision | None
    owners: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Listed:
    """A page of the list, and how many there are in all."""

    lines: tuple[ProjectLine, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Choices:
    """What the filters offer."""

    groups: list[tuple[str, str]]
    strategies: list[tuple[int, str]]
    owners: list[tuple[str, str]]


def listed(
    connection: Connection, of_round: RoundLine, groups: Collection[int] | None, wanted: Wanted
) -> Listed:
    """The page asked for."""
    line = standing(of_round, groups).c
    query: Select[Any] = select(
        line.id,
        line.code,
        line.name,
        line.strategy,
        func.coalesce(line.group_name, ""),
        line.allocated,
        line.disbursed,
        line.version,
        line.status,
        line.spent,
        line.late,
        line.submitted_at,
        line.decision,
    ).where(*_conditions(line, wanted))
    total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = connection.execute(
        query.order_by(*_order(line, wanted)).limit(PER_PAGE).offset((wanted.page - 1) * PER_PAGE)
    ).all()
    owners = _owners(connection, [row.id for row in rows])
    lines = (replace(ProjectLine(*row), owners=owners.get(row.id, ())) for row in rows)
    return Listed(tuple(lines), total)


def _conditions(line: Any, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.group:
        of_group = (
            select(ProjectGroup.project_id)
            .join(Group, Group.id == ProjectGroup.group_id)
            .where(Group.code == wanted.group)
        )
        found.append(line.id.in_(of_group))
    if wanted.strategy is not None:
        found.append(line.strategy == wanted.strategy)
    if wanted.owner:
        found.append(line.id.in_(_owned_by(Person.code == wanted.owner)))
    if wanted.status:
        is_status = wanted.status in set(WorkStatus)
        found.append(line.status == WorkStatus(wanted.status) if is_status else false())
    if wanted.reported:
        found.append(_reported(line, wanted.reported))
    if wanted.search:
        like = f"%{_escaped(wanted.search)}%"
        found.append(
            or_(
                line.code == wanted.search,
                line.name.ilike(like, escape="\\"),
                line.id.in_(_owned_by(Person.name.ilike(like, escape="\\"))),
            )
        )
    if wanted.codes is not None:
        found.append(line.code.in_(wanted.codes))
    return found


def _reported(line: Any, reported: str) -> ColumnElement[bool]:
    conditions: Mapping[str, ColumnElement[bool]] = {
        NOT_REPORTED: line.version.is_(None),
        REPORTED: line.version.is_not(None),
        LATE: line.late.is_(True),
    }
    return conditions.get(reported, false())


def _owned_by(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(ProjectOwner.project_id)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(condition)
    )


def _escaped(search: str) -> str:
    return search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _order(line: Any, wanted: Wanted) -> list[ColumnElement[Any]]:
    """Those without a figure stand last, either way."""
    column = line[wanted.sort if wanted.sort in SORTS else "position"]
    way = column.desc() if wanted.is_descending else column.asc()
    return [column.is_(None), way, line.position, line.id]


def _owners(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(
        select(ProjectOwner.project_id, Person.name)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(ProjectOwner.project_id.in_(ids))
        .order_by(ProjectOwner.project_id, ProjectOwner.position)
    )
    for project_id, name in rows:
        found[project_id] = (*found.get(project_id, ()), name)
    return found


def choices(connection: Connection, fiscal_year: int, groups: Collection[int] | None) -> Choices:
    """Groups, strategies and owners of the year's projects."""
    of_year = select(Project.id).where(Project.fiscal_year == fiscal_year, Project.active)
    leading = (
        select(Group.code, Group.short_name)
        .where(
            Group.id.in_(select(ProjectGroup.group_id).where(ProjectGroup.project_id.in_(of_year)))
        )
        .order_by(Group.position, Group.id)
    )
    if groups is not None:
        leading = leading.where(Group.id.in_(groups))
    strategies = (
        select(Strategy.number, Strategy.name)
        .where(Strategy.fiscal_year == fiscal_year, Strategy.active)
        .order_by(Strategy.number)
    )
    owners = (
        select(Person.code, Person.name)
        .where(
            Person.id.in_(
                select(ProjectOwner.person_id).where(ProjectOwner.project_id.in_(of_year))
            )
        )
        .order_by(Person.name)
    )
    return Choices(
        [(row.code, row.short_name) for row in connection.execute(leading)],
        [(row.number, row.name) for row in connection.execute(strategies)],
        [(row.code, row.name) for row in connection.execute(owners)],
    )
