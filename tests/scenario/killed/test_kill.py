"""kill -9 at twenty and more moments: no accepted event is lost, nothing is sent twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from sqlalchemy import func, select

from bot import claims
from bot.clock import SystemClock
from bot.office import Office
from handlers.invitation import invite_everyone
from models.audit import AuditEntry
from models.messages import Delivery, EventState, InboundEvent, OutgoingMessage
from models.people import LineAccount
from models.progress import Draft, DraftState, Report
from simulator import Account, By, Platform, create_simulator, serve_in_thread, user_id_for
from simulator.event import Event as Act
from tests.office_sample import BASIC_ID, load
from tests.scenario.killed.bot_process import BotProcess, free_port
from tests.scenario.killed.killer import Killer

KILLS = 10
"""On each of the two databases."""
OWNERS = {"ก01": "1", "ก02": "2", "ก03": "3", "ก05": "6", "ข04": "17", "ค02": "22"}
"""Owners with the project each reports: all typed, so that nobody waits for an answer."""
DRAINED_WITHIN = timedelta(seconds=40)


def story(code: str, project: str) -> list[str]:
    return [
        f"ลงทะเบียน {code}",
        "ยอมรับ",
        f"รายงาน โครงการ {project}",
        "กำลังทำ",
        "1,000",
        "ประชุมแล้ว 1 ครั้ง",
        "ส่งเลย",
        "ยืนยันส่ง",
    ]


@dataclass
class Siege:
    """The bot's process, LINE around it, and what was accepted."""

    office: Office
    platform: Platform
    bot: BotProcess
    killer: Killer
    accepted: list[Act]

    def act(self, who: str, text: str, moment: str = "") -> None:
        """Somebody types; LINE delivers again and again until it is acknowledged."""
        person = self.platform.person(who)
        event = person.say(text)
        while not self.platform.deliveries[-1].arrived:
            self.bot.wait_until_ready()
            self.platform.redeliver(event)
        self.accepted.append(event)
        self.killer.after(moment)

    def wait_until_drained(self) -> None:
        """Until nothing stands in the outbox any more."""
        never, give_up = Event(), SystemClock().now() + DRAINED_WITHIN
        while self.standing() and SystemClock().now() < give_up:
            self.bot.wait_until_ready()
            never.wait(0.2)

    def standing(self) -> int:
        open_states = (Delivery.WAITING, Delivery.IN_HAND, Delivery.PARKED)
        with self.office.database.read() as connection:
            counted = select(func.count()).where(OutgoingMessage.state.in_(open_states))
            return connection.execute(counted).scalar_one()

    def rows(self, *columns: Any) -> list[Any]:
        with self.office.database.read() as connection:
            return list(connection.execute(select(*columns)))


@contextmanager
def siege(office: Office, directory: Path, seed: int) -> Iterator[Siege]:
    settings = office.settings
    port = free_port()
    ours = replace(office, clock=SystemClock())
    load(ours)
    links = {one.person_code: one.code for one in invite_everyone(ours, BASIC_ID)}
    url = ours.database.url.render_as_string(hide_password=False)
    environ = {
        "DATABASE_URL": url,
        "LINE_CHANNEL_SECRET": settings.line_channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": settings.line_channel_access_token,
        "SECRET_KEY": settings.secret_key,
        "PORT": str(port),
    }
    bot = BotProcess(environ, directory / "bot.log", buried=lambda: bury(ours))
    killer = Killer(bot, seed)
    platform = Platform(
        channel_secret=settings.line_channel_secret,
        access_token=settings.line_channel_access_token,
        webhook_url=f"http://127.0.0.1:{port}/callback",
        people=[
            Account(user_id_for(code), code, invite_link=links[code], friend=True)
            for code in OWNERS
        ],
        faults=killer,
    )
    with serve_in_thread(create_simulator(platform)) as base:
        bot.set_environ(LINE_API_BASE_URL=base, LINE_DATA_API_BASE_URL=base)
        try:
            bot.wait_until_ready()
            yield Siege(ours, platform, bot, killer, [])
        finally:
            bot.kill()


def bury(office: Office) -> None:
    """With PostgreSQL others may send as well, so what was in hand waits for the end of its lease.

    Here nobody else sends, and ten leases of 20 seconds would take too long: they are ended by
    hand, as a start with SQLite does.
    """
    if not office.database.is_sqlite:
        with office.database.write() as connection:
            claims.release(connection)


def play(besieged: Siege, seed: int) -> None:
    """Everybody's story, mixed; every few acts the bot dies, and comes to itself again.

    That takes less than the 50 seconds in which a reply token can tell what became of a reply in
    hand; after more the outbox says "reply outcome unknown", and such an answer may be missing.
    """
    random = Random(seed)
    left = {
        who: story(besieged.platform.person(who).chat.account.invite_link, project)
        for who, project in OWNERS.items()
    }
    deaths = 0
    while left or len(besieged.killer.happened) < KILLS:
        if len(besieged.killer.happened) > deaths:
            deaths = len(besieged.killer.happened)
            besieged.wait_until_drained()
        who = random.choice(sorted(left or OWNERS))
        text = left[who].pop(0) if left else "เมนู"
        if left and not left[who]:
            del left[who]
        moment = besieged.killer.prepare() if random.random() < 0.25 else ""
        besieged.act(who, text, moment)
        if not left:
            besieged.killer.wait_for_a_call()


def test_killed_at_any_moment_it_loses_no_accepted_event_and_sends_nothing_twice(
    office: Office, tmp_path: Path
) -> None:
    seed = 2567
    with siege(office, tmp_path, seed) as besieged:
        play(besieged, seed)
        besieged.wait_until_drained()
        assert besieged.bot.stop() == 0
        check_events(besieged)
        check_messages(besieged)
        check_reports(besieged)
        kinds = Counter(besieged.killer.happened)
        assert sum(kinds.values()) >= KILLS
        assert len(kinds) >= 4, kinds
        assert "Traceback" not in besieged.bot.said(), besieged.bot.said()


def check_events(besieged: Siege) -> None:
    """Each accepted event was remembered once, and has one answer that was delivered."""
    ids = sorted(act.id for act in besieged.accepted)
    kept = besieged.rows(InboundEvent.webhook_event_id, InboundEvent.state)
    assert sorted(row.webhook_event_id for row in kept) == ids
    assert {row.state for row in kept} == {EventState.DONE}
    answers = besieged.rows(OutgoingMessage.caused_by, OutgoingMessage.state, OutgoingMessage.error)
    assert sorted(row.caused_by for row in answers) == ids
    assert [tuple(row) for row in answers if row.state is not Delivery.SENT] == []


def check_messages(besieged: Siege) -> None:
    """What each chat shows is what the outbox wrote: nothing twice, nothing missing, in order."""
    order = select(OutgoingMessage.body).order_by(OutgoingMessage.id)
    for who in OWNERS:
        person = besieged.platform.person(who)
        with besieged.office.database.read() as connection:
            mine = order.where(OutgoingMessage.recipient == person.user_id)
            written = [part for body in connection.scalars(mine) for part in body]
        shown = [message.body for message in person.messages if message.by is By.BOT]
        for number, (one, other) in enumerate(zip_longest(written, shown)):
            assert one == other, f"{who}, message {number + 1}"


def check_reports(besieged: Siege) -> None:
    """One registration and one report each, with its trail; no draft left open."""
    reports = besieged.rows(Report.receipt, Report.version, Report.spent)
    assert sorted(row.receipt for row in reports) == sorted(
        f"2567-Q2-{project}-1" for project in OWNERS.values()
    )
    assert {(row.version, row.spent) for row in reports} == {(1, 1000)}
    trail = Counter(row.action for row in besieged.rows(AuditEntry.action))
    assert (trail["register"], trail["submit_report"]) == (len(OWNERS), len(OWNERS))
    assert "correct_report" not in trail
    assert len(besieged.rows(LineAccount.line_user_id)) == len(OWNERS)
    assert {row.state for row in besieged.rows(Draft.state)} == {DraftState.SUBMITTED}


def test_stopped_by_an_operator_it_ends_well(office: Office, tmp_path: Path) -> None:
    with siege(office, tmp_path, 1) as besieged:
        besieged.act("ก01", "สวัสดี")
        besieged.wait_until_drained()
        assert besieged.bot.stop() == 0
        check_events(besieged)
        check_messages(besieged)
