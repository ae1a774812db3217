"""What looks odd about the money: asked about and recorded with the answer, never a wall."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from handlers.chat.progress_report import texts
from handlers.chat.progress_report.view import View
from models.progress import WorkStatus


@dataclass(frozen=True)
class Warned:
    """A warning that applies, in the words it is asked in."""

    kind: str
    question: str


def open_warnings(view: View) -> list[Warned]:
    """The warnings that apply and were not answered yet."""
    found = [check(view) for check in _CHECKS]
    return [one for one in found if one and view.answers.remark(one.kind) is None]


def _over_allocation(view: View) -> Warned | None:
    spent, given = view.answers.spent, view.project.allocated
    if spent is None or given is None or spent <= given:
        return None
    return Warned("over_allocation", texts.over_allocation(spent, given))


def _less_than_before(view: View) -> Warned | None:
    spent, before = view.answers.spent, view.project.spent_before
    if spent is None or before is None or spent >= before:
        return None
    return Warned("less_than_before", texts.less_than_before(spent, before))


def _spent_not_started(view: View) -> Warned | None:
    spent = view.answers.spent or Decimal(0)
    if view.answers.status is not WorkStatus.NOT_STARTED or spent == 0:
        return None
    return Warned("spent_not_started", texts.spent_not_started(spent))


_CHECKS: tuple[Callable[[View], Warned | None], ...] = (
    _over_allocation,
    _less_than_before,
    _spent_not_started,
)
