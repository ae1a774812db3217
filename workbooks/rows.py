"""Turns a sheet's lines into typed rows; what cannot be read becomes a fault, all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from workbooks import cells
from workbooks.cells import BadCellError, CellValue
from workbooks.faults import Fault
from workbooks.reader import Grid, Line
from workbooks.sheets import Column, Sheet
from workbooks.thai_text import clean

R = TypeVar("R")
NOT_EMPTY = "ต้องไม่ว่าง"


@dataclass(frozen=True)
class Located(Generic[R]):
    """A row with its place. Fields in `broken` could not be read and hold nothing of meaning."""

    sheet: Sheet
    number: int
    row: R
    broken: frozenset[str]

    def is_sound(self, *fields: str) -> bool:
        """True if these fields were read."""
        return self.broken.isdisjoint(fields)

    def fault(self, field: str, expected: str, value: str | None = None) -> Fault:
        """A fault at one cell of this row."""
        column = self.sheet.by_field[field]
        shown = column.kind.show(getattr(self.row, field)) if value is None else value
        return Fault(expected, self.sheet.title, self.number, column.heading, cells.shown(shown))


def read_sheet(
    grids: Mapping[str, Grid], sheet: Sheet, faults: list[Fault]
) -> tuple[Located[Any], ...] | None:
    """All rows of a sheet, None if it is not there or has no headings; adds to `faults`."""
    grid = grids.get(sheet.title)
    if grid is None:
        found = ", ".join(grids)
        faults.append(Fault(f"ต้องมีชีตชื่อนี้ (ไฟล์นี้มีชีต: {cells.shown(found)})", sheet.title))
        return None
    headings = [column.heading for column in sheet.columns]
    places = find_headings(grid, sheet.title, headings, faults)
    if places is None:
        return None
    lines = [line for line in grid.lines if line.number > 1]
    return tuple(_located(sheet, line, places, faults) for line in lines if _is_used(line, places))


def find_headings(
    grid: Grid, title: str, headings: list[str], faults: list[Fault]
) -> dict[str, int] | None:
    """Where each heading stands in row 1; None and faults if one is missing or there twice."""
    first = grid.lines[0].values if grid.lines and grid.lines[0].number == 1 else ()
    found = [clean(str(value)) if value is not None else "" for value in first]
    wrong = [heading for heading in headings if found.count(heading) != 1]
    for heading in wrong:
        problem = "มีหัวคอลัมน์นี้ซ้ำกัน" if heading in found else "ไม่พบหัวคอลัมน์นี้"
        expected = f"{problem} แถวแรกต้องเป็นหัวคอลัมน์ {' | '.join(headings)} โดยไม่ผสานเซลล์"
        seen = cells.shown(" | ".join(text for text in found if text))
        faults.append(Fault(expected, title, 1, heading, seen))
    return None if wrong else {heading: found.index(heading) for heading in headings}


def _is_used(line: Line, places: Mapping[str, int]) -> bool:
    """A row with notes beside the table only is not part of it."""
    return any(_at(line, place) is not None for place in places.values())


def _at(line: Line, place: int) -> CellValue:
    return line.values[place] if place < len(line.values) else None


def _located(
    sheet: Sheet, line: Line, places: Mapping[str, int], faults: list[Fault]
) -> Located[Any]:
    values: dict[str, Any] = {}
    broken = set()
    for column in sheet.columns:
        raw = _at(line, places[column.heading])
        try:
            values[column.field] = read_cell(column, raw)
        except BadCellError as error:
            values[column.field] = column.kind.blank
            broken.add(column.field)
            seen = cells.shown(raw)
            faults.append(Fault(str(error), sheet.title, line.number, column.heading, seen))
    return Located(sheet, line.number, sheet.row(**values), frozenset(broken))


def read_cell(column: Column, raw: CellValue) -> Any:
    """The value of one cell; `BadCellError` if it is unreadable, missing or too long."""
    value = column.kind.read(raw)
    if value == column.kind.blank and column.required:
        raise BadCellError(NOT_EMPTY)
    texts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(text, str) and len(text) > column.kind.longest for text in texts):
        raise BadCellError(f"ข้อความยาวไม่เกิน {column.kind.longest} ตัวอักษร")
    return value
