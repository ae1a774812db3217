"""tables.json and tables.xlsx: format, real numbers, print set-up, and names that mean harm."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models.plan import AlignmentKind, TableStyle
from models.progress import WorkStatus
from reports.official import OfficialReport, official_report
from reports.outputs import OUTPUTS
from reports.outputs.json_file import tables_json
from reports.outputs.publication import Publication
from reports.outputs.xlsx import tables_xlsx
from reports.outputs.xlsx.formats import LONGEST_TEXT, fitting
from reports.outputs.xlsx.sizes import HIGHEST, LINE, height_of, line_lengths, lines
from reports.picture import (
    ActivityPicture,
    AlignmentPicture,
    GroupPicture,
    IndicatorPicture,
    ObjectivePicture,
    OwnerPicture,
    ResultPicture,
)
from tests.unit.reports.pictures import given, paid, picture, project, report

HOSTILE = (
    '=HYPERLINK("http://example.com/?"&A1,"กดที่นี่")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "\t=1+1",
    "ก" * 2000,
    "น้ำใจ " * 400,
    "<b>ตัวหนา</b> & <script>alert(1)</script> ]]>",
    "{=1+1}",
    "http://example.com/",
    "mailto:a@example.com",
    "internal:'ตาราง 1'!A1",
    "โครงการ 🚀👩‍👩‍👧‍👦 รักษ์โลก",
    "บรรทัด\nสอง\x0b\x01",
    "'อัญประกาศ",
    "0123",
    "  ",
)


def office(style: TableStyle = TableStyle.SAMUT_SAKHON) -> OfficialReport:
    projects = (
        project(
            "1",
            allocations=(given("1", "1000"),),
            report=report(WorkStatus.COMPLETED, "333.33"),
            disbursements=(paid("1", "333.25"),),
        ),
        project("2", "b", allocations=(given("1", "500"), given("2", "20"))),
        project("3", "b", "a"),
    )
    return official_report(picture(*projects, style=style))


def hostile(name: str) -> OfficialReport:
    """The name wherever somebody can type it."""
    return official_report(
        picture(
            project(
                "1",
                "ก",
                name=name,
                owners=(),
                allocations=(given("1", 10),),
                report=report(
                    WorkStatus.COMPLETED,
                    5,
                    problems=name,
                    suggestions=name,
                    activities=(ActivityPicture(name, name),),
                    results=(ResultPicture(name, name, name),),
                    goals_met=False,
                    goals_reason=name,
                ),
            ),
            project("2", "ก", name="โครงการดี", owners=(OwnerPicture("p", name),)),
            groups=(GroupPicture("ก", name, name),),
            office_name=name,
        )
    )


def opened(made: OfficialReport) -> Workbook:
    return load_workbook(BytesIO(tables_xlsx(made)))


def test_json_has_the_agreed_shape() -> None:
    whole = json.loads(tables_json(office()))
    assert list(whole) == ["round", "style", "tables"]
    assert (whole["round"], whole["style"]) == ("2567-Q2", "สมุทรสาคร")
    ids = [table["id"] for table in whole["tables"]]
    assert ids == ["table1", "table2", "table3", "table4", "table5", "listing"]
    for table in whole["tables"]:
        assert list(table) == ["id", "title", "columns", "rows"]
        assert len(set(table["columns"])) == len(table["columns"])
        assert all(len(row) == len(table["columns"]) for row in table["rows"])
    assert [
        t["id"] for t in json.loads(tables_json(office(TableStyle.NAKHON_PATHOM)))["tables"]
    ] == [
        "levels",
        "strategies",
    ]


def test_json_numbers_are_numbers_and_dashes_null() -> None:
    tables = {table["id"]: table for table in json.loads(tables_json(office()))["tables"]}
    first = tables["table1"]["rows"][0]
    assert first == [1, "ก", 1, None, None, None, None, 1, 100, None, None, ""]
    assert tables["table3"]["rows"][0][5:] == [333.25, None, 666.75, 66.68]
    levels = json.loads(tables_json(office(TableStyle.NAKHON_PATHOM)))["tables"][0]
    assert levels["rows"][0] == ["a", 0, 0, 1, 0, 0, 1, 0, 0, 0]


def rows_of(page: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("style", TableStyle)
def test_the_workbook_holds_the_same_figures_as_the_json(style: TableStyle) -> None:
    book = opened(office(style))
    for table in json.loads(tables_json(office(style)))["tables"]:
        page = book[SHEETS[table["id"]]]
        shown = rows_of(page)[HEADING : HEADING + len(table["rows"])]
        for mine, theirs in zip(shown, table["rows"], strict=True):
            assert list(map(plain, mine)) == [plain(value) for value in theirs]


SHEETS = {
    **{f"table{n}": f"ตาราง {n}" for n in range(1, 6)},
    "listing": "บัญชีสรุป",
    "levels": "ระดับ",
    "strategies": "กลยุทธ์",
}
HEADING = 5
"""Title, office, day, and headings on two levels."""


def plain(value: Any) -> Any:
    """A dash is null in JSON, a 0 that shows `-` or the text `-` in the workbook."""
    return None if value in ("", "-", 0, None) else value


def test_numbers_have_formats_and_a_dash_is_a_number() -> None:
    page = opened(office())["ตาราง 3"]
    cells = {str(cell.value): cell for cell in page[6]}
    assert (cells["1000"].data_type, cells["1000"].number_format) == ("n", "#,##0")
    assert cells["333.25"].number_format == "#,##0.00"
    assert cells["66.68"].number_format == "0.00"
    assert (cells["0"].data_type, cells["0"].number_format) == ("n", '#,##0;-#,##0;"-"')


def test_every_sheet_prints_on_a4_with_its_headings_on_every_page() -> None:
    book = opened(office())
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape", page.title
        assert page.page_setup.paperSize == 9
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
        assert page.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert page.freeze_panes is not None
        first, last = str(page.print_title_rows).replace("$", "").split(":")
        assert int(last) - int(first) in (0, 1)
    assert book["ตาราง 1"].freeze_panes == "C6"
    assert all(len(book[f"ตาราง {n}"]._charts) == 1 for n in range(1, 6))  # type: ignore[attr-defined]


def test_every_table_says_its_day() -> None:
    for page in opened(office()).worksheets[:7]:
        assert "ข้อมูล ณ วันที่ 31 มีนาคม 2567" in str(page["A3"].value)


def test_which_projects_stand_behind_a_figure() -> None:
    rows = rows_of(opened(office())["ที่มาของตัวเลข"])
    assert ["ตาราง 1", "ข", "ไม่รายงาน: โครงการ", 2, 2, "2, 3"] in rows
    assert ["บัญชีสรุป", "กลุ่ม ข", "จัดสรร", 520, 1, "2"] in rows


def test_a_figure_opens_the_line_that_explains_it() -> None:
    book = opened(office())
    explained = book["ที่มาของตัวเลข"]
    page = book["ตาราง 1"]
    links = [cell.hyperlink for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert links
    for link in links:
        sheet, place = str(link.location).rsplit("!", 1)
        line = explained[place].row
        figure = page[link.ref]
        assert sheet == "'ที่มาของตัวเลข'"
        assert explained.cell(line, 1).value == "ตาราง 1"
        assert figure.data_type == "n"
        assert figure.value == explained.cell(line, 4).value
    assert ["สรุป", "รวมทั้งสิ้น", "จำนวน (โครงการ)", 3, 3, "1, 2, 3"] in rows_of(explained)


def test_the_rows_for_emenscr_begin_at_the_top() -> None:
    rows = rows_of(opened(office())["eMENSCR"])
    assert rows[0][:3] == ["รหัสโครงการ", "โครงการ", "กลุ่ม"]
    assert rows[0][9:12] == ["ปีงบประมาณ", "ไตรมาส", "สถานะ"]
    assert rows[1][:4] == ["1", "โครงการ 1", "กลุ่ม ก", "นาง ก01"]
    assert rows[1][9:12] == [2567, 2, "เสร็จสิ้นแล้ว"]
    assert rows[1][17:21] == [1000, 333.33, 333.25, 666.75]
    assert rows[2][11] == "ยังไม่รายงานผล"


def test_what_the_plan_says_stands_beside_what_was_reported() -> None:
    planned = project(
        "1",
        starts_on=date(2023, 11, 1),
        ends_on=date(2024, 2, 29),
        objectives=(ObjectivePicture(1, "เพื่อพัฒนา"), ObjectivePicture(2, "เพื่อติดตาม")),
        alignments=(AlignmentPicture(AlignmentKind.QUICK_WIN, "Credit Bank"),),
        indicators=(IndicatorPicture("1", "ผู้เข้าอบรม", "60 คน"), IndicatorPicture("2", "คู่มือ")),
        report=report(results=(ResultPicture("ผู้เข้าอบรม", "60 คน", "57 คน"),)),
    )
    rows = rows_of(opened(official_report(picture(planned)))["eMENSCR"])
    found = dict(zip(rows[0], rows[1], strict=True))
    assert (found["วันที่เริ่ม"], found["วันที่สิ้นสุด"]) == ("1 พฤศจิกายน 2566", "29 กุมภาพันธ์ 2567")
    assert found["ความสอดคล้อง"] == "Quick Win: Credit Bank"
    assert found["วัตถุประสงค์"] == "1. เพื่อพัฒนา\n2. เพื่อติดตาม"
    assert found["ตัวชี้วัดและค่าเป้าหมาย"] == "ผู้เข้าอบรม (เป้าหมาย 60 คน)\nคู่มือ"
    assert found["ผลที่ได้"] == "ผู้เข้าอบรม (เป้าหมาย 60 คน): 57 คน"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_means_harm_is_text_everywhere(name: str) -> None:
    made = hostile(name)
    book = opened(made)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (page.title, cell.coordinate)
                assert cell.hyperlink is None or cell.hyperlink.target is None
    found = book["eMENSCR"]["B2"]
    assert plain_text(found.value) == plain_text(name)
    if name[0] in "=+-@\t":
        assert found.quotePrefix
    whole = json.loads(tables_json(made))
    assert whole["tables"][5]["rows"][1][1] == name


def plain_text(text: Any) -> str:
    """The file writes a control character as `_x000B_`; openpyxl leaves it so."""
    return str(text or "").replace("_x000B_", "\x0b").replace("_x0001_", "\x01").strip()


def test_a_text_longer_than_a_cell_is_cut_between_letters() -> None:
    assert fitting("ก" * 2000) == "ก" * 2000
    long = "กำ" * 20_000
    assert len(fitting(long)) <= LONGEST_TEXT
    emoji = "🚀" * 20_000
    assert len(fitting(emoji).encode("utf-16-le")) <= 2 * LONGEST_TEXT


def test_marks_take_no_width() -> None:
    assert line_lengths("น้ำ\nไตรมาส") == [2, 6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 1), ("ก" * 30, 1), ("ก" * 60, 2), ("ก" * 62, 3), ("ก\nข", 2), ("น้ำ" * 15, 1)],
)
def test_lines_of_a_text_in_a_column_of_30_letters(text: str, expected: int) -> None:
    assert lines(text, 30) == expected


def test_a_row_is_as_high_as_its_longest_cell_up_to_what_excel_allows() -> None:
    assert height_of([("ก", 30), ("ก\nข", 30)]) == 2 * LINE
    assert height_of([("ก" * 2000, 30)]) == HIGHEST
    page = opened(office())["บัญชีสรุป"]
    assert all(page.row_dimensions[row].height for row in range(1, page.max_row + 1))


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_same_picture_gives_the_same_bytes(name: str) -> None:
    assert OUTPUTS[name](Publication(office())) == OUTPUTS[name](Publication(office()))
