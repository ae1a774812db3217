"""Invitations: new codes for people, links that type them into the chat, sheets with QR codes."""

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import segno
from sqlalchemy import Connection, insert

from bot.line import LineError
from bot.office import Office
from models import invites
from models.audit import AuditEntry, Channel
from models.errors import KaonaError


@dataclass(frozen=True)
class Invitation:
    """A person's code and the link; the link is empty if the bot's LINE id is not known."""

    person_code: str
    name: str
    code: str
    link: str


@dataclass(frozen=True)
class Inviter:
    """Through which door the invitations are made, and by whom."""

    channel: Channel
    person_id: int | None = None


OPERATOR = Inviter(Channel.COMMAND)


class NoSuchPersonError(KaonaError):
    """Nobody in the plan has this code."""


def invite_everyone(office: Office, basic_id: str, by: Inviter = OPERATOR) -> list[Invitation]:
    """A new code for everybody not registered yet; codes given earlier end."""
    return _invited(office, basic_id, invites.unregistered, by)


def invite_again(
    office: Office, basic_id: str, person_code: str, by: Inviter = OPERATOR
) -> list[Invitation]:
    """A new code for one person, registered or not: for a lost phone or another account."""
    made = _invited(office, basic_id, partial(invites.known, person_code=person_code), by)
    if not made:
        raise NoSuchPersonError(f"Nobody in the plan has the code {person_code}")
    return made


def _invited(
    office: Office,
    basic_id: str,
    find: Callable[[Connection], list[tuple[int, str, str]]],
    by: Inviter,
) -> list[Invitation]:
    office.settings.require("SECRET_KEY")
    now = office.clock.now()
    with office.database.write() as connection:
        people = find(connection)
        codes = {person_id: office.ids.code(invites.CODE_LENGTH) for person_id, _, _ in people}
        digests = {
            person_id: invites.digest(code, office.settings.secret_key)
            for person_id, code in codes.items()
        }
        invites.issue(connection, digests, now)
        if codes:
            connection.execute(
                insert(AuditEntry),
                [
                    {
                        "at": now,
                        "actor_id": by.person_id,
                        "channel": by.channel,
                        "action": "invite",
                        "subject": "person",
                        "subject_id": str(person_id),
                    }
                    for person_id in codes
                ],
            )
    return [
        Invitation(
            person_code=person_code,
            name=name,
            code=invites.written(codes[person_id]),
            link=link_to_type(basic_id, f"ลงทะเบียน {invites.written(codes[person_id])}"),
        )
        for person_id, person_code, name in people
    ]


def basic_id_of(office: Office) -> str:
    """The bot's LINE id (`@...`): from the settings, else asked of LINE; empty if neither knows."""
    settings = office.settings
    if settings.line_basic_id or not settings.line_channel_access_token:
        return settings.line_basic_id
    try:
        return office.line.bot_info().basic_id
    except LineError:
        return ""


def link_to_type(basic_id: str, text: str) -> str:
    """LINE's link that opens the chat with the bot with `text` already typed."""
    if not basic_id:
        return ""
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(text, safe='')}"


def qr_for_terminal(link: str) -> str:
    """A QR code of block letters, readable off a terminal."""
    drawn = io.StringIO()
    segno.make(link, error="l").terminal(drawn, compact=True)
    return drawn.getvalue()


def qr_for_page(link: str) -> str:
    """A QR image as SVG, to stand in a page."""
    return segno.make(link, error="m").svg_inline(border=2, omitsize=True)


def sheet(invitations: Sequence[Invitation], office_name: str) -> str:
    """A page to print on A4 and cut: name, code and QR image of each person."""
    cells = "\n".join(_cell(one) for one in invitations)
    return _PAGE.format(title=html.escape(office_name), cells=cells)


def _cell(one: Invitation) -> str:
    picture = qr_for_page(one.link) if one.link else ""
    return (
        f'<section><div>{picture}</div><p class="name">{html.escape(one.name)}</p>'
        f'<p>พิมพ์ในแชต</p><p class="code">ลงทะเบียน {html.escape(one.code)}</p></section>'
    )


_PAGE = """<!doctype html>
<html lang="th"><meta charset="utf-8"><title>รหัสเชิญ {title}</title>
<style>
@page {{ size: A4; margin: 12mm }}
body {{ font-family: "TH Sarabun New", Sarabun, "Noto Sans Thai", Loma, sans-serif; margin: 4mm }}
h1 {{ font-size: 16pt }}
main {{ display: grid; grid-template-columns: repeat(3, 1fr) }}
section {{ border: 1px dashed #999; padding: 5mm; text-align: center; break-inside: avoid }}
section p {{ margin: 1mm 0 }}
.name {{ font-weight: bold; font-size: 13pt }}
.code {{ font-size: 14pt; white-space: nowrap }}
svg {{ width: 36mm; height: 36mm }}
</style>
<h1>รหัสเชิญเข้าใช้ “ก้าวหน้า” {title}</h1>
<p>เปิดกล้อง LINE สแกน QR ของตนเอง แล้วกดส่งข้อความที่พิมพ์ไว้ให้ รหัสใช้ได้ครั้งเดียวภายใน 30 วัน</p>
<main>
{cells}
</main>
</html>
"""
