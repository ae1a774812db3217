"""The book both documents are drawn from: its cells, its forms, its digits, what it leaves out."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest

from models.plan import AlignmentKind, TableStyle
from models.progress import Decision, EvidenceKind, FormKind, RemainingUse, WorkStatus
from reports.book import Book, book_of
from reports.book.forms import form_page
from reports.book.parts import Choice, FormPage, Grid, Line, Paragraph, Photos, TablePage, TextPage
from reports.book.writing import printable, thai
from reports.official import official_report
from reports.outputs.json_file import tables_json
from reports.picture import (
    AlignmentPicture,
    CertificationPicture,
    ContinuationPicture,
    EvidencePicture,
    IndicatorPicture,
    ObjectivePicture,
    ProjectPicture,
    ReportPicture,
    SpendingPicture,
)
from tests.unit.reports.pictures import NO_BUDGET, SUBMITTED, given, picture, project, report
from tests.unit.reports.test_outputs import HOSTILE, hostile, office


def pages(book: Book, kind: type) -> list[Any]:
    return [page for chapter in book.chapters for page in chapter.pages if isinstance(page, kind)]


def form(one: ProjectPicture) -> FormPage:
    assert one.report is not None
    return form_page(picture(one), one, one.report)


def item(page: FormPage, number: str) -> list[Any]:
    return [
        block for found in page.items if found.heading.startswith(number) for block in found.blocks
    ]


def done(**rest: Any) -> ReportPicture:
    return report(WorkStatus.COMPLETED, **{"form": FormKind.COMPLETION, **rest})


def lines(blocks: list[Any]) -> dict[str, str]:
    return {block.label: block.value for block in blocks if isinstance(block, Line)}


def ticked(blocks: list[Any]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Choice) and block.is_ticked]


def texts(part: Any) -> list[str]:
    """Everything a reader reads."""
    if type(part) is str:
        return [part]
    if isinstance(part, tuple):
        return [text for one in part for text in texts(one)]
    if not is_dataclass(part):
        return []
    read = [getattr(part, one.name) for one in fields(part) if "as_is" not in one.metadata]
    return texts(tuple(read))


@pytest.mark.parametrize("style", TableStyle)
def test_every_cell_is_that_of_the_json(style: TableStyle) -> None:
    made = office(style)
    shown = {page.table.id: page.table for page in pages(book_of(made), TablePage)}
    for table in json.loads(tables_json(made))["tables"]:
        printed = shown[table["id"]]
        assert printed.title == table["title"]
        for row, cells in zip(table["rows"], printed.rows, strict=True):
            for value, text in zip(row, cells.cells, strict=True):
                assert read(text) == value, (table["id"], row)


def read(text: str) -> Any:
    """A printed cell back to what the JSON has."""
    if text == "-":
        return None
    bare = text.replace(",", "")
    if not bare.replace(".", "", 1).isdigit():
        return text
    number = Decimal(bare)
    return int(number) if number == int(number) else float(number)


def test_its_chapters_in_order() -> None:
    made = book_of(office())
    assert [chapter.heading for chapter in made.chapters] == [
        "ส่วนที่ 1 สรุปผลการดำเนินงาน",
        "ส่วนที่ 2 ตารางสรุปผลการดำเนินงานและการใช้จ่ายงบประมาณ",
        "ส่วนที่ 3 บัญชีสรุปรายโครงการ",
        "ส่วนที่ 4 ปัญหาอุปสรรคและข้อเสนอแนะ",
        "ส่วนที่ 5 แบบรายงานรายโครงการ",
    ]
    assert "ข้อมูล ณ วันที่ 31 มีนาคม 2567" in made.cover.as_of


def test_the_second_style_has_no_listing() -> None:
    made = book_of(office(TableStyle.NAKHON_PATHOM))
    assert [chapter.heading for chapter in made.chapters][2:] == [
        "ส่วนที่ 3 ปัญหาอุปสรรคและข้อเสนอแนะ",
        "ส่วนที่ 4 แบบรายงานรายโครงการ",
    ]


def test_a_chart_says_its_figures() -> None:
    chart = next(page.chart for page in pages(book_of(office()), TablePage) if page.chart)
    assert chart.categories == ("ก", "ข")
    assert [(one.name, one.values, one.shown) for one in chart.series] == [
        ("ยังไม่ดำเนินการ", (0.0, 0.0), ("-", "-")),
        ("ระหว่างดำเนินการ", (0.0, 0.0), ("-", "-")),
        ("เสร็จสิ้นแล้ว", (1.0, 0.0), ("1", "-")),
        ("ไม่รายงาน", (0.0, 2.0), ("-", "2")),
    ]


def test_who_did_not_report_is_listed() -> None:
    grid = next(page for page in pages(book_of(office()), TextPage) if page.heading).blocks[0]
    assert [row[0] for row in grid.rows] == ["2", "3"]


# --- the progress form -------------------------------------------------------------------------


def test_the_progress_form() -> None:
    page = form(
        project(
            "5",
            allocations=(given("1", 30_000), given("2", "110.50")),
            alignments=(
                AlignmentPicture(AlignmentKind.STANDARD, "3"),
                AlignmentPicture(AlignmentKind.STANDARD, "3.4"),
            ),
            indicators=(IndicatorPicture("1", "ครูได้รับการพัฒนา", "ร้อยละ 90"),),
            report=report(
                WorkStatus.NOT_STARTED,
                700,
                problems="รองบ",
                suggestions="",
                signer_name="นาง ก01",
                spendings=(SpendingPicture("1", Decimal(600)), SpendingPicture("2", Decimal(100))),
            ),
        )
    )
    assert page.title == 'แบบรายงาน "ความก้าวหน้า" การดำเนินงานโครงการ/กิจกรรม'
    assert page.subtitle == "ข้อมูล ณ สิ้นสุดเดือน มีนาคม พ.ศ. 2567"
    assert lines(item(page, "1."))["1.2 มาตรฐาน สพป. ที่"] == "3; 3.4"
    assert lines(item(page, "1."))["1.3 กลยุทธ์ สพป. ที่"] == "1"  # of the plan's project
    money = item(page, "2.")
    assert lines(money) == {
        "ได้รับจัดสรร งบ สพป.": "30,000 บาท",
        "ได้รับจัดสรร งบ สพฐ.": "110.50 บาท",
        "รวมได้รับ": "30,110.50 บาท",
        "ใช้ไป (รวมผูกพันแล้วยังไม่ส่งเบิก)": "700 บาท (งบ สพป. 600 + งบ สพฐ. 100)",
        "คงเหลือ": "29,410.50 บาท",
    }
    assert ticked(money) == ["ยังไม่ดำเนินการ (ระบุเหตุผลในปัญหาอุปสรรค)"]
    assert item(page, "4.")[0].rows == (("ครูได้รับการพัฒนา", "ร้อยละ 90", "-"),)
    assert item(page, "5.") == [Paragraph("รองบ")]
    assert item(page, "6.") == [Paragraph("ไม่มี")]
    owner, director = page.signatures
    assert (owner.name, owner.day) == ("นาง ก01", "5 เมษายน 2567")
    assert (director.role, director.name, director.day) == ("รับรองถูกต้อง", "", "")


def test_a_project_without_money_says_so_instead_of_zeros() -> None:
    page = form(project(allocations=(NO_BUDGET,), report=report(spent=None)))
    assert lines(item(page, "2.")) == {"ได้รับจัดสรร": "ไม่ใช้งบประมาณ"}


def test_an_acting_director() -> None:
    one = CertificationPicture(
        "d", "นาย ค01", Decision.CERTIFIED, SUBMITTED, title="ผู้อำนวยการกลุ่ม", acting=True
    )
    signed = form(project(report=report(certification=one))).signatures[1]
    assert (signed.name, signed.title) == ("นาย ค01", "รก. ผู้อำนวยการกลุ่ม")
    assert signed.note == "รับรองผ่านระบบก้าวหน้า"


def test_who_certified_their_own_report_is_said_to_have_done_so() -> None:
    one = CertificationPicture("ก01", "นาง ก01", Decision.CERTIFIED, SUBMITTED, self_certified=True)
    signed = form(project(report=report(certification=one))).signatures[1]
    assert signed.note == "รับรองโดยผู้รับผิดชอบเอง ผ่านระบบก้าวหน้า"


# --- the completion form -----------------------------------------------------------------------


def test_the_completion_form() -> None:
    page = form(
        project(
            allocations=(given("1", 1000),),
            objectives=(ObjectivePicture(1, "เพื่อพัฒนาครู"),),
            report=done(
                spent=600,
                goals_met=False,
                goals_reason="คะแนนไม่ถึงเกณฑ์",
                remaining_use=RemainingUse.MOVED,
                moved_to="ค่าย",
                moved_amount=Decimal(400),
                evidence=(
                    EvidencePicture("d1", EvidenceKind.IMAGE, "image/jpeg", "รูปที่ 1"),
                    EvidencePicture("d2", EvidenceKind.FILE, "application/pdf", "บันทึก.pdf"),
                ),
            ),
        )
    )
    assert page.title == "แบบรายงานผลการดำเนินโครงการ (เมื่อสิ้นสุดกิจกรรม)"
    assert item(page, "2.") == [Paragraph("1) เพื่อพัฒนาครู")]
    assert item(page, "4.")[2] == Choice("ไม่บรรลุเป้าหมายของโครงการ เนื่องจาก", True, "คะแนนไม่ถึงเกณฑ์")
    moved = [block for block in item(page, "6.") if isinstance(block, Choice) and block.is_ticked]
    assert [one.value for one in moved] == ["ค่าย จำนวน 400 บาท"]
    photos = [block for block in item(page, "9.") if isinstance(block, Photos)]
    assert [photo.digest for photo in photos[0].photos] == ["d1"]
    assert item(page, "เอกสารแนบ") == [Paragraph("บันทึก.pdf")]


def test_nothing_left_is_the_fifth_box() -> None:
    page = form(project(allocations=(given("1", 600),), report=done(spent=600)))
    assert ticked(item(page, "6.")) == ["สิ้นสุดโครงการแล้ว ไม่มีงบประมาณคงเหลือ"]


def test_what_is_to_be_continued() -> None:
    still = ContinuationPicture("อบรมรุ่น 2", Decimal(300), "ก.ค. 67")
    use = RemainingUse.CONTINUING
    page = form(project(report=done(remaining_use=use, continuations=(still,))))
    grid = next(block for block in item(page, "6.") if isinstance(block, Grid))
    assert grid.rows == (("อบรมรุ่น 2", "300", "ก.ค. 67"),)


@pytest.mark.parametrize(
    ("status", "title"),
    [(WorkStatus.COMPLETED, "แบบรายงานผล"), (WorkStatus.IN_PROGRESS, 'แบบรายงาน "ความก้าวหน้า"')],
)
def test_a_whole_book_has_its_figures_on_the_form_it_suits(status: WorkStatus, title: str) -> None:
    page = form(project(report=report(status, 5, form=FormKind.BOOK)))
    assert page.title.startswith(title)
    assert "รูปเล่ม" in " ".join(texts(page.items[0]))


# --- problems, digits, what cannot be printed --------------------------------------------------


def test_problems_stand_under_the_group_and_dashes_are_no_problem() -> None:
    made = official_report(
        picture(
            project("1", report=report(problems="-", suggestions=".....")),
            project("2", "b", report=report(problems="ฝนตก", suggestions="ไม่มี")),
            project("3", "a", report=report(problems=None, suggestions="ควรจัดทุกปี")),
        )
    )
    chapter = next(one for one in book_of(made).chapters if "ปัญหา" in one.heading)
    heading, of_a, other, of_b = chapter.pages[0].blocks  # type: ignore[union-attr]
    assert (heading, other) == (Paragraph("กลุ่ม ก", is_bold=True), Paragraph("กลุ่ม ข", is_bold=True))
    assert of_a.rows == (("3", "โครงการ 3", "-", "ควรจัดทุกปี"),)  # type: ignore[union-attr]
    assert of_b.rows == (("2", "โครงการ 2", "ฝนตก", "-"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 มีนาคม 2567", "๓๑ มีนาคม ๒๕๖๗"),
        ("1,288,109.50", "๑,๒๘๘,๑๐๙.๕๐"),
        ("ม.3", "ม.๓"),
        ("COVID-19 ปี 64", "COVID-19 ปี ๖๔"),  # a name
        ("https://example.go.th/1", "https://example.go.th/1"),
    ],
)
def test_thai_digits(text: str, expected: str) -> None:
    assert thai(text) == expected


def test_thai_digits_everywhere_but_in_keys() -> None:
    made = book_of(office(), thai_digits=True)
    assert not [text for text in texts(made) if thai(text) != text]
    assert [page.project for page in pages(made, FormPage)] == ["1"]
    assert [page.table.id for page in pages(made, TablePage)][1] == "table1"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_printed_is_left_out(name: str) -> None:
    made = book_of(hostile(name))
    for text in texts(made):
        assert printable(text) == text
    assert any(printable(name).strip() in text for text in texts(made))


def test_what_a_document_can_hold() -> None:
    assert printable("น้ำ\x0b\x01ใจ\r\nดี\t🚀\ufffe\ud800") == "น้ำใจ\nดี 🚀"
