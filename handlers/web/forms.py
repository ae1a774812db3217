"""`/files/forms/<token>`: one version of a report as its official form, made when it is opened."""

from io import BytesIO

from flask import Flask, Response, send_file

from bot.file_links import FORMS, FileLinks
from bot.office import Office
from handlers.chat.own_forms.texts import TITLE
from handlers.web.plain_pages import HEADERS, plain_page
from reports import forms
from reports.forms import Form
from reports.outputs.publication import photographs_in

SHOWN = {**HEADERS, "Content-Security-Policy": "frame-ancestors 'none'"}
"""Without the rest of our pages' policy, which keeps readers of PDF from showing it."""
EXPIRED = "ลิงก์นี้หมดอายุแล้ว"


def register(app: Flask, office: Office) -> None:
    """Add the route."""
    links = FileLinks(office)

    @app.get(f"{FORMS}<token>")
    def form(token: str) -> Response:
        found = _found(office, links.form_of(token))
        if found is None:
            return plain_page("expired.html", 404, title=EXPIRED, word=TITLE)
        return _document(office, found)


def _found(office: Office, receipt: str | None) -> Form | None:
    if receipt is None:
        return None
    with office.database.read() as connection:
        return forms.read_form(connection, receipt)


def _document(office: Office, found: Form) -> Response:
    response = send_file(
        BytesIO(found.pdf(photographs_in(office.files))),
        mimetype="application/pdf",
        download_name=found.file_name,
        etag=False,
        conditional=False,
    )
    response.headers.update(SHOWN)
    return response
