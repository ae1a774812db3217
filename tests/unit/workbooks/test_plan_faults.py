"""Every fault of a plan workbook is named with sheet, row, column, value and what is expected."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from models.plan import AllocationStatus
from tests.unit.workbooks.books import (
    SMALL,
    Edit,
    at,
    formatted,
    row,
    small_grids,
    without,
    without_row,
)
from workbooks.faults import Fault, WorkbookFaultsError
from workbooks.plan import AllocationRow, Plan
from workbooks.plan_reader import plan_of
from workbooks.plan_remarks import remarks

OFFICE, GROUPS, PEOPLE = "ข้อมูลทั่วไป", "กลุ่ม", "บุคลากร"
PROJECTS, MONEY, ACTIVITIES = "โครงการ", "งบประมาณ", "กิจกรรม"


def faults_of(*edits: Edit) -> tuple[Fault, ...]:
    with pytest.raises(WorkbookFaultsError) as caught:
        plan_of(small_grids(*edits))
    return caught.value.faults


def test_the_small_plan_is_without_fault() -> None:
    assert plan_of(small_grids()) == SMALL


@pytest.mark.parametrize(
    ("edit", "line", "column", "value", "expected"),
    [
        # general facts
        (at(OFFICE, "B2", None), 2, "ชื่อหน่วยงาน", "", "ต้องไม่ว่าง"),
        (at(OFFICE, "B4", 2024), 4, "ปีงบประมาณ", "2024", "ปี พ.ศ. สี่หลัก"),
        (at(OFFICE, "B4", "ปีนี้"), 4, "ปีงบประมาณ", "ปีนี้", "จำนวนเต็ม"),
        (at(OFFICE, "B5", "ราชบุรี"), 5, "รูปแบบตาราง", "ราชบุรี", "สมุทรสาคร, นครปฐม"),
        (at(OFFICE, "A3", "ชื่อเล่น"), 3, "รายการ", "ชื่อเล่น", "ชื่อย่อ"),
        (without_row(OFFICE, 3), None, "ชื่อย่อ", "", "ต้องมีแถว"),
        (row(OFFICE, "ชื่อย่อ", "อีกชื่อ"), 6, "รายการ", "ชื่อย่อ", "ซ้ำ"),
        # needed cells
        (at(GROUPS, "B2", None), 2, "ชื่อกลุ่ม", "", "ต้องไม่ว่าง"),
        (at(PROJECTS, "D4", " "), 4, "ผู้รับผิดชอบ", "", "ต้องไม่ว่าง"),  # nobody to ask
        (at(PROJECTS, "G2", None), 2, "การอนุมัติ", "", "ต้องไม่ว่าง"),
        (at(PEOPLE, "E3", None), 3, "บทบาท", "", "ต้องไม่ว่าง"),
        # duplicates
        (at(GROUPS, "A3", "กนต."), 3, "รหัส", "กนต.", "มีแล้วในแถว 2"),
        (at(PEOPLE, "A3", "ก01"), 3, "รหัส", "ก01", "มีแล้วในแถว 2"),
        (at("กลยุทธ์", "A3", 1), 3, "ที่", "1", "มีแล้วในแถว 2"),
        (at(ACTIVITIES, "B3", "1"), 3, "ที่", "1", "มีแล้วในแถว 2"),
        (at(MONEY, "B3", "1"), 3, "แหล่งงบ", "1", "มีแล้วในแถว 2"),
        (row("วัตถุประสงค์", "1", 2, "อีกข้อ"), 4, "ที่", "2", "มีแล้วในแถว 3"),
        # what another sheet must know
        (at(PEOPLE, "D2", "กสศ."), 2, "กลุ่ม", "กสศ.", "ชีต กลุ่ม"),
        (at(PROJECTS, "C3", "กนต., กกก."), 3, "กลุ่ม", "กกก.", "ชีต กลุ่ม"),
        (at(PROJECTS, "D3", "ก01, ก09"), 3, "ผู้รับผิดชอบ", "ก09", "ชีต บุคลากร"),
        (at(PROJECTS, "E3", 7), 3, "กลยุทธ์ที่", "7", "ชีต กลยุทธ์"),
        (at("วัตถุประสงค์", "A2", "9"), 2, "รหัสโครงการ", "9", "ชีต โครงการ"),
        (at("ความสอดคล้อง", "A2", "9"), 2, "รหัสโครงการ", "9", "ชีต โครงการ"),
        (at("ตัวชี้วัด", "A3", "9"), 3, "รหัสโครงการ", "9", "ชีต โครงการ"),
        (at(MONEY, "B2", "3"), 2, "แหล่งงบ", "3", "ชีต แหล่งงบ"),
        (at(ACTIVITIES, "A4", 1.1), 4, "รหัสโครงการ", "1.1", "ชีต โครงการ"),  # was text 1.10
        (at(ACTIVITIES, "D3", "กกก."), 3, "กลุ่ม", "กกก.", "ชีต กลุ่ม"),
        # words
        (at(PEOPLE, "E2", "หัวหน้า"), 2, "บทบาท", "หัวหน้า", "ผอ.กลุ่ม"),
        (at(PROJECTS, "F2", "แผน"), 2, "ประเภท", "แผน", "ตามแผน, ระหว่างปี"),
        (at("ความสอดคล้อง", "B2", "ชาติ"), 2, "ด้าน", "ชาติ", "ยุทธศาสตร์ชาติ"),
        # dates
        (at(PROJECTS, "I2", "30/9/2566"), 2, "สิ้นสุด", "30 ก.ย. 2566", "ไม่ก่อนวันเริ่ม (1 ต.ค. 2566)"),
        (at(PROJECTS, "H2", "31/2/2567"), 2, "เริ่ม", "31/2/2567", "31/3/2567"),
        (at(PROJECTS, "H4", "1/10/2560"), 4, "เริ่ม", "1 ต.ค. 2560", "เกินหนึ่งปี"),
        (
            # Excel makes 1967 of 31/3/67
            formatted(PROJECTS, "I4", datetime.fromisoformat("1967-03-31"), "d/m/yy"),
            4, "สิ้นสุด", "31 มี.ค. 2510", "เกินหนึ่งปี",
        ),
        # money
        (at(MONEY, "C2", None), 2, "จัดสรร", "", "ต้องมีจำนวนเงิน"),
        (at(MONEY, "C2", -5), 2, "จัดสรร", "-5", "ตั้งแต่ 0"),
        (at(MONEY, "C2", "ห้าพัน"), 2, "จัดสรร", "ห้าพัน", "จำนวนเงิน"),
        (at(MONEY, "C2", 10.005), 2, "จัดสรร", "10.005", "สองตำแหน่ง"),
        (at(MONEY, "C4", 5), 4, "จัดสรร", "5", "รอจัดสรร ต้องเว้นว่าง"),
        (at(MONEY, "C5", "1,000"), 5, "จัดสรร", "1,000", "ไม่ใช้งบ ต้องเว้นว่าง"),
        (at(MONEY, "B2", None), 2, "แหล่งงบ", "", "ต้องมีแหล่งงบ"),
        (row(MONEY, "ง-3", "1", 5, "จัดสรรแล้ว"), 5, "สถานะ", "ไม่ใช้งบ", "แถวเดียว"),
        (at(ACTIVITIES, "E3", "x"), 3, "งบประมาณ", "x", "จำนวนเงิน"),
        # lengths the database holds
        (at(GROUPS, "A2", "ก" * 41), 2, "รหัส", "ก" * 41, "ไม่เกิน 40"),
        (at(GROUPS, "C2", "ก" * 201), 2, "ชื่อย่อ", "ก" * 59 + "…", "ไม่เกิน 200"),
        (at(PROJECTS, "D2", "ก" * 41), 2, "ผู้รับผิดชอบ", "ก" * 41, "ไม่เกิน 40"),
        # what Excel makes of what is typed
        (
            formatted(ACTIVITIES, "B3", datetime.fromisoformat("2024-01-01"), "d-mmm"),
            3, "ที่", "01/01/2024", "จัดรูปแบบเซลล์",
        ),
        (at(PROJECTS, "B2", "=HYPERLINK(A1)"), 2, "ชื่อโครงการ", "=HYPERLINK(A1)", "ไม่ใช่สูตร"),
        (at(PROJECTS, "B2", True), 2, "ชื่อโครงการ", "True", "ข้อความ"),
        (at(MONEY, "C2", "#REF!"), 2, "จัดสรร", "#REF!", "ข้อผิดพลาดของ Excel"),
    ],
)  # fmt: skip
def test_one_fault_is_named(
    edit: Edit, line: int | None, column: str, value: str, expected: str
) -> None:
    found = [f for f in faults_of(edit) if f.column == column and f.row == line]
    assert found, "no fault at that cell"
    assert found[0].value == value
    assert expected in found[0].expected


def test_all_faults_are_listed_at_once_in_the_order_of_the_file() -> None:
    faults = faults_of(
        at(MONEY, "C2", -1),
        at(OFFICE, "B5", "x"),
        at(PROJECTS, "C3", "กกก."),
        at(PROJECTS, "I2", "1/1/2566"),
        row(GROUPS, "กนต.", "ซ้ำ", "ซ้ำ", 3),
    )
    places = [(fault.sheet, fault.row, fault.column) for fault in faults]
    assert places == [
        (OFFICE, 5, "รูปแบบตาราง"),
        (GROUPS, 4, "รหัส"),
        (PROJECTS, 2, "สิ้นสุด"),
        (PROJECTS, 3, "กลุ่ม"),
        (MONEY, 2, "จัดสรร"),
    ]


def test_one_slip_is_one_fault() -> None:
    """A cell that cannot be read is not judged again, nor are rows that point to it."""
    assert len(faults_of(at(MONEY, "D2", "แล้ว"))) == 1
    assert len(faults_of(at(PROJECTS, "H2", "x"))) == 1
    assert len(faults_of(at(GROUPS, "D2", "x"))) == 1


def test_two_empty_codes_are_not_called_the_same_code() -> None:
    faults = faults_of(at(GROUPS, "A2", None), at(GROUPS, "A3", None))
    assert {fault.expected for fault in faults if fault.sheet == GROUPS} == {"ต้องไม่ว่าง"}


def test_a_missing_sheet_does_not_hide_nor_repeat_other_faults() -> None:
    faults = faults_of(without(GROUPS), at(MONEY, "C2", -1))
    assert [(fault.sheet, fault.row) for fault in faults] == [(GROUPS, None), (MONEY, 2)]


def test_a_sheet_without_headings_is_not_taken_for_an_empty_one() -> None:
    assert {fault.sheet for fault in faults_of(at(PROJECTS, "A1", "เลขที่"))} == {PROJECTS}


def test_a_plan_without_projects_is_refused() -> None:
    def empty(book: Any) -> None:
        for sheet in book.worksheets[5:11]:
            sheet.delete_rows(2, 10)

    assert [str(fault) for fault in faults_of(empty)] == ["ชีต โครงการ: ต้องมีอย่างน้อยหนึ่งโครงการ"]


def test_the_message_reads_well() -> None:
    faults = faults_of(at(PROJECTS, "C3", "กนต., กกก."))
    assert str(WorkbookFaultsError(list(faults))) == (
        "พบข้อผิดพลาด 1 จุด ยังไม่มีข้อมูลใดถูกนำเข้า\n"
        '- ชีต โครงการ แถว 3 คอลัมน์ กลุ่ม: พบ "กกก." — ต้องเป็นรหัสที่มีในชีต กลุ่ม'
    )


@pytest.mark.parametrize(
    ("edit", "amount"),
    [
        (at(MONEY, "C2", "๒๔,๐๐๐.๕๐"), "24000.5"),
        (at(MONEY, "C2", "24,000.50 บาท"), "24000.5"),
        (at(MONEY, "C2", 24000.5), "24000.5"),
        (at(MONEY, "C2", 0), "0"),  # nothing given is not nothing needed
        (formatted(MONEY, "C2", "24,000.-", "General"), "24000"),
    ],
)
def test_amounts_as_people_type_them(edit: Edit, amount: str) -> None:
    assert plan_of(small_grids(edit)).allocations[0].amount == Decimal(amount)


def test_a_project_without_money_may_have_a_dash_a_zero_or_a_source_beside_it() -> None:
    none = AllocationRow("ง-3", "", None, AllocationStatus.NONE)
    for edit in (at(MONEY, "C5", "-"), at(MONEY, "C5", 0), at(MONEY, "B5", "1")):
        assert plan_of(small_grids(edit)).allocations[-1] == none


def test_a_target_typed_as_percent_stays_one() -> None:
    read = plan_of(small_grids(formatted("ตัวชี้วัด", "D3", 0.9, "0%")))
    assert read.indicators[1].target == "90%"


def test_codes_typed_as_numbers_are_the_same_codes() -> None:
    read = plan_of(
        small_grids(at(PROJECTS, "A2", 1), at(MONEY, "A2", 1.0), at(ACTIVITIES, "A2", "๑"))
    )
    assert read == SMALL


def test_rows_with_notes_beside_the_table_only_are_not_rows() -> None:
    assert plan_of(small_grids(at(GROUPS, "K9", "ตรวจแล้ว"))) == SMALL


def test_remarks_are_no_faults() -> None:
    assert remarks(SMALL) == []
    office = SMALL.office
    poor = Plan(office, groups=SMALL.groups, people=SMALL.people[1:2], projects=SMALL.projects[:2])
    assert remarks(poor) == [
        "กลุ่ม กนต. มีโครงการแต่ยังไม่มี ผอ.กลุ่ม ที่จะรับรองรายงาน",
        "ยังไม่มีบุคลากรที่มีบทบาท แผน",
        "ยังไม่มีบุคลากรที่มีบทบาท การเงิน",
        "ยังไม่มีบุคลากรที่มีบทบาท ผู้บริหาร",
        "โครงการ 1 ไม่มีแถวในชีต งบประมาณ",
        "โครงการ 1.10 ไม่มีแถวในชีต งบประมาณ",
    ]
