"""One project: its versions side by side, its money, decisions, evidence, messages, trail."""

from urllib.parse import urlsplit

from flask import abort, request
from flask.typing import ResponseReturnValue

from bot.file_links import FileLinks
from handlers.web.console import versions
from handlers.web.console.parts import Part
from handlers.web.console.reading import counted as counting
from handlers.web.console.reading import project as reading
from handlers.web.console.reading.level import read_level
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.authority import Act
from models.plan import TableStyle
from models.project_scope import allowed_project


def register(site: Site, pictures: PictureDesk) -> None:
    """Add the page."""
    office, links = site.office, FileLinks(site.office)

    @site.page("/projects/<int:project_id>", Part.PROJECTS)
    def project(project_id: int) -> ResponseReturnValue:
        with office.database.read() as connection:
            allowed_project(connection, member().authority, project_id, Act.SEE_PROJECT)
            rounds = all_rounds(connection)
            of_round = chosen(rounds, request.args.get("round", ""))
            if of_round is None:
                return render("no_round.html")
            found = reading.whole(connection, project_id, of_round)
            if found is None:
                abort(404)
            kept = pictures.of_round(connection, of_round.code)
            has_levels = kept.picture.style is TableStyle.NAKHON_PATHOM
            level = read_level(connection, project_id, of_round) if has_levels else None
        facts, counted = found.facts, counting.newest(found)
        is_of_year = facts.fiscal_year == of_round.fiscal_year  # codes are of one year
        then = kept.project(facts.code) if is_of_year else None
        if of_round.closed_at:
            counted = counting.frozen(then)
        if of_round.closed_at and then:
            found = counting.as_closed(found, kept.picture, then, of_round.closed_at)
        return render(
            "project.html",
            rounds=rounds,
            of_round=of_round,
            one=found,
            level=level,
            rows=versions.side_by_side(found.versions),
            findings=kept.about(facts.code) if then else (),
            counted=counted,
            was_there=then is not None,
            link=lambda evidence_id: urlsplit(links.to_evidence(evidence_id) or "").path,
        )
