"""How wide and high cells must be for Thai: marks above and below a letter take no width.

Neither LibreOffice nor every Excel fits a row to its text when a file is opened, so heights are
written.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

NARROWEST: Final = 7.0
WIDEST: Final = 46.0
PER_LETTER: Final = 0.95
"""TH Sarabun New at 14 points against the digits Excel measures columns in."""
RAGGED: Final = 0.8
"""Thai breaks between words, so a line is not filled to its end; and where the officials' font is
missing, the one in its place is wider."""
LINE: Final = 23.0
HIGHEST: Final = 409.0
"""Excel's highest row, in points."""
LOOKED_AT: Final = 4_000
"""Letters of a text that count; more would not fit the highest row."""


def width_of(texts: Iterable[str]) -> float:
    """Of a column with these texts; longer ones wrap."""
    longest = max((max(line_lengths(text)) for text in texts), default=0)
    return min(max(longest * PER_LETTER + 2, NARROWEST), WIDEST)


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """Of a row with these texts in columns that wide."""
    return min(max((lines(*cell) for cell in cells), default=1) * LINE, HIGHEST)


def lines(text: str, width: float) -> int:
    """Lines the text takes in a column that wide."""
    room = max((width - 1) / PER_LETTER, 1) * (RAGGED if width >= WIDEST else 1)
    return sum(max(ceil(length / room), 1) for length in line_lengths(text))


def line_lengths(text: str) -> Sequence[int]:
    """Letters that take up width, of each line."""
    if text.isascii():
        return [len(line) for line in text[:LOOKED_AT].split("\n")]
    return [
        sum(unicodedata.category(sign) not in ("Mn", "Me", "Cf") for sign in line)
        for line in text[:LOOKED_AT].split("\n")
    ]
