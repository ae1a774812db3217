"""Exports, for whoever asks for one: chat, console, clock and commands use this alone."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from bot.file_links import FileLinks
from bot.office import Office
from models.audit import Channel
from models.document_templates import TemplateKind, templates_in_use
from models.errors import KaonaError
from models.exports import AskExport, ExportRequest
from models.fiscal import RoundCode
from reports.official import official_report
from reports.outputs import OUTPUTS
from reports.outputs.publication import Publication, photographs_in
from reports.picture import RoundPicture
from reports.reading import picture_of

MAKERS_VERSION: Final = 1
"""Raised when documents of the same picture come to look different."""
KEY_LENGTH: Final = 16

TITLES: Final[Mapping[str, str]] = {
    "report.docx": "รายงานฉบับเต็ม (Word)",
    "report.pdf": "รายงานฉบับเต็ม (PDF)",
    "memo.docx": "บันทึกข้อความ (Word)",
    "tables.xlsx": "ตาราง (Excel)",
    "tables.json": "ข้อมูลตาราง (JSON)",
}
"""What people call the documents, in the order they are offered."""


class NoSuchDocumentError(KaonaError):
    """There is no such document."""


class NoSuchGroupError(KaonaError):
    """There is no such group in the plan."""


@dataclass(frozen=True)
class Asked:
    """A new export: its key, what is to be written in the caller's transaction, its link."""

    key: str
    effect: AskExport
    link: str | None


def offered() -> dict[str, str]:
    """The documents that can be asked for, by file name, and what people call them."""
    return {kind: title for kind, title in TITLES.items() if kind in OUTPUTS}


def ask(
    office: Office,
    request: ExportRequest,
    *,
    asked_by: int | None,
    channel: Channel,
    caused_by: str | None = None,
) -> Asked:
    """Ask for a document. Nothing is written before `effect.apply(connection)`.

    The link can be handed out at once: its page shows the making and then hands out the file. It
    is None where the office has no address (`PUBLIC_BASE_URL`) or no key.
    """
    if request.kind not in OUTPUTS:
        raise NoSuchDocumentError(f"ไม่มีเอกสาร {request.kind} มี: {', '.join(OUTPUTS)}")
    key = office.ids.code(KEY_LENGTH)
    effect = AskExport(key, request, asked_by, channel, office.clock.now(), caused_by)
    return Asked(key, effect, link(office, key))


def ask_export(
    office: Office,
    connection: Connection,
    request: ExportRequest,
    *,
    asked_by: int | None,
    channel: Channel,
) -> str:
    """Ask for a document in the caller's transaction; its key."""
    asked = ask(office, request, asked_by=asked_by, channel=channel)
    asked.effect.apply(connection)
    return asked.key


def link(office: Office, key: str) -> str | None:
    """A fresh link to an export's page, good for a day."""
    return FileLinks(office).to_export(key)


def file_name(request: ExportRequest) -> str:
    """What the file is called where it is saved: `report-2567-Q2.docx`; plain letters only."""
    stem, _, suffix = request.kind.rpartition(".")
    groups = "-groups" if request.groups else ""
    return f"{stem}-{request.round}{groups}.{suffix}"


def chosen(picture: RoundPicture, groups: frozenset[str], style: str | None = None) -> RoundPicture:
    """The picture of these groups only, in that style; `NoSuchGroupError` names what is wrong."""
    if style:
        picture = picture.in_style(type(picture.style)(style))
    known = [group.code for group in picture.groups]
    if unknown := sorted(groups - set(known)):
        raise NoSuchGroupError(f"ไม่มีกลุ่ม {', '.join(unknown)} มี: {', '.join(known)}")
    return picture.of_groups(groups) if groups else picture


def publication_of(office: Office, source: "Source", *, thai_digits: bool) -> Publication:
    """What all documents are made from. A photo that is gone leaves its place empty."""
    content = photographs_in(office.files)
    own = ((kind, content(digest)) for kind, digest in source.templates.items())
    return Publication(
        official_report(source.picture),
        thai_digits=thai_digits,
        photograph=content,
        templates={kind: template for kind, template in own if template},
    )


@dataclass(frozen=True)
class Source:
    """What an export is made from, read at once, and its fingerprint."""

    picture: RoundPicture
    templates: Mapping[TemplateKind, str]
    fingerprint: str


def read_source(connection: Connection, request: ExportRequest) -> Source:
    """The picture as asked for, and the office's own templates."""
    whole = picture_of(connection, RoundCode.parse(request.round))
    picture = chosen(whole, frozenset(request.groups), request.style)
    templates = templates_in_use(connection)
    return Source(picture, templates, _fingerprint(picture, request, templates))


def _fingerprint(
    picture: RoundPicture, request: ExportRequest, templates: Mapping[TemplateKind, str]
) -> str:
    """The same for the same document, whoever asks for it and whenever."""
    whole = {
        "version": MAKERS_VERSION,
        "picture": picture.as_json(),
        "kind": request.kind,
        "thai_digits": request.thai_digits,
        "templates": {kind.value: digest for kind, digest in templates.items()},
    }
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
