"""What the charts of the report show, pure: a line in `CHARTS` for each table that has one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.thaitext import clip
from reports.book.parts import Chart, Series
from reports.book.writing import cell
from reports.tables.table import Column, RowKind, Table, Unit, Value

LONGEST_NAME: Final = 60
"""Letters of a name in a chart; the table beside it has the whole."""


@dataclass(frozen=True)
class Shown:
    """Which columns a chart shows over the groups, and whether they add up to a whole."""

    title: str
    takes: Callable[[Column], bool]
    is_stacked: bool = False


def _keys(*keys: str) -> Callable[[Column], bool]:
    return lambda column: column.key in keys


def _by_source(column: Column) -> bool:
    return column.key.startswith("src") and column.unit is Unit.BAHT


def _by_strategy(column: Column) -> bool:
    return column.over.startswith("กลยุทธ์ที่") and column.key != "strategy_total"


CHARTS: Final = {
    "table1": Shown(
        "จำนวนโครงการตามความก้าวหน้า",
        _keys("not_started_n", "in_progress_n", "completed_n", "not_reported_n"),
    ),
    "table2": Shown("งบประมาณตามที่มา (บาท)", _by_source, is_stacked=True),
    "table3": Shown(
        "จัดสรร เบิกจ่าย คงเหลือ (บาท)", _keys("allocated_baht", "disbursed_baht", "remaining_baht")
    ),
    "table4": Shown("ผู้รับผิดชอบรายงานเทียบ กบส. (บาท)", _keys("owner_baht", "finance_baht")),
    "table5": Shown("จำนวนโครงการตามกลยุทธ์", _by_strategy, is_stacked=True),
    "levels": Shown(
        "จำนวนโครงการตามระดับการดำเนินการ",
        _keys("in_progress", "not_started", "done", "partial"),
        is_stacked=True,
    ),
    "strategies": Shown(
        "จำนวนโครงการตามกลยุทธ์",
        lambda column: _by_strategy(column) and column.unit is Unit.COUNT,
        is_stacked=True,
    ),
}


def taken(table: Table) -> list[int]:
    """Where the columns stand that the table's chart shows; none for a table without a chart."""
    shown = CHARTS.get(table.id)
    return [at for at, column in enumerate(table.columns) if shown and shown.takes(column)]


def names(table: Table) -> list[str]:
    """What tells the shown columns apart: the heading above them, or both where they share it."""
    columns = [table.columns[at] for at in taken(table)]
    above = [column.over for column in columns]
    if all(above) and len(set(above)) == len(above):
        return above
    return [f"{column.over} {column.heading}".strip() for column in columns]


def chart_of(table: Table) -> Chart | None:
    """The table's chart, if it has one and there are groups to show."""
    groups = [row for row in table.rows if row.kind is RowKind.GROUP]
    shown = CHARTS.get(table.id)
    if shown is None or not groups:
        return None
    label = table.place("group")
    return Chart(
        title=shown.title,
        categories=tuple(clip(str(row.cells[label].value), LONGEST_NAME) for row in groups),
        series=tuple(
            _series(name, [row.cells[at].value for row in groups], table.columns[at].unit)
            for name, at in zip(names(table), taken(table), strict=True)
        ),
        is_stacked=shown.is_stacked,
    )


def _series(name: str, values: list[Value], unit: Unit) -> Series:
    return Series(
        name=clip(name, LONGEST_NAME),
        values=tuple(0.0 if value is None else float(value) for value in values),
        shown=tuple(cell(value, unit) for value in values),
    )
