"""The summary of pictures made by hand: change, target, decisions, groups, money."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.plan import Approval
from models.progress import WorkStatus
from reports.findings import Kind
from reports.picture import ProjectPicture
from reports.summary import summary_of
from tests.unit.reports.pictures import NO_BUDGET, given, paid, picture, project, report

DONE, DOING, CANCELLED = WorkStatus.COMPLETED, WorkStatus.IN_PROGRESS, WorkStatus.CANCELLED


def funded(code: str, given_: int, paid_: int, **rest: Any) -> ProjectPicture:
    return project(
        code, allocations=(given("1", given_),), disbursements=(paid("1", paid_),), **rest
    )


def amounts(*baht: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, baht))


def test_states_reports_and_money() -> None:
    found = summary_of(
        picture(
            funded("1", 600, 300, report=report(DONE, 400)),
            funded("2", 400, 0),
            project("3", "b", allocations=(NO_BUDGET,), report=report(CANCELLED, None)),
        )
    )
    numbers = {part.key: part.number for part in found.office.states}
    assert numbers == {"completed": 1, "in_progress": 0, "not_started": 0, "cancelled": 1}
    assert (found.office.projects, found.office.reported) == (3, 2)
    assert found.office.reported_percent == Decimal("66.67")
    money = found.office.money
    assert (money.allocated, money.spent, money.disbursed, money.remaining) == amounts(
        1000, 400, 300, 700
    )
    assert (money.disbursed_percent, money.remaining_percent) == amounts(30, 70)
    assert [one.code for one in found.missing] == ["2"]
    assert [one.name for one in found.groups] == ["ก", "ข"]
    assert found.groups[1].money.allocated == 0


def test_an_office_without_projects() -> None:
    found = summary_of(picture())
    assert (found.office.projects, found.office.reported_percent) == (0, Decimal(0))
    assert found.office.money.disbursed_percent is None


def test_change_since_the_round_before() -> None:
    before = picture(
        funded("1", 1000, 100, report=report(DOING, 150)), project("2"), code="2567-Q1"
    )
    now = picture(
        funded("1", 1000, 400, report=report(DONE, 500)), project("2", report=report(DOING))
    )
    change = summary_of(now, before=before).change
    assert change
    assert (change.since, change.reported, change.completed) == ("2567-Q1", 1, 1)
    assert (change.spent, change.disbursed, change.disbursed_percent) == amounts(350, 300, 30)


def test_change_of_one_group_counts_that_group_alone() -> None:
    before = picture(funded("1", 100, 10), project("2", "b"), code="2567-Q1")
    now = picture(funded("1", 100, 30), project("2", "b", report=report(DONE)))
    change = summary_of(now, before=before, groups=frozenset({"a"})).change
    assert change
    assert (change.reported, change.completed, change.disbursed) == (0, 0, Decimal(20))


@pytest.mark.parametrize(
    ("target", "ahead"), [("25", Decimal(5)), ("52.5", Decimal("-22.5")), (None, None)]
)
def test_against_the_target(target: str | None, ahead: Decimal | None) -> None:
    goal = Decimal(target) if target else None
    found = summary_of(picture(funded("1", 1000, 300)), target=goal)
    assert found.ahead_of_target == ahead


def test_a_target_where_nothing_was_disbursed() -> None:
    assert summary_of(picture(project("1")), target=Decimal(30)).ahead_of_target == -30


def test_decisions_by_urgency_then_by_money_one_for_each_project() -> None:
    found = summary_of(
        picture(
            funded("1", 100, 0, approval=Approval.NOT_SUBMITTED),
            funded("2", 100, 130),
            funded("3", 100, 900, report=report(DOING, 950)),
            funded("4", 100, 50, report=report(CANCELLED, 50)),
            funded("5", 100, 100, report=report(DOING, 100)),
        )
    )
    kinds = [(one.project, one.kind) for one in found.decisions]
    assert kinds == [
        (
            "3",
            Kind.SPENT_OVER_ALLOCATION,
        ),  # by 850; that finance paid 800 too much is not said again
        ("2", Kind.DISBURSED_OVER_ALLOCATION),  # 30 over, and not reported: named once
        ("1", Kind.ALLOCATED_NOT_SUBMITTED),
        ("4", Kind.CANCELLED),
        ("5", Kind.ALL_SPENT_IN_PROGRESS),
    ]


def test_missing_and_late_reports_are_no_decisions() -> None:
    late = project("2", report=report(DOING, None, late=True))
    assert summary_of(picture(project("1"), late)).decisions == ()


def test_a_closed_round_says_so() -> None:
    open_round = picture(project("1"))
    closed = replace(open_round, closed_at=report().submitted_at)
    assert (summary_of(open_round).is_closed, summary_of(closed).is_closed) == (False, True)
