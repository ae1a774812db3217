"""The list of projects; filters, search, order and page stand in the address."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console import links
from handlers.web.console.fields import whole_number
from handlers.web.console.parts import Part
from handlers.web.console.reading import projects as reading
from handlers.web.console.reading.led import led
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.projects import Wanted
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.progress import STATUS_NAMES
from reports.findings import Finding, Kind

KINDS = {kind.name.lower(): kind for kind in Kind}
"""Findings by the word that stands for them in an address."""


def register(site: Site, pictures: PictureDesk) -> None:
    """Add the page."""
    office = site.office

    @site.page("/projects", Part.PROJECTS)
    def projects() -> ResponseReturnValue:
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            kept = pictures.of_round(connection, of_round.code)
            codes = led(connection, member().groups)
            mine, wanted = kept.mine(codes), _wanted(kept.findings)
            listed = reading.listed(kept.picture, mine, wanted)
            pages = links.to_projects(connection, of_round, [one.code for one in listed.shown])
            later = {}
            if of_round.closed_at:
                later = reading.after_closing(connection, of_round, listed.shown)
        return render(
            "projects.html",
            rounds=rounds,
            of_round=of_round,
            listed=listed,
            offered=reading.choices(kept.picture, mine, codes),
            wanted=wanted,
            statuses=STATUS_NAMES,
            kinds=KINDS,
            finding=request.args.get("finding", ""),
            counts=kept.counts,
            names={one.code: one.short_name for one in kept.picture.groups},
            disbursed=reading.disbursed,
            links=pages,
            later=later,
            page_at=lambda page: _address(page=page),
            sorted_by=_sorted_by(wanted),
        )


def _wanted(found: tuple[Finding, ...]) -> Wanted:
    ask = request.args
    kind = KINDS.get(ask.get("finding", ""))
    return Wanted(
        group=ask.get("group", ""),
        strategy=ask.get("strategy", type=whole_number),
        owner=ask.get("owner", ""),
        status=ask.get("status", ""),
        reported=ask.get("reported", ""),
        search=ask.get("q", "").strip()[:100],
        codes=frozenset(one.project for one in found if one.kind is kind) if kind else None,
        sort=ask.get("sort", "position"),
        is_descending=ask.get("down") == "1",
        page=ask.get("page", 1, type=whole_number),
    )


def _address(**changed: Any) -> str:
    """This list with something changed; a new order or filter begins at the first page."""
    kept = {name: value for name, value in request.args.items() if value and name != "page"}
    return url_for("console.projects", **{**kept, **changed})


def _sorted_by(wanted: Wanted) -> Callable[[str], str]:
    """The list by a column; by the same one the other way round."""

    def address(column: str) -> str:
        turns = wanted.sort == column and not wanted.is_descending
        return _address(sort=column, down="1" if turns else None)

    return address
