"""`/files/mine/<token>`: all that is kept about somebody, by a signed link that expires."""

from flask import Flask, Response, abort
from sqlalchemy import Connection

from bot.file_links import OWN_DATA, FileLinks
from bot.office import Office
from handlers.web.files import HEADERS
from models.database import to_json
from models.personal_data import data_of, whose


def register(app: Flask, office: Office) -> None:
    """Add the route."""
    links = FileLinks(office)

    @app.get(f"{OWN_DATA}<token>")
    def own_data(token: str) -> Response:
        person_id = links.person_of(token)
        if person_id is None:
            abort(404)
        with office.database.read() as connection:
            return _response(connection, person_id)


def _response(connection: Connection, person_id: int) -> Response:
    """A link given out before somebody was forgotten is dead afterwards."""
    person = whose(connection, person_id)
    if person.line_user_id is None:
        abort(404)
    response = Response(to_json(data_of(connection, person)), mimetype="application/json")
    response.headers.update(HEADERS)
    response.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    return response
