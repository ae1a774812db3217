"""Which letters the font of the documents has, and where a text without a blank may break.

PDF/A allows no letter without a shape, so a letter the font does not have, an emoji too, becomes a
small square.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from assets import SARABUN

STAND_IN: Final = "\u25a0"
LIKE: Final = str.maketrans({"✓": "√", "✔": "√", "✗": "×", "✘": "×", "✖": "×", "●": "•"})
"""Signs the font has in another shape."""
BREAK: Final = "\u200b"
"""A line may end here; takes no room."""
_ENDLESS: Final = re.compile(r"(\S)\1{15,}|[!-~]{25,}|[^\s!-~]{500,}")
"""What the typesetter finds no end of a word in: it would run off the page. Real Thai, which has
no blanks between words, breaks by itself; a run of 500 letters without any is no real text."""
_PIECE: Final = re.compile(r".{8,12}?(?![ะ-ฺ็-๎])(?<![เ-ไ])|.+")


def drawable(text: str) -> str:
    """With a square for each letter the font does not have, and breaks in endless words."""
    if len(text) > 15:
        text = _ENDLESS.sub(_pieces, text)
    if text.isascii():
        return text
    return "".join(sign if _has(sign) else STAND_IN for sign in text.translate(LIKE))


def _pieces(found: re.Match[str]) -> str:
    """Never before a mark or a vowel that follows, nor after one that leads."""
    return BREAK.join(_PIECE.findall(found[0]))


def _has(sign: str) -> bool:
    """Joiners and the like need no shape."""
    return sign == "\n" or ord(sign) in _known() or unicodedata.category(sign) == "Cf"


@cache
def _known() -> frozenset[int]:
    return _letters_of(SARABUN / "Sarabun-Regular.ttf")


def _letters_of(font: Path) -> frozenset[int]:
    """The code points of a TrueType font: its `cmap`, format 4."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == b"cmap":
            return _letters_in(data, start)
    return frozenset()


def _letters_in(data: bytes, start: int) -> frozenset[int]:
    found: set[int] = set()
    (kinds,) = struct.unpack_from(">H", data, start + 2)
    for number in range(kinds):
        (offset,) = struct.unpack_from(">L", data, start + 8 + 8 * number)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == 4:
            found |= _segments(data, start + offset)
    return frozenset(found)


def _segments(data: bytes, at: int) -> set[int]:
    """Format 4: end and start of each run of letters below U+10000."""
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + twice)
    runs = zip(starts, ends, strict=True)
    return {letter for first, last in runs for letter in range(first, last + 1)} - {0xFFFF}
