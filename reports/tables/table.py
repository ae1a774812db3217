"""What a table is: columns, rows, and cells that know which projects stand behind them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

Value = Decimal | int | str | None
"""A figure or text; None is what the document prints as a dash, an empty text an empty cell."""


class Unit(StrEnum):
    """What a column holds."""

    TEXT = "text"
    LABEL = "label"
    COUNT = "count"
    BAHT = "baht"
    PERCENT = "percent"


class RowKind(StrEnum):
    """What a row is: of a group, of one project, the sums of a group above its projects, รวม."""

    GROUP = "group"
    PROJECT = "project"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Column:
    """A column; `over` is the heading it shares with its neighbours."""

    key: str
    heading: str
    unit: Unit
    over: str = ""

    @property
    def full_heading(self) -> str:
        """The heading in one line."""
        return f"{self.over}: {self.heading}" if self.over else self.heading


@dataclass(frozen=True)
class Cell:
    """A value and the codes of the projects behind it."""

    value: Value
    projects: tuple[str, ...] = ()


EMPTY: Final = Cell("")
DASH: Final = Cell(None)


@dataclass(frozen=True)
class Row:
    """A row with one cell for each column."""

    kind: RowKind
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """What the row is of: its first text."""
        texts = (cell.value for cell in self.cells if isinstance(cell.value, str))
        return next((text for text in texts if text), "")


@dataclass(frozen=True)
class Table:
    """A table as it is printed. `note` holds the lines under it."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def place(self, key: str) -> int:
        """Where the column of that key stands."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    def opens(self, row: Row, at: int) -> bool:
        """True for a figure of groups and totals that has projects behind it.

        A project's own line needs no explanation.
        """
        is_figure = self.columns[at].unit not in (Unit.TEXT, Unit.LABEL)
        return is_figure and bool(row.cells[at].projects) and row.kind is not RowKind.PROJECT
