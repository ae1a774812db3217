"""Every cell of both offices' tables stands in report.pdf just as in tables.json."""

import json

import pytest

from models.plan import TableStyle
from reports.book import book_of
from reports.book.parts import TablePage
from reports.official import official_report
from reports.outputs.json_file import tables_json
from reports.outputs.pdf import report_pdf
from reports.outputs.publication import Publication
from reports.picture import RoundPicture
from reports.tables.table import Unit
from tests.unit.reports.pdfs import folded, pages_of, words_of


def shown(value: object, unit: Unit) -> str:
    """A value of the JSON as documents print it."""
    if value is None:
        return "-"
    if isinstance(value, str) or unit is Unit.LABEL:
        return str(value)
    if unit is Unit.PERCENT:
        return f"{value:.2f}"
    return f"{value:,.2f}".removesuffix(".00")


@pytest.mark.parametrize("style", TableStyle)
def test_every_cell_of_the_first_office(samut: RoundPicture, style: TableStyle) -> None:
    compare(samut.in_style(style))


@pytest.mark.parametrize("style", TableStyle)
def test_every_cell_of_the_second_office(nakhon: RoundPicture, style: TableStyle) -> None:
    compare(nakhon.in_style(style))


def compare(picture: RoundPicture) -> None:
    report = official_report(picture)
    words = words_of(report_pdf(Publication(report)))
    columns = {table.id: table.columns for table in report.tables}
    at = 0
    for table in json.loads(tables_json(report))["tables"]:
        for row in table["rows"]:
            cells = zip(row, columns[table["id"]], strict=True)
            line = folded("".join(shown(value, column.unit) for value, column in cells))
            found = words.find(line, at)
            assert found >= 0, (table["id"], line)
            at = found + len(line)


def test_the_second_office_in_thai_digits(nakhon: RoundPicture) -> None:
    report = official_report(nakhon)
    words = words_of(report_pdf(Publication(report, thai_digits=True)))
    book = book_of(report, thai_digits=True)
    pages = [page for chapter in book.chapters for page in chapter.pages]
    for page in pages:
        if isinstance(page, TablePage):
            assert all(folded("".join(row.cells)) in words for row in page.table.rows)


def test_the_first_office_has_as_many_pages_as_were_looked_at(samut: RoundPicture) -> None:
    """It was looked at page by page; a change of the number wants another look."""
    assert len(pages_of(report_pdf(Publication(official_report(samut))))) == 36


def test_the_second_office_has_as_many_pages_as_were_looked_at(nakhon: RoundPicture) -> None:
    assert len(pages_of(report_pdf(Publication(official_report(nakhon))))) == 61
