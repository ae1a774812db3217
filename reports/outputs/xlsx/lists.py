"""Plain lists: findings, the projects behind each figure, and the rows to paste into eMENSCR.

Headings stand in the first row, so that a list can be filtered, sorted and copied as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reports.official import OfficialReport
from reports.outputs.xlsx.formats import Pen, shown
from reports.outputs.xlsx.names import sheet_name
from reports.outputs.xlsx.page import set_up
from reports.outputs.xlsx.sizes import LINE, height_of, width_of
from reports.tables.table import Table, Unit, Value

Heads = Sequence[tuple[str, Unit]]
MOST_FIGURES: Final = 3


def write_findings(pen: Pen, report: OfficialReport) -> None:
    """ข้อสังเกต: what contradicts itself or needs a decision."""
    names = {project.code: project.name for project in report.picture.projects}
    heads = [
        ("ที่", Unit.LABEL),
        ("เรื่อง", Unit.TEXT),
        ("รหัสโครงการ", Unit.TEXT),
        ("โครงการ", Unit.TEXT),
        ("ข้อสังเกต", Unit.TEXT),
    ]
    for number in range(1, MOST_FIGURES + 1):
        heads += [(f"ตัวเลข {number}", Unit.TEXT), (f"จำนวน {number}", Unit.BAHT)]
    rows: list[list[Value]] = []
    for place, one in enumerate(report.findings, start=1):
        row: list[Value] = [place, one.kind.value, one.project, names[one.project], one.sentence]
        for figure in one.figures[:MOST_FIGURES]:
            row += [figure.label, figure.value]
        rows.append(row + [""] * (len(heads) - len(row)))
    _write(pen, heads, rows)


Place = tuple[str, int, int]
"""A table's id, and the number of a row and of a column."""


def lines_behind(tables: Iterable[Table]) -> dict[Place, int]:
    """The line of ที่มาของตัวเลข that explains the cell there; its figure is a link to it."""
    places = (place for table in tables for place, _ in _behind(table))
    return {place: line for line, place in enumerate(places, start=1)}


def write_behind(pen: Pen, tables: Iterable[Table]) -> None:
    """ที่มาของตัวเลข: which projects stand behind each figure of each table."""
    heads = [
        ("ตาราง", Unit.TEXT),
        ("แถว", Unit.TEXT),
        ("ช่อง", Unit.TEXT),
        ("ค่า", Unit.BAHT),
        ("จำนวนโครงการ", Unit.COUNT),
        ("รหัสโครงการ", Unit.TEXT),
    ]
    _write(pen, heads, [row for table in tables for _, row in _behind(table)])


def write_plain(pen: Pen, table: Table) -> None:
    """A table as a list."""
    heads = [(column.full_heading, column.unit) for column in table.columns]
    _write(pen, heads, [[cell.value for cell in row.cells] for row in table.rows])


def _behind(table: Table) -> Iterator[tuple[Place, list[Value]]]:
    """The figures that open, each with its place."""
    for place, row in enumerate(table.rows):
        for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if table.opens(row, at):
                named = (sheet_name(table), row.label, column.full_heading)
                behind = ", ".join(cell.projects)
                yield (table.id, place, at), [*named, cell.value, len(cell.projects), behind]


def _write(pen: Pen, heads: Heads, rows: Sequence[Sequence[Value]]) -> None:
    widths = []
    for at, (text, _) in enumerate(heads):
        pen.heading(0, at, text)
        widths.append(width_of([text, *(shown(row[at]) for row in rows)]))
        pen.sheet.set_column(at, at, widths[at])
    for place, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            pen.value(place, at, value, heads[at][1])
        texts = (value if isinstance(value, str) else "" for value in row)
        pen.sheet.set_row(place, height_of(zip(texts, widths, strict=True)))
    pen.sheet.set_row(0, LINE)
    if rows:
        pen.sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    set_up(pen.sheet, first_heading=0, last_heading=0, still=0)
