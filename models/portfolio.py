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
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased, join, outerjoin

from models.answers import Answers
from models.base import Baht
from models.finance import Disbursement
from models.plan import (
    Activity,
    Allocation,
    AllocationStatus,
    FundingSource,
    Indicator,
    Project,
    ProjectOwner,
)
from models.progress import Certification, Decision, Draft, DraftState, Report, WorkStatus
from models.rounds import Round


class Budget(StrEnum):
    """How a project stands with money; awaiting and none differ from an allocation of 0."""

    ALLOCATED = "allocated"
    AWAITING = "awaiting"
    NONE = "none"


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
    project, draft, of_round = values[:_WIDTH], values[_WIDTH : _WIDTH + 9], values[_WIDTH + 9 :]
    draft_id, found, revision, based_on, state, stored, on_behalf_of, reason, owned = draft
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
        newest.version == _newest_version(round_id),
    )
    return select(
        Project.id,
        Project.code,
        Project.name,
        Project.ends_on,
        _allocated(),
        _best_standing(),
        _disbursed(),
        _disbursed_as_of(),
        newest.version,
        newest.status,
        newest.spent,
        _spent_before(round_id),
        _open_draft(round_id),
        _sources(),
        _decision(newest.id),
    ).select_from(outerjoin(source, newest, is_newest))


def _project(row: tuple[Any, ...]) -> ProjectFacts:
    project_id, code, name, ends_on, allocated, standing, *rest = row
    disbursed, disbursed_as_of, version, status, spent, spent_before, draft_key, sources, *more = (
        rest
    )
    (decision,) = more
    budget = Budget.AWAITING if standing is None else _STANDINGS[standing]
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


def _newest_version(round_id: Any) -> ScalarSelect[Any]:
    return (
        select(func.max(Report.version))
        .where(Report.project_id == Project.id, Report.round_id == round_id)
        .correlate(Project, Draft)
        .scalar_subquery()
    )


def _allocated() -> ScalarSelect[Any]:
    return (
        select(func.sum(Allocation.amount, type_=Baht()))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def _sources() -> ScalarSelect[Any]:
    return (
        select(func.count(Allocation.source_id))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def _decision(report_id: Any) -> ScalarSelect[Any]:
    return (
        select(Certification.decision)
        .where(Certification.report_id == report_id)
        .order_by(Certification.id.desc())
        .limit(1)
        .scalar_subquery()
    )


_STANDINGS = (Budget.NONE, Budget.AWAITING, Budget.ALLOCATED)
"""Money given counts before money awaited, and that before none; nothing said means awaited."""


def _best_standing() -> ScalarSelect[Any]:
    """The place in `_STANDINGS` that counts among a project's allocations."""
    standing = case(
        (Allocation.status == AllocationStatus.ALLOCATED, 2),
        (Allocation.status == AllocationStatus.AWAITING, 1),
        else_=0,
    )
    return (
        select(func.max(standing))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def _disbursed_as_of() -> ScalarSelect[Any]:
    """The newest day of any source."""
    return (
        select(func.max(Disbursement.as_of))
        .where(Disbursement.project_id == Project.id, Disbursement.superseded_at.is_(None))
        .correlate(Project)
        .scalar_subquery()
    )


def _disbursed() -> ScalarSelect[Any]:
    """The sum over the sources of a project, each at its newest day."""
    other = aliased(Disbursement)
    newest_day = (
        select(func.max(other.as_of))
        .where(
            other.project_id == Disbursement.project_id,
            other.source_id == Disbursement.source_id,
            other.superseded_at.is_(None),
        )
        .correlate(Disbursement)
        .scalar_subquery()
    )
    return (
        select(func.sum(Disbursement.amount, type_=Baht()))
        .where(
            Disbursement.project_id == Project.id,
            Disbursement.superseded_at.is_(None),
            Disbursement.as_of == newest_day,
        )
        .correlate(Project)
        .scalar_subquery()
    )


def _spent_before(round_id: Any) -> ScalarSelect[Any]:
    return (
        select(Report.spent)
        .where(
            Report.project_id == Project.id,
            Report.round_id != round_id,
            Report.spent.is_not(None),
        )
        .order_by(Report.submitted_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Project, Draft)
        .scalar_subquery()
    )


_OPEN: ColumnElement[Any] = literal_column(f"'{DraftState.OPEN}'")
"""In the index's own words: for a bound value SQLite plans the whole statement anew each time."""


def _open_draft(round_id: Any) -> ScalarSelect[Any]:
    mine = aliased(Draft)
    return (
        select(mine.key)
        .where(
            mine.project_id == Project.id,
            mine.person_id == bindparam("person"),
            mine.round_id == round_id,
            mine.state == _OPEN,
        )
        .correlate(Project, Draft)
        .scalar_subquery()
    )
