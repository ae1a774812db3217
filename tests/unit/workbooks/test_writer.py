"""What is written is read again, stays text where it is text, and shows well in Excel."""

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from tests.unit.workbooks.books import FIGURES, SMALL
from tests.unit.workbooks.plans import plans
from workbooks import plan_sheets
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_writer import write_disbursements
from workbooks.plan import Plan
from workbooks.plan_reader import read_plan
from workbooks.plan_writer import GUIDE, write_plan, write_template

SHEETS = [
    "ข้อมูลทั่วไป", "กลุ่ม", "กลยุทธ์", "แหล่งงบ", "บุคลากร", "โครงการ", "วัตถุประสงค์", "ความสอดคล้อง",
    "งบประมาณ", "กิจกรรม", "ตัวชี้วัด",
]  # fmt: skip


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def test_the_small_plan_is_read_again() -> None:
    assert read_plan(BytesIO(write_plan(SMALL))) == SMALL


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_is_read_again(plan: Plan) -> None:
    assert read_plan(BytesIO(write_plan(plan))) == plan


def test_figures_are_read_again() -> None:
    read = read_disbursements(BytesIO(write_disbursements(FIGURES)))
    assert (tuple(row.row for row in read.rows), read.faults) == (FIGURES, ())


def test_the_sheets_and_headings_are_those_others_rely_on() -> None:
    book = opened(write_template())
    assert book.sheetnames == [*SHEETS, GUIDE]
    headings = {page.title: [cell.value for cell in page[1]] for page in book.worksheets}
    assert headings["ข้อมูลทั่วไป"] == ["รายการ", "ค่า"]
    assert headings["กลุ่ม"] == ["รหัส", "ชื่อกลุ่ม", "ชื่อย่อ", "ลำดับ"]
    assert headings["กลยุทธ์"] == ["ที่", "ชื่อกลยุทธ์"]
    assert headings["แหล่งงบ"] == ["รหัส", "ชื่อ"]
    assert headings["บุคลากร"] == ["รหัส", "ชื่อ-สกุล", "ตำแหน่ง", "กลุ่ม", "บทบาท"]
    assert headings["โครงการ"] == [
        "รหัส", "ชื่อโครงการ", "กลุ่ม", "ผู้รับผิดชอบ", "กลยุทธ์ที่", "ประเภท", "การอนุมัติ", "เริ่ม", "สิ้นสุด",
    ]  # fmt: skip
    assert headings["วัตถุประสงค์"] == ["รหัสโครงการ", "ที่", "ข้อความ"]
    assert headings["ความสอดคล้อง"] == ["รหัสโครงการ", "ด้าน", "ข้อความ"]
    assert headings["งบประมาณ"] == ["รหัสโครงการ", "แหล่งงบ", "จัดสรร", "สถานะ"]
    assert headings["กิจกรรม"] == ["รหัสโครงการ", "ที่", "กิจกรรม", "กลุ่ม", "งบประมาณ"]
    assert headings["ตัวชี้วัด"] == ["รหัสโครงการ", "ที่", "รายการ", "ค่าเป้าหมาย"]
    facts = [row[0] for row in book["ข้อมูลทั่วไป"].iter_rows(min_row=2, values_only=True)]
    assert facts == ["ชื่อหน่วยงาน", "ชื่อย่อ", "ปีงบประมาณ", "รูปแบบตาราง"]


def test_the_guide_tells_of_every_column_with_an_example() -> None:
    told = {row[:2]: row[4] for row in opened(write_template())[GUIDE].iter_rows(values_only=True)}
    for sheet in (plan_sheets.OFFICE, *plan_sheets.SHEETS):
        for column in sheet.columns:
            assert told[sheet.title, column.heading] == column.example


def test_the_examples_of_the_guide_are_readable() -> None:
    for sheet in (plan_sheets.OFFICE, *plan_sheets.SHEETS):
        for column in sheet.columns:
            assert column.kind.read(column.example) != column.kind.blank


def test_text_that_looks_like_a_formula_stays_text() -> None:
    """A project named =cmd|... must not run when the planner opens the export."""
    office = SMALL.facts
    groups = tuple(
        type(SMALL.groups[0])(f"ก{n}", text, text, n)
        for n, text in enumerate(["=1+1", "+1", "-1", "@SUM(A1)", "#N/A"])
    )
    page = opened(write_plan(Plan(office, groups=groups)))["กลุ่ม"]
    cells = [page.cell(row, 2) for row in range(2, 7)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 4 + [False]


def test_headings_stay_in_view_and_columns_are_wide_enough_to_read() -> None:
    for page in opened(write_plan(SMALL)).worksheets:
        assert page.freeze_panes == "A2"
        assert all(cell.font.bold for cell in page[1])
        for place, cell in enumerate(page[1], start=1):
            letter = get_column_letter(place)
            assert page.column_dimensions[letter].width >= len(str(cell.value)) * 0.8


def test_codes_are_text_and_amounts_and_dates_have_their_formats() -> None:
    book = opened(write_plan(SMALL))
    assert book["โครงการ"]["A3"].value == "1.10"
    assert book["โครงการ"]["A3"].number_format == "@"
    assert book["งบประมาณ"]["C3"].number_format == "#,##0.00"
    assert book["โครงการ"]["H2"].is_date
    empty = opened(write_template())
    assert empty["กิจกรรม"].column_dimensions["B"].number_format == "@"


def test_words_are_offered_to_pick_from() -> None:
    rules = opened(write_template())["โครงการ"].data_validations.dataValidation
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in rules if rule.type == "list"}
    assert lists == {"F": '"ตามแผน,ระหว่างปี"', "G": '"อนุมัติแล้ว,ยังไม่เสนออนุมัติ"'}
