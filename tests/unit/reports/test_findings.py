"""Each finding: when it is there, what it says, and when it is not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.plan import Approval
from models.progress import Decision, RemainingUse, WorkStatus
from reports.findings import Kind, findings_of
from reports.picture import (
    CertificationPicture,
    EarlierPicture,
    OwnerPicture,
    ProjectPicture,
    ResultPicture,
    SpendingPicture,
)
from tests.unit.reports.pictures import NO_BUDGET, given, paid, picture, project, report

DONE, STOPPED = WorkStatus.COMPLETED, WorkStatus.CANCELLED
APRIL = datetime(2024, 4, 6, 9, tzinfo=UTC)


def baht(amount: int) -> Decimal:
    return Decimal(amount)


GIVEN = (given("1", 100),)
EVEN = project(allocations=GIVEN, disbursements=(paid("1", 40),), report=report(spent=40))
"""Nothing is the matter with it."""


def kinds(one: ProjectPicture, *others: ProjectPicture) -> set[Kind]:
    return {finding.kind for finding in findings_of(picture(one, *others))}


def even(**changed: object) -> ProjectPicture:
    return replace(EVEN, **changed)  # type: ignore[arg-type]


def certified(by: str = "d1", decision: Decision = Decision.CERTIFIED) -> CertificationPicture:
    return CertificationPicture(by, "นาย ผอ", decision, APRIL, reason="ยอดไม่ตรง")


def test_nothing_is_the_matter() -> None:
    assert kinds(EVEN) == set()
    assert kinds(project(allocations=(NO_BUDGET,), report=report(spent=None))) == set()


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        (Kind.NOT_REPORTED, even(report=None)),
        (Kind.DISBURSED_NOT_REPORTED, even(report=None)),
        (Kind.LATE, even(report=report(spent=40, late=True))),
        (Kind.LATE_AFTER_END, even(report=report(DONE, 40), ends_on=date(2024, 3, 20))),
        (Kind.COUNTED_TWICE_SOURCES, even(allocations=(given("1", 60), given("2", 40)))),
        (Kind.COUNTED_TWICE_STATES, even(report=None, approval=Approval.NOT_SUBMITTED)),
        (Kind.SPENT_OVER_ALLOCATION, even(report=report(spent=101))),
        (Kind.DISBURSED_OVER_ALLOCATION, even(disbursements=(paid("1", 101),))),
        (Kind.DISBURSED_OVER_ALLOCATION, even(disbursements=(paid("2", 1),))),
        (Kind.SPENT_NOT_DISBURSED, even(report=report(spent=41))),
        (Kind.DISBURSED_OVER_SPENT, even(report=report(spent=39))),
        (Kind.MONEY_NOT_STARTED, even(report=report(WorkStatus.NOT_STARTED, 40))),
        (Kind.MONEY_NOT_STARTED, even(report=None, approval=Approval.NOT_SUBMITTED)),
        (Kind.ALLOCATED_NOT_SUBMITTED, even(approval=Approval.NOT_SUBMITTED)),
        (Kind.UNDER_WAY_NOT_SUBMITTED, even(approval=Approval.NOT_SUBMITTED)),
        (Kind.REMAINING_UNDECIDED, even(report=report(DONE, 40, remaining=baht(60)))),
        (Kind.REMAINING_UNDECIDED, even(report=report(DONE, 40))),
        (Kind.CANCELLED, even(report=report(STOPPED, 40))),
        (
            Kind.MONEY_MOVED,
            even(
                report=report(
                    DONE,
                    40,
                    remaining_use=RemainingUse.MOVED,
                    moved_to="ค่าย",
                    moved_amount=baht(60),
                )
            ),
        ),
        (Kind.ALL_SPENT_IN_PROGRESS, even(report=report(spent=100))),
        (
            Kind.LESS_THAN_BEFORE,
            even(before=EarlierPicture("2567-Q1", WorkStatus.IN_PROGRESS, baht(41))),
        ),
        (Kind.REMAINDER_WRONG, even(report=report(spent=40, remaining=baht(50)))),
        (
            Kind.OTHER_SOURCE,
            even(report=report(spent=40, spendings=(SpendingPicture("2", baht(40)),))),
        ),
        (
            Kind.OTHER_SOURCE,
            even(
                allocations=(given("1", 60), given("2", 40)),
                report=report(spent=70, spendings=(SpendingPicture("1", baht(70)),)),
            ),
        ),
        (Kind.BALANCE_AFTER_CUT_OFF, even(report=report(spent=40, balance_date=date(2024, 4, 1)))),
        (Kind.BALANCE_AFTER_REPORT, even(report=report(spent=40, balance_date=date(2024, 4, 6)))),
        (Kind.BEGAN_BEFORE_YEAR, even(starts_on=date(2023, 9, 30))),
        (
            Kind.RESULTS_PENDING,
            even(report=report(DONE, 40, results=(ResultPicture("ก", result="อยู่ระหว่างการรอผล"),))),
        ),
        (Kind.GOALS_NOT_MET, even(report=report(DONE, 40, goals_met=False))),
        (Kind.SELF_CERTIFIED, even(report=report(spent=40, certification=certified("p1")))),
        (
            Kind.SELF_CERTIFIED,  # a joint owner who did not sign
            even(
                owners=(OwnerPicture("p1", "ก"), OwnerPicture("d1", "ข")),
                report=report(spent=40, certification=certified("d1")),
            ),
        ),
        (
            Kind.RETURNED,
            even(report=report(spent=40, certification=certified("d1", Decision.RETURNED))),
        ),
    ],
)
def test_what_is_found(kind: Kind, one: ProjectPicture) -> None:
    assert kind in kinds(one)


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        (Kind.LATE_AFTER_END, even(report=report(DONE, 40), ends_on=date(2024, 3, 21))),  # 15 days
        (Kind.SPENT_OVER_ALLOCATION, even(report=report(spent=100))),
        (Kind.REMAINING_UNDECIDED, even(report=report(DONE, 100, remaining=baht(0)))),
        (
            Kind.REMAINING_UNDECIDED,
            even(report=report(DONE, 40, remaining_use=RemainingUse.RETURNED)),
        ),
        (
            Kind.LESS_THAN_BEFORE,
            even(before=EarlierPicture("2567-Q1", WorkStatus.IN_PROGRESS, baht(40))),
        ),
        (
            Kind.OTHER_SOURCE,
            even(report=report(spent=40, spendings=(SpendingPicture("1", baht(40)),))),
        ),
        # nothing spent by April is nothing spent by March
        (Kind.BALANCE_AFTER_CUT_OFF, even(report=report(spent=0, balance_date=date(2024, 4, 1)))),
        (Kind.SELF_CERTIFIED, even(report=report(spent=40, certification=certified("d1")))),
        # nobody certifies yet: that is no finding of any one project
        (Kind.NOT_CERTIFIED, EVEN),
    ],
)
def test_what_is_not_found(kind: Kind, one: ProjectPicture) -> None:
    assert kind not in kinds(one)


def test_not_certified_while_others_are() -> None:
    other = even(code="2", report=report(spent=40, certification=certified()))
    assert kinds(EVEN, other) == {Kind.NOT_CERTIFIED}


def test_a_finding_has_the_project_the_figures_and_a_sentence() -> None:
    one = even(code="16", report=report(spent=41))
    (finding,) = findings_of(picture(one))
    assert finding.project == "16"
    assert [(figure.label, figure.value) for figure in finding.figures] == [
        ("ใช้ไป", 41),
        ("เบิกจ่าย", 40),
        ("ต่าง", 1),
    ]
    assert finding.sentence == (
        "โครงการ 16 รายงานใช้ไป 41 บาท แต่ กบส. เบิกจ่าย 40 บาท ยังไม่ได้เบิกจ่าย 1 บาท"
    )


def test_findings_stand_by_kind_and_then_in_the_order_of_the_plan() -> None:
    found = findings_of(picture(even(code="1", report=None), even(code="2", report=None)))
    assert [(one.kind, one.project) for one in found] == [
        (Kind.NOT_REPORTED, "1"),
        (Kind.NOT_REPORTED, "2"),
        (Kind.DISBURSED_NOT_REPORTED, "1"),
        (Kind.DISBURSED_NOT_REPORTED, "2"),
    ]
