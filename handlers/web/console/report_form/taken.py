"""The form read back: a field left as it was keeps its value exactly, whatever else was typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.thaitext import baht
from bot.understanding import last_day_named
from handlers.chat.progress_report.fields import NOTHING_WORDS, with_status
from handlers.chat.progress_report.view import View
from handlers.web.console.fields import Form
from handlers.web.console.report_form.filled import NO, TEXTS, YES, filled, source_names
from handlers.web.console.report_form.taken_rows import Lists, percent
from models.answers import Answers
from models.progress import RemainingUse, WorkStatus
from workbooks import cells

T = TypeVar("T")
STATUSES = cells.choice({status.value: status for status in WorkStatus})
USES = cells.choice({use.value: use for use in RemainingUse})
YES_OR_NO = cells.choice({YES: True, NO: False})
NOT_YET_COME = "ต้องไม่หลังวันนี้"
WHICH_MONTH = "เดือนและปี พ.ศ. เช่น มีนาคม 2567"


def taken(form: Form, view: View) -> Answers:
    """The answers after the form; the form says what is wrong with it."""
    before = view.answers
    stood = filled(before, view)
    take, lists = _Taking(form, view, stood), Lists(form, view, stood)
    status = form.read("status", STATUSES, required=True)
    spent = take.kept("spent", before.spent, cells.baht)
    after = replace(
        before,
        status=status,
        percent=take.kept("percent", before.percent, percent),
        data_month=take.kept("data_month", before.data_month, take.month),
        book=bool(take.kept("book", before.book, YES_OR_NO)),
        spent=spent,
        remaining=take.kept("remaining", before.remaining, cells.baht),
        balance_date=take.kept("balance_date", before.balance_date, cells.day),
        activities=lists.activities(),
        results=lists.results(),
        goals_met=take.kept("goals", before.goals_met, YES_OR_NO),
        goals_reason=take.text("goals_reason", before.goals_reason),
        remaining_use=take.kept("remaining_use", before.remaining_use, USES),
        moved_to=take.text("moved_to", before.moved_to),
        moved_amount=take.kept("moved_amount", before.moved_amount, cells.baht),
        continuations=lists.continuations(),
        continue_reason=take.text("continue_reason", before.continue_reason),
    )
    for name in TEXTS:
        after = after.with_text(name, take.text(name, getattr(before, name)))
    after = _moved_project(take.parts(after), view)
    after = take.remaining(_of_the_box(after, before), before)
    is_new = after.balance_date != before.balance_date
    if is_new and after.balance_date and after.balance_date > view.today:
        form.fail("balance_date", NOT_YET_COME)
    if status and after.spent is None and "spent" not in form.faults:
        after = replace(with_status(view.with_answers(after), status), remarks=after.remarks)
    changed = (after.status, after.spent) != (before.status, before.spent)
    return replace(after, remarks=()) if changed else after


@dataclass(frozen=True)
class _Taking:
    """Reads fields beside what stood in them."""

    form: Form
    view: View
    stood: dict[str, str]

    def kept(self, name: str, before: T | None, reader: Callable[[str], T | None]) -> T | None:
        """The value as it was, if the field was left alone; else what was typed."""
        if self._untouched(name):
            return before
        return self.form.read(name, reader)

    def text(self, name: str, before: str | None) -> str | None:
        """The same of a text: empty says nothing, a word for nothing says there is none."""
        if self._untouched(name):
            return before
        typed = self.form.text(name)
        return "" if typed in NOTHING_WORDS else typed or None

    def month(self, typed: str) -> date:
        """The last day of the month that was typed."""
        found = last_day_named(typed, self.view.today)
        if found is None:
            raise cells.BadCellError(WHICH_MONTH)
        return found

    def parts(self, answers: Answers) -> Answers:
        """Money by source: together the total. A single part nobody touched follows the total."""
        form, before = self.form, dict(self.view.answers.spent_by_source)
        names = [f"source-{one}" for one in source_names(self.view.answers, self.view)]
        if answers.spent != self.view.answers.spent and all(map(self._untouched, names)):
            follows = len(before) == 1 and answers.spent is not None and names
            before = dict.fromkeys(before, answers.spent or Decimal(0)) if follows else before
            before = before if names else {}
        found = {name: self.kept(name, before.get(_source(name)), cells.baht) for name in names}
        given = {_source(name): one for name, one in found.items() if one is not None}
        if not names or not given:
            kept = tuple(sorted(before.items())) if not names else ()
            return replace(answers, spent_by_source=kept)
        total = sum(given.values(), Decimal(0))
        if answers.spent is None and "spent" not in form.faults:
            answers = replace(answers, spent=total)
        if answers.spent is not None and total != answers.spent:
            form.fail(names[-1], f"รวมทุกแหล่งงบได้ {baht(total)} บาท ไม่เท่ากับยอดใช้ไป")
        return replace(answers, spent_by_source=tuple(sorted(given.items())))

    def remaining(self, answers: Answers, before: Answers) -> Answers:
        """What is left follows from the spending; what was typed must agree with it."""
        given, spent = self.view.project.allocated, answers.spent
        if answers.spent != before.spent and self._untouched("remaining"):
            return replace(answers, remaining=None)
        if self._untouched("remaining") or None in (answers.remaining, given, spent):
            return answers
        left = (given or Decimal(0)) - (spent or Decimal(0))
        if answers.remaining != left:
            self.form.fail("remaining", f"จัดสรรหักใช้ไปเหลือ {baht(left)} บาท เว้นว่างไว้ระบบคำนวณให้")
        return answers

    def _untouched(self, name: str) -> bool:
        return self.form.typed.get(name, "").strip() == self.stood.get(name, "").strip()


def _source(name: str) -> int:
    return int(name.removeprefix("source-"))


def _of_the_box(after: Answers, before: Answers) -> Answers:
    """What belonged to another box than the one now ticked is forgotten, as in the chat."""
    if after.goals_met and not before.goals_met:
        after = replace(after, goals_reason=None)
    if after.remaining_use == before.remaining_use:
        return after
    if after.remaining_use is not RemainingUse.MOVED:
        after = replace(after, moved_project_id=None, moved_to=None, moved_amount=None)
    if after.remaining_use is not RemainingUse.CONTINUING:
        after = replace(after, continuations=None, continue_reason=None)
    return after


def _moved_project(answers: Answers, view: View) -> Answers:
    """The plan's project that the text means, if it clearly means one."""
    if answers.moved_to == view.answers.moved_to:
        return answers
    known = view.project_called(answers.moved_to) if answers.moved_to else None
    return replace(answers, moved_project_id=known[0] if known else None)
