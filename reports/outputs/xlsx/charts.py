"""Native charts under the tables; what each shows stands in reports/book/charts.py."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.book import charts
from reports.outputs.xlsx.formats import FONT
from reports.tables.table import Table


def add_chart(
    workbook: Workbook, sheet: Worksheet, table: Table, *, first_row: int, below: int
) -> None:
    """The chart of the table, if it has one and there are groups to show."""
    shown = charts.chart_of(table)
    if shown is None:
        return
    chart = workbook.add_chart(
        {"type": "column", "subtype": "stacked" if shown.is_stacked else None}
    )
    names, last_row = table.place("group"), first_row + len(shown.categories) - 1
    for at, series in zip(charts.taken(table), shown.series, strict=True):
        chart.add_series(
            {
                "name": series.name,
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
