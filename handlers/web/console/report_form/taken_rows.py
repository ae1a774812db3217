"""The form's lists read back, each fault beside its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

from handlers.chat.progress_report.view import View
from handlers.web.console.fields import MISSING, Form
from handlers.web.console.report_form.rows import (
    NOT_YET,
    TOLD,
    Row,
    activity_names,
    indicator_names,
    rows_of,
)
from models.answers import ActivityDone, Continuation, IndicatorResult
from models.progress import WorkStatus
from workbooks import cells

T = TypeVar("T")
ACTIVITY_PARTS = ("planned", "text", "done_on", "state", "percent")
RESULT_PARTS = ("planned", "indicator", "target", "result", "not_yet")
NEXT_PARTS = ("name", "budget", "planned_for")
STATES = cells.choice({status.value: status for status in WorkStatus})
CHOOSE_STATE = "เลือกสถานะของกิจกรรมนี้"


def percent(typed: cells.CellValue) -> Decimal | None:
    """0 to 100, with or without the sign."""
    value = cells.baht(str(typed).removesuffix("%").strip())
    if value is not None and value > 100:
        raise cells.BadCellError("ร้อยละ 0 ถึง 100")
    return value


@dataclass(frozen=True)
class Lists:
    """Reads the rows beside what stood in them: a row nobody touched is taken as it was."""

    form: Form
    view: View
    stood: Mapping[str, str]

    def activities(self) -> tuple[ActivityDone, ...] | None:
        """The activities that say something; None if none was ever told."""
        before = self.view.answers
        rows = rows_of("activity", self.form.typed, activity_names(before, self.view))
        return self._read(rows, before.activities, ACTIVITY_PARTS, _activity)

    def results(self) -> tuple[IndicatorResult, ...] | None:
        """The indicators that have a result; None if none was ever told."""
        before = self.view.answers
        targets = {one.id: one.target for one in self.view.indicators}
        rows = rows_of("result", self.form.typed, indicator_names(before, self.view))
        reader = partial(_result, targets=targets)
        return self._read(rows, before.results, RESULT_PARTS, reader)

    def continuations(self) -> tuple[Continuation, ...] | None:
        """What is still to be done; None if nothing was ever told."""
        rows = rows_of("next", self.form.typed, {})
        return self._read(rows, self.view.answers.continuations, NEXT_PARTS, _continuation)

    def _read(
        self,
        rows: Sequence[Row],
        before: tuple[T, ...] | None,
        parts: Sequence[str],
        reader: Callable[[Form, Row], T | None],
    ) -> tuple[T, ...] | None:
        told = before or ()
        found = [
            told[row.number - 1]
            if row.number <= len(told) and self._untouched(row, parts)
            else reader(self.form, row)
            for row in rows
        ]
        kept = tuple(one for one in found if one is not None)
        return kept or (None if before is None else ())

    def _untouched(self, row: Row, parts: Sequence[str]) -> bool:
        typed, names = self.form.typed, [row.name(part) for part in parts]
        return all(typed.get(one, "").strip() == self.stood.get(one, "").strip() for one in names)


def _activity(form: Form, row: Row) -> ActivityDone | None:
    state, done_on = form.text(row.name("state")), form.text(row.name("done_on"))
    share = form.read(row.name("percent"), percent)
    text = row.label if row.planned else form.text(row.name("text"))
    says_more = bool(done_on or form.typed.get(row.name("percent"), "").strip())
    if row.planned and not state:
        if says_more:
            form.fail(row.name("state"), CHOOSE_STATE)
        return None
    if not text:
        if says_more or state:
            form.fail(row.name("text"), MISSING)
        return None
    status = None if state == TOLD else form.read(row.name("state"), STATES)
    return ActivityDone(text, done_on, row.planned, status, share)


def _result(form: Form, row: Row, targets: dict[int, str]) -> IndicatorResult | None:
    result, target = form.text(row.name("result")), form.text(row.name("target"))
    not_yet = form.text(row.name("not_yet")) == NOT_YET
    if row.planned:
        if not result and not not_yet and target == targets.get(row.planned, ""):
            return None
        if not result:
            form.fail(row.name("result"), MISSING)
        return IndicatorResult(row.label, target, result, row.planned, not_yet)
    indicator = form.text(row.name("indicator"))
    if not (indicator or result or target or not_yet):
        return None
    if not result:
        form.fail(row.name("result"), MISSING)
    return IndicatorResult(indicator, target, result, None, not_yet)


def _continuation(form: Form, row: Row) -> Continuation | None:
    name, planned_for = form.text(row.name("name")), form.text(row.name("planned_for"))
    budget = form.read(row.name("budget"), cells.baht)
    if not name:
        if planned_for or form.typed.get(row.name("budget"), "").strip():
            form.fail(row.name("name"), MISSING)
        return None
    return Continuation(name, budget, planned_for)
