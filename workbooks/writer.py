"""Puts headings, typed cells and choices into a sheet so that Excel shows and keeps them right."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.csv_text import FORMULA_STARTS
from workbooks.sheets import Column, Sheet, Written

FONT: Final = "TH Sarabun New"
SIZE: Final = 14
HEADING: Final = Font(name=FONT, size=SIZE, bold=True)
HEADING_FILL: Final = PatternFill("solid", fgColor="DDEBF7")
BODY: Final = Font(name=FONT, size=SIZE)
TOP: Final = Alignment(vertical="top")
TOP_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
LAST_PREPARED_ROW: Final = 2000
"""Down to here an empty sheet offers choices and keeps codes as text."""


def begin() -> Workbook:
    """A workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    return workbook


def add_table(workbook: Workbook, sheet: Sheet, rows: Iterable[Any]) -> None:
    """A sheet with its headings and rows."""
    page: Worksheet = workbook.create_sheet(sheet.title)
    columns = sheet.columns
    dress(page, [column.heading for column in columns], [column.width for column in columns])
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            put(page, number, place, column, getattr(row, column.field))
    for place, column in enumerate(columns, start=1):
        _prepare(page, place, column)


def dress(page: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Bold headings that stay in view, and the widths of the columns."""
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = page.cell(1, place, heading)
        cell.font, cell.fill, cell.alignment = HEADING, HEADING_FILL, TOP
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"


def put(page: Worksheet, row: int, place: int, column: Column, value: Any) -> None:
    """One value as its column's kind writes it."""
    written: Written = column.kind.write(value)
    if isinstance(written, str):
        put_text(page, row, place, written)
        return
    cell = page.cell(row, place)
    cell.font, cell.alignment = BODY, TOP
    cell.number_format = column.kind.number_format
    if isinstance(written, date):
        cell.value = written
        cell.number_format = column.kind.number_format
    elif written is not None:
        cell.value = written


def put_text(page: Worksheet, row: int, place: int, text: str) -> None:
    """Text that stays text: whatever it begins with, Excel never takes it for a formula."""
    cell = page.cell(row, place)
    cell.font, cell.alignment, cell.number_format = BODY, TOP_WRAPPED, "@"
    if text:
        cell.value = text
        cell.data_type = "s"
        if text.startswith(FORMULA_STARTS):
            cell.quotePrefix = True


def _prepare(page: Worksheet, place: int, column: Column) -> None:
    """Choices to pick from, what to type, and the format of cells nobody has filled in yet."""
    letter = get_column_letter(place)
    page.column_dimensions[letter].number_format = column.kind.number_format
    words = column.kind.words
    rule = DataValidation(
        type="list" if words else None,
        formula1=f'"{",".join(words)}"' if words else None,
        allow_blank=True,
        promptTitle=column.heading[:32],
        prompt=column.hint[:255],
        showInputMessage=True,
        showErrorMessage=bool(words),
        error="เลือกจากรายการ" if words else None,
    )
    rule.add(f"{letter}2:{letter}{max(LAST_PREPARED_ROW, page.max_row)}")
    page.add_data_validation(rule)
