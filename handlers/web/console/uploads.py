"""Uploaded workbooks: kept from the preview to the word that they be stored."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from flask import request
from sqlalchemy import Connection

from bot.filestore import NoSuchFileError
from handlers.web.console.fields import Form
from handlers.web.console.site import Site, member
from models import console_uploads

NO_FILE = "เลือกไฟล์ Excel (.xlsx) ก่อนค่ะ"
GONE = "ไฟล์ที่ส่งไว้หมดอายุแล้ว กรุณาส่งไฟล์ใหม่ค่ะ"


@dataclass(frozen=True)
class Sent:
    """A file of a form."""

    name: str
    stream: BinaryIO


def sent(form: Form) -> Sent | None:
    """The file of the form; None, and said beside its field, if there is none."""
    file = request.files.get("file")
    if file is None or not file.filename:
        form.fail("file", NO_FILE)
        return None
    return Sent(file.filename, cast(BinaryIO, file.stream))


def keep(site: Site, stream: BinaryIO, kind: str) -> str:
    """Keep what was looked through; its digest, which the confirming form gives back."""
    stream.seek(0)
    office = site.office
    stored = office.files.put(stream)
    with office.database.write() as connection:
        forgotten = console_uploads.remember(
            connection,
            stored.digest,
            person_id=member().who.person_id,
            kind=kind,
            now=office.clock.now(),
        )
    for digest in forgotten:
        office.files.delete(digest)
    return stored.digest


def kept(site: Site, connection: Connection, digest: str, kind: str) -> BinaryIO | None:
    """The file this person sent for this; None once it is gone, or for anybody else's."""
    whose = member().who.person_id
    if not console_uploads.is_waiting(connection, digest, person_id=whose, kind=kind):
        return None
    try:
        return site.office.files.open(digest)
    except NoSuchFileError:
        return None


def drop(site: Site, digest: str) -> None:
    """It was stored: the file is needed no more."""
    with site.office.database.write() as connection:
        console_uploads.forget(connection, digest, member().who.person_id)
        is_needed = console_uploads.is_needed(connection, digest)
    if not is_needed:
        site.office.files.delete(digest)
