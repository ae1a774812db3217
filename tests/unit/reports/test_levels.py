"""The second office's judgement of a project, and its rows."""

from decimal import Decimal

import pytest

from models.level_overrides import Level
from models.progress import WorkStatus
from reports.picture import (
    ActivityPicture,
    AllocationPicture,
    PlannedActivityPicture,
    ProjectPicture,
    ReportPicture,
)
from reports.tables.level import Paid, level_of, paid_of
from reports.tables.levels import levels
from reports.tables.strategies import strategies
from tests.unit.reports.pictures import (
    NO_BUDGET,
    awaited,
    given,
    line,
    paid,
    picture,
    project,
    report,
)

DONE, GOING, NOT_YET = WorkStatus.COMPLETED, WorkStatus.IN_PROGRESS, WorkStatus.NOT_STARTED
SILENT = None


State = WorkStatus | float | None


def told(
    *states: State, status: WorkStatus = GOING, spent: int = 0, percent: int | None = None
) -> ReportPicture:
    """A report whose activities have those statuses or percentages."""
    activities = tuple(activity(str(n), one) for n, one in enumerate(states, start=1))
    of_all = None if percent is None else Decimal(percent)
    return report(status, spent, activities=activities, percent=of_all)


def activity(number: str, state: State) -> ActivityPicture:
    if isinstance(state, WorkStatus) or state is None:
        return ActivityPicture("กิจกรรม", number=number, status=state)
    return ActivityPicture("กิจกรรม", number=number, percent=Decimal(str(state)))


@pytest.mark.parametrize(
    ("told_of", "expected"),
    [
        # by the activities
        (told(NOT_YET, NOT_YET), Level.NOT_STARTED),
        (told(DONE, DONE), Level.DONE),
        (told(DONE, GOING), Level.IN_PROGRESS),
        (told(DONE, NOT_YET), Level.IN_PROGRESS),
        (told(GOING), Level.IN_PROGRESS),
        (told(DONE, 50), Level.PARTIAL),
        (told(GOING, 74.95, NOT_YET), Level.PARTIAL),
        (told(100, DONE), Level.DONE),
        (told(0, NOT_YET), Level.NOT_STARTED),
        (told(100, 0), Level.IN_PROGRESS),
        # a silent one changes nothing while the others settle it
        (told(DONE, GOING, SILENT), Level.IN_PROGRESS),
        # all that spoke are done, one is silent: the report's own status tells
        (told(DONE, SILENT), Level.IN_PROGRESS),
        (told(DONE, SILENT, status=DONE), Level.DONE),
        (told(NOT_YET, SILENT), Level.IN_PROGRESS),
        (told(NOT_YET, SILENT, status=NOT_YET), Level.NOT_STARTED),
        # none spoke
        (told(), Level.IN_PROGRESS),
        (told(status=DONE), Level.DONE),
        (told(status=NOT_YET), Level.NOT_STARTED),
        (told(percent=40), Level.PARTIAL),
        (told(percent=0), Level.IN_PROGRESS),
        (told(status=WorkStatus.CANCELLED), Level.NOT_STARTED),
        (told(status=WorkStatus.CANCELLED, spent=5), Level.PARTIAL),
        # no report: nothing is known to have begun
        (None, Level.NOT_STARTED),
    ],
)
def test_levels(told_of: ReportPicture | None, expected: Level) -> None:
    assert level_of(project(report=told_of)) is expected


def test_an_activity_of_the_plan_that_nobody_mentions_is_silent() -> None:
    planned = (PlannedActivityPicture("1", "ก"), PlannedActivityPicture("2", "ข"))
    assert level_of(project(activities=planned, report=told(DONE))) is Level.IN_PROGRESS
    assert level_of(project(activities=planned, report=told(DONE, DONE))) is Level.DONE


@pytest.mark.parametrize(
    ("allocations", "disbursed", "expected"),
    [
        ((given("1", 1000),), "700.01", Paid.OVER_70),
        ((given("1", 1000),), "700", Paid.UP_TO_70),  # 70 is not over 70
        ((given("1", 1000),), "0.01", Paid.UP_TO_70),
        ((given("1", 1000),), "0", Paid.NOTHING),
        ((given("1", 0),), "0", Paid.NOTHING),  # an allocation of 0 is one
        ((given("1", 511),), "743", Paid.OVER_70),
        ((given("1", 100), given("2", 900)), "90", Paid.UP_TO_70),  # of the whole project
        ((given("1", 100), awaited("2")), "90", Paid.OVER_70),
        ((awaited(),), "0", Paid.AWAITING),
        ((NO_BUDGET,), "0", Paid.NO_BUDGET),
        ((), "0", Paid.NO_BUDGET),
    ],
)
def test_classes_of_disbursement(
    allocations: tuple[AllocationPicture, ...], disbursed: str, expected: Paid
) -> None:
    one = project(allocations=allocations, disbursements=(paid("1", disbursed),))
    assert paid_of(one) is expected


def test_each_combination_has_its_row_and_every_project_one() -> None:
    combinations = (("b", "a"), ("a",), ("a", "b"), ("b",))
    projects = [project(str(n), *groups) for n, groups in enumerate(combinations)]
    table = levels(picture(*projects))
    assert [row.cells[0].value for row in table.rows] == ["a", "a+b", "b", "b+a", "รวม"]
    assert [cell.value for cell in table.rows[0].cells[1:]] == [0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert [cell.value for cell in table.rows[-1].cells[1:]] == [0, 4, 0, 0, 0, 0, 0, 0, 4]


def of_strategy(code: str, strategy: int, budget: int, disbursed: int) -> ProjectPicture:
    money = (given("1", budget),) if budget else (awaited(),)
    spent = (paid("1", disbursed),)
    return project(code, "a", strategy=strategy, allocations=money, disbursements=spent)


def test_the_share_of_a_strategy_is_of_its_money() -> None:
    found = picture(
        of_strategy("1", 1, 300, 100),
        of_strategy("2", 1, 100, 0),
        of_strategy("3", 1, 0, 0),  # awaited: no budget yet
        of_strategy("4", 2, 100, 0),
    )
    row = line(strategies(found), "a")
    assert (row["s1_pct"], row["s1_projects"]) == (Decimal("25.00"), 3)
    assert (row["s2_pct"], row["s2_projects"]) == (None, 1)
    total = line(strategies(found), "รวม")
    assert (total["s1_pct"], total["s1_projects"], total["s2_projects"]) == (None, 3, 1)
