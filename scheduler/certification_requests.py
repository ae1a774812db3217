"""Who leads a group hears that reports wait for them: at most once a day, free whenever they write.

The clock's message leaves out whoever got another message of the clock that day. The one that rides
along with an answer never goes out by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot import cards, outbox
from bot.cards import Json
from bot.clock import BANGKOK
from bot.office import Office
from bot.outbox import OUT, Outgoing
from bot.thaitext import clip, day_and_time
from models.authority import Authority, Lead
from models.certifying import (
    ReportToCertify,
    read_certifiers,
    read_waiting,
    standing_of,
)
from models.closed_days import read_calendar
from models.messages import Delivery
from models.people import Group, LineAccount, Person
from models.rules import read_rules

KIND = "certify_request"
AGAIN_AFTER = timedelta(days=3)
"""Who was told and did nothing hears again after so long, though nothing new came."""
RIDES_WITHIN = timedelta(minutes=5)
TITLE, LIST = "มีรายงานรอรับรอง", "รายการที่รอรับรอง"
NAMED = 5


@dataclass(frozen=True)
class AskToCertify:
    """The clock's job."""

    name: str = "certification requests"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Write one message for each who leads a group in which something new waits."""
        here = now.astimezone(BANGKOK)
        with office.database.read() as connection:
            rules = read_rules(connection)
            if rules.paused or not rules.remind_at <= here.time() < rules.work_until:
                return {}
            if not read_calendar(connection).is_working(here.date()):
                return {}
            until = datetime.combine(here.date(), rules.work_until, BANGKOK)
            messages = _messages(connection, now, until - now)
        if not messages:
            return {}
        with office.database.write() as connection:
            return {"asked": outbox.put(connection, office, messages)}


def riding(connection: Connection, who: Authority, account: str, now: datetime) -> Outgoing | None:
    """What an answer to this person takes along for free; None if there is nothing to say."""
    day = now.astimezone(BANGKOK).date()
    told = _told(connection, [who.person_id], day)[who.person_id]
    if told.today:
        return None
    waiting = read_waiting(connection, who.led)
    certifiers = read_certifiers(connection, _groups(waiting), day)
    theirs = [one for one in waiting if standing_of(who, one, certifiers).may_decide]
    if not _is_news(theirs, told, now):
        return None
    return Outgoing(
        recipient=account,
        objects=(request_card(theirs),),
        kind=KIND,
        natural_key=_key(who.person_id, day),
        due_at=now + RIDES_WITHIN,
        expires_after=timedelta(0),
    )


def request_card(waiting: Sequence[ReportToCertify]) -> Json:
    """How many wait, the first of them, and the way to the list."""
    lines = [
        cards.words(f"{one.project.code}. {clip(one.project.name, 60)}", maxLines=2)
        for one in waiting[:NAMED]
    ]
    if len(waiting) > NAMED:
        lines.append(cards.note(f"และอีก {len(waiting) - NAMED} ฉบับ"))
    oldest = min(one.submitted_at for one in waiting)
    summary = f"รอรับรอง {len(waiting)} ฉบับ ฉบับแรกส่งเมื่อ {day_and_time(oldest)}"
    bubble = cards.bubble(
        head=cards.heading(TITLE),
        body=[cards.words(summary), *lines],
        buttons=[cards.button(cards.postback(LIST, "certify:list"), main=True)],
    )
    return cards.card(f"{TITLE} {len(waiting)} ฉบับ", bubble)


# --- who hears what ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """When somebody heard last that reports wait; `today`: the clock spoke to them today."""

    last: datetime | None = None
    today: bool = False


def _messages(connection: Connection, now: datetime, expires: timedelta) -> list[Outgoing]:
    day = now.astimezone(BANGKOK).date()
    groups = connection.scalars(select(Group.id).where(Group.active)).all()
    waiting = read_waiting(connection, groups)
    certifiers = read_certifiers(connection, _groups(waiting), day)
    leads: dict[int, list[Lead]] = {}
    for group_id, people in certifiers.items():
        for one in people:
            leads.setdefault(one.person_id, []).append(Lead(group_id, one.kind))
    accounts = _accounts(connection, list(leads))
    told = _told(connection, list(accounts), day)
    messages = []
    for person_id, led in leads.items():
        account = accounts[person_id]
        who = Authority(person_id, leads=tuple(led))
        theirs = [
            one
            for one in waiting
            if one.project.groups[0] in who.led and standing_of(who, one, certifiers).may_decide
        ]
        if told[person_id].today or not _is_news(theirs, told[person_id], now):
            continue
        messages.append(
            Outgoing(
                recipient=account,
                objects=(request_card(theirs),),
                kind=KIND,
                natural_key=_key(person_id, day),
                expires_after=expires,
            )
        )
    return messages


def _groups(waiting: Sequence[ReportToCertify]) -> set[int]:
    return {one.project.groups[0] for one in waiting}


def _accounts(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        select(LineAccount.person_id, LineAccount.line_user_id)
        .join(Person, Person.id == LineAccount.person_id)
        .where(LineAccount.person_id.in_(people), LineAccount.blocked_at.is_(None))
    )
    return {row.person_id: row.line_user_id for row in rows}


def _told(connection: Connection, people: Sequence[int], day: date) -> dict[int, _Told]:
    """What each heard, found by the keys of the last days: the outbox only grows."""
    days = [day - timedelta(days=back) for back in range(AGAIN_AFTER.days + 1)]
    whose = {_key(person, one): person for person in people for one in days}
    today = {_key(person, day): person for person in people}
    today |= {f"reminder:{person}:{day.isoformat()}": person for person in people}
    rows = connection.execute(
        select(OUT.natural_key, OUT.sent_at).where(
            OUT.natural_key.in_({*whose, *today}), OUT.state != Delivery.WITHDRAWN
        )
    ).all()
    last: dict[int, datetime] = {}
    for key, sent_at in rows:
        if key in whose and sent_at:
            last[whose[key]] = max(sent_at, last.get(whose[key], sent_at))
    heard = {today[key] for key, _ in rows if key in today}
    return {one: _Told(last.get(one), one in heard) for one in people}


def _is_news(waiting: Sequence[ReportToCertify], told: _Told, now: datetime) -> bool:
    if not waiting:
        return False
    newest = max(one.submitted_at for one in waiting)
    return told.last is None or told.last < newest or now - told.last >= AGAIN_AFTER


def _key(person_id: int, day: date) -> str:
    return f"{KIND}:{person_id}:{day.isoformat()}"
