"""One project: its versions side by side, its money, decisions, evidence, messages, trail."""

from urllib.parse import urlsplit

from flask import abort, request
from flask.typing import ResponseReturnValue

from bot.file_links import FileLinks
from handlers.web.console import versions
from handlers.web.console.parts import Part
from handlers.web.console.reading import project as reading
from handlers.web.console.reading.findings import FindingsDesk
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.authority import Act
from models.project_scope import allowed_project


def register(site: Site, findings: FindingsDesk) -> None:
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
            noted = findings.of_round(connection, of_round.code)
        return render(
            "project.html",
            rounds=rounds,
            of_round=of_round,
            one=found,
            rows=versions.side_by_side(found.versions),
            findings=[one for one in noted if one.project == found.facts.code],
            link=lambda evidence_id: urlsplit(links.to_evidence(evidence_id) or "").path,
        )
