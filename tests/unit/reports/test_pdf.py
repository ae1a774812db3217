"""report.pdf and single forms: set right, the same bytes each time, fit to be kept, harmless."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from PIL import Image

from models.plan import AlignmentKind, TableStyle
from models.progress import Decision, EvidenceKind, FormKind, RemainingUse, WorkStatus
from reports.book.forms import form_page
from reports.official import official_report
from reports.outputs.pdf import form_pdf, report_pdf
from reports.outputs.pdf.glyphs import BREAK, LIKE, STAND_IN, drawable
from reports.outputs.pdf.photos import EDGE, shrunk
from reports.outputs.publication import Publication, no_photos
from reports.picture import (
    ActivityPicture,
    AlignmentPicture,
    CertificationPicture,
    ContinuationPicture,
    EvidencePicture,
    ObjectivePicture,
    OwnerPicture,
    ProjectPicture,
    ReportPicture,
    ResultPicture,
)
from tests.unit.reports.pdfs import (
    folded,
    fonts_of,
    metadata_of,
    pages_of,
    pictures_on,
    sizes_of,
    words_of,
)
from tests.unit.reports.pictures import given, picture, project
from tests.unit.reports.test_outputs import HOSTILE, hostile, office

CERTIFIED = datetime(2024, 4, 9, 3, tzinfo=UTC)
HARM = (
    '#read("/etc/passwd")',
    '#import "paper.typ": *',
    "$x^2$ *หนา* _เอียง_ `code` = หัวเรื่อง - รายการ",
    "<entry> @entry [x] #{1+1} // /* */ \\ ~ -- ---",
    "ไม่มีในแบบอักษร: 漢字 ខ្មែរ \U0001f9ff",
    "กรอกจากแชต 😊🙏👩‍👩‍👧‍👦 ✓ → ≥ 80",
    "ฟหกดเาสวง" * 200,
)
TALL, WIDE = 16 / 9, 9 / 16


def photo(shape: float = WIDE, kind: str = "JPEG", edge: int = 1600, colour: str = "teal") -> bytes:
    made = BytesIO()
    Image.new("RGB", (edge, round(edge * shape)), colour).save(made, kind)
    return made.getvalue()


def completed(**rest: Any) -> ReportPicture:
    """A completion form with everything on it."""
    usual = ReportPicture(
        version=2,
        receipt="2567-Q2-5-2",
        form=FormKind.COMPLETION,
        status=WorkStatus.COMPLETED,
        submitted_by="p1",
        submitted_at=datetime(2024, 4, 5, 3, tzinfo=UTC),
        spent=Decimal("17350.50"),
        remaining=Decimal("4649.50"),
        balance_date=date(2024, 4, 5),
        activities=(
            ActivityPicture("ประชุมวางแผน", "8 ธ.ค. 2566"),
            ActivityPicture("อบรมเชิงปฏิบัติการ", "20-22 มกราคม 2567"),
        ),
        results=(ResultPicture("ผู้เข้าอบรมพึงพอใจ", "4.00", "4.44"),),
        problems="เดินทางไกล\nโอนเงินล่าช้า",
        suggestions="จัดสรรตั้งแต่ต้นปี",
        highlights="ครูได้เผยแพร่ผลงาน",
        goals_met=False,
        goals_reason="ยังรอผลประเมิน",
        remaining_use=RemainingUse.CONTINUING,
        continuations=(ContinuationPicture("จัดพิมพ์เล่มสรุป", Decimal(4649), "พ.ค. 2567"),),
        continue_reason="รอผลประเมิน",
        signer_name="นาย ตั้งใจ ขั้นเทพ",
        signer_title="ศึกษานิเทศก์ชำนาญการ",
        evidence=tuple(
            EvidencePicture(f"{n}" * 64, EvidenceKind.IMAGE, "image/jpeg", f"รูปที่ {n}")
            for n in range(1, 6)
        ),
        certification=CertificationPicture(
            "d", "นาง ผู้รับรอง", Decision.CERTIFIED, CERTIFIED, "ครู", acting=True
        ),
    )
    return replace(usual, **rest)


def whole(report: ReportPicture) -> ProjectPicture:
    return project(
        "5",
        name="พัฒนาทักษะขั้นพื้นฐาน",
        owners=(OwnerPicture("p1", "นาย ตั้งใจ ขั้นเทพ"),),
        allocations=(given("1", 20_000), given("2", 2_000)),
        objectives=(ObjectivePicture(1, "เพื่อพัฒนาครู"),),
        alignments=(AlignmentPicture(AlignmentKind.QUICK_WIN, "Credit Bank"),),
        report=report,
    )


def form_of(report: ReportPicture, photos: dict[str, bytes] | None = None) -> bytes:
    one = whole(report)
    page = form_page(picture(one), one, report)
    found = no_photos if photos is None else photos.get
    return form_pdf(page, office="สำนักงานตัวอย่าง", at=CERTIFIED, photograph=found)


# --- a form ------------------------------------------------------------------------------------


def test_a_form_with_everything_on_it() -> None:
    words = words_of(form_of(completed()))
    for text in (
        "เลขรับ 2567-Q2-5-2",
        "แบบรายงานผลการดำเนินโครงการ (เมื่อสิ้นสุดกิจกรรม)",
        "ชื่อโครงการ พัฒนาทักษะขั้นพื้นฐาน",
        "1.4 Quick Win สพฐ. Credit Bank",
        "1) เพื่อพัฒนาครู",
        "ได้รับจัดสรร งบ สพป. 20,000 บาท",
        "ใช้ไป (รวมผูกพันแล้วยังไม่ส่งเบิก) 17,350.50 บาท",
        "คงเหลือ (ณ วันที่ 5 เมษายน 2567) 4,649.50 บาท",
        "ประชุมวางแผน 8 ธ.ค. 2566",
        "ผู้เข้าอบรมพึงพอใจ 4.00 4.44",
        "ไม่บรรลุเป้าหมายของโครงการ เนื่องจาก ยังรอผลประเมิน",
        "จัดพิมพ์เล่มสรุป 4,649 พ.ค. 2567",
        "เดินทางไกล โอนเงินล่าช้า",
        "(นาย ตั้งใจ ขั้นเทพ) ตำแหน่ง ศึกษานิเทศก์ชำนาญการ",
        "(นาง ผู้รับรอง) ตำแหน่ง รก. ครู รับรองถูกต้อง วันที่ 9 เมษายน 2567",
    ):
        assert folded(text) in words


def test_photos_have_pages_of_their_own_two_side_by_side() -> None:
    kinds = ((WIDE, "teal"), (TALL, "red"), (WIDE, "blue"), (WIDE, "black"), (TALL, "white"))
    photos = {
        f"{n}" * 64: photo(shape, colour=colour) for n, (shape, colour) in enumerate(kinds, start=1)
    }
    made = form_of(completed(), photos)
    pages = pages_of(made)
    assert "รูปที่ 5" in pages[-1]
    assert pictures_on(made, len(pages) - 1) == 5
    assert not any(pictures_on(made, number) for number in range(len(pages) - 1))


def test_a_photo_that_is_gone_leaves_its_place() -> None:
    made = form_of(completed(), {"1" * 64: b"no picture at all", "2" * 64: photo(kind="PNG")})
    assert pages_of(made)[-1].count("ไม่พบไฟล์ภาพนี้") == 4


def test_an_almost_empty_form_is_one_page_with_dots_to_sign_on() -> None:
    bare = ReportPicture(
        version=1,
        receipt="r",
        form=FormKind.PROGRESS,
        status=WorkStatus.NOT_STARTED,
        submitted_by="p1",
        submitted_at=CERTIFIED,
    )
    pages = pages_of(form_of(bare))
    assert len(pages) == 1
    assert folded("( ) ตำแหน่ง ผู้อำนวยการกลุ่ม รับรองถูกต้อง วันที่") in folded(pages[0])


def test_nobody_signs_an_empty_page() -> None:
    """However long the form is, something of it stands above the signatures."""
    for lines in range(0, 60, 3):
        pages = pages_of(form_of(completed(highlights="ยาว\n" * lines, evidence=())))
        assert "8. ข้อเสนอแนะ" in pages[-1]


# --- the report --------------------------------------------------------------------------------


@pytest.mark.parametrize("style", TableStyle)
def test_the_book_has_its_parts_in_order(style: TableStyle) -> None:
    pages = pages_of(report_pdf(Publication(office(style))))
    assert "รายงานผลการดำเนินงานตามแผนปฏิบัติการ" in pages[0]
    assert pages[1].startswith("คำนำ")
    assert pages[2].startswith("สารบัญ")
    headings = [page.split("\r\n")[0] for page in pages[3:] if page.startswith("ส่วนที่")]
    assert headings == sorted(headings)
    assert len(headings) >= 4


def test_the_contents_name_the_pages() -> None:
    pages = pages_of(report_pdf(Publication(office())))
    number = next(at for at, page in enumerate(pages[3:], start=1) if "เลขรับ" in page)
    assert re.search(rf"โครงการที่ 1 โครงการ 1[ .\r\n]+{number}\b", pages[2])


def test_thai_digits_reach_page_numbers_and_charts() -> None:
    pages = pages_of(report_pdf(Publication(office(), thai_digits=True)))
    assert pages[3].splitlines()[-1] == "๑"
    assert "ก" in pages[1].splitlines()[-1]
    assert "พ.ศ. ๒๕๖๗" in pages[0]
    assert "ตารางที่ ๑" in pages[4]


def test_wide_tables_lie_on_their_side_the_rest_stands() -> None:
    sizes = sizes_of(report_pdf(Publication(office())))
    assert sizes[:4] == [(595, 842)] * 4
    assert sizes[4] == (842, 595)
    assert sizes[-1] == (595, 842)


def test_headings_of_a_long_table_stand_on_each_of_its_pages() -> None:
    long = picture(*(project(f"{n}", allocations=(given("1", n),)) for n in range(1, 90)))
    pages = pages_of(report_pdf(Publication(official_report(long))))
    listing = [page for page in pages if "กบส. เบิกจ่าย" in page and "หมายเหตุ" in page]
    assert len(listing) >= 3


# --- kept and trusted --------------------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes() -> None:
    photos = {"1" * 64: photo()}
    assert form_of(completed(), photos) == form_of(completed(), photos)
    assert form_of(completed()) != form_of(completed(problems="อื่น"))


@pytest.mark.parametrize("made", [form_of(completed()), report_pdf(Publication(office()))])
def test_it_is_fit_for_an_archive(made: bytes) -> None:
    """PDF/A-2b says so in its metadata, and brings all its fonts along."""
    said = metadata_of(made)
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    fonts = fonts_of(made)
    assert set(fonts) == {"Sarabun-Regular", "Sarabun-Bold"}
    assert all(fonts.values())


def test_marks_over_a_letter_copy_out_once() -> None:
    """As the font came, "ตั้ง" was written into the file as "ตั้ตั้ง"."""
    letters = [chr(letter) for letter in range(0x0E01, 0x0E2F) if chr(letter) not in "ฤฦ"]
    marks = [above + tone for above in ("", *"ัิีึืุู") for tone in ("", *"่้๊๋")]
    lines = ["น".join(letter + mark for mark in marks) for letter in letters]
    words = words_of(form_of(completed(problems="\n".join(lines))))
    assert [line for line in lines if line not in words] == []


@pytest.mark.parametrize("name", [*HOSTILE, *HARM])
def test_a_name_that_means_harm_is_text_everywhere(name: str) -> None:
    words = words_of(report_pdf(Publication(hostile(name))))
    assert "root:" not in words
    said = folded(drawable(name).replace("\x0b", "").replace("\x01", ""))
    if not any(ord(sign) > 0xFFFF or sign in STAND_IN for sign in said):
        assert said in words


# --- letters and photos ------------------------------------------------------------------------


@for_any(st.text(max_size=700))
def test_making_a_text_drawable_loses_nothing_that_can_be_drawn(text: str) -> None:
    made = drawable(text).replace(BREAK, "")
    meant = text.translate(LIKE).replace(BREAK, "")
    assert len(made) == len(meant)
    assert all(a in (b, STAND_IN) for a, b in zip(made, meant, strict=True))


@settings(max_examples=25, deadline=None)
@for_any(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=300))
def test_any_text_can_be_set(text: str) -> None:
    assert form_of(completed(problems=text, evidence=()))


def test_what_the_font_does_not_have_becomes_a_square() -> None:
    assert drawable("ก漢ข") == f"ก{STAND_IN}ข"
    assert drawable("น้ำ ≥ 80 ✓ 😊") == "น้ำ ≥ 80 √ ■"


def test_an_endless_word_may_break_but_not_within_a_syllable() -> None:
    pieces = drawable("น้ำใจ" * 120).split(BREAK)
    assert len(pieces) > 30
    assert all(piece[0] in "นใ" for piece in pieces)
    assert BREAK not in drawable("การพัฒนาคุณภาพการจัดการเรียนรู้" * 10)


def test_a_photo_is_as_large_as_its_place() -> None:
    made = shrunk(photo(edge=4000))
    assert made is not None
    with Image.open(BytesIO(made.data)) as image:
        assert max(image.size) == EDGE
        assert image.format == "JPEG"
    assert shrunk(None) is None
    assert shrunk(b"%PDF-1.7") is None
