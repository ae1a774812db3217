"""Submitting a report: a new version with its rows, its trail, and the end of its draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from models.answers import Answers
from models.audit import AuditEntry, Channel
from models.errors import KaonaError, TryAgainError
from models.portfolio import RoundFacts
from models.progress import (
    Draft,
    DraftState,
    Evidence,
    FormKind,
    RemainingUse,
    Report,
    ReportActivity,
    ReportContinuation,
    ReportRemark,
    ReportResult,
    ReportSpending,
    WorkStatus,
)
from models.rounds import Round

FINISHED = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)
"""Statuses for which the completion form is due."""


class IncompleteReportError(KaonaError):
    """A report needs at least its status."""


class OutdatedReportError(TryAgainError):
    """Somebody submitted another version of this report in the meantime."""


@dataclass(frozen=True)
class Submitter:
    """Who submits, as it stands under the form."""

    person_id: int
    name: str
    title: str


@dataclass(frozen=True)
class Submission:
    """A report to be stored. `based_on` is the version it corrects (0: the first one)."""

    draft_id: int | None
    project_id: int
    project_code: str
    round: RoundFacts
    based_on: int
    answers: Answers
    allocated: Decimal | None
    by: Submitter
    at: datetime
    today: date
    channel: Channel
    caused_by: str | None = None
    on_behalf_of: int | None = None
    reason: str = ""

    @property
    def version(self) -> int:
        """The version this becomes."""
        return self.based_on + 1

    @property
    def receipt(self) -> str:
        """The receipt number: round, project, version."""
        return f"{self.round.code}-{self.project_code}-{self.version}"

    @property
    def late(self) -> bool:
        """True after the due date, or once the round is closed."""
        return self.round.closed or self.today > self.round.due

    def apply(self, connection: Connection) -> None:
        """Store it; `OutdatedReportError` if another version came first."""
        if self.answers.status is None:
            raise IncompleteReportError
        if not self.round.closed and _is_closed(connection, self.round.id):
            replace(self, round=replace(self.round, closed=True)).apply(connection)
            return
        if _newest_version(connection, self.project_id, self.round.id) != self.based_on:
            raise OutdatedReportError
        report_id = connection.execute(
            insert(Report).values(self._report()).returning(Report.id)
        ).scalar_one()
        for table, rows in self._parts(report_id):
            if rows:
                connection.execute(insert(table), rows)
        self._close_draft(connection, report_id)
        connection.execute(insert(AuditEntry).values(self._trail(report_id)))

    def _report(self) -> dict[str, Any]:
        answers = self.answers
        remaining = self._remaining()
        return {
            "project_id": self.project_id,
            "round_id": self.round.id,
            "version": self.version,
            "receipt": self.receipt,
            "form": form_of(answers),
            "status": answers.status,
            "percent": answers.percent,
            "spent": answers.spent,
            "remaining": remaining,
            "balance_date": answers.balance_date or self.today,
            "data_month": answers.data_month or self.round.as_of,
            "problems": answers.problems,
            "suggestions": answers.suggestions,
            "highlights": answers.highlights,
            "goals_met": answers.goals_met,
            "goals_reason": answers.goals_reason,
            "remaining_use": _use_of(answers, remaining),
            "moved_project_id": answers.moved_project_id,
            "moved_to": answers.moved_to,
            "moved_amount": answers.moved_amount,
            "continue_reason": answers.continue_reason,
            "signer_name": self.by.name,
            "signer_title": self.by.title,
            "submitted_by": self.by.person_id,
            "submitted_at": self.at,
            "channel": self.channel,
            "on_behalf_of": self.on_behalf_of,
            "late": self.late,
            "correction_reason": self.reason,
        }

    def _remaining(self) -> Decimal | None:
        answers = self.answers
        if answers.remaining is not None or answers.spent is None or self.allocated is None:
            return answers.remaining
        return self.allocated - answers.spent

    def _parts(self, report_id: int) -> Sequence[tuple[Any, list[dict[str, Any]]]]:
        answers = self.answers
        return (
            (
                ReportActivity,
                _numbered(
                    report_id,
                    [
                        {
                            "text": one.text,
                            "done_on": one.done_on,
                            "activity_id": one.activity_id,
                            "status": one.status,
                            "percent": one.percent,
                        }
                        for one in answers.activities or ()
                    ],
                ),
            ),
            (
                ReportResult,
                _numbered(
                    report_id,
                    [
                        {
                            "indicator": one.indicator,
                            "target": one.target,
                            "result": one.result,
                            "indicator_id": one.indicator_id,
                            "not_yet": one.not_yet,
                        }
                        for one in answers.results or ()
                    ],
                ),
            ),
            (
                ReportContinuation,
                _numbered(
                    report_id,
                    [
                        {"name": one.name, "budget": one.budget, "planned_for": one.planned_for}
                        for one in answers.continuations or ()
                    ],
                ),
            ),
            (
                ReportSpending,
                [
                    {"report_id": report_id, "source_id": source_id, "spent": spent}
                    for source_id, spent in answers.spent_by_source
                ],
            ),
            (
                ReportRemark,
                [
                    {"report_id": report_id, "kind": one.kind, "answer": one.answer}
                    for one in answers.remarks
                ],
            ),
        )

    def _close_draft(self, connection: Connection, report_id: int) -> None:
        if self.draft_id is None:
            return
        connection.execute(
            update(Draft)
            .where(Draft.id == self.draft_id)
            .values(state=DraftState.SUBMITTED, report_id=report_id, touched_at=self.at)
        )
        connection.execute(
            update(Evidence).where(Evidence.draft_id == self.draft_id).values(report_id=report_id)
        )

    def _trail(self, report_id: int) -> dict[str, Any]:
        answers = self.answers
        return {
            "at": self.at,
            "actor_id": self.by.person_id,
            "channel": self.channel,
            "action": "submit_report" if self.based_on == 0 else "correct_report",
            "subject": "report",
            "subject_id": str(report_id),
            "before": {"version": self.based_on} if self.based_on else None,
            "after": {
                "version": self.version,
                "receipt": self.receipt,
                "status": answers.status,
                "spent": answers.spent,
            },
            "reason": self.reason,
            "caused_by": self.caused_by,
        }


def form_of(answers: Answers) -> FormKind:
    """The official form: the completion form once the project is finished or cancelled."""
    if answers.book:
        return FormKind.BOOK
    return FormKind.COMPLETION if answers.status in FINISHED else FormKind.PROGRESS


def _use_of(answers: Answers, remaining: Decimal | None) -> RemainingUse | None:
    """Completion form, item 6; nothing left is its implied fifth choice."""
    if answers.status in FINISHED and remaining == 0:
        return RemainingUse.NOTHING_LEFT
    return answers.remaining_use


def _is_closed(connection: Connection, round_id: int) -> bool:
    """Whether the round was closed meanwhile; until the commit it is not closed under us.

    So every report is either in the frozen picture or marked late.
    """
    held = select(Round.closed_at).where(Round.id == round_id).with_for_update(read=True)
    return connection.execute(held).scalar() is not None


def _newest_version(connection: Connection, project_id: int, round_id: int) -> int:
    found = connection.execute(
        select(func.max(Report.version)).where(
            Report.project_id == project_id, Report.round_id == round_id
        )
    ).scalar()
    return found or 0


def _numbered(report_id: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"report_id": report_id, "position": position, **row}
        for position, row in enumerate(rows, start=1)
    ]
