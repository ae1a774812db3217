"""The list of projects; filters, search, order and page stand in the address."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console.parts import Part
from handlers.web.console.reading import projects as reading
from handlers.web.console.reading.findings import FindingsDesk
from handlers.web.console.reading.projects import SORTS, Wanted
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.progress import STATUS_NAMES
from reports.findings import Finding, Kind

MOST_PAGES = 10_000
KINDS = {kind.name.lower(): kind for kind in Kind}
"""Findings by the word that stands for them in an address."""


def register(site: Site, findings: FindingsDesk) -> None:
    """Add the page."""
    office = site.office

    @site.page("/projects", Part.PROJECTS)
    def projects() -> ResponseReturnValue:
        mine = member().groups
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            found = findings.of_round(connection, of_round.code)
            wanted = _wanted(found)
            listed = reading.listed(connection, of_round, mine, wanted)
            offered = reading.choices(connection, of_round.fiscal_year, mine)
        return render(
            "projects.html",
            rounds=rounds,
            of_round=of_round,
            listed=listed,
            offered=offered,
            wanted=wanted,
            statuses=STATUS_NAMES,
            kinds=KINDS,
            finding=request.args.get("finding", ""),
            counts=_counts(found),
            page_at=lambda page: _address(page=page),
            sorted_by=_sorted_by(wanted),
        )


def _wanted(found: tuple[Finding, ...]) -> Wanted:
    ask = request.args
    kind = KINDS.get(ask.get("finding", ""))
    return Wanted(
        group=ask.get("group", ""),
        strategy=ask.get("strategy", type=int),
        owner=ask.get("owner", ""),
        status=ask.get("status", ""),
        reported=ask.get("reported", ""),
        search=ask.get("q", "").strip()[:100],
        codes=frozenset(one.project for one in found if one.kind is kind) if kind else None,
        sort=ask.get("sort", SORTS[0]),
        is_descending=ask.get("down") == "1",
        page=min(max(ask.get("page", 1, type=int), 1), MOST_PAGES),
    )


def _counts(found: tuple[Finding, ...]) -> dict[str, int]:
    """How many findings each project has."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.project] = counts.get(one.project, 0) + 1
    return counts


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
