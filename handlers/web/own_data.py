"""`/files/mine/<token>`: all that is kept about somebody, by a signed link that expires."""

from flask import Flask, Response, abort, request

from bot.file_links import OWN_DATA, FileLinks
from bot.office import Office
from bot.thaitext import day_and_time
from handlers.chat.own_data.texts import COUNTED, SEEN
from handlers.web.plain_pages import HEADERS, plain_page
from models.database import to_json
from models.personal_data import Rows, data_of, whose


def register(app: Flask, office: Office) -> None:
    """Add both routes."""
    links = FileLinks(office)

    @app.get(f"{OWN_DATA}<token>")
    def own_data(token: str) -> Response:
        kept = _kept(office, links, token)
        known = [(COUNTED[name], kept[name]) for name in COUNTED if name in kept]
        others = [(name, rows) for name, rows in kept.items() if name not in COUNTED]
        return plain_page(
            "own_data.html",
            title=SEEN,
            at=day_and_time(office.clock.now()),
            file=f"{request.path}/file",
            sections=[*known, *others],
        )

    @app.get(f"{OWN_DATA}<token>/file")
    def own_data_file(token: str) -> Response:
        kept = _kept(office, links, token)
        response = Response(to_json(kept), mimetype="application/json")
        response.headers.update(HEADERS)
        response.headers["Content-Disposition"] = "attachment; filename=my-data.json"
        return response


def _kept(office: Office, links: FileLinks, token: str) -> dict[str, Rows]:
    """A link given out before somebody was forgotten is dead afterwards."""
    person_id = links.person_of(token)
    if person_id is None:
        abort(404)
    with office.database.read() as connection:
        person = whose(connection, person_id)
        if person.line_user_id is None:
            abort(404)
        return data_of(connection, person)
