"""The queries for what was reported in a round: the newest version of each report, its parts.

Each gives its rows in the order of the picture.
"""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.differences import DifferenceReason
from models.level_overrides import LevelOverride
from models.people import Person
from models.plan import Activity, FundingSource, Project
from models.progress import (
    Certification,
    Evidence,
    EvidenceState,
    Report,
    ReportActivity,
    ReportContinuation,
    ReportRemark,
    ReportResult,
    ReportSpending,
    StoredFile,
    WorkStatus,
)
from models.rounds import Round
from reports.scope import Query, Scope, project_ids

ReportId = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


def reports(scope: Scope) -> Query:
    """The newest version of each project's report."""
    moved, owner = aliased(Project, name="moved"), aliased(Person, name="owner")
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
            func.coalesce(owner.name, "").label("on_behalf_of"),
        )
        .join(newest, newest.c.id == Report.id)
        .join(Person, Person.id == Report.submitted_by)
        .outerjoin(moved, moved.id == Report.moved_project_id)
        .outerjoin(owner, owner.id == Report.on_behalf_of)
    )


def report_activities(scope: Scope) -> Query:
    """Report id and the activities as reported."""
    one = ReportActivity
    return (
        _of_newest(
            scope, one.report_id, one.text, one.done_on, Activity.number, one.status, one.percent
        )
        .outerjoin(Activity, Activity.id == one.activity_id)
        .order_by(one.report_id, one.position)
    )


def report_results(scope: Scope) -> Query:
    """Report id and the indicators with their results."""
    one = ReportResult
    return _of_newest(
        scope, one.report_id, one.indicator, one.target, one.result, one.not_yet
    ).order_by(one.report_id, one.position)


def results_of_completed(scope: Scope) -> Query:
    """The same of completed reports alone: findings ask no others for them."""
    completed = and_(Report.id == ReportResult.report_id, Report.status == WorkStatus.COMPLETED)
    return report_results(scope).join(Report, completed)


def report_spendings(scope: Scope) -> Query:
    """Report id and what was spent of which source."""
    one = ReportSpending
    return (
        _of_newest(scope, one.report_id, FundingSource.code, one.spent)
        .join(FundingSource, FundingSource.id == one.source_id)
        .order_by(one.report_id, FundingSource.code)
    )


def report_continuations(scope: Scope) -> Query:
    """Report id and what is still needed."""
    one = ReportContinuation
    return _of_newest(scope, one.report_id, one.name, one.budget, one.planned_for).order_by(
        one.report_id, one.position
    )


def report_remarks(scope: Scope) -> Query:
    """Report id and the warnings with what was answered."""
    one = ReportRemark
    return _of_newest(scope, one.report_id, one.kind, one.answer).order_by(one.report_id, one.kind)


def report_evidence(scope: Scope) -> Query:
    """Report id and the photos and documents whose file is kept, in the order they came."""
    one, file = Evidence, StoredFile
    return (
        _of_newest(scope, one.report_id, one.digest, one.kind, file.media_type, one.name, file.size)
        .join(file, file.digest == one.digest)
        .where(one.state == EvidenceState.READY)
        .order_by(one.report_id, one.id)
    )


def certifications(scope: Scope) -> Query:
    """Report id and the decisions about it, in the order of their time."""
    one = Certification
    query = (
        _of_newest(
            scope,
            one.report_id,
            Person.code,
            Person.name,
            one.decision,
            one.decided_at,
            Person.title,
            one.reason,
            one.acting,
            one.self_certified,
            one.capacity,
        )
        .join(Person, Person.id == one.person_id)
        .order_by(one.report_id, one.decided_at, one.id)
    )
    return query if scope.until is None else query.where(one.decided_at <= scope.until)


def judged_levels(scope: Scope) -> Query:
    """Project id and the level judged by hand in this round, with the reason and by whom."""
    one = LevelOverride
    standing: list[ColumnElement[bool]] = [one.superseded_at.is_(None)]
    if scope.until is not None:
        stood = or_(one.superseded_at.is_(None), one.superseded_at > scope.until)
        standing = [one.judged_at <= scope.until, stood]
    return (
        select(one.project_id, one.level, one.reason, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == one.judged_by)
        .where(one.round_id == scope.round_id, one.project_id.in_(project_ids(scope)), *standing)
    )


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


def _of_newest(scope: Scope, report_id: ReportId, *columns: Any) -> Query:
    """The report's id and these columns, of the reports that count."""
    newest = _newest(scope)
    return select(report_id, *columns).join(newest, newest.c.id == report_id)


def _newest(scope: Scope) -> Subquery:
    """Ids of the reports that count."""
    counted = [Report.round_id == scope.round_id]
    if scope.until is not None:
        counted.append(Report.submitted_at <= scope.until)
    if scope.only is not None:
        counted.append(Report.project_id.in_(scope.only))
    if scope.version is not None:
        counted.append(Report.version == scope.version)
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


def difference_reasons(scope: Scope) -> Query:
    """Project id, the figures a reason was given for, the reason; in the order of answering."""
    one = DifferenceReason
    query = (
        select(one.project_id, one.spent, one.disbursed, one.reason, one.words)
        .where(
            one.round_id == scope.round_id,
            one.project_id.in_(project_ids(scope)),
            one.reason.is_not(None),
        )
        .order_by(one.project_id, one.said_at, one.id)
    )
    return query if scope.until is None else query.where(one.said_at <= scope.until)
