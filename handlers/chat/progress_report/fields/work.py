"""What was done and what came of it: activities or steps, and indicators."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from bot.understanding import read_numbered, read_step
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import (
    NOTHING_WORDS,
    SO_FAR,
    Field,
    Question,
)
from handlers.chat.progress_report.view import View
from models.answers import ActivityDone, Answers, IndicatorResult
from models.portfolio import PlannedIndicator
from models.progress import WorkStatus, activity_state

OFFERED, LISTED = 5, 20
"""Activities of the plan shown as buttons at once, and in the list above them."""
GOING = "going."
"""Before an activity's id: it is in progress."""

ActivityState = tuple[WorkStatus, Decimal | None]


class ActivitiesField(Field):
    """Activities or steps done, one a line, with their dates (both forms, item 3)."""

    key = "activities"
    takes_text = True
    stays = True

    def applies(self, view: View) -> bool:
        """Not for a project not started, nor where a whole book is handed in."""
        return view.answers.status is not WorkStatus.NOT_STARTED and not view.answers.book

    def is_answered(self, view: View) -> bool:
        """Once something was said, also "none"."""
        return view.answers.activities is not None

    def shown(self, view: View) -> str:
        """The activities, one a line."""
        if view.answers.activities is None:
            return ""
        return "\n".join(_line(one) for one in view.answers.activities) or texts.NONE

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The plan's activities as choices that can be tapped one after another."""
        done = {one.activity_id for one in view.answers.activities or ()}
        open_ones = [one for one in view.activities if one.id not in done]
        choices = [(f"ทำแล้ว: {one.name}", str(one.id)) for one in open_ones[:OFFERED]]
        choices += [(f"กำลังทำ: {one.name}", f"{GOING}{one.id}") for one in open_ones[:1]]
        lines = [*_planned(view), cards.note(texts.ACTIVITIES_HINT)]
        if view.answers.activities:
            lines.insert(0, cards.words(clip(self.shown(view), SO_FAR)))
            choices.append((texts.CLEAR, "clear"))
        elif view.finished:
            choices.append((texts.HAND_IN_BOOK, "book"))
        return Question(texts.ASK_ACTIVITIES, lines, choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Each line is an activity, added to those said before; or the plan's by their numbers."""
        if text in NOTHING_WORDS:
            return replace(view.answers, activities=())
        told = told_by_number(view, text)
        if told:
            return told
        lines = [line.strip(" -•·") for line in text.splitlines()]
        steps = [read_step(line, view.today) for line in lines if line]
        if not steps:
            return None
        more = tuple(ActivityDone(step.text, step.done_on) for step in steps)
        return replace(view.answers, activities=(*(view.answers.activities or ()), *more))

    def chosen(self, view: View, value: str) -> Answers | None:
        """An activity of the plan was done; or all is cleared; or a book is handed in."""
        if value == "clear":
            return replace(view.answers, activities=None)
        if value == "book":
            return replace(view.answers, book=True)
        status = WorkStatus.IN_PROGRESS if value.startswith(GOING) else WorkStatus.COMPLETED
        wanted = value.removeprefix(GOING)
        planned = next((one for one in view.activities if str(one.id) == wanted), None)
        if planned is None:
            return None
        if any(one.activity_id == planned.id for one in view.answers.activities or ()):
            return view.answers
        return _with_states(view, {planned.id: (status, None)})


def told_by_number(view: View, text: str) -> Answers | None:
    """`1 ทำแล้ว 2 กำลังทำ 3 ยัง` about the plan's activities; None if it is anything else."""
    told = read_numbered(text)
    if not told or not view.activities:
        return None
    ids = [one.id for one in view.activities]
    states: dict[int, ActivityState] = {}
    for one in told:
        if any(not 1 <= number <= len(ids) for number in one.numbers):
            return None
        meant = [ids[number - 1] for number in one.numbers] if one.numbers else ids
        states |= dict.fromkeys(meant, (WorkStatus(one.status), one.percent))
    return _with_states(view, states)


def _with_states(view: View, states: Mapping[int, ActivityState]) -> Answers:
    """The plan's activities in its order, with what was told of them; one's own steps last."""
    before = view.answers.activities or ()
    known = {one.activity_id: one for one in before if one.activity_id is not None}
    rows = []
    for planned in view.activities:
        row = known.get(planned.id)
        if planned.id in states:
            status, percent = states[planned.id]
            row = row or ActivityDone(planned.name, activity_id=planned.id)
            row = replace(row, status=status, percent=percent)
        rows += [row] if row else []
    own = [one for one in before if one.activity_id is None or one not in known.values()]
    return replace(view.answers, activities=(*rows, *own))


def _planned(view: View) -> list[Json]:
    """The plan's activities with the numbers they can be told by."""
    if len(view.activities) < 2:
        return []
    names = [f"{number}. {clip(one.name, 80)}" for number, one in enumerate(view.activities, 1)]
    more = len(names) - LISTED
    if more > 0:
        names = [*names[:LISTED], texts.more_activities(more)]
    return [cards.note("\n".join(names)), cards.note(texts.BY_NUMBER_HINT)]


def _line(one: ActivityDone) -> str:
    when = f" ({one.done_on})" if one.done_on else ""
    return f"{one.text}{when}{activity_state(one.status, one.percent)}"


class ResultsField(Field):
    """What came of each indicator; asked one after the other (both forms, item 4)."""

    key = "results"
    takes_text = True

    def applies(self, view: View) -> bool:
        """Not for a project not started, nor where a whole book is handed in."""
        return view.answers.status is not WorkStatus.NOT_STARTED and not view.answers.book

    def is_answered(self, view: View) -> bool:
        """Once every indicator of the plan has a result."""
        return view.answers.results is not None and self._next(view) is None

    def shown(self, view: View) -> str:
        """Each result; an indicator without one is counted."""
        results = view.answers.results
        if results is None:
            return ""
        lines = [_result_line(number, one) for number, one in enumerate(results, start=1)]
        left = len(view.indicators) - sum(1 for one in results if one.indicator_id)
        if left > 0:
            lines.append(texts.results_left(left))
        return "\n".join(lines) or texts.NONE

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The next indicator with its target; after the last, which one is to be changed."""
        asked = self._next(view)
        if asked is None and view.indicators:
            choices = [(f"แก้ข้อ {one.number}: {one.text}", f"{one.id}.x") for one in view.indicators]
            return Question(texts.WHICH_RESULT, [cards.note(texts.RESULT_ROW_HINT)], choices[:8])
        if asked is None:
            return Question(texts.ASK_FREE_RESULT, [cards.note(texts.RESULT_ROW_HINT)])
        lines = [cards.words(asked.text)]
        if asked.target:
            lines.append(cards.note(texts.target(asked.target)))
        if view.answers.pending_result == asked.id:
            return Question(texts.ASK_DONE_SO_FAR, lines)
        choices = [(label, f"{asked.id}.{n}") for n, label in enumerate(texts.RESULTS)]
        return Question(texts.ASK_RESULT, lines, [*choices, (texts.NOT_YET, f"{asked.id}.n")])

    def said(self, view: View, text: str) -> Answers | None:
        """The result of the indicator just asked about, or a row `ตัวชี้วัด | เป้าหมาย | ผล`."""
        if not text:
            return None
        parts = [part.strip() for part in text.split("|")]
        if len(parts) == 3:
            return _with(view, _row(view, *parts))
        asked = self._next(view)
        if asked is None:
            return None if view.indicators else _with(view, IndicatorResult("", "", text))
        not_yet = view.answers.pending_result == asked.id
        return _with(view, IndicatorResult(asked.text, asked.target, text, asked.id, not_yet))

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the usual results, "not yet", or an indicator to be asked again."""
        indicator_id, _, choice = value.partition(".")
        asked = next((one for one in view.indicators if str(one.id) == indicator_id), None)
        if asked is None:
            return None
        if choice == "x":
            kept = [one for one in view.answers.results or () if one.indicator_id != asked.id]
            return replace(view.answers, results=tuple(kept), pending_result=None)
        if choice == "n":
            return replace(view.answers, pending_result=asked.id)
        if not choice.isdecimal() or int(choice) >= len(texts.RESULTS):
            return None
        result = texts.RESULTS[int(choice)]
        return _with(view, IndicatorResult(asked.text, asked.target, result, asked.id))

    def _next(self, view: View) -> PlannedIndicator | None:
        given = {one.indicator_id for one in view.answers.results or ()}
        return next((one for one in view.indicators if one.id not in given), None)


def _row(view: View, indicator: str, target: str, result: str) -> IndicatorResult:
    """A row in one's own words; the plan's indicator if it is called just that."""
    planned = next((one.id for one in view.indicators if one.text == indicator), None)
    return IndicatorResult(indicator, target, result, planned)


def _with(view: View, new: IndicatorResult) -> Answers:
    """The results with a new row, in the order of the plan, rows of one's own last."""
    place = {one.id: number for number, one in enumerate(view.indicators)}
    others = [
        one
        for one in view.answers.results or ()
        if one.indicator_id != new.indicator_id or new.indicator_id is None
    ]
    rows = sorted([*others, new], key=lambda one: place.get(one.indicator_id or 0, len(place)))
    return replace(view.answers, results=tuple(rows), pending_result=None)


def _result_line(number: int, one: IndicatorResult) -> str:
    mark = f"{texts.NOT_YET}: " if one.not_yet else ""
    return f"{number}. {mark}{one.result}"
