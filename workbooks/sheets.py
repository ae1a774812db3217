"""What a sheet is made of: columns with their kinds. Template, reader and writer share it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from workbooks import cells, thai_dates
from workbooks.cells import CellValue

Written = str | int | Decimal | date | None
"""What the writer puts into a cell."""


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _as_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Kind:
    """How a column's cells are read, shown in messages, and written."""

    read: Callable[[CellValue], Any]
    show: Callable[[Any], str] = _as_text
    write: Callable[[Any], Written] = _as_is
    blank: Any = ""
    number_format: str = "@"
    words: tuple[str, ...] = ()
    longest: int = 2000


def _show_baht(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,}"


def _show_date(value: date | None) -> str:
    return "" if value is None else thai_dates.show_date(value)


TEXT = Kind(cells.text)
SHORT_TEXT = Kind(cells.text, longest=200)
CODE = Kind(cells.code, longest=40)
CODES = Kind(cells.codes, show=", ".join, write=", ".join, blank=(), longest=40)
WHOLE = Kind(cells.whole, blank=None, number_format="0")
BAHT = Kind(cells.baht, show=_show_baht, blank=None, number_format="#,##0.00")
BAHT_DASH_IS_ZERO = Kind(
    cells.baht_dash_is_zero, show=_show_baht, blank=None, number_format="#,##0.00"
)
DATE = Kind(cells.day, show=_show_date, blank=None, number_format="[$-107041E]d mmm yyyy")
"""The format shows the year in the Buddhist era; the cell holds a true date."""


def one_of(values: type[StrEnum]) -> Kind:
    """One word of an enumeration whose values are the words of the workbook."""
    words = {member.value: member for member in values}
    return Kind(cells.choice(words), blank=None, words=tuple(words))


def some_of(words: Mapping[str, Any]) -> Kind:
    """Any of the words, between commas."""
    names = {meaning: word for word, meaning in words.items()}

    def join(values: tuple[Any, ...]) -> str:
        return ", ".join(names[value] for value in values)

    return Kind(cells.choices(words), show=join, write=join, blank=())


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field of the row it fills, and what to tell the planner."""

    heading: str
    field: str
    kind: Kind
    hint: str
    example: str = ""
    required: bool = False
    width: int = 12
    wraps: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: `rows` is the field of the plan that holds them, `key` names a row in it.

    `noun` is what the office calls one row; `project` the field naming the project it is part of.
    """

    title: str
    rows: str
    row: type
    noun: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    hint: str
    subject: str = ""
    project: str = ""
    needed: bool = False
    ordered: bool = False
    by_field: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_field", {column.field: column for column in self.columns})

    def key_of(self, row: Any) -> tuple[Any, ...]:
        """What names this row within the sheet."""
        return tuple(getattr(row, name) for name in self.key)

    def show(self, row: Any, name: str) -> str:
        """One field of a row, for messages."""
        return self.by_field[name].kind.show(getattr(row, name))

    def describe(self, row: Any) -> str:
        """`โครงการ 5`; a part of a project says of which."""
        of = [name for name in self.key if name != self.project]
        what = " ".join([self.noun, *(text for n in of if (text := self.show(row, n)))])
        return f"{what} ของโครงการ {getattr(row, self.project)}" if self.project else what
