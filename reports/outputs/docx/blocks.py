"""The blocks of a page, drawn: paragraphs, lines of a form, boxes to tick, grids, photos."""

from collections.abc import Iterable, Iterator
from typing import Final

from reports.book.parts import Block, Choice, Grid, Line, Paragraph, Photos
from reports.outputs.docx.parts import Parts
from reports.outputs.docx.tables import grid
from reports.outputs.docx.xml import BREAK, cell, paragraph, row, table, words

TEXT, FIELD, ITEM, GAP = "KaonaText", "KaonaField", "KaonaItem", "KaonaGap"
TICKED, EMPTY = "☑", "☐"
CENTERED: Final = '<w:jc w:val="center"/>'
ABREAST: Final = 2


def draw(blocks: Iterable[Block], room: int, parts: Parts, *, indent: bool = True) -> Iterator[str]:
    """The blocks, one after the other."""
    for block in blocks:
        if isinstance(block, Paragraph):
            usual = TEXT if indent else FIELD
            yield paragraph(words(block.text), ITEM if block.is_bold else usual)
        elif isinstance(block, Line):
            yield paragraph(words(f"{block.label}  ", bold=True) + words(block.value), FIELD)
        elif isinstance(block, Choice):
            yield _choice(block)
        elif isinstance(block, Grid):
            yield grid(block, room)
            yield paragraph("", GAP)
        else:
            yield from _photos(block, room, parts)


def _choice(block: Choice) -> str:
    box = TICKED if block.is_ticked else EMPTY
    value = words(f"  {block.value}") if block.value else ""
    return paragraph(words(f"{box} {block.text}", bold=block.is_ticked) + value, FIELD)


def _photos(block: Photos, room: int, parts: Parts) -> Iterator[str]:
    """Two abreast, each with its caption; a photo that is gone says so."""
    width = room // ABREAST
    cells = [
        cell(
            paragraph(f"{parts.photo(photo, width)}{BREAK}{words(photo.caption)}", FIELD, CENTERED),
            width,
        )
        for photo in block.photos
    ]
    if len(cells) % ABREAST:
        cells.append(cell(paragraph("", FIELD), width))
    rows = (row(cells[at : at + ABREAST]) for at in range(0, len(cells), ABREAST))
    yield table(rows, [width] * ABREAST, borders=False)
    yield paragraph("", GAP)
