"""The official tables of a round; a figure opens to the projects behind it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from handlers.web.console.parts import Part
from handlers.web.console.reading import tables as reading
from handlers.web.console.reading.projects import PER_PAGE
from handlers.web.console.reading.rounds import RoundLine, all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.plan import TableStyle
from reports.book.writing import cell as written
from reports.tables.table import Row, RowKind, Table, Unit
from reports.tables.titles import as_of, name_in, span

STYLES = {style.name.lower(): style for style in TableStyle}
"""Styles by the word that stands for them in an address."""
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


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/tables", Part.TABLES)
    def tables() -> ResponseReturnValue:
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            shown = reading.shown(connection, of_round, member().groups, _wanted())
            lines = _lines(shown.table, _pages_of_lines(connection, of_round, shown.table))
        return render(
            "tables.html",
            rounds=rounds,
            of_round=of_round,
            shown=shown,
            heads=_heads(shown.table),
            lines=lines,
            names={one.id: name_in(one.title, shown.picture) for one in shown.tables},
            styles=STYLES,
            as_of=as_of(shown.picture),
            span=span(shown.picture),
        )

    @site.page("/tables/projects", Part.TABLES)
    def table_projects() -> ResponseReturnValue:
        with office.database.read() as connection:
            of_round = chosen(all_rounds(connection), request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            shown = reading.shown(connection, of_round, member().groups, _wanted())
            place = request.args.get("row", -1, type=int)
            found = shown.figure(place, request.args.get("column", ""))
            if found is None:
                abort(404)
            row, at = found
            behind = shown.behind(row.cells[at])
            pages = max(1, -(-len(behind) // PER_PAGE))
            page = min(max(request.args.get("page", 1, type=int), 1), pages)
            in_sight = behind[(page - 1) * PER_PAGE : page * PER_PAGE]
            links = _open(connection, of_round, [one.code for one in in_sight])
        column = shown.table.columns[at]
        return render(
            "table_projects.html",
            of_round=of_round,
            shown=shown,
            row=row,
            column=column,
            value=written(row.cells[at].value, column.unit),
            total=len(behind),
            projects=in_sight,
            links=links,
            back=_address("tables"),
            page=page,
            pages=pages,
            page_at=lambda number: _address(
                "table_projects", row=place, column=column.key, page=number
            ),
        )


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


def _lines(table: Table, pages: Mapping[str, str]) -> list[Line]:
    """The rows; a project's own line leads to its page, a figure to what is behind it."""
    texts = (at for at, column in enumerate(table.columns) if column.unit is Unit.TEXT)
    label_at = next(texts, 0)

    def figure(place: int, row: Row, at: int) -> Figure:
        column, cell = table.columns[at], row.cells[at]
        address = None
        if table.opens(row, at):
            address = _address("table_projects", row=place, column=column.key)
        elif at == label_at and row.kind is RowKind.PROJECT:
            address = pages.get(cell.projects[0]) if cell.projects else None
        return Figure(
            written(cell.value, column.unit),
            column.full_heading,
            column.unit is not Unit.TEXT,
            at == label_at,
            address,
        )

    return [
        Line(row.label, row.kind, tuple(figure(place, row, at) for at in range(len(row.cells))))
        for place, row in enumerate(table.rows)
    ]


def _pages_of_lines(connection: Connection, of_round: RoundLine, table: Table) -> dict[str, str]:
    """The addresses of the projects that have a line of their own."""
    lines = [row for row in table.rows if row.kind is RowKind.PROJECT]
    codes = {code for row in lines for cell in row.cells for code in cell.projects}
    return _open(connection, of_round, codes) if lines else {}


def _open(connection: Connection, of_round: RoundLine, codes: Collection[str]) -> dict[str, str]:
    """The pages of projects, as far as the member may open them, by code."""
    who = member()
    if not who.may_read(Part.PROJECTS):
        return {}
    ids = reading.open_to(connection, who.authority, of_round.fiscal_year, codes)
    return {
        code: url_for("console.project", project_id=project_id, round=of_round.code)
        for code, project_id in ids.items()
    }
