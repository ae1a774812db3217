"""A document as bytes that are the same for the same content: no time of packing in them."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from reports.book.writing import printable

BEGIN: Final = (1980, 1, 1, 0, 0, 0)


def packed(document: Document, *, title: str, author: str, day: date) -> bytes:
    """The document with its properties, packed."""
    about = document.core_properties
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    about.title, about.author = printable(title)[:255], printable(author)[:255]
    about.last_modified_by = ""
    about.created = about.modified = moment
    about.comments, about.keywords, about.revision = "", "", 1
    return settled(_saved(document))


def settled(content: bytes) -> bytes:
    """The same archive without the times of packing."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for one in source.infolist():
            entry = ZipInfo(one.filename, BEGIN)
            entry.compress_type = ZIP_DEFLATED
            kept.writestr(entry, source.read(one))
    return target.getvalue()


def _saved(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
