"""Who leads a group hears that reports wait for them: at most once a day, free whenever they write.

The clock's message leaves out whoever got another message of the clock that day. The one that rides
along with an answer never goes out by itself. Who was told three times of the same reports is left
alone: then the planning group hears once (`scheduler/certification_stuck.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    Certifier,
    ReportToCertify,
    read_certifiers,
    read_waiting,
    standing_of,
)
from models.closed_days import read_calendar
from models.messages import Delivery
from models.people import Group, LineAccount, Person
from models.rules import read_rules
from scheduler.foresight import Foreseen

KIND = "certify_request"
AGAIN_AFTER = timedelta(days=3)
"""Who was told and did nothing hears again after so long, though nothing new came."""
MOST_TIMES = 3
LOOKS_BACK = timedelta(days=60)
"""Of reports older than this nobody is told any more; the list has them."""
RIDES_WITHIN = timedelta(minutes=5)
TITLE, LIST = "มีรายงานรอรับรอง", "รายการที่รอรับรอง"
NAMED = 5


@dataclass(frozen=True)
class AskToCertify:
    """The clock's job."""

    name: str = "certification requests"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Write one message for each who leads a group in which something new waits."""
        with office.database.read() as connection:
            left = left_of_day(connection, now)
            messages = _messages(connection, now, left) if left else []
        if not messages:
            return {}
        with office.database.write() as connection:
            return {"asked": outbox.put(connection, office, messages)}


def left_of_day(connection: Connection, now: datetime) -> timedelta | None:
    """How long the office still works today; None outside the hours in which the clock asks."""
    here, rules = now.astimezone(BANGKOK), read_rules(connection)
    if rules.paused or not rules.remind_at <= here.time() < rules.work_until:
        return None
    if not read_calendar(connection).is_working(here.date()):
        return None
    return datetime.combine(here.date(), rules.work_until, BANGKOK) - now


def riding(connection: Connection, who: Authority, account: str, now: datetime) -> Outgoing | None:
    """What an answer to this person takes along for free; None if there is nothing to say."""
    day = now.astimezone(BANGKOK).date()
    waiting = read_waiting(connection, who.led)
    certifiers = read_certifiers(connection, _groups(waiting), day)
    theirs = [one for one in waiting if standing_of(who, one, certifiers).may_decide]
    if not theirs:
        return None
    told = _told(connection, {who.person_id: _newest(theirs)}, day)[who.person_id]
    if told.today or not told.may_hear(now):
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


def foreseen(
    connection: Connection, now: datetime, days: Sequence[date], others: Mapping[date, set[int]]
) -> list[Foreseen]:
    """The requests of the coming working days, if nobody decided and nothing new came.

    `others`: who gets another message of the clock on a day.
    """
    found = []
    for one in read_leading(connection, now):
        told = one.told
        for day in days:
            at = max(now, datetime.combine(day, now.timetz()))
            if one.person_id in others.get(day, ()) or (told.today and day <= at_day(now)):
                continue
            if told.may_hear(at):
                found.append(Foreseen(day, one.person_id, KIND, len(one.waiting)))
                told = replace(told, times=(*told.times, at))
    return found


def at_day(now: datetime) -> date:
    """The day in Bangkok."""
    return now.astimezone(BANGKOK).date()


# --- who hears what ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What somebody heard of what waits now. `since`: when the newest of it came.

    `times`: how often and when, since then; `today`: the clock spoke to them today.
    """

    since: datetime
    times: Sequence[datetime]
    today: bool = False

    def may_hear(self, now: datetime) -> bool:
        """True at once for something new, then every three days, three times in all."""
        if now - self.since > LOOKS_BACK:
            return False
        if not self.times:
            return True
        return len(self.times) < MOST_TIMES and now - max(self.times) >= AGAIN_AFTER

    def is_stuck(self, now: datetime) -> bool:
        """True once a fourth time would be due."""
        is_over = len(self.times) >= MOST_TIMES and now - max(self.times) >= AGAIN_AFTER
        return is_over and now - self.since <= LOOKS_BACK


@dataclass(frozen=True)
class Leading:
    """Somebody who leads groups in which reports wait for them, and what they heard of it."""

    person_id: int
    account: str
    waiting: Sequence[ReportToCertify]
    told: Told


def read_leading(connection: Connection, now: datetime) -> list[Leading]:
    """Everybody for whom something waits and who can be written to; a fixed number of queries."""
    day = now.astimezone(BANGKOK).date()
    groups = connection.scalars(select(Group.id).where(Group.active)).all()
    waiting = read_waiting(connection, groups)
    certifiers = read_certifiers(connection, _groups(waiting), day)
    leads: dict[int, list[Lead]] = {}
    for group_id, people in certifiers.items():
        for one in people:
            leads.setdefault(one.person_id, []).append(Lead(group_id, one.kind))
    accounts = _accounts(connection, list(leads))
    theirs = {
        person_id: _theirs(Authority(person_id, leads=tuple(led)), waiting, certifiers)
        for person_id, led in leads.items()
        if person_id in accounts
    }
    newest = {person_id: _newest(reports) for person_id, reports in theirs.items() if reports}
    told = _told(connection, newest, day)
    return [Leading(one, accounts[one], theirs[one], told[one]) for one in newest]


def _theirs(
    who: Authority,
    waiting: Sequence[ReportToCertify],
    certifiers: Mapping[int, Sequence[Certifier]],
) -> list[ReportToCertify]:
    return [
        one
        for one in waiting
        if one.project.groups[0] in who.led and standing_of(who, one, certifiers).may_decide
    ]


def _messages(connection: Connection, now: datetime, expires: timedelta) -> list[Outgoing]:
    day = now.astimezone(BANGKOK).date()
    return [
        Outgoing(
            recipient=one.account,
            objects=(request_card(one.waiting),),
            kind=KIND,
            natural_key=_key(one.person_id, day),
            expires_after=expires,
        )
        for one in read_leading(connection, now)
        if not one.told.today and one.told.may_hear(now)
    ]


def _groups(waiting: Sequence[ReportToCertify]) -> set[int]:
    return {one.project.groups[0] for one in waiting}


def _newest(waiting: Sequence[ReportToCertify]) -> datetime:
    return max(one.submitted_at for one in waiting)


def _accounts(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        select(LineAccount.person_id, LineAccount.line_user_id)
        .join(Person, Person.id == LineAccount.person_id)
        .where(LineAccount.person_id.in_(people), LineAccount.blocked_at.is_(None))
    )
    return {row.person_id: row.line_user_id for row in rows}


def _told(connection: Connection, newest: Mapping[int, datetime], day: date) -> dict[int, Told]:
    """What each heard since the newest came, found by the keys of those days: the outbox grows."""
    whose = {
        _key(person, day - timedelta(days=back)): person
        for person, came in newest.items()
        for back in range(_days_since(came, day) + 1)
    }
    today = {_key(person, day): person for person in newest}
    today |= {f"reminder:{person}:{day.isoformat()}": person for person in newest}
    rows = connection.execute(
        select(OUT.natural_key, OUT.sent_at).where(
            OUT.natural_key.in_({*whose, *today}), OUT.state != Delivery.WITHDRAWN
        )
    ).all()
    times: dict[int, list[datetime]] = {}
    for key, sent_at in rows:
        if key in whose and sent_at and sent_at >= newest[whose[key]]:
            times.setdefault(whose[key], []).append(sent_at)
    heard = {today[key] for key, _ in rows if key in today}
    return {
        one: Told(came, tuple(times.get(one, ())), one in heard) for one, came in newest.items()
    }


def _days_since(came: datetime, day: date) -> int:
    return max(0, min((day - came.astimezone(BANGKOK).date()).days, LOOKS_BACK.days))


def _key(person_id: int, day: date) -> str:
    return f"{KIND}:{person_id}:{day.isoformat()}"
