"""On which days reminders come: closed days, ends of years, rounds opened late, nights off."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from models.closed_days import Calendar
from models.rules import OfficeRules
from scheduler.reminders.picture import Heard
from tests.unit.reminders.office import (
    ANN,
    CHAI,
    DAO,
    a_round,
    moment,
    picture,
    project,
    reasons,
    told,
)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def around(
    due: date, *, opened: date | None = None, before: int = 20, after: int = 20
) -> Iterator[date]:
    first = opened or due - timedelta(days=before)
    return iter(days(min(first, due), due + timedelta(days=after)))


CASES = {
    # Wednesday 10 April, Songkran after it: the third and seventh day fall together on the 17th
    "songkran": (
        date(2024, 4, 10),
        {
            date(2024, 4, 3): ["before"],
            date(2024, 4, 5): ["before"],  # 7 April is a Sunday, 8 April the Chakri substitute
            date(2024, 4, 9): ["before"],
            date(2024, 4, 10): ["due"],
            date(2024, 4, 11): ["after"],
            date(2024, 4, 17): ["after"],
        },
    ),
    # due in the middle of Songkran: all "before" that would fall there come as one on the 11th
    "due in songkran": (
        date(2024, 4, 15),
        {
            date(2024, 4, 5): ["before"],
            date(2024, 4, 11): ["before", "due"],
            date(2024, 4, 17): ["after"],
            date(2024, 4, 18): ["after"],
            date(2024, 4, 22): ["after"],
        },
    ),
    # New Year's Eve and New Year's Day are closed
    "new year": (
        date(2024, 1, 1),
        {
            date(2023, 12, 25): ["before"],
            date(2023, 12, 28): ["before", "due"],  # 29 December is closed, then comes a weekend
            date(2024, 1, 2): ["after"],
            date(2024, 1, 4): ["after"],
            date(2024, 1, 8): ["after"],
        },
    ),
    "a saturday": (
        date(2024, 6, 15),
        {
            date(2024, 6, 7): ["before"],
            date(2024, 6, 12): ["before"],
            date(2024, 6, 14): ["before", "due"],
            date(2024, 6, 17): ["after"],
            date(2024, 6, 18): ["after"],
            date(2024, 6, 24): ["after"],
        },
    ),
    "29 february": (
        date(2024, 2, 29),
        {
            date(2024, 2, 22): ["before"],
            date(2024, 2, 23): ["before"],
            date(2024, 2, 28): ["before"],
            date(2024, 2, 29): ["due"],
            date(2024, 3, 1): ["after"],
            date(2024, 3, 4): ["after"],
            date(2024, 3, 7): ["after"],
        },
    ),
    # Monday 30 September
    "the last day of the fiscal year": (
        date(2024, 9, 30),
        {
            date(2024, 9, 23): ["before"],
            date(2024, 9, 27): ["before"],
            date(2024, 9, 30): ["due"],
            date(2024, 10, 1): ["after"],
            date(2024, 10, 3): ["after"],
            date(2024, 10, 7): ["after"],
        },
    ),
}


@pytest.mark.parametrize(("due", "expected"), CASES.values(), ids=CASES)
def test_days_of_a_round(due: date, expected: dict[date, list[str]]) -> None:
    opened = due - timedelta(days=20)
    of_round = a_round(due, opened=opened)
    found = reasons(told(picture(due, round=of_round), list(around(due))), ANN)
    assert {day: why for day, why in found.items() if why != ["opened"]} == expected


def test_a_round_opened_after_its_own_due_date_counts_from_its_opening() -> None:
    due, opened = date(2024, 4, 10), date(2024, 5, 7)
    late = picture(due, round=a_round(due, opened=opened))
    found = told(late, days(date(2024, 5, 7), date(2024, 5, 20)))
    assert reasons(found, ANN) == {
        date(2024, 5, 7): ["opened"],
        date(2024, 5, 8): ["after"],
        date(2024, 5, 13): ["after"],  # 10 May is the Royal Ploughing day, then a weekend
        date(2024, 5, 14): ["after"],
    }
    assert reasons(found, CHAI) == {date(2024, 5, 8): ["director"]}
    assert reasons(found, DAO) == {date(2024, 5, 13): ["planner"]}


def test_a_round_opened_on_its_due_day_says_so_at_once() -> None:
    due = date(2024, 4, 10)
    found = reasons(told(picture(due, round=a_round(due, opened=due)), [due]), ANN)
    assert found == {due: ["opened", "due"]}


def test_a_round_opened_on_a_holiday_is_told_of_on_the_next_working_day() -> None:
    due = date(2024, 4, 30)
    opened = picture(due, round=a_round(due, opened=date(2024, 4, 13)))
    found = reasons(told(opened, days(date(2024, 4, 13), date(2024, 4, 18))), ANN)
    assert found == {date(2024, 4, 17): ["opened"]}


# --- catching up ---------------------------------------------------------------------------------


def test_after_nights_off_what_still_makes_sense_is_caught_up() -> None:
    """Off on the 3rd: the 7-days reminder comes on the 4th, unless the next is close."""
    due = date(2024, 4, 10)
    rules = OfficeRules(remind_before=(7, 0))
    heard = told(picture(due, rules=rules), [date(2024, 3, 4), date(2024, 4, 4)])
    assert reasons(heard, ANN)[date(2024, 4, 4)] == ["before"]
    close = told(picture(due), [date(2024, 3, 4), date(2024, 4, 4), date(2024, 4, 5)])
    assert list(reasons(close, ANN)) == [date(2024, 3, 4), date(2024, 4, 5)]


def test_a_reminder_of_before_is_never_caught_up_after_the_due_date() -> None:
    due = date(2024, 4, 10)
    found = told(picture(due), [date(2024, 3, 4), date(2024, 4, 18)])
    assert reasons(found, ANN)[date(2024, 4, 18)] == ["after"]


def test_weeks_off_give_one_message_not_one_for_each_day_missed() -> None:
    due = date(2024, 4, 10)
    found = told(picture(due), days(date(2024, 6, 4), date(2024, 6, 20)))
    assert reasons(found, ANN) == {date(2024, 6, 4): ["after"]}


# --- the end of a project ------------------------------------------------------------------------


def test_a_project_is_to_be_reported_within_fifteen_days_of_its_end() -> None:
    ends_on = date(2024, 5, 31)
    quiet = a_round(date(2024, 4, 10), is_open=False)
    owed = {1: project(1, missing=False, ended=True, ends_on=ends_on)}
    found = told(
        picture(date(2024, 4, 10), round=quiet, projects=owed),
        days(date(2024, 6, 1), date(2024, 7, 30)),
    )
    assert reasons(found, ANN) == {
        date(2024, 6, 4): ["completion"],  # 1 and 2 June a weekend, 3 June the Queen's birthday
        date(2024, 6, 12): ["completion"],
        date(2024, 6, 14): ["completion"],  # the 15th is a Saturday
        date(2024, 6, 17): ["completion"],
    }
    assert found[date(2024, 6, 4)][ANN].lines[0].within == date(2024, 6, 15)


def test_an_office_may_say_another_number_of_days() -> None:
    owed = {1: project(1, missing=False, ended=True, ends_on=date(2024, 5, 31))}
    quiet = a_round(date(2024, 4, 10), is_open=False)
    rules = OfficeRules(completion_days=30)
    seen = picture(date(2024, 4, 10), round=quiet, projects=owed, rules=rules)
    first = told(seen, [date(2024, 6, 4)])
    assert first[date(2024, 6, 4)][ANN].lines[0].within == date(2024, 6, 30)


# --- rules ---------------------------------------------------------------------------------------


def test_the_office_decides_the_days() -> None:
    due = date(2024, 6, 19)
    rules = OfficeRules(remind_before=(2,), remind_after=(5,), director_after=2, planner_after=4)
    own = picture(due, rules=rules, calendar=Calendar())
    found = told(own, days(date(2024, 6, 10), date(2024, 6, 30)))
    assert list(reasons(found, ANN)) == [date(2024, 6, 10), date(2024, 6, 17), date(2024, 6, 24)]
    assert list(reasons(found, CHAI)) == [date(2024, 6, 21)]
    assert list(reasons(found, DAO)) == [date(2024, 6, 24)]


def test_paused_means_silence() -> None:
    due = date(2024, 4, 10)
    assert told(picture(due, rules=OfficeRules(paused=True)), [due]) == {}


def test_a_moved_due_date_moves_what_is_still_to_come() -> None:
    early, later = date(2024, 6, 19), date(2024, 6, 26)
    before = told(picture(early, calendar=Calendar()), days(date(2024, 6, 10), date(2024, 6, 18)))
    assert list(reasons(before, ANN))[-1] == date(2024, 6, 18)
    heard = {ANN: Heard(moment(date(2024, 6, 18)), None)}
    moved = picture(early, calendar=Calendar(), heard=heard, round=a_round(later))
    after = told(moved, days(date(2024, 6, 18), date(2024, 6, 26)))
    assert reasons(after, ANN) == {
        date(2024, 6, 19): ["before"],
        date(2024, 6, 21): ["before"],
        date(2024, 6, 25): ["before"],
        date(2024, 6, 26): ["due"],
    }
