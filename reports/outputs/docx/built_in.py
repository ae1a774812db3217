"""Makes the built-in templates: run `python -m reports.outputs.docx.built_in` in the project.

They are committed, so that an office can take one as it is, open it in Word, and make it its own.
"""

from datetime import date
from typing import Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from models.document_templates import TemplateKind
from reports.outputs.docx.archive import packed
from reports.outputs.docx.template import BUILT_IN, FOLDER
from reports.outputs.docx.xml import NAMESPACES
from reports.outputs.xlsx.formats import FONT

CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
THAI_PARAGRAPH: Final = WD_ALIGN_PARAGRAPH.LEFT
SIZE: Final = 16
MADE: Final = date(2024, 1, 1)


def report() -> Document:
    """Cover, preface, contents, then the place of the chapters."""
    document = _blank()
    for _ in range(5):
        document.add_paragraph()
    _line(document, "{{ title }}", 28)
    _line(document, "{{ period }}", 24)
    _line(document, "{{ office }}", 24)
    for _ in range(6):
        document.add_paragraph()
    _line(document, "{{ as_of }}", 18)
    _line(document, "{{ span }}", 16, bold=False)
    _new_page(document)
    _line(document, "คำนำ", 20)
    document.add_paragraph("{{ preface }}")
    signed = document.add_paragraph("{{ signed }}")
    day = document.add_paragraph("{{ day }}")
    for one in (signed, day):
        one.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _new_page(document)
    _line(document, "สารบัญ", 20)
    document.add_paragraph("{{ contents }}")
    document.add_paragraph("{{ chapters }}")
    _number_pages(document)
    return document


def memo() -> Document:
    """The official layout; the emblem, the number, the day and the names are the office's."""
    document = _blank()
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    emblem, heading = table.rows[0].cells
    emblem.width, heading.width = Cm(3), Cm(13.5)
    emblem.paragraphs[0].add_run("(ตราครุฑ)").font.color.rgb = RGBColor(0x9A, 0x9A, 0x9A)
    heading.paragraphs[0].alignment = CENTER
    _bold(heading.paragraphs[0], "บันทึกข้อความ", 28)
    _labelled(document, "ส่วนราชการ", "{{ unit }} {{ office }}")
    _labelled(
        document,
        "ที่",
        "ศธ ........................./........................   ",
        "วันที่",
        "......................................",
    )
    _labelled(document, "เรื่อง", "{{ subject }}")
    _labelled(document, "เรียน", "{{ to }}")
    document.add_paragraph("{{ paragraphs }}")
    document.add_paragraph()
    for text in (
        "ลงชื่อ .............................................",
        "(.............................................)",
        "ตำแหน่ง .............................................",
    ):
        _right_half(document, text)
    document.add_paragraph()
    _bold(document.add_paragraph(), "คำสั่ง/ความเห็นของผู้อำนวยการ", SIZE)
    document.add_paragraph(f"☐ ทราบ    ☐ ดำเนินการตามเสนอ    ☐ อื่น ๆ {'.' * 60}")
    for text in (
        "ลงชื่อ .............................................",
        "(.............................................)",
        "วันที่ .............................................",
    ):
        _right_half(document, text)
    return document


def _blank() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    section.header_distance = section.footer_distance = Cm(1)
    _styles(document)
    return document


def _styles(document: Document) -> None:
    """Thai is complex script: its font, size and weight are set beside those of Latin letters."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _thai_language(defaults)
    _style(document, "Normal", SIZE)
    _style(document, "Heading 1", 20, bold=True, align=CENTER, after=8, keep=True)
    _style(document, "Heading 2", 16, bold=True, align=CENTER, after=6, keep=True)
    _style(document, "KaonaText", SIZE, indent=1.5, after=3)
    _style(document, "KaonaField", SIZE, hang=0.6)
    _style(document, "KaonaItem", SIZE, bold=True, before=6, keep=True)
    _style(document, "KaonaTitle", 18, bold=True, align=CENTER, keep=True)
    _style(document, "KaonaCell", 14)
    _style(document, "KaonaHead", 14, bold=True, align=CENTER)
    _style(document, "KaonaSmallCell", 12)
    _style(document, "KaonaSmallHead", 12, bold=True, align=CENTER)
    _style(document, "KaonaNote", 13, before=4)
    _style(document, "KaonaGap", 1)
    _style(document, "TOC 1", SIZE, bold=True, before=6, right=1)
    _style(document, "TOC 2", SIZE, left=0.7, right=1)


def _style(
    document: Document,
    name: str,
    size: int,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    hang: float = 0,
    left: float = 0,
    right: float = 0,
    keep: bool = False,
) -> None:
    known = [one.name for one in document.styles]
    styles = document.styles
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - we asked for one
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    _letters(style, size, bold=bold)
    lines = style.paragraph_format
    lines.space_before, lines.space_after = Pt(before), Pt(after)
    lines.line_spacing_rule = WD_LINE_SPACING.SINGLE
    lines.alignment, lines.keep_with_next = align, keep or None
    lines.left_indent = Cm(left + hang) if left or hang else None
    lines.right_indent = Cm(right) if right else None
    if indent or hang:
        lines.first_line_indent = Cm(indent or -hang)


def _letters(style: ParagraphStyle, size: int, *, bold: bool) -> None:
    look = style.element.get_or_add_rPr()
    for child in list(look):
        look.remove(child)
    weight = "<w:b/><w:bCs/>" if bold else ""
    xml = (
        f'<w:rPr xmlns:w="{NAMESPACES["w"]}">'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'{weight}<w:color w:val="000000"/><w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
        '<w:lang w:val="en-US" w:bidi="th-TH"/></w:rPr>'
    )
    for child in parse_xml(xml):
        look.append(child)


def _thai_language(defaults: object) -> None:
    for language in defaults.iter(qn("w:lang")):  # type: ignore[attr-defined]
        language.set(qn("w:bidi"), "th-TH")


def _number_pages(document: Document) -> None:
    """The number in the middle below; the cover has none."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTER
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    for piece in pieces:
        footer._p.append(parse_xml(f'<w:r xmlns:w="{NAMESPACES["w"]}">{piece}</w:r>'))


def _line(document: Document, text: str, size: int, *, bold: bool = True) -> None:
    line = document.add_paragraph()
    line.alignment = CENTER
    if bold:
        _bold(line, text, size)
    else:
        line.add_run(text)


def _bold(line: Paragraph, text: str, size: int) -> None:
    run = line.add_run(text)
    look = run._r.get_or_add_rPr()
    xml = (
        f'<w:rPr xmlns:w="{NAMESPACES["w"]}"><w:b/><w:bCs/><w:sz w:val="{size * 2}"/>'
        f'<w:szCs w:val="{size * 2}"/><w:cs/></w:rPr>'
    )
    for child in parse_xml(xml):
        look.append(child)


def _labelled(document: Document, *pairs: str) -> None:
    line = document.add_paragraph()
    for at in range(0, len(pairs), 2):
        _bold(line, f"{pairs[at]}  ", 20)
        line.add_run(pairs[at + 1])


def _right_half(document: Document, text: str) -> None:
    line = document.add_paragraph(text)
    line.alignment = CENTER
    line.paragraph_format.left_indent = Cm(7)


def _new_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


MAKERS: Final = {TemplateKind.REPORT: report, TemplateKind.MEMO: memo}


def make(kind: TemplateKind) -> bytes:
    """The template's bytes, always the same."""
    return packed(MAKERS[kind](), title=f"แม่แบบ {BUILT_IN[kind]}", author="Kaona", day=MADE)


if __name__ == "__main__":
    for template in TemplateKind:
        (FOLDER / BUILT_IN[template]).write_bytes(make(template))
