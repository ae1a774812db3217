"""The form's three lists: activities, indicators, and what is still to be done.

A row's fields are called `activity-3-percent`; `activity-rows` says how many rows there are. What
the plan has stands there to be filled in; rows below it are in one's own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.chat.progress_report.view import View
from models.answers import ActivityDone, Answers, Continuation, IndicatorResult

BLANK_ROWS = 1
MORE_ROWS = 3
MOST_ROWS = 250
TOLD = "told"
"""State of an activity of the plan that is in the report without a state."""
NOT_YET, COME_ABOUT = "not_yet", ""


@dataclass(frozen=True)
class Row:
    """One row: where its fields are, and what the plan calls it; empty for one's own."""

    prefix: str
    number: int
    planned: int | None
    label: str

    def name(self, part: str) -> str:
        """What a field of the row is called."""
        return f"{self.prefix}-{self.number}-{part}"


def fill_rows(answers: Answers, view: View) -> Iterator[tuple[str, str]]:
    """The lists as somebody would have typed them, with a blank row at the end of each."""
    yield from _numbered("activity", list(_activities(answers, view)))
    yield from _numbered("result", list(_results(answers, view)))
    rows = [_continuation(one) for one in answers.continuations or ()]
    yield from _numbered("next", rows)


def rows_of(prefix: str, typed: Mapping[str, str], names: Mapping[int, str]) -> list[Row]:
    """The rows of a list as they were typed; a planned one that is not known is one's own."""
    count = typed.get(f"{prefix}-rows", "")
    many = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 4 else 0
    rows = []
    for number in range(1, many + 1):
        said = typed.get(f"{prefix}-{number}-planned", "")
        planned = int(said) if said.isdecimal() and len(said) < 15 else None
        known = planned if planned in names else None
        rows.append(Row(prefix, number, known, names.get(known, "") if known else ""))
    return rows


def add_rows(typed: dict[str, str], prefix: str) -> None:
    """Some more rows to fill in."""
    count = typed.get(f"{prefix}-rows", "")
    many = int(count) if count.isdecimal() and len(count) < 4 else 0
    typed[f"{prefix}-rows"] = str(min(many + MORE_ROWS, MOST_ROWS))


def activity_names(answers: Answers, view: View) -> dict[int, str]:
    """What the plan's activities are called: in the report if it has them, else in the plan."""
    names = {one.id: one.name for one in view.activities}
    return names | {
        one.activity_id: one.text for one in answers.activities or () if one.activity_id
    }


def indicator_names(answers: Answers, view: View) -> dict[int, str]:
    """The same for the plan's indicators."""
    names = {one.id: one.text for one in view.indicators}
    told = [one for one in answers.results or () if one.indicator_id]
    return names | {one.indicator_id: one.indicator for one in told if one.indicator_id}


def _activities(answers: Answers, view: View) -> Iterator[dict[str, str]]:
    told = answers.activities or ()
    yield from (_activity(one) for one in told)
    known = {one.activity_id for one in told}
    for one in view.activities:
        if one.id not in known:
            yield {"planned": str(one.id)}


def _activity(one: ActivityDone) -> dict[str, str]:
    state = one.status.value if one.status else TOLD if one.activity_id else ""
    return {
        "planned": str(one.activity_id or ""),
        "text": one.text,
        "done_on": one.done_on,
        "state": state,
        "percent": "" if one.percent is None else f"{one.percent.normalize():f}",
    }


def _results(answers: Answers, view: View) -> Iterator[dict[str, str]]:
    told = answers.results or ()
    yield from (_result(one) for one in told)
    known = {one.indicator_id for one in told}
    for one in view.indicators:
        if one.id not in known:
            yield {"planned": str(one.id), "target": one.target}


def _result(one: IndicatorResult) -> dict[str, str]:
    return {
        "planned": str(one.indicator_id or ""),
        "indicator": one.indicator,
        "target": one.target,
        "result": one.result,
        "not_yet": NOT_YET if one.not_yet else COME_ABOUT,
    }


def _continuation(one: Continuation) -> dict[str, str]:
    budget = "" if one.budget is None else f"{one.budget:,f}"
    return {"name": one.name, "budget": budget, "planned_for": one.planned_for}


def _numbered(prefix: str, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    yield f"{prefix}-rows", str(len(rows) + BLANK_ROWS)
    for number, row in enumerate(rows, start=1):
        for part, value in row.items():
            yield f"{prefix}-{number}-{part}", value
