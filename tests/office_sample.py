"""The sample office, ready to chat: for tests that play what people do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from bot.clock import BANGKOK, MovableClock
from bot.ids import CountingIds
from bot.office import Office
from bot.settings import Settings
from handlers import deferred_work, web_app
from handlers.invitation import invite_everyone
from models import schema
from models.audit import Channel
from models.database import Database
from models.fiscal import Period, RoundCode
from models.messages import EventState, InboundEvent
from models.rounds import open_round
from scheduler.clock import tick
from scheduler.deferring import run_due
from scheduler.sending import deliver_due
from simulator import Account, Platform, counting_ids, create_simulator, into, user_id_for
from simulator.account import BotAccount
from simulator.person import Person
from simulator.server import serve_in_thread
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import import_disbursements
from workbooks.plan_reader import read_plan
from workbooks.plan_store import import_plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUND = RoundCode(2567, Period.Q2)
DUE = date(2024, 4, 10)
BASIC_ID = "@kaona"
NOBODY = "http://127.0.0.1:1"
"""Where LINE would be: no test asks the real one."""
MORNING = datetime(2024, 4, 3, 9, 0, tzinfo=BANGKOK)
"""A Wednesday in the reporting weeks of the second quarter of fiscal year 2567."""


def load(office: Office) -> None:
    """The plan, the finance group's figures, and the second quarter opened."""
    now = office.clock.now()
    with office.database.write() as connection:
        with (SAMPLES / "samut_sakhon_2567_plan.xlsx").open("rb") as file:
            import_plan(connection, read_plan(file), at=now, channel=Channel.COMMAND)
        with (SAMPLES / "samut_sakhon_2567_disbursements.xlsx").open("rb") as file:
            figures = read_disbursements(file)
        import_disbursements(connection, figures, at=now, today=now.date(), channel=Channel.COMMAND)
        open_round(
            connection, ROUND, as_of=ROUND.last_day, due=DUE, at=now, channel=Channel.COMMAND
        )


def settings_of(directory: Path) -> Settings:
    """What an office of the tests is set to."""
    return Settings(
        line_channel_secret="secret-of-the-tests",
        line_channel_access_token="token-of-the-tests",
        secret_key="key-of-the-tests",
        public_base_url="https://kaona.example.go.th",
        files_directory=directory / "files",
        line_api_base_url=NOBODY,
        line_data_api_base_url=NOBODY,
    )


def failures(office: Office) -> list[str]:
    """Why events failed, if any did."""
    with office.database.read() as connection:
        causes = select(InboundEvent.error).where(InboundEvent.state == EventState.FAILED)
        return [cause or "" for cause in connection.scalars(causes)]


@dataclass
class Town:
    """The office with the simulator: whoever acts has been answered when the action returns."""

    office: Office
    app: Flask
    platform: Platform
    links: Mapping[str, str]

    @property
    def address(self) -> str:
        """Where the simulator's chat page is."""
        return self.office.settings.line_api_base_url

    def person(self, code: str) -> Person:
        """Somebody by their code of the plan, who may not have added the bot yet."""
        return self.platform.person(user_id_for(code))

    def tick(self) -> None:
        """The clock ticks once, and what it wrote goes out."""
        assert not tick(self.office, self.office.clock.now()).failed
        deliver_due(self.office, self.office.line)

    def registered(self, code: str) -> Person:
        """Somebody who has added the bot, typed the code and agreed."""
        person = self.person(code)
        person.follow()
        person.say(person.scan(self.links[code]))
        person.tap("ยอมรับ")
        return person


@contextmanager
def town(office: Office, clock: MovableClock) -> Iterator[Town]:
    """The sample office served to the simulator over loopback, its outbox emptied at once."""
    load(office)
    links = {one.person_code: one.link for one in invite_everyone(office, BASIC_ID)}
    served: list[Town] = []

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        status = into(served[0].app)(url, body, headers)
        deliver_due(served[0].office, served[0].office.line)
        run_due(served[0].office, deferred_work.handlers(served[0].office))
        deliver_due(served[0].office, served[0].office.line)
        assert not failures(served[0].office)
        return status

    platform = Platform(
        channel_secret=office.settings.line_channel_secret,
        access_token=office.settings.line_channel_access_token,
        webhook_url="http://bot/callback",
        post=post,
        people=[Account(user_id_for(code), code, invite_link=link) for code, link in links.items()],
        bot=BotAccount(basic_id=BASIC_ID),
        clock=clock,
        ids=counting_ids(),
    )
    with serve_in_thread(create_simulator(platform)) as base:
        settings = replace(office.settings, line_api_base_url=base, line_data_api_base_url=base)
        ours = replace(office, settings=settings)
        served.append(Town(ours, web_app.create(ours), platform, links))
        yield served[0]


@contextmanager
def sqlite_town(directory: Path) -> Iterator[Town]:
    """The sample office on SQLite with its own clock: where one kind of database is enough."""
    database, clock = Database(f"sqlite:///{directory}/kaona.db"), MovableClock(MORNING)
    schema.upgrade(database)
    settings = settings_of(directory)
    office = Office(settings=settings, database=database, clock=clock, ids=CountingIds())
    with town(office, clock) as served:
        yield served
    database.close()
