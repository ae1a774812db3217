"""Word documents read back: cells, paragraphs, everything a reader reads."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn

from reports.official import OfficialReport
from reports.outputs.docx import report_docx
from reports.outputs.publication import Publication


def opened(made: OfficialReport, *, thai_digits: bool = False) -> Document:
    return docx.Document(BytesIO(report_docx(Publication(made, thai_digits=thai_digits))))


def texts(document: Document) -> list[str]:
    """The text of each paragraph, within tables too."""
    return [_text(one) for one in document.element.body.iter(qn("w:p"))]


def tables(document: Document) -> Iterator[list[list[str]]]:
    """Each table as rows of cells."""
    for table in document.element.body.iter(qn("w:tbl")):
        yield [
            ["\n".join(_text(one) for one in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))]
            for row in table.iter(qn("w:tr"))
        ]


def _text(paragraph: object) -> str:
    """What is read, line breaks kept; codes of fields are not."""
    found = []
    for one in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):  # type: ignore[attr-defined]
        found.append(one.text or "" if one.tag == qn("w:t") else "\n")
    return "".join(found)
