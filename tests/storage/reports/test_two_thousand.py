"""The workbook of an office with two thousand projects: in under 30 seconds."""

from io import BytesIO
from time import perf_counter

from openpyxl import load_workbook

from reports.official import official_report
from reports.outputs.xlsx import tables_xlsx
from tests.unit.reports.test_speed import large


def test_the_workbook_of_two_thousand_projects() -> None:
    report = official_report(large(2000))
    begin = perf_counter()
    content = tables_xlsx(report)
    assert perf_counter() - begin < 30
    book = load_workbook(BytesIO(content), read_only=True)
    assert sum(1 for _ in book["eMENSCR"].iter_rows()) == 2001
