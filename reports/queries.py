"""The queries behind the picture of a round; each gives its rows in the order of the picture."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import aliased

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
from models.progress import (
    Certification,
    Report,
    ReportActivity,
    ReportContinuation,
    ReportResult,
    ReportSpending,
)
from models.rounds import Round

Query = Select[*tuple[Any, ...]]
"""Its columns are taken apart by reports/reading.py."""


@dataclass(frozen=True)
class Scope:
    """Which round, and the moment up to which rows count (None: all of them)."""

    round_id: int
    fiscal_year: int
    as_of: date
    until: datetime | None


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
    named = select(ProjectGroup.group_id).where(ProjectGroup.project_id.in_(_ids(scope)))
    return (
        select(Group.code, Group.name, Group.short_name)
        .where(or_(Group.active, Group.id.in_(named)))
        .order_by(Group.position, Group.id)
    )


def strategies(scope: Scope) -> Query:
    """The year's strategies: those of the plan, and those a project still names."""
    named = select(Project.strategy_id).where(Project.id.in_(_ids(scope)))
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
    named = select(Allocation.source_id).where(Allocation.project_id.in_(_ids(scope)))
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
        .where(*_of_year(scope))
        .order_by(Project.position, Project.id)
    )


def project_groups(scope: Scope) -> Query:
    """Project id and group code, the leading group first."""
    return (
        select(ProjectGroup.project_id, Group.code)
        .join(Group, Group.id == ProjectGroup.group_id)
        .where(ProjectGroup.project_id.in_(_ids(scope)))
        .order_by(ProjectGroup.project_id, ProjectGroup.position)
    )


def owners(scope: Scope) -> Query:
    """Project id and who is responsible, as on the form."""
    return (
        select(ProjectOwner.project_id, Person.code, Person.name, Person.title)
        .join(Person, Person.id == ProjectOwner.person_id)
        .where(ProjectOwner.project_id.in_(_ids(scope)))
        .order_by(ProjectOwner.project_id, ProjectOwner.position)
    )


def allocations(scope: Scope) -> Query:
    """Project id and its money, by source."""
    return (
        select(Allocation.project_id, FundingSource.code, Allocation.status, Allocation.amount)
        .outerjoin(FundingSource, FundingSource.id == Allocation.source_id)
        .where(Allocation.project_id.in_(_ids(scope)))
        .order_by(Allocation.project_id, FundingSource.code)
    )


def disbursements(scope: Scope) -> Query:
    """Project id and the figures up to the as-of date, by source and day."""
    return (
        select(Disbursement.project_id, FundingSource.code, Disbursement.amount, Disbursement.as_of)
        .join(FundingSource, FundingSource.id == Disbursement.source_id)
        .where(
            Disbursement.project_id.in_(_ids(scope)),
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
        .where(Activity.project_id.in_(_ids(scope)), Activity.active)
        .order_by(Activity.project_id, Activity.position)
    )


def reports(scope: Scope) -> Query:
    """The newest version of each project's report."""
    moved = aliased(Project, name="moved")
    newest = _newest(scope)
    return (
        select(
            Report.id,
            Report.project_id,
            Report.version,
            Report.receipt,
            Report.form,
            Report.status,
            Person.code.label("submitted_by"),
            Report.submitted_at,
            Report.late,
            Report.percent,
            Report.spent,
            Report.remaining,
            Report.balance_date,
            Report.data_month,
            Report.problems,
            Report.suggestions,
            Report.highlights,
            Report.goals_met,
            Report.goals_reason,
            Report.remaining_use,
            moved.code.label("moved_project"),
            Report.moved_to,
            Report.moved_amount,
            Report.continue_reason,
            Report.signer_name,
            Report.signer_title,
            Report.correction_reason,
        )
        .join(newest, newest.c.id == Report.id)
        .join(Person, Person.id == Report.submitted_by)
        .outerjoin(moved, moved.id == Report.moved_project_id)
    )


def report_activities(scope: Scope) -> Query:
    """Report id and the activities as reported."""
    newest = _newest(scope)
    return (
        select(
            ReportActivity.report_id,
            ReportActivity.text,
            ReportActivity.done_on,
            Activity.number,
            ReportActivity.status,
            ReportActivity.percent,
        )
        .join(newest, newest.c.id == ReportActivity.report_id)
        .outerjoin(Activity, Activity.id == ReportActivity.activity_id)
        .order_by(ReportActivity.report_id, ReportActivity.position)
    )


def report_results(scope: Scope) -> Query:
    """Report id and the indicators with their results."""
    newest = _newest(scope)
    return (
        select(
            ReportResult.report_id,
            ReportResult.indicator,
            ReportResult.target,
            ReportResult.result,
            ReportResult.not_yet,
        )
        .join(newest, newest.c.id == ReportResult.report_id)
        .order_by(ReportResult.report_id, ReportResult.position)
    )


def report_spendings(scope: Scope) -> Query:
    """Report id and what was spent of which source."""
    newest = _newest(scope)
    return (
        select(ReportSpending.report_id, FundingSource.code, ReportSpending.spent)
        .join(newest, newest.c.id == ReportSpending.report_id)
        .join(FundingSource, FundingSource.id == ReportSpending.source_id)
        .order_by(ReportSpending.report_id, FundingSource.code)
    )


def report_continuations(scope: Scope) -> Query:
    """Report id and what is still needed."""
    newest = _newest(scope)
    return (
        select(
            ReportContinuation.report_id,
            ReportContinuation.name,
            ReportContinuation.budget,
            ReportContinuation.planned_for,
        )
        .join(newest, newest.c.id == ReportContinuation.report_id)
        .order_by(ReportContinuation.report_id, ReportContinuation.position)
    )


def certifications(scope: Scope) -> Query:
    """Report id and the decisions about it, in the order of their time."""
    newest = _newest(scope)
    query = (
        select(
            Certification.report_id,
            Person.code,
            Person.name,
            Certification.decision,
            Certification.decided_at,
            Person.title,
            Certification.reason,
            Certification.acting,
            Certification.self_certified,
        )
        .join(newest, newest.c.id == Certification.report_id)
        .join(Person, Person.id == Certification.person_id)
        .order_by(Certification.report_id, Certification.decided_at, Certification.id)
    )
    return query if scope.until is None else query.where(Certification.decided_at <= scope.until)


def earlier_reports(scope: Scope) -> Query:
    """Project id and what earlier rounds of the year have of it, in the order of time."""
    query = (
        select(Report.project_id, Round.code, Report.status, Report.spent)
        .join(Round, Round.id == Report.round_id)
        .where(
            Round.fiscal_year == scope.fiscal_year,
            Round.as_of < scope.as_of,
            Report.project_id.in_(_ids(scope)),
        )
        .order_by(Report.project_id, Round.as_of, Round.id, Report.version)
    )
    return query if scope.until is None else query.where(Report.submitted_at <= scope.until)


def _of_year(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return (Project.fiscal_year == scope.fiscal_year, Project.active.is_(True))


def _ids(scope: Scope) -> Query:
    return select(Project.id).where(*_of_year(scope))


def _newest(scope: Scope) -> Subquery:
    """Ids of the reports that count."""
    counted = [Report.round_id == scope.round_id]
    if scope.until is not None:
        counted.append(Report.submitted_at <= scope.until)
    last = (
        select(Report.project_id, func.max(Report.version).label("version"))
        .where(*counted)
        .group_by(Report.project_id)
        .subquery("last_version")
    )
    same = and_(last.c.project_id == Report.project_id, last.c.version == Report.version)
    return (
        select(Report.id)
        .join(last, same)
        .where(Report.round_id == scope.round_id)
        .subquery("newest")
    )


def _current(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """A figure stands until a corrected one supersedes it."""
    if scope.until is None:
        return (Disbursement.superseded_at.is_(None),)
    standing = or_(Disbursement.superseded_at.is_(None), Disbursement.superseded_at > scope.until)
    return (Disbursement.recorded_at <= scope.until, standing)
