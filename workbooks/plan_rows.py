"""Changing single rows of a stored plan, checked by the same rules as a whole workbook."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbooks import plan_sheets
from workbooks.cells import BadCellError
from workbooks.faults import Fault
from workbooks.plan import AllocationRow, Plan
from workbooks.plan_checks import check
from workbooks.plan_reader import without_money
from workbooks.rows import Located, read_cell
from workbooks.sheets import Sheet

FIRST_LINE = 2
"""Rows stand below the headings, as in the workbook."""


def rows_of(plan: Plan, sheet: Sheet) -> tuple[Any, ...]:
    """The rows of a sheet; of ข้อมูลทั่วไป the one there is."""
    if sheet is plan_sheets.OFFICE:
        return (plan.office,) if plan.office else ()
    rows: tuple[Any, ...] = getattr(plan, sheet.rows)
    return rows


def key_of(sheet: Sheet, row: Any) -> tuple[str, ...]:
    """What names a row, in words that fit into an address."""
    return tuple(sheet.show(row, name) for name in sheet.key)


def find_row(plan: Plan, sheet: Sheet, key: tuple[str, ...]) -> Any | None:
    """The row of that key."""
    return next((row for row in rows_of(plan, sheet) if key_of(sheet, row) == key), None)


def fixed_fields(sheet: Sheet, *, is_new: bool) -> frozenset[str]:
    """Fields that cannot be changed: a code is what everything reported hangs on."""
    if sheet is plan_sheets.OFFICE:
        return frozenset({"fiscal_year"})
    return frozenset() if is_new or sheet.project else frozenset(sheet.key)


def shown(sheet: Sheet, row: Any | None) -> dict[str, str]:
    """A row's fields as somebody would type them."""
    if row is None:
        return {column.field: "" for column in sheet.columns}
    return {column.field: sheet.show(row, column.field) for column in sheet.columns}


def read_row(sheet: Sheet, typed: Mapping[str, str], old: Any | None) -> tuple[Any, dict[str, str]]:
    """The row that was typed, and what is wrong with its fields."""
    fixed = fixed_fields(sheet, is_new=old is None)
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for column in sheet.columns:
        if column.field in fixed:
            values[column.field] = getattr(old, column.field)
            continue
        try:
            values[column.field] = read_cell(column, typed.get(column.field, "").strip() or None)
        except BadCellError as error:
            values[column.field] = column.kind.blank
            faults[column.field] = str(error)
    row = sheet.row(**values)
    return without_money(row) if isinstance(row, AllocationRow) else row, faults


def with_row(plan: Plan, sheet: Sheet, old: Any | None, new: Any | None) -> Plan:
    """The plan with a row put in another's place, added at the end, or taken out."""
    if sheet is plan_sheets.OFFICE:
        return replace(plan, office=new)
    rows = rows_of(plan, sheet)
    if old is None:
        changed = (*rows, new)
    else:
        kept = (new if row is old or row == old else row for row in rows)
        changed = tuple(row for row in kept if row is not None)
    changes: dict[str, Any] = {sheet.rows: changed}
    plan = replace(plan, **changes)
    if sheet is plan_sheets.PROJECTS and old is not None and new is None:
        return _without_parts(plan, old.code)
    return plan


def _without_parts(plan: Plan, project: str) -> Plan:
    parts = [sheet for sheet in plan_sheets.SHEETS if sheet.project]
    kept: dict[str, Any] = {
        sheet.rows: tuple(row for row in getattr(plan, sheet.rows) if row.project != project)
        for sheet in parts
    }
    return replace(plan, **kept)


def faults_of(plan: Plan) -> list[Fault]:
    """Everything that is wrong between the rows, as in a workbook."""
    office = Located(plan_sheets.OFFICE, FIRST_LINE, plan.facts, frozenset())
    rows = {sheet.rows: _located(sheet, rows_of(plan, sheet)) for sheet in plan_sheets.SHEETS}
    return check(office, rows)


def _located(sheet: Sheet, rows: tuple[Any, ...]) -> tuple[Located[Any], ...]:
    return tuple(
        Located(sheet, number, row, frozenset())
        for number, row in enumerate(rows, start=FIRST_LINE)
    )


def faults_at(faults: list[Fault], sheet: Sheet, number: int) -> tuple[dict[str, str], list[Fault]]:
    """Those of one row by field, and all others."""
    fields = {column.heading: column.field for column in sheet.columns}
    mine: dict[str, str] = {}
    others = []
    for fault in faults:
        field = fields.get(fault.column)
        if fault.sheet == sheet.title and fault.row == number and field:
            mine.setdefault(field, fault.expected)
        else:
            others.append(fault)
    return mine, others
