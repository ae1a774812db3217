"""`/files/exports/<token>`: a page that shows how far an export is, and then hands it out."""

import logging
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, request, send_file

from bot.file_links import EXPORTS, FileLinks
from bot.filestore import NoSuchFileError
from bot.office import Office
from bot.thaitext import day_and_time, round_name
from handlers.exports import MEDIA_TYPES
from handlers.web.plain_pages import HEADERS, plain_page
from models.exports import ExportFacts, ExportState, read_export
from reports import exports

log = logging.getLogger("kaona.files")

LOOK_AGAIN_SECONDS: Final = 2


def register(app: Flask, office: Office) -> None:
    """Add both routes."""
    links = FileLinks(office)

    @app.get(f"{EXPORTS}<token>")
    def export_page(token: str) -> Response:
        found = _found(office, links, token)
        return _page(found, f"{request.path}/file") if found else _page_of_nothing()

    @app.get(f"{EXPORTS}<token>/file")
    def export_file(token: str) -> Response:
        found = _found(office, links, token)
        if found is None or found.digest is None:
            abort(404)
        return _download(office, found)


def _found(office: Office, links: FileLinks, token: str) -> ExportFacts | None:
    key = links.export_of(token)
    if key is None:
        return None
    with office.database.read() as connection:
        found = read_export(connection, key)
    return None if found is None or found.state is ExportState.GONE else found


def _page(found: ExportFacts, address: str) -> Response:
    request_ = found.request
    return plain_page(
        "export.html",
        title=exports.TITLES.get(request_.kind, request_.kind),
        round=round_name(request_.round),
        groups=", ".join(request_.groups),
        percent=found.percent,
        doing=found.doing or "รอคิวจัดทำ",
        state=found.state.value,
        made=day_and_time(found.made_at) if found.made_at else "",
        file=address,
        again=LOOK_AGAIN_SECONDS,
    )


def _page_of_nothing() -> Response:
    return plain_page(
        "export.html", 404, title="ลิงก์นี้หมดอายุแล้ว", round="", groups="", percent=0, doing="",
        state="nothing", made="", file="", again=LOOK_AGAIN_SECONDS,
    )  # fmt: skip


def _download(office: Office, found: ExportFacts) -> Response:
    try:
        content = office.files.open(found.digest or "")
    except NoSuchFileError:
        log.exception("a stored file is missing")
        abort(404)
    name = exports.file_name(found.request)
    response = send_file(
        content,
        mimetype=MEDIA_TYPES[Path(name).suffix],
        as_attachment=True,
        download_name=name,
        etag=False,
        conditional=False,
    )
    response.content_length = found.size
    policy = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response.headers.update(HEADERS | {"Content-Security-Policy": policy})
    return response
