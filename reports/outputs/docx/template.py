"""Word templates: what may stand in one, and how it is filled.

A template is an ordinary Word document with names in double braces. Some stand for a text, others,
in a paragraph of their own, for whole pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812 - a class whatever it is called

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from models.document_templates import TemplateError, TemplateKind
from reports.outputs.docx.xml import W
from reports.outputs.publication import Publication

FOLDER: Final = Path(__file__).parent / "templates"
LARGEST: Final = 5 * 1024 * 1024
LARGEST_UNPACKED: Final = 60 * 1024 * 1024
BUILT_IN: Final = {TemplateKind.REPORT: "report.docx", TemplateKind.MEMO: "memo.docx"}
PROPERTIES: Final = ("author", "comments", "identifier", "language", "subject", "title")
ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


@dataclass(frozen=True)
class Names:
    """What may be written in a template: names of texts, names of blocks, what must be there."""

    texts: frozenset[str]
    blocks: frozenset[str]
    needed: str


NAMES: Final[Mapping[TemplateKind, Names]] = {
    TemplateKind.REPORT: Names(
        frozenset({"office", "title", "period", "as_of", "span", "signed", "day", "fiscal_year"}),
        frozenset({"preface", "contents", "chapters"}),
        "chapters",
    ),
    TemplateKind.MEMO: Names(
        frozenset({"office", "unit", "subject", "to", "period", "as_of", "fiscal_year"}),
        frozenset({"paragraphs"}),
        "paragraphs",
    ),
}


def built_in(kind: TemplateKind) -> bytes:
    """The template that comes with the program."""
    return (FOLDER / BUILT_IN[kind]).read_bytes()


def template_of(publication: Publication, kind: TemplateKind) -> bytes:
    """The office's own, or the one that comes with the program."""
    return publication.templates.get(kind) or built_in(kind)


def check_template(content: bytes, kind: TemplateKind) -> None:
    """`TemplateError` says in a sentence what is wrong and what may be written."""
    _check_archive(content)
    allowed = NAMES[kind]
    found: set[str] = set()
    for text in _texts(content):
        found |= _names_in(text)
    known = allowed.texts | allowed.blocks
    if unknown := sorted(found - known):
        named = ", ".join(f"{{{{ {name} }}}}" for name in unknown)
        raise TemplateError(f"ไม่รู้จัก {named} ที่ใช้ได้คือ {', '.join(sorted(known))}")
    if allowed.needed not in found:
        raise TemplateError(f"แม่แบบต้องมีย่อหน้า {{{{ {allowed.needed} }}}} ซึ่งเป็นที่วางเนื้อหา")
    _check_places(content, kind)


def filled(content: bytes, kind: TemplateKind, texts: Mapping[str, str]) -> Document:
    """The template with its texts; blocks are still to be put into their places."""
    template = DocxTemplate(BytesIO(content))
    blocks = {name: _mark(name) for name in NAMES[kind].blocks}
    template.render({**texts, **blocks}, _environment(), autoescape=True)
    document: Document = template.docx
    _add_missing_styles(document)
    return document


def hold_place(document: Document, name: str) -> bytes:
    """What stands, once packed, where the template names the block, to be replaced by pieces."""
    place = _place(document, name)
    if place is not None:
        for child in list(place):
            place.remove(child)
        run = etree.SubElement(place, f"{W}r")
        etree.SubElement(run, f"{W}t").text = _mark(name)
        for attribute in list(place.attrib):
            del place.attrib[attribute]
    return f"<w:p><w:r><w:t>{_mark(name)}</w:t></w:r></w:p>".encode()


def _place(document: Document, name: str) -> etree._Element | None:
    for one in document.element.body.iter(f"{W}p"):
        if _mark(name) in _read(one):
            return one
    return None


def _read(place: etree._Element) -> str:
    return "".join(one.text or "" for one in place.iter(f"{W}t")).strip()


def _mark(name: str) -> str:
    return f"[kaona:{name}]"


def _environment() -> Environment:
    """Only names get this far, and each of them is given; a sandbox holds whatever slips by."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _check_archive(content: bytes) -> None:
    if len(content) > LARGEST:
        raise TemplateError(f"ไฟล์ใหญ่เกิน {LARGEST // 1024 // 1024} MB ลดขนาดรูปในแม่แบบก่อน")
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(len(archive.read(one)) for one in entries if _is_sane(entries))
    except (BadZipFile, DeflateError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise TemplateError("ไม่ใช่เอกสาร Word (.docx) เปิดใน Word แล้วบันทึกเป็น .docx") from None
    names = {one.filename for one in entries}
    if "word/document.xml" not in names:
        raise TemplateError("ไม่ใช่เอกสาร Word (.docx) เปิดใน Word แล้วบันทึกเป็น .docx")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise TemplateError("มีมาโคร ให้บันทึกเป็น .docx ที่ไม่มีมาโคร")
    if not unpacked:
        raise TemplateError("ข้อมูลในไฟล์ใหญ่เกินไป ลดขนาดรูปในแม่แบบก่อน")


def _is_sane(entries: Sequence[ZipInfo]) -> bool:
    return sum(one.file_size for one in entries) <= LARGEST_UNPACKED


def _texts(content: bytes) -> Iterable[str]:
    """All that is filled, each name in one piece: body, headers, footers, notes, properties."""
    try:
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
        yield template.patch_xml(template.get_xml())
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                yield template.patch_xml(template.get_part_xml(part))
        yield from _hidden_texts(template)
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError):
        raise TemplateError("ไฟล์เสียหาย เปิดใน Word แล้วบันทึกใหม่เป็น .docx") from None


def _hidden_texts(template: DocxTemplate) -> Iterable[str]:
    """What no page shows but is filled as well: the document's properties, and its footnotes."""
    known = template.docx.core_properties
    for name in PROPERTIES:
        yield getattr(known, name)
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            yield template.patch_xml(part.blob.decode("utf-8"))


def _names_in(text: str) -> set[str]:
    """Names in double braces; anything else of the template language is refused."""
    try:
        parsed = Environment(autoescape=True).parse(text)
    except (TemplateSyntaxError, RecursionError):
        raise TemplateError("วงเล็บปีกกาคู่ไม่ครบ เขียนเช่น {{ office }} ในบรรทัดเดียว") from None
    for node in parsed.find_all(nodes.Node):
        if not isinstance(node, ALLOWED):
            raise TemplateError("ในวงเล็บปีกกาคู่ใส่ได้เฉพาะชื่อ เช่น {{ office }} ไม่ใช้คำสั่งอื่น")
    return {node.name for node in parsed.find_all(nodes.Name)}


def _check_places(content: bytes, kind: TemplateKind) -> None:
    """A block needs a paragraph of its own, and not within a table."""
    texts = dict.fromkeys(NAMES[kind].texts, "-")
    document = filled(content, kind, texts)
    for name in sorted(NAMES[kind].blocks):
        place = _place(document, name)
        if place is None:
            continue
        if place.getparent().tag != f"{W}body" or _read(place) != _mark(name):
            raise TemplateError(f"{{{{ {name} }}}} ต้องอยู่ในย่อหน้าของตัวเอง นอกตาราง")


def _add_missing_styles(document: Document) -> None:
    """The office's own template need not have our styles; those it has are used as they are."""
    ours = DocxTemplate(BytesIO(built_in(TemplateKind.REPORT)))
    ours.init_docx()
    theirs = document.styles.element
    known = {style.get(f"{W}styleId") for style in theirs.iter(f"{W}style")}
    for style in list(ours.docx.styles.element.iter(f"{W}style")):
        if style.get(f"{W}styleId") not in known:
            theirs.append(style)
