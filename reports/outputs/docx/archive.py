"""A document as bytes that are the same for the same content: no time of packing in them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from reports.book.writing import printable

BODY: Final = "word/document.xml"
BEGIN: Final = (1980, 1, 1, 0, 0, 0)


Blocks = Mapping[bytes, Sequence[str]]
"""What is to be replaced in the packed body, and the pieces that stand there then."""


def packed(
    document: Document, *, title: str, author: str, day: date, blocks: Blocks | None = None
) -> bytes:
    """The document with its properties and blocks, packed."""
    about = document.core_properties
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    about.title, about.author = printable(title)[:255], printable(author)[:255]
    about.last_modified_by = ""
    about.created = about.modified = moment
    about.comments, about.keywords, about.revision = "", "", 1
    return settled(_saved(document), blocks or {})


def settled(content: bytes, blocks: Blocks) -> bytes:
    """The same archive with its blocks, without the times of packing."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for one in source.infolist():
            entry = ZipInfo(one.filename, BEGIN)
            entry.compress_type = ZIP_DEFLATED
            body = source.read(one)
            for place, pieces in blocks.items() if one.filename == BODY else ():
                body = body.replace(place, "".join(pieces).encode(), 1)
            kept.writestr(entry, body)
    return target.getvalue()


def _saved(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
