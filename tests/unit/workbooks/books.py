"""Small plans and workbooks for tests, and edits of them as a person would make them in Excel."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.people import Role
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle
from workbooks.disbursement_writer import write_disbursements
from workbooks.disbursements import DisbursementRow
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    GroupRow,
    IndicatorRow,
    ObjectiveRow,
    OfficeRow,
    PersonRow,
    Plan,
    ProjectRow,
    SourceRow,
    StrategyRow,
)
from workbooks.plan_writer import write_plan
from workbooks.reader import Grid, Line, plain

SMALL = Plan(
    OfficeRow("สำนักงานตัวอย่าง", "สพป.ตัวอย่าง", 2567, TableStyle.SAMUT_SAKHON),
    groups=(
        GroupRow("กนต.", "กลุ่มนิเทศ", "นิเทศ", 1),
        GroupRow("กนผ.", "กลุ่มนโยบายและแผน", "แผน", 2),
    ),
    strategies=(StrategyRow(1, "ยกระดับคุณภาพ"), StrategyRow(2, "สร้างโอกาส")),
    sources=(SourceRow("1", "งบ สพป."), SourceRow("2", "งบ สพฐ.")),
    people=(
        PersonRow("ก01", "นาย ก01", "ผู้อำนวยการกลุ่ม", "กนต.", (Role.OWNER, Role.DIRECTOR)),
        PersonRow("ก02", "นาง ก02", "", "กนต.", (Role.OWNER,)),
        PersonRow("ฉ01", "นางสาว ฉ01", "", "กนผ.", (Role.DIRECTOR, Role.PLANNER, Role.FINANCE)),
        PersonRow("ช01", "นาย ช01", "ผอ.สพป.", "", (Role.EXECUTIVE,)),
    ),
    projects=(
        ProjectRow(
            "1", "บ้านนักวิทยาศาสตร์น้อย", ("กนต.",), ("ก02",), 1, ProjectKind.PLANNED,
            Approval.APPROVED, date(2023, 10, 1), date(2024, 3, 31),
        ),
        ProjectRow(
            "1.10", "พัฒนาหลักสูตร", ("กนต.", "กนผ."), ("ก01", "ก02"), 2, None,
            Approval.APPROVED, None, None,
        ),
        ProjectRow(
            "ง-3", "จัดทำข้อมูล", ("กนผ.",), ("ก01",), None, ProjectKind.MIDYEAR,
            Approval.NOT_SUBMITTED, None, None,
        ),
    ),
    objectives=(ObjectiveRow("1", 1, "เพื่อพัฒนา"), ObjectiveRow("1", 2, "เพื่อส่งเสริม")),
    alignments=(
        AlignmentRow("1", AlignmentKind.NATIONAL_STRATEGY, "3"),
        AlignmentRow("1", AlignmentKind.QUICK_WIN, "Coaching"),
    ),
    allocations=(
        AllocationRow("1", "1", Decimal("24000"), AllocationStatus.ALLOCATED),
        AllocationRow("1", "2", Decimal("4813.93"), AllocationStatus.ALLOCATED),
        AllocationRow("1.10", "2", None, AllocationStatus.AWAITING),
        AllocationRow("ง-3", "", None, AllocationStatus.NONE),
    ),
    activities=(
        ActivityRow("1", "1", "ประชุม", "", None),
        ActivityRow("1", "1-1", "แต่งตั้งกรรมการ", "กนผ.", Decimal("500.5")),
        ActivityRow("1.10", "1", "อบรม", "", None),
    ),
    indicators=(
        IndicatorRow("1", "1", "ผู้เข้าร่วม", "ร้อยละ 90"),
        IndicatorRow("1", "2", "ความพึงพอใจ", ""),
    ),
)  # fmt: skip

MARCH = date(2024, 3, 31)
FIGURES = (
    DisbursementRow("1", "1", Decimal("23800.50"), MARCH),
    DisbursementRow("1", "2", Decimal(0), MARCH),
    DisbursementRow("ง-3", "", None, MARCH),
)

Edit = Callable[[Workbook], None]


Values = dict[str, list[tuple[Any, ...]]]


def _values(content: bytes) -> Values:
    book = load_workbook(BytesIO(content))
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


@cache
def _small() -> Values:
    return _values(write_plan(SMALL))


@cache
def _figures() -> Values:
    return _values(write_disbursements(FIGURES))


def edited(values: Values, *edits: Edit) -> Workbook:
    """A plain workbook of these values, as a person types it, with the edits made."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in values.items():
        page = book.create_sheet(title)
        for line in rows:
            page.append(line)
    for edit in edits:
        edit(book)
    return book


def saved(book: Workbook) -> BytesIO:
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def small(*edits: Edit) -> BytesIO:
    """The small plan's workbook."""
    return saved(edited(_small(), *edits))


def small_grids(*edits: Edit) -> dict[str, Grid]:
    """The same, read without passing through a file."""
    return {page.title: _grid(page) for page in edited(_small(), *edits).worksheets}


def _grid(page: Worksheet) -> Grid:
    lines = [(n, tuple(plain(cell) for cell in line)) for n, line in enumerate(page.rows, start=1)]
    return Grid(page.title, tuple(Line(n, line) for n, line in lines if any(line)))


def figures(*edits: Edit) -> BytesIO:
    """The small disbursement workbook."""
    return saved(edited(_figures(), *edits))


def at(sheet: str, cell: str, value: Any) -> Edit:
    """Type a value into a cell."""

    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    return edit


def formatted(sheet: str, cell: str, value: Any, number_format: str) -> Edit:
    """Type a value into a cell with a number format."""

    def edit(book: Workbook) -> None:
        book[sheet][cell].number_format = number_format
        book[sheet][cell].value = value

    return edit


def row(sheet: str, *values: Any) -> Edit:
    """Add a row below the others."""

    def edit(book: Workbook) -> None:
        book[sheet].append(values)

    return edit


def without(sheet: str) -> Edit:
    """Delete a sheet."""

    def edit(book: Workbook) -> None:
        del book[sheet]

    return edit


def without_row(sheet: str, number: int) -> Edit:
    """Delete a row."""

    def edit(book: Workbook) -> None:
        book[sheet].delete_rows(number)

    return edit


def many(projects: int) -> Plan:
    """The small plan with `projects` projects, each with parts of every kind."""
    codes = [str(number) for number in range(1, projects + 1)]
    first = SMALL.projects[0]
    return Plan(
        SMALL.office,
        groups=SMALL.groups,
        strategies=SMALL.strategies,
        sources=SMALL.sources,
        people=(
            *SMALL.people,
            *(PersonRow(f"ฮ{c}", f"นาย ฮ{c}", "", "กนต.", (Role.OWNER,)) for c in codes),
        ),
        projects=tuple(
            ProjectRow(
                c, f"โครงการที่ {c}", ("กนต.", "กนผ."), (f"ฮ{c}", "ก01"), 1, first.kind,
                first.approval, first.starts_on, first.ends_on,
            )
            for c in codes
        ),
        objectives=tuple(ObjectiveRow(c, n, f"เพื่อ {n}") for c in codes for n in (1, 2)),
        alignments=tuple(AlignmentRow(c, AlignmentKind.STANDARD, "3") for c in codes),
        allocations=tuple(
            AllocationRow(c, "1", Decimal("1000.25"), AllocationStatus.ALLOCATED) for c in codes
        ),
        activities=tuple(
            ActivityRow(c, str(n), f"กิจกรรม {n}", "", None) for c in codes for n in (1, 2, 3)
        ),
        indicators=tuple(IndicatorRow(c, str(n), f"ตัวชี้วัด {n}", "") for c in codes for n in (1, 2)),
    )  # fmt: skip
