"""A submitted report read back as the answers it was made of."""

from typing import Any

from sqlalchemy import Connection, Row, select

from models.answers import ActivityDone, Answers, Continuation, IndicatorResult, Remark
from models.progress import (
    FormKind,
    Report,
    ReportActivity,
    ReportContinuation,
    ReportRemark,
    ReportResult,
    ReportSpending,
)


def newest_answers(connection: Connection, project_id: int, round_id: int) -> Answers:
    """The answers of the newest version in a round; empty answers if nothing was reported."""
    report = connection.execute(
        select(Report.__table__)
        .where(Report.project_id == project_id, Report.round_id == round_id)
        .order_by(Report.version.desc())
        .limit(1)
    ).first()
    return answers_of(connection, report) if report else Answers()


def answers_of(connection: Connection, report: Row[Any]) -> Answers:
    """The answers of one row of `reports`, with the rows that belong to it."""
    return Answers(
        status=report.status,
        percent=report.percent,
        spent=report.spent,
        spent_by_source=_spendings(connection, report.id),
        remaining=report.remaining,
        balance_date=report.balance_date,
        data_month=report.data_month,
        book=report.form is FormKind.BOOK,
        activities=_activities(connection, report.id) or None,
        results=_results(connection, report.id) or None,
        problems=report.problems,
        suggestions=report.suggestions,
        highlights=report.highlights,
        goals_met=report.goals_met,
        goals_reason=report.goals_reason,
        remaining_use=report.remaining_use,
        moved_project_id=report.moved_project_id,
        moved_to=report.moved_to,
        moved_amount=report.moved_amount,
        continuations=_continuations(connection, report.id) or None,
        continue_reason=report.continue_reason,
        remarks=_remarks(connection, report.id),
    )


def _spendings(connection: Connection, report_id: int) -> tuple[Any, ...]:
    rows = connection.execute(
        select(ReportSpending.source_id, ReportSpending.spent)
        .where(ReportSpending.report_id == report_id)
        .order_by(ReportSpending.source_id)
    )
    return tuple((row.source_id, row.spent) for row in rows)


def _activities(connection: Connection, report_id: int) -> tuple[ActivityDone, ...]:
    rows = connection.execute(
        select(
            ReportActivity.text,
            ReportActivity.done_on,
            ReportActivity.activity_id,
            ReportActivity.status,
            ReportActivity.percent,
        )
        .where(ReportActivity.report_id == report_id)
        .order_by(ReportActivity.position)
    )
    return tuple(ActivityDone(*row) for row in rows)


def _results(connection: Connection, report_id: int) -> tuple[IndicatorResult, ...]:
    rows = connection.execute(
        select(
            ReportResult.indicator,
            ReportResult.target,
            ReportResult.result,
            ReportResult.indicator_id,
            ReportResult.not_yet,
        )
        .where(ReportResult.report_id == report_id)
        .order_by(ReportResult.position)
    )
    return tuple(IndicatorResult(*row) for row in rows)


def _continuations(connection: Connection, report_id: int) -> tuple[Continuation, ...]:
    rows = connection.execute(
        select(ReportContinuation.name, ReportContinuation.budget, ReportContinuation.planned_for)
        .where(ReportContinuation.report_id == report_id)
        .order_by(ReportContinuation.position)
    )
    return tuple(Continuation(*row) for row in rows)


def _remarks(connection: Connection, report_id: int) -> tuple[Remark, ...]:
    rows = connection.execute(
        select(ReportRemark.kind, ReportRemark.answer)
        .where(ReportRemark.report_id == report_id)
        .order_by(ReportRemark.kind)
    )
    return tuple(Remark(*row) for row in rows)


def last_reported_project(connection: Connection, person_id: int, round_id: int) -> int | None:
    """The project a person submitted a report for last in a round."""
    return connection.execute(
        select(Report.project_id)
        .where(Report.submitted_by == person_id, Report.round_id == round_id)
        .order_by(Report.submitted_at.desc(), Report.id.desc())
        .limit(1)
    ).scalar()
