"""report.docx and memo.docx: cells, sections, contents, charts, photos, hostile names."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from PIL import Image

from models.document_templates import TemplateError, TemplateKind
from models.plan import TableStyle
from models.progress import EvidenceKind, FormKind, WorkStatus
from reports.book.writing import printable, thai
from reports.official import official_report
from reports.outputs.docx import report_docx
from reports.outputs.docx.built_in import make
from reports.outputs.docx.memo import memo_docx
from reports.outputs.docx.template import built_in, check_template
from reports.outputs.docx.xml import W
from reports.outputs.json_file import tables_json
from reports.outputs.publication import Publication
from reports.picture import EvidencePicture
from tests.unit.reports.pictures import given, picture, project, report
from tests.unit.reports.test_book import read
from tests.unit.reports.test_outputs import HOSTILE, hostile, office
from tests.unit.reports.words import opened, tables, texts


@pytest.mark.parametrize("style", TableStyle)
def test_every_cell_is_that_of_the_json(style: TableStyle) -> None:
    made = office(style)
    shown = list(tables(opened(made)))
    for table in json.loads(tables_json(made))["tables"]:
        width, rows = len(table["columns"]), table["rows"]
        same = [
            one
            for one in shown
            if [[read(text) for text in row] for row in one[-len(rows) :]] == rows
        ]
        assert same, table["id"]
        assert all(len(row) == width for row in same[0][-len(rows) :])


def test_headings_are_repeated_and_wide_tables_lie_on_their_side() -> None:
    document = opened(office())
    for table in document.element.body.iter(qn("w:tbl")):
        heads = [
            row for row in table.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
        ]
        is_of_form = "ลงชื่อ" in "".join(table.itertext())
        assert bool(heads) is not is_of_form
    sides = [section.orientation for section in document.sections]
    assert [str(side).split(" ")[0] for side in sides] == ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]
    papers = {
        tuple(
            sorted(round(int(one or 0) / 360_000, 1) for one in (page.page_width, page.page_height))
        )
        for page in document.sections
    }
    assert papers == {(21.0, 29.7)}


def test_the_contents_point_to_every_heading() -> None:
    document = opened(office())
    body = document.element.body
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    assert set(links) <= marks
    headings = [
        one
        for one in document.paragraphs
        if ((one.style and one.style.name) or "").startswith("Heading")
    ]
    assert len(links) == len(headings)
    codes = "".join(one.text or "" for one in body.iter(qn("w:instrText")))
    assert all(f"PAGEREF {link} " in codes for link in links)


def test_thai_has_its_complex_script_font() -> None:
    document = opened(office())
    for run in document.element.body.iter(qn("w:r")):
        if run.find(qn("w:t")) is not None and run.find(qn("w:fldChar")) is None:
            looks = run.find(qn("w:rPr"))
            assert looks is None or looks.find(qn("w:cs")) is not None
    for name in ("Normal", "Heading 1", "KaonaCell"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:cs")) == fonts.get(qn("w:ascii")) == "TH Sarabun New"
        assert document.styles[name].element.rPr.find(qn("w:szCs")) is not None


def test_charts_are_native_and_can_be_edited() -> None:
    with ZipFile(BytesIO(report_docx(Publication(office())))) as archive:
        names = archive.namelist()
        charts = [name for name in names if name.startswith("word/charts/chart")]
        assert len(charts) == 5
        books = [name for name in names if name.endswith(".xlsx")]
        assert len(books) == 5
        with ZipFile(BytesIO(archive.read(books[0]))) as book:  # the time of making is in no file
            assert b"1980-01-01" in book.read("docProps/core.xml")
        first = archive.read(charts[0]).decode()
    assert "จำนวนโครงการตามความก้าวหน้า" in first
    assert '<c:pt idx="1"><c:v>2.00</c:v></c:pt>' in first


def test_thai_digits() -> None:
    document = opened(office(), thai_digits=True)
    for text in texts(document):
        if not text.startswith("เลขรับ"):
            assert thai(text) == text
    numbers = [one.get(qn("w:fmt")) for one in document.element.body.iter(qn("w:pgNumType"))]
    assert set(numbers) == {"thaiNumbers"}


# --- photos ------------------------------------------------------------------------------------


def photo(width: int, height: int) -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "JPEG")
    return content.getvalue()


def with_photos(**photos: bytes | None) -> Publication:
    evidence = tuple(
        EvidencePicture(digest, EvidenceKind.IMAGE, "image/jpeg", f"รูปที่ {digest}")
        for digest in photos
    )
    done = report(WorkStatus.COMPLETED, 5, form=FormKind.COMPLETION, evidence=evidence)
    made = official_report(picture(project(allocations=(given("1", 10),), report=done)))
    return Publication(made, photograph=photos.get)


def test_photos_are_made_small_and_never_larger_than_their_place() -> None:
    made = report_docx(with_photos(a=photo(4000, 3000), b=photo(300, 4000), c=photo(20, 10)))
    document = docx.Document(BytesIO(made))
    sizes = [(shape.width.cm, shape.height.cm) for shape in document.inline_shapes]
    photos = [size for size in sizes if size[0] < 10]
    assert len(photos) == 3
    assert all(width <= 8 and height <= 6.01 for width, height in photos)
    with ZipFile(BytesIO(made)) as archive:
        kept = [name for name in archive.namelist() if name.startswith("word/media/photo")]
        for name in kept:
            with Image.open(BytesIO(archive.read(name))) as image:
                assert max(image.size) <= 1000


def test_a_photo_that_is_gone_or_spoiled_stops_nothing() -> None:
    made = docx.Document(BytesIO(report_docx(with_photos(a=None, b=b"no picture"))))
    assert sum("(ไม่พบไฟล์ภาพ)" in text for text in texts(made)) == 2


# --- names that mean harm ----------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_means_harm_is_text(name: str) -> None:
    made = hostile(name)
    document = opened(made)
    assert any(printable(name).strip() in text for text in texts(document))
    memo_docx(Publication(made))


def test_names_in_braces_are_no_commands() -> None:
    name = "{{ 7*7 }} {% for x in y %} {{ office }}"
    assert any(name in text for text in texts(opened(hostile(name))))


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

# --- templates ---------------------------------------------------------------------------------


def changed(*paragraphs: str, kind: TemplateKind = TemplateKind.REPORT) -> bytes:
    """A template of an office with these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def in_property(title: str) -> bytes:
    """A template whose title, which no page shows, holds more than a title."""
    own = docx.Document(BytesIO(changed("{{ chapters }}")))
    own.core_properties.title = title
    out = BytesIO()
    own.save(out)
    return out.getvalue()


def in_footnotes(text: str) -> bytes:
    """A template with a footnote."""
    own = docx.Document(BytesIO(changed("{{ chapters }}")))
    xml = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnotes>'
    main = own.part
    notes = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), main.package)
    main.relate_to(
        notes, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    )
    out = BytesIO()
    own.save(out)
    return out.getvalue()


def damaged() -> bytes:
    """A template whose packed bytes make no sense."""
    own = bytearray(changed("{{ chapters }}"))
    own[60:90] = b"\xff" * 30
    return bytes(own)


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_committed_templates_are_what_the_program_makes(kind: TemplateKind) -> None:
    assert built_in(kind) == make(kind)
    check_template(built_in(kind), kind)


def test_an_office_can_bring_its_own() -> None:
    own = changed("ปกของเรา {{ office }}", "{{ chapters }}", "ท้ายเล่ม {{ as_of }}")
    check_template(own, TemplateKind.REPORT)
    publication = Publication(office(), templates={TemplateKind.REPORT: own})
    document = docx.Document(BytesIO(report_docx(publication)))
    found = texts(document)
    assert found[0] == "ปกของเรา สำนักงานตัวอย่าง"
    assert found[-1] == "ท้ายเล่ม ข้อมูล ณ วันที่ 31 มีนาคม 2567"
    assert "ส่วนที่ 1 สรุปผลการดำเนินงาน" in found
    assert "KaonaCell" in [style.name for style in document.styles]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (changed("{{ chapters }}", "{{ ofice }}"), "ไม่รู้จัก {{ ofice }} ที่ใช้ได้คือ as_of, chapters"),
        (changed("{{ office }}"), "ต้องมีย่อหน้า {{ chapters }}"),
        (changed("ก่อน {{ chapters }} หลัง"), "ต้องอยู่ในย่อหน้าของตัวเอง"),
        (changed("{{ chapters }}", "{% for x in y %}"), "วงเล็บปีกกาคู่ไม่ครบ"),
        (changed("{{ chapters }}", "{{ office.__class__ }}"), "ใส่ได้เฉพาะชื่อ"),
        (changed("{{ chapters }}", "{{ cycler() }}"), "ใส่ได้เฉพาะชื่อ"),
        (changed("{{ chapters }}", "{% if office %}x{% endif %}"), "ใส่ได้เฉพาะชื่อ"),
        (changed("{{ chapters }}", "{{ office"), "วงเล็บปีกกาคู่ไม่ครบ"),
        (changed("{{ chapters }}", "{{ " + "(" * 5000 + " }}"), "วงเล็บปีกกาคู่ไม่ครบ"),
        (in_property("{{ cycler.__init__.__globals__ }}"), "ใส่ได้เฉพาะชื่อ"),
        (in_property("{% for x in range(10**9) %}x{% endfor %}"), "ใส่ได้เฉพาะชื่อ"),
        (in_property("{{ ofice }}"), "ไม่รู้จัก {{ ofice }}"),
        (in_footnotes("{{ cycler.__init__.__globals__ }}"), "ใส่ได้เฉพาะชื่อ"),
        (damaged(), "ไม่ใช่เอกสาร Word"),
        (b"%PDF-1.4", "ไม่ใช่เอกสาร Word"),
        (b"", "ไม่ใช่เอกสาร Word"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(TemplateError, match=_plain(says)):
        check_template(content, TemplateKind.REPORT)


def _plain(text: str) -> str:
    import re

    return re.escape(text)


# --- the memo ----------------------------------------------------------------------------------


def test_the_memo() -> None:
    document = docx.Document(BytesIO(memo_docx(Publication(office()))))
    found = "\n".join(texts(document))
    assert "บันทึกข้อความ" in found
    assert "เรื่อง  รายงานผลการดำเนินงานตามแผนปฏิบัติการ ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567" in found
    assert "เรียน  ผู้อำนวยการสำนักงานตัวอย่าง" in found
    assert "เบิกจ่ายแล้ว 1 โครงการ รวม 333.25 บาท (ร้อยละ 21.92" in found
    assert "โครงการที่ยังไม่รายงานผล 2 โครงการ (2, 3)" in found
    assert "ข้อมูล ณ วันที่ 31 มีนาคม 2567" in found


def test_a_memo_about_a_round_all_reported_urges_nobody() -> None:
    whole = picture(project(allocations=(given("1", 10),), report=report(spent=5)))
    found = "\n".join(texts(docx.Document(BytesIO(memo_docx(Publication(official_report(whole)))))))
    assert "เร่งรัด" not in found


def test_a_round_without_projects_has_documents_too() -> None:
    empty = official_report(replace(picture(), groups=(), strategies=(), sources=()))
    for style in TableStyle:
        made = official_report(empty.picture.in_style(style))
        assert report_docx(Publication(made))
        assert memo_docx(Publication(made))
