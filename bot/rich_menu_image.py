"""The picture of a rich menu: a grid of words, set in Sarabun with Thai marks in their places.

Pillow's own layout puts Thai vowels and tones one over the other; its wheels bring libraqm, which
shapes them. A build without it is refused rather than drawn wrong. It is imported where a menu is
drawn: most processes draw none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.menus import Entry
from models.errors import KaonaError

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts" / "sarabun"
WIDTH, COLUMNS = 2500, 3
HEIGHTS = (600, 1124, 1686, 1720, 1720)
"""By rows; LINE wants at least 1.45 times as much width as height."""
BRAND, INK, MUTED, LINE, PAPER = "#0F766E", "#1F2937", "#6B7280", "#D1D5DB", "#FFFFFF"
BIG, SMALL, LEAST, MARGIN = 138, 74, 60, 60
COLORS = 64


class NoThaiShapingError(KaonaError):
    """Pillow lacks libraqm, so Thai marks would overlap: install Pillow from its wheels."""


@dataclass(frozen=True)
class Cell:
    """One place of the menu, in pixels."""

    entry: Entry
    x: int
    y: int
    width: int
    height: int


def size_of(entries: Sequence[Entry]) -> tuple[int, int]:
    """Width and height of the picture."""
    return WIDTH, HEIGHTS[-(-len(entries) // COLUMNS) - 1]


def cells_of(entries: Sequence[Entry]) -> list[Cell]:
    """The places, row by row; the last row spreads over the whole width."""
    width, height = size_of(entries)
    rows = [entries[at : at + COLUMNS] for at in range(0, len(entries), COLUMNS)]
    found = []
    for number, row in enumerate(rows):
        top, bottom = (height * at // len(rows) for at in (number, number + 1))
        for place, entry in enumerate(row):
            left, right = (width * at // len(row) for at in (place, place + 1))
            found.append(Cell(entry, left, top, right - left, bottom - top))
    return found


def draw(entries: Sequence[Entry]) -> bytes:
    """The picture as PNG, well below LINE's megabyte."""
    from PIL import Image, ImageDraw, features

    if not features.check("raqm"):
        raise NoThaiShapingError
    picture = Image.new("RGB", size_of(entries), PAPER)
    canvas = ImageDraw.Draw(picture)
    for number, cell in enumerate(cells_of(entries)):
        _draw_cell(canvas, cell, is_main=number == 0)
    out = BytesIO()
    picture.quantize(COLORS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_cell(canvas: "ImageDraw.ImageDraw", cell: Cell, *, is_main: bool) -> None:
    right, bottom = cell.x + cell.width, cell.y + cell.height
    fill, ink, muted = (BRAND, PAPER, "#CCFBF1") if is_main else (PAPER, INK, MUTED)
    canvas.rectangle((cell.x, cell.y, right, bottom), fill=fill, outline=LINE, width=4)
    middle = (cell.x + cell.width // 2, cell.y + cell.height // 2)
    word = _fitting(cell.entry.word, "Sarabun-Bold.ttf", BIG, cell.width)
    does = _fitting(cell.entry.does, "Sarabun-Regular.ttf", SMALL, cell.width)
    canvas.text((middle[0], middle[1] - 56), cell.entry.word, fill=ink, font=word, anchor="mm")
    canvas.text((middle[0], middle[1] + 78), cell.entry.does, fill=muted, font=does, anchor="mm")


def _fitting(text: str, name: str, size: int, width: int) -> "ImageFont.FreeTypeFont":
    """The font, as large as the text fits into its cell."""
    while size > LEAST and _font(name, size).getlength(text) > width - 2 * MARGIN:
        size -= 4
    return _font(name, size)


@cache
def _font(name: str, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.RAQM)
