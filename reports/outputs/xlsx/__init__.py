"""`tables.xlsx`: a sheet for each table, the summary, findings, what stands behind, eMENSCR."""

from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from reports.official import OfficialReport
from reports.outputs.xlsx.formats import Formats, Pen
from reports.outputs.xlsx.lists import lines_behind, write_behind, write_findings, write_plain
from reports.outputs.xlsx.names import BEHIND, sheet_name
from reports.outputs.xlsx.table_sheet import write_table

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Whatever a text begins with, it stays text."""


def tables_xlsx(report: OfficialReport) -> bytes:
    """The workbook; the same picture gives the same bytes."""
    content = BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        workbook.set_properties(_properties(report))
        formats = Formats(workbook)

        def page(name: str) -> Pen:
            return Pen(workbook.add_worksheet(name), formats)

        tables = (*report.tables, report.summary)
        lines = lines_behind(tables)
        for table in tables:
            write_table(workbook, page(sheet_name(table)), report.picture, table, lines)
        write_findings(page("ข้อสังเกต"), report)
        write_behind(page(BEHIND), tables)
        write_plain(page("eMENSCR"), report.emenscr)
    return content.getvalue()


def _properties(report: OfficialReport) -> dict[str, object]:
    as_of = report.picture.as_of
    return {
        "title": f"ตารางรายงาน {report.picture.code}",
        "company": report.picture.office_name,
        "created": datetime(as_of.year, as_of.month, as_of.day),  # noqa: DTZ001 - a day, no moment
    }
