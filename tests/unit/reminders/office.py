"""A small office in memory: pictures of a day for the tests of who is told what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.clock import BANGKOK
from models.closed_days import Calendar
from models.rules import OfficeRules
from models.thai_holidays import holidays_of
from scheduler.reminders.letter import Letter
from scheduler.reminders.picture import (
    Heard,
    OwedProject,
    Picture,
    Recipient,
    ReportingRound,
)
from scheduler.reminders.plan import letters

CALENDAR = Calendar(frozenset(one.day for year in range(2022, 2026) for one in holidays_of(year)))
ANN, BEN, CHAI, DAO = 1, 2, 3, 4
"""Two owners, a director of group 7, a planner."""


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), BANGKOK)


def a_round(due: date, *, opened: date | None = None, is_open: bool = True) -> ReportingRound:
    return ReportingRound(
        id=1,
        code="2567-Q2",
        fiscal_year=2567,
        as_of=date(2024, 3, 31),
        due=due,
        opened_at=moment(opened or date(2024, 3, 4), 8),
        open=is_open,
    )


def project(number: int, **more: Any) -> OwedProject:
    known: dict[str, Any] = {
        "id": number,
        "code": str(number),
        "name": f"โครงการที่ {number}",
        "group_id": 7,
        "ends_on": None,
        "missing": True,
        "ended": False,
    }
    return OwedProject(**(known | more))


def person(number: int, **more: Any) -> Recipient:
    known: dict[str, Any] = {
        "id": number,
        "name": f"คนที่ {number}",
        "line_user_id": f"U{number}",
        "leads": (),
        "plans": False,
    }
    return Recipient(**(known | more))


def picture(due: date, **more: Any) -> Picture:
    """Ann owns 1 and 2, Ben owns 2 and 3."""
    people = [person(ANN), person(BEN), person(CHAI, leads=(7,)), person(DAO, plans=True)]
    known: Mapping[str, Any] = {
        "day": due,
        "rules": OfficeRules(),
        "calendar": CALENDAR,
        "round": a_round(due),
        "projects": {n: project(n) for n in (1, 2, 3)},
        "owners": {1: [ANN], 2: [ANN, BEN], 3: [BEN]},
        "names": {one.id: one.name for one in people},
        "groups": {7: "กลุ่มนิเทศ"},
        "recipients": {one.id: one for one in people},
    }
    return Picture(**{**known, **more})


def told(on: Picture, days: Sequence[date]) -> dict[date, dict[int, Letter]]:
    """Day after day: the letters of each, everybody having read those of the days before."""
    found: dict[date, dict[int, Letter]] = {}
    for day in days:
        today = {one.to.id: one for one in letters(replace(on, day=day))}
        if today:
            found[day] = today
        on = replace(on, heard={**on.heard, **_heard(on, today, day)})
    return found


def _heard(on: Picture, today: Mapping[int, Letter], day: date) -> dict[int, Heard]:
    heard = {}
    for person_id, one in today.items():
        before = on.heard.get(person_id)
        escalated = moment(day) if one.escalation else before.escalated_at if before else None
        heard[person_id] = Heard(moment(day), escalated)
    return heard


def reasons(told_on: Mapping[date, Mapping[int, Letter]], person_id: int) -> dict[date, list[str]]:
    """Day -> why, for one person."""
    return {
        day: [why.value for why in by_person[person_id].reasons]
        for day, by_person in told_on.items()
        if person_id in by_person
    }
