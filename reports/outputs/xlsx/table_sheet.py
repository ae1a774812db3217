"""One sheet for one table: title, as-of date, headings on two levels, rows, notes, its chart."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.outputs.xlsx.charts import add_chart
from reports.outputs.xlsx.formats import Pen, fitting, shown
from reports.outputs.xlsx.lists import Place
from reports.outputs.xlsx.names import BEHIND
from reports.outputs.xlsx.page import set_up
from reports.outputs.xlsx.sizes import LINE, height_of, width_of
from reports.picture import RoundPicture
from reports.tables.table import Row, RowKind, Table, Unit
from reports.tables.titles import as_of, span

FIRST_HEADING: Final = 3
LOOKS: Final[dict[RowKind, dict[str, Any]]] = {
    RowKind.TOTAL: {"bold": True, "top": 2},
    RowKind.SUBTOTAL: {"bold": True, "bg_color": "#F2F2F2"},
}
TITLE_IS_LARGER: Final = 1.2
TIP: Final = "ดูว่ามาจากโครงการใด"


def write_table(
    workbook: Workbook,
    pen: Pen,
    picture: RoundPicture,
    table: Table,
    behind: Mapping[Place, int],
) -> None:
    """Write it all. A tap on a figure opens the line that says which projects stand behind it."""
    widths = _widths(table)
    for at, width in enumerate(widths):
        pen.sheet.set_column(at, at, width)
    _above(pen, picture, table, sum(widths))
    last_heading = _headings(pen, table, widths)
    first = last_heading + 1
    for place, row in enumerate(table.rows):
        _link(pen, first, table, place, behind)
        _row(pen, first + place, table, row, widths)
    notes = [line for line in table.note.split("\n") if line]
    end = first + len(table.rows)
    for place, line in enumerate(notes, start=end):
        _across(pen, place, table, line, look=pen.formats.note, width=sum(widths))
    still = sum(column.unit in (Unit.TEXT, Unit.LABEL) for column in table.columns[:2])
    set_up(pen.sheet, first_heading=FIRST_HEADING, last_heading=last_heading, still=still)
    add_chart(workbook, pen.sheet, table, first_row=first, below=end + len(notes) + 1)


def _widths(table: Table) -> list[float]:
    """By what stands in the column; a heading breaks between its words."""
    return [
        width_of([*(shown(row.cells[at].value) for row in table.rows), *column.heading.split()])
        for at, column in enumerate(table.columns)
    ]


def _above(pen: Pen, picture: RoundPicture, table: Table, width: float) -> None:
    """The title, the office, and the day the figures are of."""
    _across(pen, 0, table, table.title, look=pen.formats.title, width=width / TITLE_IS_LARGER)
    _across(pen, 1, table, picture.office_name, look=pen.formats.under_title, width=width)
    day = f"{as_of(picture)} ({span(picture)})"
    _across(pen, 2, table, day, look=pen.formats.under_title, width=width)


def _across(pen: Pen, row: int, table: Table, text: str, *, look: Format, width: float) -> None:
    """A line over the whole width of the table."""
    pen.sheet.merge_range(row, 0, row, len(table.columns) - 1, fitting(text), look)
    pen.sheet.set_row(row, height_of([(text, width)]) * (TITLE_IS_LARGER if row == 0 else 1))


def _headings(pen: Pen, table: Table, widths: list[float]) -> int:
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
        pen.sheet.set_row(FIRST_HEADING, LINE)
    texts = [column.heading for column in table.columns]
    pen.sheet.set_row(below, height_of(zip(texts, widths, strict=True)))
    return below


def _link(pen: Pen, first: int, table: Table, place: int, behind: Mapping[Place, int]) -> None:
    """Before the row is written: the link stays, the cell holds its figure."""
    for at in range(len(table.columns)):
        line = behind.get((table.id, place, at))
        if line is not None:
            goal = f"internal:'{BEHIND}'!A{line + 1}"
            pen.sheet.write_url(first + place, at, goal, tip=TIP)


def _row(pen: Pen, place: int, table: Table, row: Row, widths: list[float]) -> None:
    look = LOOKS.get(row.kind, {})
    for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        pen.value(place, at, cell.value, column.unit, **look)
    texts = (cell.value if isinstance(cell.value, str) else "" for cell in row.cells)
    pen.sheet.set_row(place, height_of(zip(texts, widths, strict=True)))
