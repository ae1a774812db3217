"""Reading PDFs as people do (their words, through Chromium's own reader) and as archives do."""

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdfium2 import PdfDocument

FOLDS_AWAY = re.compile(r"[\s\u200b\ufffe\u0002]+")
"""Where lines end is the typesetter's business."""


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def folded(text: str) -> str:
    """Without blanks and line breaks."""
    return FOLDS_AWAY.sub("", text)


def words_of(pdf: bytes) -> str:
    """Everything that can be read, without blanks and line breaks."""
    return folded("\n".join(pages_of(pdf)))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font, and whether it lies in the file."""
    reader = PdfReader(BytesIO(pdf))
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in _fonts(page):
            inner = font["/DescendantFonts"][0].get_object()
            held = inner["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])[8:]] = any(f"/FontFile{n}" in held for n in ("", 2, 3))
    return found


def _fonts(page: Any) -> list[Any]:
    fonts = page["/Resources"].get("/Font")
    return [] if fonts is None else [one.get_object() for one in fonts.get_object().values()]


def pictures_on(pdf: bytes, page: int) -> int:
    """How many pictures a page shows."""
    return len(PdfReader(BytesIO(pdf)).pages[page].images)


def sizes_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole points."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return [(round(box.width), round(box.height)) for box in boxes]


def metadata_of(pdf: bytes) -> str:
    """The XMP metadata as they stand in the file."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    data: bytes = root["/Metadata"].get_data()
    return data.decode()
