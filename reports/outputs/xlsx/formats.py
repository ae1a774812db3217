"""How cells look: the officials' font, numbers that stay numbers, text that stays text."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.thaitext import clip
from reports.outputs.json_file import number
from reports.tables.table import Unit, Value

FONT: Final = "TH Sarabun New"
SIZE: Final = 14
SHADE: Final = "#DDEBF7"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT: Final = 32_767
"""What a cell of Excel holds, counted in UTF-16."""
WHOLE, SATANG, SHARE, DASH = "#,##0", "#,##0.00", "0.00", '#,##0;-#,##0;"-"'
ALIGNED: Final = {Unit.TEXT: "left", Unit.LABEL: "center"}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._make = cache(
            lambda rest: workbook.add_format({"font_name": FONT, "font_size": SIZE, **dict(rest)})
        )

    def of(self, **properties: Any) -> Format:
        """A format in the officials' font."""
        made: Format = self._make(tuple(sorted(properties.items())))
        return made

    @property
    def title(self) -> Format:
        """What stands above a table."""
        return self.of(bold=True, font_size=16, align="center", valign="vcenter", text_wrap=True)

    @property
    def under_title(self) -> Format:
        """The office, the period and the as-of date."""
        return self.of(align="center", valign="vcenter", text_wrap=True)

    @property
    def heading(self) -> Format:
        """A column's heading."""
        return self.of(
            bold=True, border=1, bg_color=SHADE, align="center", valign="vcenter", text_wrap=True
        )

    @property
    def note(self) -> Format:
        """A line under a table."""
        return self.of(italic=True, valign="top", text_wrap=True)


@dataclass(frozen=True)
class Pen:
    """Writes into one sheet."""

    sheet: Worksheet
    formats: Formats

    def value(self, row: int, at: int, value: Value, unit: Unit, **look: Any) -> None:
        """A cell of a table; the dash of a count or an amount is a real 0 that shows `-`."""
        look = {"border": 1, "valign": "top", "align": ALIGNED.get(unit, "right"), **look}
        if value is None and unit in (Unit.COUNT, Unit.BAHT):
            self.sheet.write_number(row, at, 0, self.formats.of(num_format=DASH, **look))
        elif value is None or isinstance(value, str):
            self.text(row, at, "-" if value is None else value, **look)
        else:
            shown = self.formats.of(num_format=_number_format(value, unit), **look)
            self.sheet.write_number(row, at, number(value), shown)

    def text(self, row: int, at: int, text: str, **look: Any) -> None:
        """Text that stays text, also when the cell is edited later."""
        if not text:
            self.sheet.write_blank(row, at, None, self.formats.of(**look))
            return
        if text.startswith(FORMULA_STARTS) and len(text) > 1:
            look["quote_prefix"] = True
        self.sheet.write_string(row, at, fitting(text), self.formats.of(text_wrap=True, **look))

    def heading(self, row: int, at: int, text: str, *, last_row: int = 0, last: int = 0) -> None:
        """A heading, over several rows or columns if the last ones are given."""
        last_row, last = max(row, last_row), max(at, last)
        if (row, at) == (last_row, last):
            self.sheet.write_string(row, at, fitting(text), self.formats.heading)
        else:
            self.sheet.merge_range(row, at, last_row, last, fitting(text), self.formats.heading)


def shown(value: Value) -> str:
    """About what a cell shows, to measure it."""
    return value if isinstance(value, str) else "-" if value is None else f"{value:,}"


def fitting(text: str) -> str:
    """The text, cut where Excel would refuse it."""
    too_long = len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT
    return clip(text, LONGEST_TEXT // 2) if too_long else text


def _number_format(value: Decimal | int, unit: Unit) -> str:
    if unit is Unit.PERCENT:
        return SHARE
    if unit is Unit.LABEL:
        return "0"
    return WHOLE if value == int(value) else SATANG
