"""Both offices' documents opened by LibreOffice: pages, headings, letters, contents."""

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from bot.clock import MovableClock
from bot.ids import CountingIds
from bot.office import Office
from bot.settings import Settings
from models import schema
from models.database import Database
from models.fiscal import RoundCode
from reports.official import OfficialReport, official_report
from reports.outputs.docx import report_docx
from reports.outputs.docx.memo import memo_docx
from reports.outputs.json_file import tables_json
from reports.outputs.publication import Publication
from reports.outputs.xlsx import tables_xlsx
from reports.reading import picture_of
from tests import office_program
from tests.conftest import START
from tests.golden import nakhon_pathom, samut_sakhon
from tests.office_sample import ROUND
from tests.unit.reports.test_book import read
from tests.unit.reports.test_outputs import hostile
from tests.unit.reports.words import tables, texts

OFFICES = {"samut": (samut_sakhon, ROUND), "nakhon": (nakhon_pathom, nakhon_pathom.ROUND)}
HARM = '=HYPERLINK("http://x/","กด") <b>&{{ office }}🚀 ' + "น้ำใจที่ยิ่งใหญ่ " * 120


@dataclass(frozen=True)
class Printed:
    """What was made, and how LibreOffice printed it."""

    reports: dict[str, OfficialReport]
    made: dict[str, bytes]
    pdf: dict[str, Path]

    def pages(self, name: str) -> list[str]:
        return office_program.pages(self.pdf[name])


def report_of(place: Path, name: str, module: Any, code: RoundCode) -> OfficialReport:
    database = Database(f"sqlite:///{place}/{name}.db")
    schema.upgrade(database)
    settings = Settings(secret_key="k", files_directory=place)
    module.load(Office(settings, database, MovableClock(START), CountingIds()))
    with database.read() as connection:
        found = picture_of(connection, code)
    database.close()
    return official_report(found)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    office_program.need()
    place = tmp_path_factory.mktemp("documents")
    reports = {name: report_of(place, name, *one) for name, one in OFFICES.items()}
    made: dict[str, bytes] = {"harm.docx": report_docx(Publication(hostile(HARM)))}
    for name, report in reports.items():
        made[f"{name}.docx"] = report_docx(Publication(report))
        made[f"{name}-memo.docx"] = memo_docx(Publication(report))
        made[f"{name}-tables.xlsx"] = tables_xlsx(report)
    made["thai.docx"] = report_docx(Publication(reports["samut"], thai_digits=True))
    return Printed(reports, made, office_program.printed(place, made))


@pytest.mark.parametrize("name", OFFICES)
def test_every_cell_of_the_word_tables_is_that_of_the_json(printed: Printed, name: str) -> None:
    shown = list(tables(docx.Document(BytesIO(printed.made[f"{name}.docx"]))))
    for table in json.loads(tables_json(printed.reports[name]))["tables"]:
        rows = table["rows"]
        found = [[[read(text) for text in row] for row in one[-len(rows) :]] for one in shown]
        assert rows in found, table["id"]


@pytest.mark.parametrize("name", OFFICES)
def test_no_letter_is_lost_on_the_way_to_paper(printed: Printed, name: str) -> None:
    document = docx.Document(BytesIO(printed.made[f"{name}.docx"]))
    written = office_program.letters(texts(document))
    read_back = office_program.letters(printed.pages(f"{name}.docx"))
    missing = {sign: count for sign, count in (written - read_back).items() if sign not in "☐☑."}
    assert not missing
    assert "\ufffd" not in read_back


@pytest.mark.parametrize("name", OFFICES)
def test_all_fonts_are_in_the_file(printed: Printed, name: str) -> None:
    for line in office_program.fonts(printed.pdf[f"{name}.docx"]):
        embedded, subset, readable = line.split()[-5:-2]
        assert (embedded, subset, readable) == ("yes", "yes", "yes"), line
    names = " ".join(office_program.fonts(printed.pdf[f"{name}.docx"]))
    assert "Sarabun-Regular" in names
    assert "Sarabun-Bold" in names


def test_headings_of_the_listing_stand_on_each_of_its_pages(printed: Printed) -> None:
    pages = printed.pages("samut.docx")
    first = next(at for at, page in enumerate(pages) if "ส่วนที่ 3" in page and at > 4)
    last = next(at for at, page in enumerate(pages) if "ส่วนที่ 4" in page and at > first)
    assert last - first > 2
    for page in pages[first:last]:
        for heading in ("การดำเนินการ", "จัดสรร", "หมายเหตุ"):
            assert heading in page


@pytest.mark.parametrize("name", OFFICES)
def test_the_contents_name_the_right_pages(printed: Printed, name: str) -> None:
    pages = printed.pages(f"{name}.docx")
    contents = [line for page in pages[2:6] for line in page.splitlines()]
    chapters = [re.match(r"\s*(ส่วนที่ \d) .*?\.*\s*(\d+)$", line) for line in contents]
    found = {one[1]: int(one[2]) for one in chapters if one}
    assert len(found) == (5 if name == "samut" else 4)
    for chapter, page in found.items():
        assert chapter in pages[page - 1]
        assert pages[page - 1].split()[-1] == str(page)


@pytest.mark.parametrize(("name", "most"), [("samut", 70), ("nakhon", 120)])
def test_a_sane_number_of_pages_and_none_of_them_empty(
    printed: Printed, name: str, most: int
) -> None:
    pages = printed.pages(f"{name}.docx")
    assert len(pages) < most
    for number, page in enumerate(pages[1:], start=2):
        assert len(page.split()) > 1, f"page {number} holds nothing but its number"


@pytest.mark.parametrize("name", OFFICES)
def test_the_workbook_prints_every_table(printed: Printed, name: str) -> None:
    whole = office_program.letters(printed.pages(f"{name}-tables.xlsx"))
    for table in printed.reports[name].tables:
        assert not office_program.letters([table.title]) - whole
    pages = printed.pages(f"{name}-tables.xlsx")
    assert all("หน้า" in page for page in pages)


def test_the_memo_fits_two_pages(printed: Printed) -> None:
    for name in OFFICES:
        pages = printed.pages(f"{name}-memo.docx")
        assert 1 <= len(pages) <= 2
        assert "บันทึกข้อความ" in pages[0]
        assert "จึงเรียนมาเพื่อโปรดทราบ" in "".join(pages)


def test_a_name_of_two_thousand_letters_and_markup_is_printed_whole(printed: Printed) -> None:
    read_back = office_program.letters(printed.pages("harm.docx"))
    wanted = office_program.letters([HARM.replace("🚀", "")])
    assert not wanted - read_back


def test_thai_digits_on_paper(printed: Printed) -> None:
    whole = "".join(printed.pages("thai.docx"))
    assert "๑,๒๘๘,๑๐๙" in whole
    assert "1,288,109" not in whole
