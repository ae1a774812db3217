"""The official tables of a round; a figure opens to the projects behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from handlers.web.console import links
from handlers.web.console.fields import whole_number
from handlers.web.console.parts import Part
from handlers.web.console.reading import tables as reading
from handlers.web.console.reading.paging import Pages
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.projects import PER_PAGE
from handlers.web.console.reading.rounds import RoundLine, all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.plan import TableStyle
from reports.book.writing import cell as written
from reports.tables.table import Row, RowKind, Table, Unit
from reports.tables.titles import as_of, span

STYLES = {style.name.lower(): style for style in TableStyle}
"""Styles by the word that stands for them in an address."""
ROWS_PER_PAGE = 200
CHOICE = ("round", "table", "group", "style")
"""What every address of these pages keeps."""


@dataclass(frozen=True)
class Head:
    """A heading; over several columns it is shared, and theirs stand below it."""

    text: str
    columns: int = 1
    is_shared: bool = False


@dataclass(frozen=True)
class Figure:
    """A cell as it is shown; `address` opens it."""

    text: str
    heading: str
    is_number: bool
    is_label: bool
    address: str | None


@dataclass(frozen=True)
class Line:
    """A row as it is shown."""

    label: str
    kind: RowKind
    figures: tuple[Figure, ...]


def register(site: Site, pictures: PictureDesk) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/tables", Part.TABLES)
    def tables() -> ResponseReturnValue:
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            shown = reading.shown(connection, pictures, of_round, member().groups, _wanted())
            pages = _pages_of_rows(shown.table)
            to_projects = _links_of_rows(connection, of_round, pages.shown)
        return render(
            "tables.html",
            rounds=rounds,
            of_round=of_round,
            shown=shown,
            heads=_heads(shown.table),
            lines=_lines(shown.table, _in_sight(shown.table, pages), to_projects),
            pages=pages,
            styles=STYLES,
            as_of=as_of(shown.picture),
            span=span(shown.picture),
            page_at=lambda number: _address("tables", page=number),
            whole=_address("tables", page="all"),
        )

    @site.page("/tables/projects", Part.TABLES)
    def table_projects() -> ResponseReturnValue:
        with office.database.read() as connection:
            of_round = chosen(all_rounds(connection), request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            shown = reading.shown(connection, pictures, of_round, member().groups, _wanted())
            place = request.args.get("row", -1, type=whole_number)
            found = shown.figure(place, request.args.get("column", ""))
            if found is None:
                abort(404)
            row, at = found
            behind = Pages(
                shown.behind(row.cells[at]),
                request.args.get("page", 1, type=whole_number),
                PER_PAGE,
            )
            codes = [one.code for one in behind.shown]
            to_projects = links.to_projects(connection, of_round, codes)
        column = shown.table.columns[at]
        return render(
            "table_projects.html",
            of_round=of_round,
            shown=shown,
            row=row,
            column=column,
            value=written(row.cells[at].value, column.unit),
            behind=behind,
            links=to_projects,
            back=_address("tables"),
            page_at=lambda number: _address(
                "table_projects", row=place, column=column.key, page=number
            ),
        )


Placed = tuple[int, Row]
"""A row, and where it stands in the whole table."""


def _pages_of_rows(table: Table) -> Pages[Placed]:
    """A page of the rows, or for the printer all of them; without the total."""
    rows = tuple(one for one in enumerate(table.rows) if one[1].kind is not RowKind.TOTAL)
    if request.args.get("page") == "all":
        return Pages(rows, 1, max(len(rows), 1))
    return Pages(rows, request.args.get("page", 1, type=whole_number), ROWS_PER_PAGE)


def _in_sight(table: Table, pages: Pages[Placed]) -> list[Placed]:
    """The page's rows, and below them the total of the whole table."""
    total = (one for one in enumerate(table.rows) if one[1].kind is RowKind.TOTAL)
    return [*pages.shown, *total]


def _wanted() -> reading.Wanted:
    ask = request.args
    return reading.Wanted(
        ask.get("table", ""), ask.get("group", ""), STYLES.get(ask.get("style", ""))
    )


def _address(endpoint: str, **more: Any) -> str:
    """A page of the same choice."""
    kept = {name: request.args[name] for name in CHOICE if request.args.get(name)}
    return url_for(f"console.{endpoint}", **{**kept, **more})


def _heads(table: Table) -> tuple[list[Head], list[str]]:
    """The upper row of headings, and the lower one; neighbours share what stands over both."""
    upper: list[Head] = []
    lower: list[str] = []
    for over, group in groupby(table.columns, key=lambda column: column.over):
        headings = [column.heading for column in group]
        if over:
            upper.append(Head(over, len(headings), is_shared=True))
            lower += headings
        else:
            upper += [Head(heading) for heading in headings]
    return upper, lower


def _lines(table: Table, rows: Sequence[Placed], to_projects: Mapping[str, str]) -> list[Line]:
    """The rows; a project's own line leads to its page, a figure to what is behind it."""
    texts = (at for at, column in enumerate(table.columns) if column.unit is Unit.TEXT)
    label_at = next(texts, 0)

    def figure(place: int, row: Row, at: int) -> Figure:
        column, cell = table.columns[at], row.cells[at]
        address = None
        if table.opens(row, at):
            address = _address("table_projects", row=place, column=column.key)
        elif at == label_at and row.kind is RowKind.PROJECT:
            address = to_projects.get(cell.projects[0]) if cell.projects else None
        return Figure(
            written(cell.value, column.unit),
            column.full_heading,
            column.unit is not Unit.TEXT,
            at == label_at,
            address,
        )

    return [
        Line(row.label, row.kind, tuple(figure(place, row, at) for at in range(len(row.cells))))
        for place, row in rows
    ]


def _links_of_rows(
    connection: Connection, of_round: RoundLine, rows: Sequence[Placed]
) -> dict[str, str]:
    """The addresses of the projects that have a line of their own."""
    lines = [row for _, row in rows if row.kind is RowKind.PROJECT]
    codes = {code for row in lines for cell in row.cells for code in cell.projects}
    return links.to_projects(connection, of_round, codes) if lines else {}
