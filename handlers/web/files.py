"""`/files/<token>`: a piece of evidence, by a signed link that expires."""

import logging
from dataclasses import dataclass
from typing import BinaryIO

from flask import Flask, Response, abort, send_file
from sqlalchemy import select

from bot.file_links import PATH, FileLinks
from bot.filestore import NoSuchFileError
from bot.office import Office
from models.progress import Evidence, EvidenceState, StoredFile

log = logging.getLogger("kaona.files")

SHOWN = {"image/jpeg": ".jpg", "image/png": ".png"}
"""Shown in the browser: these were painted anew (bot/evidence). All else is a download."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True)
class Handed:
    """What is handed out."""

    digest: str
    media_type: str
    size: int
    name: str


def register(app: Flask, office: Office) -> None:
    """Add the route."""
    links = FileLinks(office)

    @app.get(f"{PATH}<token>")
    def files(token: str) -> Response:
        evidence_id = links.evidence_of(token)
        found = None if evidence_id is None else _evidence(office, evidence_id)
        if found is None:
            abort(404)
        return _response(found, _content(office, found))


def _evidence(office: Office, evidence_id: int) -> Handed | None:
    """Only what is still there: a removed photo's link is dead at once."""
    with office.database.read() as connection:
        row = connection.execute(
            select(StoredFile.digest, StoredFile.media_type, StoredFile.size, Evidence.name)
            .join(Evidence, Evidence.digest == StoredFile.digest)
            .where(Evidence.id == evidence_id, Evidence.state == EvidenceState.READY)
        ).first()
    if row is None:
        return None
    name = row.name or f"photo-{evidence_id}{SHOWN.get(row.media_type, '')}"
    return Handed(row.digest, row.media_type, row.size, name)


def _content(office: Office, found: Handed) -> BinaryIO:
    try:
        return office.files.open(found.digest)
    except NoSuchFileError:
        log.exception("a stored file is missing")
        abort(404)


def _response(found: Handed, content: BinaryIO) -> Response:
    response = send_file(
        content,
        mimetype=found.media_type,
        as_attachment=found.media_type not in SHOWN,
        download_name=found.name,
        etag=False,
        conditional=False,
    )
    response.content_length = found.size
    response.headers.update(HEADERS)
    return response
