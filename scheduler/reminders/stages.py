"""On which days a reminder is due: before, on and after the due date, moved off closed days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.closed_days import Calendar
from models.rules import OfficeRules
from scheduler.reminders.picture import ReportingRound, day_of, start_of


class Why(StrEnum):
    """Why somebody is told something."""

    OPENED = "opened"
    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    COMPLETION = "completion"
    DRAFT = "draft"
    ASKED = "asked"
    PASSED_ON = "passed_on"
    DIRECTOR = "director"
    PLANNER = "planner"


COMPLETION_BEFORE = (3, 0)
"""Days before the last day to report a project that has ended."""
COMPLETION_AFTER = 1
LAPSES = timedelta(days=14)
"""So long after it was due, the end of a project is not spoken of any more by itself."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A reminder is due on `day`; whoever was told anything after `since` knows."""

    why: Why
    day: date
    since: datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """The stage that was reached last, and why today is special; none of them: just catching up."""

    stage: Stage
    today: frozenset[Why]


def reached(stages: Iterable[Stage], day: date) -> Reached | None:
    """The last stage on or before `day`.

    One of an earlier day is caught up: whoever heard since is left alone. Not so before the due
    date when the next stage is close, for that one says the same.
    """
    in_order = sorted(stages, key=lambda stage: (stage.day, stage.since))
    past = [stage for stage in in_order if stage.day <= day]
    if not past:
        return None
    last = past[-1]
    close = [stage for stage in in_order if day < stage.day <= day + timedelta(days=1)]
    if last.day < day and last.why is Why.BEFORE and close:
        return None
    return Reached(last, frozenset(stage.why for stage in past if stage.day == day))


def of_round(of: ReportingRound, rules: OfficeRules, calendar: Calendar) -> list[Stage]:
    """The stages of an open round for its owners.

    A round opened after its own due date counts the days after from its opening.
    """
    opened = day_of(of.opened_at)
    stages = [Stage(Why.OPENED, calendar.working_day_on_or_after(opened), of.opened_at)]
    for days in rules.remind_before:
        on = calendar.working_day_on_or_before(of.due - timedelta(days=days))
        if on > opened:
            stages.append(_on(Why.BEFORE if days else Why.DUE, on))
        elif on == opened and not days:
            stages.append(Stage(Why.DUE, on, of.opened_at))
    for days in rules.remind_after:
        stages.append(_on(Why.AFTER, _overdue(of, calendar, days)))
    return stages


def of_director(of: ReportingRound, rules: OfficeRules, calendar: Calendar) -> Stage:
    """When directors are told what their group owes."""
    return _on(Why.DIRECTOR, _overdue(of, calendar, rules.director_after))


def of_planner(of: ReportingRound, rules: OfficeRules, calendar: Calendar) -> Stage:
    """When planners are told what all owe."""
    return _on(Why.PLANNER, _overdue(of, calendar, rules.planner_after))


def _overdue(of: ReportingRound, calendar: Calendar, days: int) -> date:
    counted_from = max(of.due, day_of(of.opened_at))
    return calendar.working_day_on_or_after(counted_from + timedelta(days=days))


def _on(why: Why, day: date) -> Stage:
    return Stage(why, day, start_of(day))


def completion_due(ends_on: date, rules: OfficeRules) -> date:
    """The last day to report a project that ended on that day (รายงานภายใน 15 วัน)."""
    return ends_on + timedelta(days=rules.completion_days)


def of_completion(ends_on: date, rules: OfficeRules, calendar: Calendar) -> list[Stage]:
    """The stages of a project that has ended, by the rule "รายงานภายใน 15 วัน หลังสิ้นสุดโครงการ".

    The day after its end, shortly before the last day to report, and once after that.
    """
    due = completion_due(ends_on, rules)
    after_end = calendar.working_day_on_or_after(ends_on + timedelta(days=1))
    before = [calendar.working_day_on_or_before(due - timedelta(days=n)) for n in COMPLETION_BEFORE]
    late = calendar.working_day_on_or_after(due + timedelta(days=COMPLETION_AFTER))
    days = {after_end, late, *(one for one in before if one > after_end)}
    return [_on(Why.COMPLETION, day) for day in days]
