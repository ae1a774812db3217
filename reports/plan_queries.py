"""The queries for what a round's year has: the plan and the finance group's figures.

Each gives its rows in the order of the picture.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from models.finance import Disbursement
from models.people import Group, Person
from models.plan import (
    Activity,
    Alignment,
    Allocation,
    FundingSource,
    Indicator,
    Objective,
    Plan,
    Project,
    ProjectGroup,
    ProjectOwner,
    Strategy,
)
from models.rounds import Round
from reports.scope import Query, Scope, of_year, project_ids

ProjectId = InstrumentedAttribute[int]


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
    one = ProjectGroup
    return (
        _of_projects(scope, one.project_id, Group.code)
        .join(Group, Group.id == one.group_id)
        .order_by(one.project_id, one.position)
    )


def owners(scope: Scope) -> Query:
    """Project id and who is responsible, as on the form."""
    one = ProjectOwner
    return (
        _of_projects(scope, one.project_id, Person.code, Person.name, Person.title)
        .join(Person, Person.id == one.person_id)
        .order_by(one.project_id, one.position)
    )


def allocations(scope: Scope) -> Query:
    """Project id and its money, by source."""
    one = Allocation
    return (
        _of_projects(scope, one.project_id, FundingSource.code, one.status, one.amount)
        .outerjoin(FundingSource, FundingSource.id == one.source_id)
        .order_by(one.project_id, FundingSource.code)
    )


def disbursements(scope: Scope) -> Query:
    """Project id and the figures up to the as-of date, by source and day."""
    one = Disbursement
    return (
        _of_projects(scope, one.project_id, FundingSource.code, one.amount, one.as_of)
        .join(FundingSource, FundingSource.id == one.source_id)
        .where(one.as_of <= scope.as_of, *_current(scope))
        .order_by(one.project_id, FundingSource.code, one.as_of)
    )


def objectives(scope: Scope) -> Query:
    """Project id and what it is for."""
    one = Objective
    return _of_projects(scope, one.project_id, one.number, one.text).order_by(
        one.project_id, one.number
    )


def alignments(scope: Scope) -> Query:
    """Project id and what it is in line with."""
    one = Alignment
    return _of_projects(scope, one.project_id, one.kind, one.text).order_by(
        one.project_id, one.position
    )


def activities(scope: Scope) -> Query:
    """Project id and the plan's activities."""
    one = Activity
    return (
        _of_projects(scope, one.project_id, one.number, one.name, Group.code, one.budget)
        .outerjoin(Group, Group.id == one.group_id)
        .where(one.active)
        .order_by(one.project_id, one.position)
    )


def indicators(scope: Scope) -> Query:
    """Project id and the plan's indicators with their targets."""
    one = Indicator
    return (
        _of_projects(scope, one.project_id, one.number, one.text, one.target)
        .where(one.active)
        .order_by(one.project_id, one.position)
    )


def _of_projects(scope: Scope, project_id: ProjectId, *columns: Any) -> Query:
    """The project's id and these columns, of the year's projects."""
    return select(project_id, *columns).where(project_id.in_(project_ids(scope)))


def _current(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """A figure stands until a corrected one supersedes it."""
    if scope.until is None:
        return (Disbursement.superseded_at.is_(None),)
    standing = or_(Disbursement.superseded_at.is_(None), Disbursement.superseded_at > scope.until)
    return (Disbursement.recorded_at <= scope.until, standing)
