"""The chapter of tables, each with its chart."""

from reports.book.charts import chart_of
from reports.book.parts import Chapter, PrintedColumn, PrintedRow, PrintedTable, TablePage
from reports.book.writing import cell
from reports.official import OfficialReport
from reports.picture import RoundPicture
from reports.tables.table import Table
from reports.tables.titles import name_in

HEADING = "ตารางสรุปผลการดำเนินงานและการใช้จ่ายงบประมาณ"
LISTING = "listing"


def chapter(report: OfficialReport) -> Chapter:
    """All tables but the listing, which is a chapter of its own."""
    ours = (one for one in report.tables if one.id != LISTING)
    return Chapter(HEADING, tuple(page(one, report.picture) for one in ours))


def page(table: Table, picture: RoundPicture) -> TablePage:
    """A table with its chart, if it has one; the contents need not repeat period and day."""
    return TablePage(name_in(table.title, picture), printed(table), chart_of(table))


def printed(table: Table) -> PrintedTable:
    """The table in words."""
    units = [column.unit for column in table.columns]
    return PrintedTable(
        id=table.id,
        title=table.title,
        columns=tuple(PrintedColumn(one.heading, one.unit, one.over) for one in table.columns),
        rows=tuple(
            PrintedRow(
                row.kind,
                tuple(cell(one.value, unit) for one, unit in zip(row.cells, units, strict=True)),
            )
            for row in table.rows
        ),
        notes=tuple(line for line in table.note.split("\n") if line),
    )
