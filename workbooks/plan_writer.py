"""`Plan` -> workbook: the export, and (of an empty plan) the template the planner fills in."""

from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbooks import plan_sheets
from workbooks.plan import Plan
from workbooks.sheets import Sheet
from workbooks.writer import add_table, begin, dress, put, put_text

GUIDE: Final = "คำอธิบาย"
GUIDE_HEADINGS: Final = ("ชีต", "คอลัมน์", "ต้องกรอก", "ใส่อะไร", "ตัวอย่าง")
GUIDE_WIDTHS: Final = (16, 16, 10, 70, 40)
RULES: Final = (
    "แถวแรกของทุกชีตเป็นหัวคอลัมน์ ห้ามผสานเซลล์ ใส่ค่า ไม่ใช่สูตร",
    "คอลัมน์และชีตอื่นเพิ่มได้ ระบบไม่อ่าน",
    "นำเข้าทั้งไฟล์หรือไม่นำเข้าเลย สิ่งที่ไม่อยู่ในไฟล์จะถูกปิดใช้งาน (ไม่ลบ) และกลับมาใช้ได้อีกเมื่อใส่คืน",
)


def write_plan(plan: Plan) -> bytes:
    """The workbook of a plan; importing it again changes nothing."""
    workbook = begin()
    _facts(workbook, plan)
    for sheet in plan_sheets.SHEETS:
        add_table(workbook, sheet, getattr(plan, sheet.rows))
    _guide(workbook)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def write_template() -> bytes:
    """An empty plan workbook with its explanations."""
    return write_plan(Plan())


def _facts(workbook: Workbook, plan: Plan) -> None:
    sheet = plan_sheets.OFFICE
    page: Worksheet = workbook.create_sheet(sheet.title)
    dress(page, plan_sheets.FACT_HEADINGS, (20, 70))
    for row, column in enumerate(sheet.columns, start=2):
        put_text(page, row, 1, column.heading)
        value = getattr(plan.office, column.field) if plan.office else column.kind.blank
        put(page, row, 2, column, value)


def _guide(workbook: Workbook) -> None:
    page: Worksheet = workbook.create_sheet(GUIDE)
    dress(page, GUIDE_HEADINGS, GUIDE_WIDTHS)
    lines: list[tuple[str, ...]] = [("ทุกชีต", "", "", rule, "") for rule in RULES]
    for sheet in (plan_sheets.OFFICE, *plan_sheets.SHEETS):
        lines.append((sheet.title, "", "", sheet.hint, ""))
        lines += _columns(sheet)
    for row, line in enumerate(lines, start=2):
        for place, text in enumerate(line, start=1):
            put_text(page, row, place, text)


def _columns(sheet: Sheet) -> list[tuple[str, ...]]:
    def told(column: Any) -> str:
        words = f" ({', '.join(column.kind.words)})" if column.kind.words else ""
        return f"{column.hint}{words}"

    return [
        (sheet.title, c.heading, "ต้อง" if c.required else "", told(c), c.example)
        for c in sheet.columns
    ]
