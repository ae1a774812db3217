"""Opens a workbook safely and takes the plain values out of its cells."""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from threading import Lock
from typing import Any, BinaryIO, Final

from workbooks import archive
from workbooks.cells import CellValue, ExcelError, Formula
from workbooks.faults import WorkbookFaultsError
from workbooks.thai_text import clean

LAST_ROW: Final = 1_048_576
"""Excel's own last row; a file may claim any number."""
MOST_COLUMNS: Final = 30
MOST_ROWS: Final = 20_000
"""Rows with something in them, per sheet."""
MOST_SHEETS: Final = 50
TOO_MANY_ROWS: Final = f"มีข้อมูลเกิน {MOST_ROWS:,} แถวในหนึ่งชีต"
TOO_MANY_SHEETS: Final = f"มีเกิน {MOST_SHEETS} ชีต"

_one_at_a_time = Lock()


@dataclass(frozen=True)
class Line:
    """A row with something in it: its number in Excel and its values from column A on."""

    number: int
    values: tuple[CellValue, ...]


@dataclass(frozen=True)
class Grid:
    """A sheet's rows that are not empty."""

    title: str
    lines: tuple[Line, ...]


def read_grids(stream: BinaryIO) -> dict[str, Grid]:
    """All worksheets by title. `WorkbookFaultsError` for what is no workbook, or a hostile one."""
    from openpyxl import DEFUSEDXML  # here: it is large, and most processes read no workbook

    if not DEFUSEDXML:
        raise RuntimeError("defusedxml must be installed: workbooks come from outside")
    with _one_at_a_time, warnings.catch_warnings():
        # openpyxl warns of features it drops; only values matter here. The lock is there because
        # `catch_warnings` changes the whole process.
        warnings.simplefilter("ignore")
        try:
            archive.check(stream)
            return _grids(stream)
        except WorkbookFaultsError:
            raise
        except Exception:
            # Whatever a damaged or hostile file makes the parsers raise, the person must hear one
            # sentence; neither zipfile nor openpyxl documents a set of exceptions.
            raise archive.refuse(archive.DAMAGED) from None


def _grids(stream: BinaryIO) -> dict[str, Grid]:
    from openpyxl import load_workbook

    workbook = load_workbook(stream, read_only=True, keep_links=False)
    try:
        if len(workbook.worksheets) > MOST_SHEETS:
            raise archive.refuse(TOO_MANY_SHEETS)
        grids = [_grid(clean(sheet.title), sheet) for sheet in workbook.worksheets]
    finally:
        workbook.close()
    return {grid.title: grid for grid in grids}


def _grid(title: str, sheet: Any) -> Grid:
    # With bounds of ours nobody asks what the sheet claims about its own size.
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)
    lines = tuple(islice(_lines(rows), MOST_ROWS + 2))
    if len(lines) > MOST_ROWS + 1:
        raise archive.refuse(f"ชีต {title}: {TOO_MANY_ROWS}")
    return Grid(title, lines)


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[Line]:
    gap: tuple[Any, ...] | None = None
    for number, row in enumerate(rows, start=1):
        if row is gap:  # openpyxl repeats one and the same row where the file skips some
            continue
        values = tuple(plain(cell) for cell in row)
        if any(value is not None for value in values):
            yield Line(number, values)
        else:
            gap = row


def plain(cell: Any) -> CellValue:
    """What stands in a cell of openpyxl's."""
    value = cell.value
    match value:
        case None:
            return None
        case _ if cell.data_type == "f":
            return Formula(str(getattr(value, "text", None) or value))
        case _ if cell.data_type == "e":
            return ExcelError(str(value))
        case str():
            return value if value.strip() else None
        case bool() | datetime() | date() | time() | timedelta():
            return value
        case int() | float():
            return _percent(value) if "%" in cell.number_format else value
        case _:
            return str(value)


def _percent(value: int | float) -> str:
    """`90%` typed into Excel is kept as 0.9."""
    return f"{(Decimal(format(value, '.15g')) * 100).normalize():f}%"
