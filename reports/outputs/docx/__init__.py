"""`report.docx`: the book as a Word document, built from a template the office can replace."""

from models.document_templates import TemplateKind
from reports.outputs.docx.archive import packed
from reports.outputs.docx.body import Body, prose
from reports.outputs.docx.parts import Parts
from reports.outputs.docx.sections import Paper
from reports.outputs.docx.template import filled, hold_place, template_of
from reports.outputs.docx.xml import W
from reports.outputs.publication import Publication


def report_docx(publication: Publication) -> bytes:
    """The document; the same publication gives the same bytes."""
    book, picture = publication.book, publication.report.picture
    texts = {
        "office": book.cover.office,
        "title": book.cover.title,
        "period": book.cover.period,
        "as_of": book.cover.as_of,
        "span": book.cover.span,
        "signed": book.preface.signed,
        "day": book.preface.day,
        "fiscal_year": publication.written(str(picture.round.fiscal_year)),
    }
    document = filled(template_of(publication, TemplateKind.REPORT), TemplateKind.REPORT, texts)
    last = document.element.body.sectPr
    paper = Paper.of(last, thai_digits=publication.thai_digits)
    body = Body(book, paper, Parts(document.part, publication.photograph))
    blocks = {
        hold_place(document, "preface"): prose(book.preface.paragraphs),
        hold_place(document, "contents"): body.contents(),
        hold_place(document, "chapters"): body.pieces,
    }
    last.getparent().replace(last, paper.section(wide=False, first=not body.has_sections))
    assert document.element.body[-1].tag == f"{W}sectPr"  # noqa: S101 - a document ends with it
    return packed(
        document,
        title=f"{book.cover.title} {book.cover.period}",
        author=picture.office_name,
        day=picture.as_of,
        blocks=blocks,
    )
