"""Native charts under the tables: what each shows is a line in `CHARTS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.outputs.xlsx.formats import FONT
from reports.tables.table import Column, RowKind, Table, Unit

STACKED: Final = "stacked"


@dataclass(frozen=True)
class Shown:
    """Which columns a chart shows over the groups, and whether they add up to a whole."""

    title: str
    takes: Callable[[Column], bool]
    subtype: str | None = None


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
    "table2": Shown("งบประมาณตามที่มา (บาท)", _by_source, STACKED),
    "table3": Shown(
        "จัดสรร เบิกจ่าย คงเหลือ (บาท)", _keys("allocated_baht", "disbursed_baht", "remaining_baht")
    ),
    "table4": Shown("ผู้รับผิดชอบรายงานเทียบ กบส. (บาท)", _keys("owner_baht", "finance_baht")),
    "table5": Shown("จำนวนโครงการตามกลยุทธ์", _by_strategy, STACKED),
    "levels": Shown(
        "จำนวนโครงการตามระดับการดำเนินการ",
        _keys("in_progress", "not_started", "done", "partial"),
        STACKED,
    ),
    "strategies": Shown(
        "จำนวนโครงการตามกลยุทธ์",
        lambda column: _by_strategy(column) and column.unit is Unit.COUNT,
        STACKED,
    ),
}


def add_chart(
    workbook: Workbook, sheet: Worksheet, table: Table, *, first_row: int, below: int
) -> None:
    """The chart of the table, if it has one and there are groups to show."""
    shown = CHARTS.get(table.id)
    groups = sum(row.kind is RowKind.GROUP for row in table.rows)
    if shown is None or not groups:
        return
    chart = workbook.add_chart({"type": "column", "subtype": shown.subtype})
    names, last_row = table.place("group"), first_row + groups - 1
    taken = [at for at, column in enumerate(table.columns) if shown.takes(column)]
    for at, name in zip(taken, _series([table.columns[at] for at in taken]), strict=True):
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.name, first_row, names, last_row, names],
                "values": [sheet.name, first_row, at, last_row, at],
            }
        )
    font = {"name": FONT, "size": 12}
    chart.set_title({"name": shown.title, "name_font": {**font, "size": 16}, "overlay": False})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {"num_font": font, "num_format": "#,##0", "major_gridlines": {"visible": True}}
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 960, "height": 320})
    sheet.insert_chart(below, 0, chart, {"description": shown.title})


def _series(columns: list[Column]) -> list[str]:
    """What tells the columns apart: the heading above them, or both where they share it."""
    above = [column.over for column in columns]
    if len(set(above)) == len(above):
        return above
    return [f"{column.over} {column.heading}" for column in columns]
