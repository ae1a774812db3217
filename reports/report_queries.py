"""The queries for what was reported in a round: the newest version of each report, its parts.

Each gives its rows in the order of the picture.
"""

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import aliased

from models.people import Person
from models.plan import Activity, FundingSource, Project
from models.progress import (
    Certification,
    Report,
    ReportActivity,
    ReportContinuation,
    ReportResult,
    ReportSpending,
)
from models.rounds import Round
from reports.scope import Query, Scope, project_ids


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
            Report.project_id.in_(project_ids(scope)),
        )
        .order_by(Report.project_id, Round.as_of, Round.id, Report.version)
    )
    return query if scope.until is None else query.where(Report.submitted_at <= scope.until)


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
