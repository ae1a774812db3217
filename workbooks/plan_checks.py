"""What must hold between the cells and sheets of a plan workbook; each check gives its faults."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from models.fiscal import first_day, last_day
from models.plan import AllocationStatus
from workbooks import plan_sheets
from workbooks.faults import Fault
from workbooks.plan import AllocationRow, OfficeRow, ProjectRow
from workbooks.rows import Located
from workbooks.sheets import Sheet
from workbooks.thai_dates import show_date

Rows = Mapping[str, tuple[Located[Any], ...] | None]
YEARS = range(2500, 2701)
SLACK = timedelta(days=366)
"""Projects begin before or end after their fiscal year, but not by more than a year."""


def check(office: Located[OfficeRow] | None, rows: Rows) -> list[Fault]:
    """All faults between cells; cells that could not be read are not judged again."""
    faults = [fault for sheet in plan_sheets.SHEETS for fault in _duplicates(sheet, rows)]
    faults += [fault for sheet in plan_sheets.SHEETS for fault in _emptiness(sheet, rows)]
    faults += _references(rows)
    faults += _project_dates(office, rows)
    faults += _money(rows)
    if office and office.is_sound("fiscal_year") and office.row.fiscal_year not in YEARS:
        faults.append(office.fault("fiscal_year", "ปี พ.ศ. สี่หลัก เช่น 2567"))
    return faults


def _emptiness(sheet: Sheet, rows: Rows) -> Iterator[Fault]:
    if sheet.needed and rows[sheet.rows] == ():
        yield Fault(f"ต้องมีอย่างน้อยหนึ่ง{sheet.noun}", sheet.title)


def duplicates(sheet: Sheet, located: Iterable[Located[Any]]) -> Iterator[Fault]:
    """A fault for each row whose key stands in an earlier row too."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in located:
        if not row.is_sound(*sheet.key):
            continue
        first = seen.setdefault(sheet.key_of(row.row), row.number)
        if first != row.number:
            fields = [name for name in sheet.key if name != sheet.project] or list(sheet.key)
            what = " และ ".join(sheet.by_field[name].heading for name in sheet.key)
            yield row.fault(fields[-1], f"{what} ต้องไม่ซ้ำ (มีแล้วในแถว {first})")


def _duplicates(sheet: Sheet, rows: Rows) -> Iterator[Fault]:
    return duplicates(sheet, rows[sheet.rows] or ())


def _references(rows: Rows) -> Iterator[Fault]:
    for rows_name, field, target in (
        ("people", "group", plan_sheets.GROUPS),
        ("projects", "groups", plan_sheets.GROUPS),
        ("projects", "owners", plan_sheets.PEOPLE),
        ("projects", "strategy", plan_sheets.STRATEGIES),
        ("objectives", "project", plan_sheets.PROJECTS),
        ("alignments", "project", plan_sheets.PROJECTS),
        ("allocations", "project", plan_sheets.PROJECTS),
        ("allocations", "source", plan_sheets.SOURCES),
        ("activities", "project", plan_sheets.PROJECTS),
        ("activities", "group", plan_sheets.GROUPS),
        ("indicators", "project", plan_sheets.PROJECTS),
    ):
        if (known := rows[target.rows]) is not None:
            yield from _unknown(rows[rows_name] or (), field, target, known)


def _unknown(
    located: Iterable[Located[Any]], field: str, target: Sheet, known: Iterable[Located[Any]]
) -> Iterator[Fault]:
    codes = {getattr(row.row, target.key[0]) for row in known}
    expected = f"ต้องเป็น{target.columns[0].heading}ที่มีในชีต {target.title}"
    for row in located:
        value = getattr(row.row, field)
        wanted = value if isinstance(value, tuple) else (value,)
        for code in wanted:
            if code not in codes and code not in ("", None) and row.is_sound(field):
                yield row.fault(field, expected, str(code))


def _project_dates(office: Located[OfficeRow] | None, rows: Rows) -> Iterator[Fault]:
    for row in rows["projects"] or ():
        project: ProjectRow = row.row
        starts, ends = project.starts_on, project.ends_on
        if starts and ends and starts > ends:
            yield row.fault("ends_on", f"ต้องไม่ก่อนวันเริ่ม ({show_date(starts)})")
        if office and office.is_sound("fiscal_year") and office.row.fiscal_year in YEARS:
            yield from _far_away(row, office.row.fiscal_year)


def _far_away(row: Located[ProjectRow], year: int) -> Iterator[Fault]:
    earliest, latest = first_day(year) - SLACK, last_day(year) + SLACK
    for field in ("starts_on", "ends_on"):
        day = getattr(row.row, field)
        if day and not earliest <= day <= latest:
            yield row.fault(field, f"วันที่ห่างจากปีงบประมาณ {year} เกินหนึ่งปี ใส่ปี พ.ศ. สี่หลัก")


def _money(rows: Rows) -> Iterator[Fault]:
    """An amount if and only if money was allocated; "no budget" stands alone (guide, section 6)."""
    allocations = [row for row in rows["allocations"] or () if row.is_sound("status", "amount")]
    for row in allocations:
        yield from _amount(row)
    lines: dict[str, int] = {}
    for row in allocations:
        lines[row.row.project] = lines.get(row.row.project, 0) + 1
    for row in allocations:
        if row.row.status is AllocationStatus.NONE and lines[row.row.project] > 1:
            yield row.fault("status", "โครงการที่ไม่ใช้งบ ต้องมีแถวเดียวในชีตนี้")


def _amount(row: Located[AllocationRow]) -> Iterator[Fault]:
    allocation = row.row
    allocated = allocation.status is AllocationStatus.ALLOCATED
    if allocated and allocation.amount is None:
        yield row.fault("amount", f"สถานะ {allocation.status} ต้องมีจำนวนเงิน")
    if not allocated and allocation.amount:
        yield row.fault("amount", f"สถานะ {allocation.status} ต้องเว้นว่าง")
    no_source = not allocation.source and row.is_sound("source")
    if allocation.status is not AllocationStatus.NONE and no_source:
        yield row.fault("source", f"สถานะ {allocation.status} ต้องมีแหล่งงบ")
