"""One project's form, drawn: title, items, and the places to sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from reports.book.parts import FormPage, Signature
from reports.outputs.docx.blocks import CENTERED, FIELD, ITEM, draw
from reports.outputs.docx.parts import Parts
from reports.outputs.docx.xml import BREAK, cell, paragraph, row, table, words

TITLE = "KaonaTitle"
DOTS: Final = "." * 34
TITLE_DOTS: Final = "." * 28
DAY_DOTS: Final = "......./......./......."
KEEP: Final = "<w:keepNext/><w:keepLines/>"


def draw_form(page: FormPage, room: int, parts: Parts) -> Iterator[str]:
    """Everything below the page's heading."""
    yield paragraph(words(page.title), TITLE)
    yield paragraph(words(page.subtitle), FIELD, CENTERED)
    for item in page.items:
        if item.heading:
            yield paragraph(words(item.heading), ITEM)
        yield from draw(item.blocks, room, parts, indent=False)
    yield _signatures(page.signatures, room)
    yield paragraph(words(f"เลขรับ {page.receipt}"), "KaonaNote")


def _signatures(signatures: Sequence[Signature], room: int) -> str:
    width = room // len(signatures)
    cells = [cell(paragraph(_signed(one), FIELD, CENTERED), width) for one in signatures]
    return table([row(cells)], [width] * len(signatures), borders=False)


def _signed(one: Signature) -> str:
    """What is known is printed, the rest is dots to be filled in by hand."""
    lines = (
        one.role,
        "",
        f"ลงชื่อ {DOTS}",
        f"({one.name or DOTS})",
        f"ตำแหน่ง {one.title or TITLE_DOTS}",
        f"วันที่ {one.day or DAY_DOTS}",
        one.note,
    )
    return BREAK.join(words(line) for line in lines)
