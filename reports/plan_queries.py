"""The queries for what a round's year has: the plan and the finance group's figures.

Each gives its rows in the order of the picture.
"""

from sqlalchemy import ColumnElement, or_, select

from models.finance import Disbursement
from models.people import Group, Person
from models.plan import (
    Activity,
    Allocation,
    FundingSource,
    Plan,
    Project,
    ProjectGroup,
    ProjectOwner,
    Strategy,
)
from models.rounds import Round
from reports.scope import Query, Scope, of_year, project_ids


def the_round(code: str) -> Query:
    """The round with what the plan of its year says about the office."""
    return (
        select(
            Round.id,
            Round.code,
            Round.as_of,
            Round.due,
            Round.closed_at,
            Plan.office_name,
            Plan.office_short_name,
            Plan.table_style,
        )
        .join(Plan, Plan.fiscal_year == Round.fiscal_year)
        .where(Round.code == code)
    )


def groups(scope: Scope) -> Query:
    """Groups in the order of the tables: those of today, and those the year's projects name."""
    named = select(ProjectGroup.group_id).where(ProjectGroup.project_id.in_(project_ids(scope)))
    return (
        select(Group.code, Group.name, Group.short_name)
        .where(or_(Group.active, Group.id.in_(named)))
        .order_by(Group.position, Group.id)
    )


def strategies(scope: Scope) -> Query:
    """The year's strategies: those of the plan, and those a project still names."""
    named = select(Project.strategy_id).where(Project.id.in_(project_ids(scope)))
    return (
        select(Strategy.number, Strategy.name)
        .where(
            Strategy.fiscal_year == scope.fiscal_year,
            or_(Strategy.active, Strategy.id.in_(named)),
        )
        .order_by(Strategy.number)
    )


def sources(scope: Scope) -> Query:
    """Funding sources: those of today, and those of the year's money."""
    named = select(Allocation.source_id).where(Allocation.project_id.in_(project_ids(scope)))
    return (
        select(FundingSource.code, FundingSource.name)
        .where(or_(FundingSource.active, FundingSource.id.in_(named)))
        .order_by(FundingSource.code)
    )


def projects(scope: Scope) -> Query:
    """The year's projects in the order of the plan."""
    return (
        select(
            Project.id,
            Project.code,
            Project.name,
            Strategy.number.label("strategy"),
            Project.kind,
            Project.approval,
            Project.starts_on,
            Project.ends_on,
        )
        .outerjoin(Strategy, Strategy.id == Project.strategy_id)
        .where(*of_year(scope))
        .order_by(Project.position, Project.id)
    )


def project_groups(scope: Scope) -> Query:
    """Project id and group code, the leading group first."""
    return (
        select(ProjectGroup.project_id, Group.code)
        .join(Group, Group.id == ProjectGroup.group_id)
        .where(ProjectGroup.project_id.in_(project_ids(scope)))
        .order_by(ProjectGroup.project_id, ProjectGroup.position)
    )


def owners(scope: Scope) -> Query:
    """Project id and who is responsible, as on the form."""
    return (
        select(ProjectOwner.project_id, Person.code, Person.name, Person.title)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(ProjectOwner.project_id.in_(project_ids(scope)))
        .order_by(ProjectOwner.project_id, ProjectOwner.position)
    )


def allocations(scope: Scope) -> Query:
    """Project id and its money, by source."""
    return (
        select(Allocation.project_id, FundingSource.code, Allocation.status, Allocation.amount)
        .outerjoin(FundingSource, FundingSource.id == Allocation.source_id)
        .where(Allocation.project_id.in_(project_ids(scope)))
        .order_by(Allocation.project_id, FundingSource.code)
    )


def disbursements(scope: Scope) -> Query:
    """Project id and the figures up to the as-of date, by source and day."""
    return (
        select(Disbursement.project_id, FundingSource.code, Disbursement.amount, Disbursement.as_of)
        .join(FundingSource, FundingSource.id == Disbursement.source_id)
        .where(
            Disbursement.project_id.in_(project_ids(scope)),
            Disbursement.as_of <= scope.as_of,
            *_current(scope),
        )
        .order_by(Disbursement.project_id, FundingSource.code, Disbursement.as_of)
    )


def activities(scope: Scope) -> Query:
    """Project id and the plan's activities."""
    return (
        select(Activity.project_id, Activity.number, Activity.name, Group.code, Activity.budget)
        .outerjoin(Group, Group.id == Activity.group_id)
        .where(Activity.project_id.in_(project_ids(scope)), Activity.active)
        .order_by(Activity.project_id, Activity.position)
    )


def _current(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """A figure stands until a corrected one supersedes it."""
    if scope.until is None:
        return (Disbursement.superseded_at.is_(None),)
    standing = or_(Disbursement.superseded_at.is_(None), Disbursement.superseded_at > scope.until)
    return (Disbursement.recorded_at <= scope.until, standing)
