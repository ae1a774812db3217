"""The first office's tables where the seed data say nothing: the edges of each definition."""

from decimal import Decimal

import pytest

from models.plan import Approval, ProjectKind, TableStyle
from models.progress import WorkStatus
from reports.picture import ProjectPicture
from reports.tables import STYLES, official_tables
from reports.tables.by_source import table2
from reports.tables.by_strategy import table5
from reports.tables.listing import listing
from reports.tables.measures import percent
from reports.tables.owner_finance import table4
from reports.tables.progress import table1
from reports.tables.spending import table3
from reports.tables.summary import summary
from reports.tables.table import RowKind
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

DONE, NOT_YET, STOPPED = WorkStatus.COMPLETED, WorkStatus.NOT_STARTED, WorkStatus.CANCELLED
UNSUBMITTED = Approval.NOT_SUBMITTED


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 800, "0.13"),  # 0.125: half goes up, not to the even digit
        (3, 800, "0.38"),
        (1, 30_000, "0.00"),  # a share too small to show is not nothing
        (5, 5, "100.00"),
        (0, 5, None),
        (0, 0, None),
        (5, 0, None),  # no share of nothing
        (-1, 800, "-0.13"),
    ],
)
def test_percentages(part: int, whole: int, expected: str | None) -> None:
    found = percent(part, whole)
    assert (None if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("one", "columns"),
    [
        # what was reported stands, whatever the plan says of approval
        (project(approval=UNSUBMITTED, report=report(DONE)), {"completed_n"}),
        (project(report=report(NOT_YET)), {"not_started_n"}),
        (project(approval=UNSUBMITTED, report=report(NOT_YET)), {"not_started_n"}),
        # not reported: both columns if it is not submitted for approval, else one
        (project(approval=UNSUBMITTED), {"not_started_n", "not_reported_n"}),
        (project(), {"not_reported_n"}),
        # table 1 has no column for it; the note under the table names it
        (project(report=report(STOPPED)), set()),
    ],
)
def test_table_1_columns_of_a_project(one: ProjectPicture, columns: set[str]) -> None:
    row = line(table1(picture(one)), "ก")
    counted = {key for key, value in row.items() if key.endswith("_n") and value is not None}
    assert counted == columns
    assert row["projects"] == 1


def test_table_1_names_what_it_cannot_place() -> None:
    note = table1(picture(project("7", report=report(STOPPED)), project("8"))).note
    assert note == "โครงการที่ขอยกเลิก ไม่นับในช่องสถานะใด 1 โครงการ (7)"


def test_the_total_is_a_share_of_all_projects_not_a_mean_of_rows() -> None:
    projects = (project("1", "a"), *(project(str(n), "b", report=report(DONE)) for n in (2, 3)))
    row = line(table1(picture(*projects)), "รวม")
    assert (row["completed_pct"], row["not_reported_pct"]) == (Decimal("66.67"), Decimal("33.33"))


def test_a_group_without_projects_prints_dashes() -> None:
    row = line(table1(picture(project())), "ข")
    assert [row[key] for key in ("projects", "not_reported_n", "not_reported_pct")] == [None] * 3


def test_table_2_counts_under_each_source_and_once_in_all() -> None:
    two = project("1", allocations=(given("1", 100), given("2", 50)))
    others = (project("2", allocations=(NO_BUDGET,)), project("3", allocations=(awaited(),)))
    table = table2(picture(two, *others))
    row = line(table, "รวม")
    assert [row[f"src{n}_projects"] for n in (1, 2)] == [1, 1]
    assert [row[f"src{n}_baht"] for n in (1, 2)] == [Decimal(100), Decimal(50)]
    assert (row["no_budget_projects"], row["total_projects"]) == (2, 3)
    assert row["total_baht"] == Decimal(150)
    assert "รอจัดสรร 1 โครงการ (3)" in table.note


def test_an_allocation_of_0_is_an_allocation() -> None:
    found = picture(project(allocations=(given("1", 0),)))
    row = line(table2(found), "ก")
    assert (row["src1_projects"], row["src1_baht"], row["no_budget_projects"]) == (1, None, None)
    assert line(table3(found), "ก")["allocated_projects"] == 1


def test_table_3_remaining_projects_are_those_with_nothing_disbursed() -> None:
    found = picture(
        project("1", allocations=(given("1", 100),), disbursements=(paid("1", 100),)),
        project("2", allocations=(given("1", 100),), disbursements=(paid("1", 1),)),
        project("3", allocations=(given("1", 100),), disbursements=(paid("1", 0),)),
        project("4", allocations=(NO_BUDGET,)),
    )
    row = line(table3(found), "ก")
    assert (row["allocated_projects"], row["disbursed_projects"]) == (3, 2)
    assert (row["remaining_projects"], row["remaining_baht"]) == (1, Decimal(199))
    assert row["remaining_pct"] == Decimal("66.33")


def test_more_disbursed_than_allocated_remains_below_zero() -> None:
    found = picture(project(allocations=(given("1", 100),), disbursements=(paid("1", "150.50"),)))
    row = line(table3(found), "ก")
    assert (row["remaining_baht"], row["remaining_pct"]) == (Decimal("-50.50"), Decimal("-50.50"))


def test_a_row_without_any_allocation_prints_dashes_in_tables_3_and_4() -> None:
    one = project(allocations=(NO_BUDGET,), report=report(spent=5), disbursements=(paid("1", 5),))
    for table in (table3(picture(one)), table4(picture(one))):
        row = line(table, "ก")
        figures = [row[column.key] for column in table.columns[2:] if column.key != "remark"]
        assert figures == [None] * len(figures)


def test_table_4_does_not_count_a_report_of_0_and_shares_projects() -> None:
    found = picture(
        project("1", allocations=(given("1", 1000),), report=report(spent="0.50")),
        project("2", allocations=(given("1", 10),), report=report(spent=0)),
        project("3", allocations=(given("1", 10),), disbursements=(paid("1", 10),)),
    )
    row = line(table4(found), "ก")
    assert (row["owner_projects"], row["owner_baht"]) == (1, Decimal("0.50"))
    assert (row["owner_pct"], row["finance_pct"]) == (Decimal("33.33"), Decimal("33.33"))
    assert row["remark"] == ("ใช้ไปหรือผูกพันแล้ว ยังไม่ได้เบิกจ่าย (1); เบิกจ่ายแล้ว ผู้รับผิดชอบยังไม่รายงานผล (3)")


def test_table_5_by_kind_and_strategy() -> None:
    found = picture(
        project("1", kind=ProjectKind.PLANNED),
        project("2", kind=ProjectKind.MIDYEAR, strategy=2),
        project("3", strategy=None),
    )
    row = line(table5(found), "ก")
    assert [row[key] for key in ("planned", "midyear", "total")] == [1, 1, 3]
    assert [row[key] for key in ("s1", "s2", "strategy_total")] == [1, 1, 2]
    assert row["remark"] == "ไม่ระบุประเภท 1 โครงการ"


def test_a_joint_project_counts_for_the_group_that_leads() -> None:
    found = picture(project("1", "b", "a"), project("2", "a"))
    assert line(table1(found), "ก")["projects"] == 1
    assert line(table1(found), "ข")["projects"] == 1
    assert line(table1(found), "รวม")["projects"] == 2


def test_the_listing_puts_what_was_spent_into_the_column_of_the_status() -> None:
    table = listing(
        picture(
            project(
                "1.1",
                allocations=(given("1", 100), given("2", 50)),
                report=report(NOT_YET, 7),
                disbursements=(paid("2", 5),),
            ),
            project("2", report=report(STOPPED, 9), allocations=(awaited(),)),
        )
    )
    both = "งบ สพป. 100 + งบ สพฐ. 50"
    lines = [row for row in table.rows if row.kind is RowKind.PROJECT]
    values = [[cell.value for cell in row.cells] for row in lines]
    assert values[0][4:] == [1, Decimal(100), None, Decimal(7), None, None, both]
    assert values[1] == ["1.1", "", "", "", 2, Decimal(50), Decimal(5), "", "", "", ""]
    assert values[2][5:] == [*[None] * 5, "ยกเลิกโครงการ ใช้ไป 9 บาท; รอจัดสรร"]
    total = [cell.value for cell in table.rows[-1].cells]
    assert total == ["", "รวม", "", "", "", Decimal(150), Decimal(5), Decimal(7), None, None, ""]


def test_the_summary_tells_how_many_are_inside_not_reported() -> None:
    one, two = project("1", approval=UNSUBMITTED), project("2", report=report(NOT_YET))
    last = summary(picture(one, two)).rows[-1].cells
    assert str(last[0].value).endswith("(รวมโครงการที่ยังไม่ได้ดำเนินการ 1 โครงการ)")
    assert last[1].value == 1


@pytest.mark.parametrize("style", TableStyle)
def test_an_office_without_projects_has_its_tables(style: TableStyle) -> None:
    tables = official_tables(picture(style=style))
    assert len(tables) == len(STYLES[style])
    assert all(table.rows[-1].kind is RowKind.TOTAL for table in tables)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2567-Q1", "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2567"),
        ("2567-H1", "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2567"),
        ("2567-Q4", "ไตรมาสที่ 4 ปีงบประมาณ พ.ศ. 2567"),
        ("2567-Y", "รอบ 12 เดือน ปีงบประมาณ พ.ศ. 2567"),
    ],
)
def test_every_title_says_its_period_and_its_day(code: str, words: str) -> None:
    for style in TableStyle:
        for table in official_tables(picture(project(), code=code, style=style)):
            assert words in table.title
            assert "ข้อมูล ณ วันที่ 31 มีนาคม 2567" in table.title


def test_only_some_groups() -> None:
    """The first style takes what a group leads, the second what it takes part in."""
    all_of_them = (project("1", "a"), project("2", "b", "a"), project("3", "b"))
    found = picture(*all_of_them)

    def left(style: TableStyle) -> list[str]:
        return [one.code for one in found.in_style(style).of_groups(frozenset("a")).projects]

    assert left(TableStyle.SAMUT_SAKHON) == ["1"]
    assert left(TableStyle.NAKHON_PATHOM) == ["1", "2"]
    rows = table1(found.of_groups(frozenset("a"))).rows
    assert [row.cells[1].value for row in rows] == ["ก", "รวม"]
