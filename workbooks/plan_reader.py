"""Plan workbook -> `Plan`, or every fault of it at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from models.plan import AllocationStatus
from workbooks import cells, plan_sheets
from workbooks.cells import BadCellError
from workbooks.faults import Fault, WorkbookFaultsError
from workbooks.plan import AllocationRow, OfficeRow, Plan
from workbooks.plan_checks import check
from workbooks.reader import Grid, Line, read_grids
from workbooks.rows import Located, find_headings, read_cell, read_sheet


def read_plan(stream: BinaryIO) -> Plan:
    """The plan in a workbook (a seekable stream); `WorkbookFaultsError` with all its faults."""
    return plan_of(read_grids(stream))


def plan_of(grids: Mapping[str, Grid]) -> Plan:
    """The plan in the sheets of a workbook; `WorkbookFaultsError` with all its faults."""
    faults: list[Fault] = []
    office = _office(grids, faults)
    sheets = {sheet.rows: read_sheet(grids, sheet, faults) for sheet in plan_sheets.SHEETS}
    faults += check(office, sheets)
    if faults or office is None:
        raise WorkbookFaultsError(_in_order(faults, list(grids)))
    rows = {name: tuple(located.row for located in sheet or ()) for name, sheet in sheets.items()}
    rows["allocations"] = tuple(without_money(row) for row in rows["allocations"])
    return Plan(office.row, **rows)


def without_money(row: AllocationRow) -> AllocationRow:
    """Projects that need or await no money: whatever 0 and source were typed, it means none."""
    if row.status is AllocationStatus.ALLOCATED:
        return row
    source = "" if row.status is AllocationStatus.NONE else row.source
    return replace(row, amount=None, source=source)


def _in_order(faults: list[Fault], titles: list[str]) -> list[Fault]:
    """As the planner walks through the file: sheet by sheet, row by row."""
    places = {title: place for place, title in enumerate(titles)}
    return sorted(faults, key=lambda f: (places.get(f.sheet, -1), f.row or 0))


def _office(grids: Mapping[str, Grid], faults: list[Fault]) -> Located[OfficeRow] | None:
    """Sheet ข้อมูลทั่วไป: one fact per line, whatever their order."""
    sheet = plan_sheets.OFFICE
    grid = grids.get(sheet.title)
    if grid is None:
        faults.append(Fault("ต้องมีชีตชื่อนี้", sheet.title))
        return None
    places = find_headings(grid, sheet.title, list(plan_sheets.FACT_HEADINGS), faults)
    if places is None:
        return None
    values, broken, number = _facts(grid, places, faults)
    return Located(sheet, number, OfficeRow(**values), frozenset(broken))


def _facts(
    grid: Grid, places: Mapping[str, int], faults: list[Fault]
) -> tuple[dict[str, Any], set[str], int]:
    lines = _by_name(grid, places, faults)
    values: dict[str, Any] = {}
    broken, year_line = set(), 1
    for column in plan_sheets.OFFICE.columns:
        line = lines.get(column.heading)
        raw = line.values[places["ค่า"]] if line else None
        try:
            values[column.field] = read_cell(column, raw)
        except BadCellError as error:
            values[column.field] = column.kind.blank
            broken.add(column.field)
            number = line.number if line else None
            expected = str(error) if line else f"ต้องมีแถวที่ รายการ เป็น {column.heading}"
            faults.append(Fault(expected, grid.title, number, column.heading, cells.shown(raw)))
        if line and column.field == "fiscal_year":
            year_line = line.number
    return values, broken, year_line


def _by_name(grid: Grid, places: Mapping[str, int], faults: list[Fault]) -> dict[str, Line]:
    names = [column.heading for column in plan_sheets.OFFICE.columns]
    lines: dict[str, Line] = {}
    for line in grid.lines[1:]:
        name = cells.shown(line.values[places["รายการ"]])
        if name in names and name not in lines:
            lines[name] = line
        elif name:
            problem = "มีรายการนี้ซ้ำกัน" if name in names else "รายการต้องเป็น " + ", ".join(names)
            faults.append(Fault(problem, grid.title, line.number, "รายการ", name))
    return lines
