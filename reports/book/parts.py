"""What a book is made of: chapters of pages, pages of blocks, all as text ready to be drawn."""

from dataclasses import dataclass, field
from typing import Any, Final

from reports.tables.table import RowKind, Unit

PORTRAIT_HOLDS: Final = 6
"""A table with more columns lies on its side."""


def _as_is(**given: Any) -> Any:
    """A key, not a text to read: digits stay as they are."""
    return field(metadata={"as_is": True}, **given)


# --- blocks: what stands on a page, from top to bottom -----------------------------------------


@dataclass(frozen=True)
class Paragraph:
    """Running text; may hold line breaks."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """A field of a form: its label and what stands on the dots."""

    label: str
    value: str


@dataclass(frozen=True)
class Choice:
    """A box to tick (`[ ]`), and what follows its words, such as a reason."""

    text: str
    is_ticked: bool
    value: str = ""


@dataclass(frozen=True)
class Grid:
    """A plain table within a page; `widths` say how the columns share its width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Photo:
    """A picture in the file store, by its digest."""

    digest: str = _as_is()
    caption: str = ""


@dataclass(frozen=True)
class Photos:
    """Pictures, side by side as far as there is room."""

    photos: tuple[Photo, ...]


Block = Paragraph | Line | Choice | Grid | Photos


# --- tables and charts -------------------------------------------------------------------------


@dataclass(frozen=True)
class PrintedColumn:
    """A column; neighbours with the same `over` share that heading above their own."""

    heading: str
    unit: Unit
    over: str = ""


@dataclass(frozen=True)
class PrintedRow:
    """A row, each cell as it is printed."""

    kind: RowKind
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table of the official report, cell by cell the same as in `tables.json`."""

    id: str = _as_is()
    title: str = ""
    columns: tuple[PrintedColumn, ...] = ()
    rows: tuple[PrintedRow, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """True where it needs a page on its side."""
        return len(self.columns) > PORTRAIT_HOLDS


@dataclass(frozen=True)
class Series:
    """One colour of a chart: a figure for each category, and the same figure as text."""

    name: str
    values: tuple[float, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """Columns over categories; stacked ones add up to a whole."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False


# --- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TablePage:
    """A table with its chart."""

    heading: str
    table: PrintedTable
    chart: Chart | None = None


@dataclass(frozen=True)
class TextPage:
    """Blocks under a heading; without one it follows the chapter's own."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class FormItem:
    """A numbered item of a form; the head of a form has no heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Signature:
    """Who signs, as what, on which day; empty texts are dots to be filled in by hand."""

    role: str
    name: str
    title: str
    day: str
    note: str = ""


@dataclass(frozen=True)
class FormPage:
    """One project's official form, filled in. `project` and `receipt` are keys."""

    heading: str
    title: str
    subtitle: str
    items: tuple[FormItem, ...]
    signatures: tuple[Signature, ...]
    project: str = _as_is(default="")
    receipt: str = _as_is(default="")


Page = TablePage | TextPage | FormPage


# --- the book ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chapter:
    """A part of the book; its heading and those of its pages stand in the contents."""

    heading: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Cover:
    """The first page."""

    title: str
    period: str
    as_of: str
    span: str
    office: str


@dataclass(frozen=True)
class Preface:
    """คำนำ: paragraphs, and who signs."""

    paragraphs: tuple[str, ...]
    signed: str
    day: str


@dataclass(frozen=True)
class Book:
    """The whole report."""

    cover: Cover
    preface: Preface
    chapters: tuple[Chapter, ...]
