"""A printed table and a plain grid as tables of Word; headings are repeated on every page."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from reports.book.parts import Grid, PrintedColumn, PrintedRow, PrintedTable
from reports.outputs.docx.widths import scaled, widths_of
from reports.outputs.docx.xml import cell, paragraph, row, table, words
from reports.tables.table import RowKind, Unit

CELL, HEAD = "KaonaCell", "KaonaHead"
SMALL_CELL, SMALL_HEAD = "KaonaSmallCell", "KaonaSmallHead"
POINTS, SMALL_POINTS = 14, 12
MOST_OF_USUAL_SIZE: Final = 9
"""A table with more columns is written smaller."""
LONGEST_WHOLE: Final = 250
"""A row with a longer text may be parted between pages: it might not fit on one."""
SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="DDEBF7"/>'
SUM_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
MIDDLE: Final = '<w:vAlign w:val="center"/>'
SUMS: Final = (RowKind.SUBTOTAL, RowKind.TOTAL)
ALIGNED: Final = {Unit.TEXT: "", Unit.LABEL: '<w:jc w:val="center"/>'}
RIGHT: Final = '<w:jc w:val="right"/>'


def printed_table(printed: PrintedTable, room: int) -> str:
    """The whole table, as wide as there is room."""
    is_small = len(printed.columns) > MOST_OF_USUAL_SIZE
    widths = widths_of(printed, room, SMALL_POINTS if is_small else POINTS)
    cells, heads = (SMALL_CELL, SMALL_HEAD) if is_small else (CELL, HEAD)
    rows = (_row(one, printed.columns, widths, cells) for one in printed.rows)
    return table([*_headings(printed.columns, widths, heads), *rows], widths)


def grid(plain: Grid, room: int) -> str:
    """A plain table within a page."""
    widths = scaled(plain.widths, room)
    heads = [_heading(text, width) for text, width in zip(plain.headings, widths, strict=True)]
    rows = (
        row(
            [
                cell(paragraph(words(text), CELL), width)
                for text, width in zip(cells, widths, strict=True)
            ],
            parted=_is_long(cells),
        )
        for cells in plain.rows
    )
    return table([row(heads, heading=True), *rows], widths)


def _headings(columns: Sequence[PrintedColumn], widths: Sequence[int], style: str) -> Iterator[str]:
    """One row, or two where neighbours share a heading."""

    def head(text: str, width: int, merged: str = "") -> str:
        return _heading(text, width, merged, style)

    if not any(column.over for column in columns):
        heads = zip(columns, widths, strict=True)
        yield row((head(column.heading, width) for column, width in heads), heading=True)
        return
    upper, lower = [], []
    sized = list(zip(columns, widths, strict=True))
    for over, neighbours in groupby(sized, key=lambda one: one[0].over):
        found = list(neighbours)
        if over:
            span = f'<w:gridSpan w:val="{len(found)}"/>'
            upper.append(head(over, sum(width for _, width in found), span))
            lower += [head(column.heading, width) for column, width in found]
        else:
            for column, width in found:
                upper.append(head(column.heading, width, '<w:vMerge w:val="restart"/>'))
                lower.append(head("", width, "<w:vMerge/>"))
    yield row(upper, heading=True)
    yield row(lower, heading=True)


def _heading(text: str, width: int, merged: str = "", style: str = HEAD) -> str:
    return cell(paragraph(words(text), style), width, f"{merged}{SHADE}{MIDDLE}")


def _row(
    one: PrintedRow, columns: Sequence[PrintedColumn], widths: Sequence[int], style: str
) -> str:
    is_sum = one.kind in SUMS
    shade = SUM_SHADE if is_sum else ""
    cells = [
        cell(
            paragraph(words(text, bold=is_sum), style, ALIGNED.get(column.unit, RIGHT)),
            width,
            shade,
        )
        for text, column, width in zip(one.cells, columns, widths, strict=True)
    ]
    return row(cells, parted=_is_long(one.cells))


def _is_long(cells: Sequence[str]) -> bool:
    return max(map(len, cells), default=0) > LONGEST_WHOLE
