"""`memo.docx`: the memo to the director, built from a template the office can replace."""

from dataclasses import asdict

from models.document_templates import TemplateKind
from reports.book.memo import memo_of
from reports.outputs.docx.archive import packed
from reports.outputs.docx.blocks import TEXT
from reports.outputs.docx.template import filled, hold_place, template_of
from reports.outputs.docx.xml import paragraph, words
from reports.outputs.publication import Publication

ITEM = "KaonaItem"


def memo_docx(publication: Publication) -> bytes:
    """The document; the same publication gives the same bytes."""
    memo = memo_of(publication.report, thai_digits=publication.thai_digits)
    texts = asdict(memo)
    paragraphs = texts.pop("paragraphs")
    document = filled(template_of(publication, TemplateKind.MEMO), TemplateKind.MEMO, texts)
    blocks = {hold_place(document, "paragraphs"): [_drawn(one) for one in paragraphs]}
    return packed(
        document,
        title=f"บันทึกข้อความ {memo.subject}",
        author=memo.office,
        day=publication.report.picture.as_of,
        blocks=blocks,
    )


def _drawn(text: str) -> str:
    """`1. เรื่องเดิม` is a heading, `2.1 ...` is not."""
    is_heading = text[:1].isdecimal() and text[1:3] == ". "
    return paragraph(words(text), ITEM if is_heading else TEXT)
