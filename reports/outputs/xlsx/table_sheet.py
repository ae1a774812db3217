"""One sheet for one table: title, as-of date, headings on two levels, rows, notes, its chart."""

from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.outputs.xlsx.charts import add_chart
from reports.outputs.xlsx.formats import Pen, fitting
from reports.outputs.xlsx.page import set_up
from reports.outputs.xlsx.widths import width_of
from reports.picture import RoundPicture
from reports.tables.table import RowKind, Table, Unit
from reports.tables.titles import as_of, span

FIRST_HEADING: Final = 3
LOOKS: Final[dict[RowKind, dict[str, Any]]] = {
    RowKind.TOTAL: {"bold": True, "top": 2},
    RowKind.SUBTOTAL: {"bold": True, "bg_color": "#F2F2F2"},
}
TALL: Final = 24


def write_table(workbook: Workbook, pen: Pen, picture: RoundPicture, table: Table) -> None:
    """Write it all."""
    _above(pen, picture, table)
    last_heading = _headings(pen, table)
    first = last_heading + 1
    for place, row in enumerate(table.rows, start=first):
        look = LOOKS.get(row.kind, {})
        for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            pen.value(place, at, cell.value, column.unit, **look)
    notes = [line for line in table.note.split("\n") if line]
    end = first + len(table.rows)
    for place, line in enumerate(notes, start=end):
        pen.sheet.write_string(place, 0, fitting(line), pen.formats.note)
    _widths(pen.sheet, table)
    still = sum(column.unit in (Unit.TEXT, Unit.LABEL) for column in table.columns[:2])
    set_up(pen.sheet, first_heading=FIRST_HEADING, last_heading=last_heading, still=still)
    add_chart(workbook, pen.sheet, table, first_row=first, below=end + len(notes) + 1)


def _above(pen: Pen, picture: RoundPicture, table: Table) -> None:
    """The title, the office, and the day the figures are of."""
    last = len(table.columns) - 1
    lines = (table.title, picture.office_name, f"{as_of(picture)} ({span(picture)})")
    for row, line in enumerate(lines):
        look = pen.formats.under_title if row else pen.formats.title
        pen.sheet.merge_range(row, 0, row, last, fitting(line), look)
        pen.sheet.set_row(row, TALL)


def _headings(pen: Pen, table: Table) -> int:
    """The last row of headings. Neighbours under one heading share it."""
    is_of_two = any(column.over for column in table.columns)
    below = FIRST_HEADING + (1 if is_of_two else 0)
    at = 0
    for over, group in groupby(table.columns, key=lambda column: column.over):
        columns = list(group)
        if over:
            pen.heading(FIRST_HEADING, at, over, last=at + len(columns) - 1)
        for column in columns:
            pen.heading(below if over else FIRST_HEADING, at, column.heading, last_row=below)
            at += 1
    if is_of_two:
        pen.sheet.set_row(FIRST_HEADING, TALL)
    pen.sheet.set_row(below, 2 * TALL)
    return below


def _widths(sheet: Worksheet, table: Table) -> None:
    for at, column in enumerate(table.columns):
        shown = [row.cells[at].value for row in table.rows]
        texts = [f"{value:,}" if not isinstance(value, str) else value for value in shown if value]
        sheet.set_column(at, at, width_of([*texts, *column.heading.split()]))
