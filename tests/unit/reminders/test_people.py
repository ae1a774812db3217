"""Who is told what: own projects in one letter, snoozes, drafts, what is passed on, escalations."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.reminders.letter import Letter
from scheduler.reminders.picture import Heard, LyingDraft, Picture, Recipient, Request
from scheduler.reminders.plan import letters
from tests.unit.reminders.office import (
    ANN,
    BEN,
    CHAI,
    DAO,
    a_round,
    moment,
    person,
    picture,
    project,
    reasons,
    told,
)

DUE = date(2024, 6, 19)
"""A Wednesday without a holiday near."""
MONDAY, TUESDAY, THURSDAY = date(2024, 6, 17), date(2024, 6, 18), date(2024, 6, 20)
QUIET_DAY = date(2024, 6, 13)
"""Nothing is due by itself: everybody heard yesterday."""
YESTERDAY = {one: Heard(moment(date(2024, 6, 12)), None) for one in (ANN, BEN)}


def by_person(seen: Picture) -> dict[int, Letter]:
    return {one.to.id: one for one in letters(seen)}


def codes(letter: Letter) -> list[str]:
    return [line.project.code for line in letter.lines]


def test_one_letter_holds_all_projects_of_a_person_and_joint_ones_go_to_each() -> None:
    found = by_person(picture(DUE))
    assert {who: codes(one) for who, one in found.items()} == {ANN: ["1", "2"], BEN: ["2", "3"]}


def test_who_reported_everything_hears_nothing() -> None:
    found = by_person(picture(DUE, projects={3: project(3)}))
    assert list(found) == [BEN]


def test_somebody_without_an_account_gets_nothing() -> None:
    found = by_person(picture(DUE, recipients={BEN: person(BEN)}))
    assert list(found) == [BEN]


def test_only_the_reminder_of_the_due_day_and_escalations_must_go_out() -> None:
    on_days = told(picture(DUE), [date(2024, 6, 12), DUE, THURSDAY])
    assert on_days[date(2024, 6, 12)][ANN].optional
    assert not on_days[DUE][ANN].optional
    assert on_days[THURSDAY][ANN].optional
    assert not on_days[THURSDAY][CHAI].optional


# --- drafts --------------------------------------------------------------------------------------


def lying(touched: date, *, reminded: bool = False) -> dict[int, list[LyingDraft]]:
    return {ANN: [LyingDraft(9, 1, moment(touched, 16), reminded)]}


@pytest.mark.parametrize(
    ("touched", "reminded", "expected"),
    [
        (date(2024, 6, 11), False, True),  # two days have passed
        (date(2024, 6, 12), False, False),
        (date(2024, 6, 11), True, False),  # once for each draft
    ],
)
def test_a_draft_is_spoken_of_once_after_two_days(
    touched: date, *, reminded: bool, expected: bool
) -> None:
    seen = picture(DUE, day=QUIET_DAY, heard=YESTERDAY, drafts=lying(touched, reminded=reminded))
    found = by_person(seen)
    assert (ANN in found) == expected
    if expected:
        assert reasons({QUIET_DAY: found}, ANN) == {QUIET_DAY: ["draft"]}
        assert found[ANN].drafts == [9]
        assert [line.draft for line in found[ANN].lines] == [True, False]


def test_a_draft_that_would_be_due_on_a_weekend_waits_for_monday() -> None:
    drafts = lying(date(2024, 6, 14))
    seen = picture(DUE, heard={ANN: Heard(moment(date(2024, 6, 14)), None)}, drafts=drafts)
    assert ANN not in by_person(replace(seen, day=date(2024, 6, 15)))
    assert why(by_person(replace(seen, day=MONDAY))) == ["draft"]


def why(found: dict[int, Letter]) -> list[str]:
    return [one.value for one in found[ANN].reasons]


# --- snoozes -------------------------------------------------------------------------------------


def snooze(until: date) -> dict[int, list[Request]]:
    return {ANN: [Request(until, moment(date(2024, 6, 12), 10), "")]}


def test_a_snooze_takes_the_place_of_reminders_until_its_day() -> None:
    """Asked on the 12th for the 17th: not on the 14th (5 days before), but on the 17th."""
    seen = picture(date(2024, 6, 21), heard=YESTERDAY, requests=snooze(MONDAY))
    found = told(seen, [date(2024, 6, 13), date(2024, 6, 14), MONDAY, TUESDAY])
    assert reasons(found, ANN) == {MONDAY: ["asked"], TUESDAY: ["before"]}
    assert reasons(found, BEN) == {date(2024, 6, 14): ["before"], TUESDAY: ["before"]}


def test_the_due_day_is_told_in_spite_of_a_snooze() -> None:
    seen = picture(DUE, heard=YESTERDAY, requests=snooze(date(2024, 6, 24)))
    found = told(seen, [MONDAY, TUESDAY, DUE, THURSDAY, date(2024, 6, 24)])
    assert reasons(found, ANN) == {DUE: ["due"], date(2024, 6, 24): ["after", "asked"]}


def test_a_snooze_for_a_closed_day_comes_on_the_next_working_day() -> None:
    seen = picture(date(2024, 6, 28), heard=YESTERDAY, requests=snooze(date(2024, 6, 15)))
    assert reasons(told(seen, [date(2024, 6, 14), MONDAY]), ANN) == {MONDAY: ["asked"]}


def test_a_snooze_is_no_reason_once_everything_is_reported() -> None:
    seen = picture(DUE, day=MONDAY, projects={3: project(3)}, requests=snooze(MONDAY))
    assert ANN not in by_person(seen)


def test_a_snooze_outlives_the_round_only_for_what_has_ended() -> None:
    ended = project(1, missing=False, ended=True, ends_on=date(2024, 6, 10))
    closed = a_round(DUE, is_open=False)
    seen = picture(DUE, day=MONDAY, round=closed, projects={1: ended}, requests=snooze(MONDAY))
    assert "asked" in why(by_person(seen))


# --- passed on -----------------------------------------------------------------------------------


def passed_on(on: date, asked: date) -> dict[int, list[Request]]:
    return {ANN: [Request(on, moment(asked, 10), "คนที่ 3")]}


def test_what_a_director_passes_on_comes_with_their_name() -> None:
    seen = picture(DUE, day=QUIET_DAY, heard=YESTERDAY, requests=passed_on(QUIET_DAY, QUIET_DAY))
    assert why(by_person(seen)) == ["passed_on"]
    assert by_person(seen)[ANN].asker == "คนที่ 3"


def test_what_a_director_passes_on_comes_in_spite_of_a_snooze() -> None:
    requests = {ANN: [*snooze(date(2024, 6, 24))[ANN], *passed_on(QUIET_DAY, QUIET_DAY)[ANN]]}
    seen = picture(DUE, day=QUIET_DAY, heard=YESTERDAY, requests=requests)
    assert why(by_person(seen)) == ["passed_on"]


def test_what_was_passed_on_is_not_repeated() -> None:
    heard = {**YESTERDAY, ANN: Heard(moment(QUIET_DAY, 11), None)}
    seen = picture(DUE, day=QUIET_DAY, heard=heard, requests=passed_on(QUIET_DAY, QUIET_DAY))
    assert ANN not in by_person(seen)


# --- escalation ----------------------------------------------------------------------------------


def test_the_director_hears_on_the_first_overdue_day_and_the_planner_on_the_third() -> None:
    days = [THURSDAY, date(2024, 6, 21), date(2024, 6, 24), date(2024, 6, 25)]
    found = told(picture(DUE), days)
    assert reasons(found, CHAI) == {THURSDAY: ["director"]}
    assert reasons(found, DAO) == {date(2024, 6, 24): ["planner"]}  # the 22nd is a Saturday
    escalation = found[THURSDAY][CHAI].escalation
    assert escalation is not None
    assert escalation.count == 3


def test_a_director_is_told_of_their_own_group_only() -> None:
    projects = {1: project(1), 2: project(2, group_id=8), 3: project(3, group_id=8)}
    found = by_person(picture(DUE, day=THURSDAY, projects=projects))
    escalation = found[CHAI].escalation
    assert escalation is not None
    assert [one.project.id for _, _, group in escalation.groups for one in group] == [1]


def test_a_director_who_owes_all_of_it_is_reminded_as_an_owner() -> None:
    people = {CHAI: person(CHAI, leads=(7,))}
    seen = picture(
        DUE,
        day=THURSDAY,
        projects={1: project(1)},
        owners={1: [CHAI]},
        recipients=people,
    )
    assert [why.value for why in by_person(seen)[CHAI].reasons] == ["after"]


def test_an_escalation_and_ones_own_projects_are_one_message() -> None:
    people: dict[int, Recipient] = {CHAI: person(CHAI, leads=(7,))}
    seen = picture(
        DUE,
        day=THURSDAY,
        owners={1: [CHAI], 2: [CHAI, BEN], 3: [BEN]},
        recipients=people,
    )
    letter = by_person(seen)[CHAI]
    assert [why.value for why in letter.reasons] == ["after", "director"]
    assert codes(letter) == ["1", "2"]
    assert letter.escalation is not None
    assert [one.unreachable for _, _, group in letter.escalation.groups for one in group] == [
        False,
        False,
        True,
    ]


def test_no_escalation_when_nothing_is_missing() -> None:
    assert by_person(picture(DUE, day=date(2024, 6, 24), projects={})) == {}


def test_one_letter_a_person_and_day_has_one_key() -> None:
    keys = [letter.natural_key for letter in letters(picture(DUE))]
    assert keys == ["reminder:1:2024-06-19", "reminder:2:2024-06-19"]
