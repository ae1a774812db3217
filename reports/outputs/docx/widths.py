"""How columns share the width of a page: figures on one line, texts share the rest."""

from collections.abc import Sequence
from typing import Final

from reports.book.parts import PrintedColumn, PrintedTable
from reports.outputs.xlsx.sizes import line_lengths
from reports.tables.table import Unit

PER_POINT: Final = 11
"""Twips of a letter for each point of its size: a bold digit of Sarabun, or of what stands in for
it where the officials' font is missing."""
PADDING: Final = 190
LONGEST_FIGURE: Final = 20
WHOLE_WORD, BROKEN_WORD = 9, 7
"""Letters of a heading that stand on one line: `(โครงการ)`, and `โครงการ` of `โครงการทั้งสิ้น`."""
SHORT_TEXT: Final = 8
"""Letters of a text that stand on one line however many figures there are."""
LONGEST_TEXT: Final = 70
NARROWEST: Final = 440


def widths_of(table: PrintedTable, room: int, points: int) -> list[int]:
    """Twips of each column, `room` in all, for letters of that size."""
    least = [_least(table, at, points) for at in range(len(table.columns))]
    left = room - sum(least)
    shares = [_share(table, at) for at in range(len(table.columns))]
    if left <= 0 or not sum(shares):
        return scaled(least, room)
    more = scaled(shares, left)
    return [width + extra for width, extra in zip(least, more, strict=True)]


def scaled(shares: Sequence[int], room: int) -> list[int]:
    """The shares made to fill the room exactly; what is over goes to the widest."""
    whole = sum(shares) or 1
    widths = [room * share // whole for share in shares]
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths


def _least(table: PrintedTable, at: int, points: int) -> int:
    """What the longest figure or a short text needs, and the longest word of the heading."""
    column = table.columns[at]
    most = SHORT_TEXT if _is_text(column) else LONGEST_FIGURE
    longest = min(max((max(line_lengths(row.cells[at])) for row in table.rows), default=1), most)
    word = max((max(line_lengths(one)) for one in column.heading.split()), default=1)
    letters = max(longest, word if word <= WHOLE_WORD else BROKEN_WORD)
    return max(letters * PER_POINT * points + PADDING, NARROWEST)


def _share(table: PrintedTable, at: int) -> int:
    """Of what is left, a column of longer texts gets room by what usually stands in it."""
    lengths = [len(row.cells[at]) for row in table.rows if row.cells[at]]
    if not _is_text(table.columns[at]) or not lengths:
        return 0
    return min(max(sum(lengths) // len(lengths) - SHORT_TEXT // 2, 1), LONGEST_TEXT)


def _is_text(column: PrintedColumn) -> bool:
    return column.unit is Unit.TEXT
