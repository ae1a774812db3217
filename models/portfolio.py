"""What a conversation needs to know of projects, read in few explicit queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import aliased, join, outerjoin

from models import portfolio_columns as columns
from models.answers import Answers
from models.plan import (
    Activity,
    Allocation,
    FundingSource,
    Indicator,
    Project,
    ProjectOwner,
)
from models.progress import Decision, Draft, DraftState, Evidence, Report, WorkStatus
from models.rounds import Round


class Budget(StrEnum):
    """How a project stands with money; awaiting and none differ from an allocation of 0."""

    ALLOCATED = "allocated"
    AWAITING = "awaiting"
    NONE = "none"


STANDINGS = (Budget.NONE, Budget.AWAITING, Budget.ALLOCATED)
"""Money given counts before money awaited, and that before none; nothing said means awaited."""


@dataclass(frozen=True)
class RoundFacts:
    """The round reports are taken for."""

    id: int
    code: str
    fiscal_year: int
    as_of: date
    due: date
    closed: bool


@dataclass(frozen=True)
class ProjectFacts:
    """A project as its owner sees it in one round. Amounts in baht, cumulative.

    `version` 0: nothing reported in this round yet. `spent_before` is what was reported last in
    an earlier round of the fiscal year; `disbursed` is the finance group's figure.
    """

    id: int
    code: str
    name: str
    ends_on: date | None
    budget: Budget
    allocated: Decimal | None
    disbursed: Decimal | None
    disbursed_as_of: date | None
    version: int
    status: WorkStatus | None
    spent: Decimal | None
    spent_before: Decimal | None
    draft_key: str | None
    sources: int
    decision: Decision | None = None
    """The last decision about the newest version of this round."""

    @property
    def last_spent(self) -> Decimal | None:
        """What was reported last, in this round or an earlier one."""
        return self.spent_before if self.spent is None else self.spent

    @property
    def reported(self) -> bool:
        """True once a report of this round was submitted."""
        return self.version > 0


@dataclass(frozen=True)
class SourceFacts:
    """A funding source of a project, and what it gave."""

    id: int
    name: str
    allocated: Decimal | None


@dataclass(frozen=True)
class PlannedActivity:
    """An activity of the plan."""

    id: int
    number: str
    name: str


@dataclass(frozen=True)
class PlannedIndicator:
    """An indicator of the plan, with its target as written there."""

    id: int
    number: str
    text: str
    target: str


@dataclass(frozen=True)
class DraftFacts:
    """A draft with the project and round it belongs to."""

    id: int
    key: str
    revision: int
    based_on: int
    state: DraftState
    answers: Answers
    origins: dict[str, str]
    project: ProjectFacts
    round: RoundFacts
    owned: bool = True
    on_behalf_of: int | None = None
    correction_reason: str = ""
    has_files: bool = False
    """Photos or files were sent for it, if only to be refused or removed."""

    @property
    def for_owner(self) -> bool:
        """True if the planning group writes it: told by phone, or corrected with a reason."""
        return self.on_behalf_of is not None or bool(self.correction_reason)


def current_round(connection: Connection) -> RoundFacts | None:
    """The round to report for: the open one (the latest, if several), else the last closed one."""
    row = connection.execute(
        select(*_ROUND)
        .order_by(Round.closed_at.is_(None).desc(), Round.as_of.desc(), Round.id.desc())
        .limit(1)
    ).first()
    return _round(tuple(row)) if row else None


def projects_of(
    connection: Connection, person_id: int, round_id: int, fiscal_year: int
) -> list[ProjectFacts]:
    """A person's own projects in the order of the plan, one query."""
    rows = connection.execute(
        _own_projects(), {"person": person_id, "round": round_id, "year": fiscal_year}
    )
    return [_project(tuple(row)) for row in rows]


def project_in_round(
    connection: Connection, project_id: int, round_id: int, person_id: int
) -> ProjectFacts | None:
    """A project by its id, as it stands in a round; the draft is that person's. One query."""
    row = connection.execute(
        _one_project(), {"project": project_id, "round": round_id, "person": person_id}
    ).first()
    return _project(tuple(row)) if row else None


def round_by_id(connection: Connection, round_id: int) -> RoundFacts | None:
    """A round by its id."""
    row = connection.execute(select(*_ROUND).where(Round.id == round_id)).first()
    return _round(tuple(row)) if row else None


def draft_of(connection: Connection, key: str, person_id: int) -> DraftFacts | None:
    """A person's draft by its key, open or not, with its project and round; one query."""
    row = connection.execute(_own_draft(), {"key": key, "person": person_id}).first()
    if row is None:
        return None
    values = tuple(row)
    project, draft, of_round = values[:_WIDTH], values[_WIDTH : _WIDTH + 10], values[_WIDTH + 10 :]
    draft_id, found, revision, based_on, state, stored, on_behalf_of, reason, *more = draft
    owned, has_files = more
    return DraftFacts(
        id=draft_id,
        key=found,
        revision=revision,
        based_on=based_on,
        state=state,
        answers=Answers.from_json(stored.get("answers", {})),
        origins=stored.get("origins", {}),
        project=_project(project),
        round=_round(of_round),
        owned=owned,
        on_behalf_of=on_behalf_of,
        correction_reason=reason,
        has_files=has_files,
    )


def last_draft_key(connection: Connection, person_id: int) -> str | None:
    """The open draft a person touched last, of those they may still go on with."""
    for_owner = or_(Draft.on_behalf_of.is_not(None), Draft.correction_reason != "")
    return connection.execute(
        select(Draft.key)
        .where(
            Draft.person_id == person_id,
            Draft.state == DraftState.OPEN,
            or_(for_owner, _owned()),
        )
        .order_by(Draft.touched_at.desc(), Draft.id.desc())
        .limit(1)
    ).scalar()


def activities_of(connection: Connection, project_id: int) -> list[PlannedActivity]:
    """The plan's activities of a project."""
    rows = connection.execute(
        select(Activity.id, Activity.number, Activity.name)
        .where(Activity.project_id == project_id, Activity.active)
        .order_by(Activity.position)
    )
    return [PlannedActivity(*row) for row in rows]


def indicators_of(connection: Connection, project_id: int) -> list[PlannedIndicator]:
    """The plan's indicators of a project."""
    rows = connection.execute(
        select(Indicator.id, Indicator.number, Indicator.text, Indicator.target)
        .where(Indicator.project_id == project_id, Indicator.active)
        .order_by(Indicator.position)
    )
    return [PlannedIndicator(*row) for row in rows]


def sources_of(connection: Connection, project_id: int) -> list[SourceFacts]:
    """The funding sources of a project, in the order of their codes."""
    rows = connection.execute(
        select(FundingSource.id, FundingSource.name, Allocation.amount)
        .join(Allocation, Allocation.source_id == FundingSource.id)
        .where(Allocation.project_id == project_id)
        .order_by(FundingSource.code)
    )
    return [SourceFacts(*row) for row in rows]


def names_of_year(connection: Connection, fiscal_year: int) -> list[tuple[int, str, str]]:
    """Id, code and name of all projects of a year, in the order of the plan."""
    rows = connection.execute(
        select(Project.id, Project.code, Project.name)
        .where(Project.fiscal_year == fiscal_year, Project.active)
        .order_by(Project.position)
    )
    return [(row.id, row.code, row.name) for row in rows]


_ROUND = (
    Round.id,
    Round.code,
    Round.fiscal_year,
    Round.as_of,
    Round.due,
    Round.closed_at,
)


def _round(row: tuple[Any, ...]) -> RoundFacts:
    round_id, code, fiscal_year, as_of, due, closed_at = row
    return RoundFacts(round_id, code, fiscal_year, as_of, due, closed_at is not None)


_WIDTH = 15
"""Columns of `_projects`."""


@cache
def _own_projects() -> Select[Any]:
    owned = join(Project, ProjectOwner, ProjectOwner.project_id == Project.id)
    return (
        _projects(owned, bindparam("round"))
        .where(
            ProjectOwner.person_id == bindparam("person"),
            Project.fiscal_year == bindparam("year"),
            Project.active,
        )
        .order_by(Project.position, Project.id)
    )


@cache
def _one_project() -> Select[Any]:
    return _projects(Project, bindparam("round")).where(
        Project.id == bindparam("project"), Project.active
    )


@cache
def _own_draft() -> Select[Any]:
    drafted = join(Draft, Project, Draft.project_id == Project.id)
    drafted = join(drafted, Round, Round.id == Draft.round_id)
    return (
        _projects(drafted, Draft.round_id)
        .add_columns(
            Draft.id,
            Draft.key,
            Draft.revision,
            Draft.based_on,
            Draft.state,
            Draft.values,
            Draft.on_behalf_of,
            Draft.correction_reason,
            _owned(),
            select(Evidence.id).where(Evidence.draft_id == Draft.id).exists(),
            *_ROUND,
        )
        .where(Draft.key == bindparam("key"), Draft.person_id == bindparam("person"))
    )


def _owned() -> ColumnElement[bool]:
    """Whether the draft's writer owns its project (still)."""
    return (
        select(ProjectOwner.person_id)
        .where(
            ProjectOwner.project_id == Draft.project_id, ProjectOwner.person_id == Draft.person_id
        )
        .exists()
    )


def _projects(source: Any, round_id: Any) -> Select[Any]:
    """One row for each project of `source`, the rest by scalar subqueries on indexed keys."""
    newest = aliased(Report, name="newest")
    is_newest = and_(
        newest.project_id == Project.id,
        newest.round_id == round_id,
        newest.version == columns.newest_version(round_id),
    )
    return select(
        Project.id,
        Project.code,
        Project.name,
        Project.ends_on,
        columns.allocated(),
        columns.best_standing(),
        columns.disbursed(),
        columns.disbursed_as_of(),
        newest.version,
        newest.status,
        newest.spent,
        columns.spent_before(round_id),
        columns.open_draft(round_id),
        columns.sources(),
        columns.decision(newest.id),
    ).select_from(outerjoin(source, newest, is_newest))


def _project(row: tuple[Any, ...]) -> ProjectFacts:
    project_id, code, name, ends_on, allocated, standing, *rest = row
    disbursed, disbursed_as_of, version, status, spent, spent_before, draft_key, sources, *more = (
        rest
    )
    (decision,) = more
    budget = Budget.AWAITING if standing is None else STANDINGS[standing]
    return ProjectFacts(
        id=project_id,
        code=code,
        name=name,
        ends_on=ends_on,
        budget=budget,
        allocated=allocated,
        disbursed=disbursed,
        disbursed_as_of=disbursed_as_of,
        version=version or 0,
        status=status,
        spent=spent,
        spent_before=spent_before,
        draft_key=draft_key,
        sources=sources,
        decision=decision,
    )
