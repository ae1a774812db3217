"""The round at a glance."""

from collections import Counter

from flask import request
from flask.typing import ResponseReturnValue

from bot.clock import today
from handlers.web.console import drawing
from handlers.web.console.parts import Part
from handlers.web.console.reading import overview as reading
from handlers.web.console.reading.led import led
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.progress import WorkStatus
from models.quota import read_quota

STATUSES = (
    WorkStatus.COMPLETED,
    WorkStatus.IN_PROGRESS,
    WorkStatus.NOT_STARTED,
    WorkStatus.CANCELLED,
    None,
)
"""The order in which a bar shows them; None: not reported."""


def register(site: Site, pictures: PictureDesk) -> None:
    """Add the page."""
    office = site.office

    @site.page("/overview", Part.OVERVIEW)
    def overview() -> ResponseReturnValue:
        day, mine = today(office.clock), member().groups
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            kept = pictures.of_round(connection, of_round.code)
            projects = kept.mine(led(connection, mine))
            by_day = reading.by_day(connection, of_round, projects, day, is_whole=mine is None)
            outbox = reading.of_outbox(connection)
            quota = read_quota(connection, office.clock.now())
        whole = reading.in_all(projects)
        found = kept.findings if mine is None else ()
        return render(
            "overview.html",
            rounds=rounds,
            of_round=of_round,
            groups=reading.by_group(kept.picture, projects),
            whole=whole,
            statuses=STATUSES,
            chart=drawing.days(by_day, of_round.due, whole.projects),
            by_day=by_day,
            bar=_bar,
            share=drawing.share,
            kinds=Counter(one.kind for one in found).most_common(),
            outbox=outbox,
            quota=quota,
            days_left=(of_round.due - day).days,
        )


def _bar(one: reading.GroupStanding) -> list[drawing.Piece]:
    parts = [(status or "not_reported", one.by_status.get(status, 0)) for status in STATUSES]
    return drawing.pieces(parts, one.projects)
