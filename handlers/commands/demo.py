"""`flask demo`: the sample office, the simulator and the bot in one process, nothing to set up."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import click
from click import Group
from flask import Flask, redirect
from sqlalchemy import Connection, exists, func, select
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bot.clock import BANGKOK, MovableClock, SystemClock
from bot.office import Office
from bot.settings import Settings
from handlers import web_app
from handlers.commands import serving
from handlers.commands.tools import one_line_errors
from handlers.invitation import invite_everyone
from models import schema
from models.audit import Channel
from models.errors import KaonaError
from models.fiscal import Period, RoundCode
from models.messages import ChatSession
from models.people import Group as OfficeGroup
from models.people import LineAccount, Person
from models.plan import Plan, ProjectOwner
from models.rounds import open_round
from scheduler.ticking import Ticking
from scheduler.travel import Travel, step_of
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import import_disbursements
from workbooks.plan_reader import read_plan
from workbooks.plan_store import import_plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FISCAL_YEAR = 2567
OPENS = datetime(2024, 4, 3, 9, 0, tzinfo=BANGKOK)
"""A Wednesday in the reporting weeks of the sample office's second quarter."""
DUE = date(2024, 4, 10)
BASIC_ID = "@kaona"
PREFIX = "/simulator"


class OtherOfficeError(KaonaError):
    """This database holds another office: set DATABASE_URL to an empty one for the demo."""


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("demo")
    @click.option("--host", default="127.0.0.1", show_default=True)
    @one_line_errors
    def demo(host: str) -> None:
        """Serve the sample office with a chat page to try everything; nothing to set up."""
        port = office.settings.port
        here = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
        clock = MovableClock(OPENS, running=SystemClock())
        ours = demo_office(office, clock, here)
        app = web_app.create(ours)
        app.add_url_rule("/", "demo", lambda: redirect(PREFIX + "/"))
        ticking = Ticking(ours)
        travel = Travel(clock, step_of(ours, ticking))
        stand_in = _stand_in(ours, travel, f"{here}/callback")
        ready = f"\n  ก้าวหน้าพร้อมแล้ว เปิดที่  {here}/\n"
        both = DispatcherMiddleware(app, {PREFIX: stand_in})
        serving.until_stopped(both, ours, host=host, port=port, announcement=ready, ticking=ticking)


def demo_office(office: Office, clock: MovableClock, here: str) -> Office:
    """The sample office in `office`'s database, with the simulator in LINE's place."""
    settings = _settings(office.settings, here)
    ours = Office(
        settings=settings,
        database=office.database,
        clock=clock,
        ids=office.ids,
    )
    schema.upgrade(ours.database)
    last = _filled(ours)
    if last and last > clock.now():
        clock.set(last + timedelta(minutes=1))
    return ours


def _settings(settings: Settings, here: str) -> Settings:
    """Nothing of a real channel is touched: secrets of this process, addresses of this process."""
    return replace(
        settings,
        line_channel_secret=secrets.token_hex(16),
        line_channel_access_token=secrets.token_hex(32),
        line_api_base_url=here + PREFIX,
        line_data_api_base_url=here + PREFIX,
        line_basic_id=BASIC_ID,
        public_base_url=here,
        secret_key=settings.secret_key or secrets.token_hex(32),
    )


def _filled(office: Office) -> datetime | None:
    """Load the sample office into an empty database; when an earlier demo was last used."""
    with office.database.write() as connection:
        year = connection.execute(select(func.max(Plan.fiscal_year))).scalar()
        if year is None:
            _load_samples(connection, office.clock.now())
        elif not _is_ours(connection):
            raise OtherOfficeError
        return connection.execute(select(func.max(ChatSession.touched_at))).scalar()


def _is_ours(connection: Connection) -> bool:
    """True for a database an earlier demo filled: its plan, and only the simulator's accounts."""
    from simulator import user_id_for

    years = connection.scalars(select(Plan.fiscal_year)).all()
    bound = connection.execute(
        select(LineAccount.line_user_id, Person.code).join(
            Person, Person.id == LineAccount.person_id
        )
    )
    return years == [FISCAL_YEAR] and all(account == user_id_for(code) for account, code in bound)


def _load_samples(connection: Connection, now: datetime) -> None:
    with (SAMPLES / "samut_sakhon_2567_plan.xlsx").open("rb") as file:
        import_plan(connection, read_plan(file), at=now, channel=Channel.COMMAND)
    with (SAMPLES / "samut_sakhon_2567_disbursements.xlsx").open("rb") as file:
        figures = read_disbursements(file)
    import_disbursements(connection, figures, at=now, today=now.date(), channel=Channel.COMMAND)
    code = RoundCode(FISCAL_YEAR, Period.Q2)
    open_round(connection, code, as_of=code.last_day, due=DUE, at=now, channel=Channel.COMMAND)


def _stand_in(office: Office, clock: Travel, webhook_url: str) -> Flask:
    """The simulator, with everybody of the office and their invitations."""
    from simulator import Account, BotAccount, Platform, create_simulator, user_id_for

    links = {one.person_code: one.link for one in invite_everyone(office, BASIC_ID)}
    people = [
        Account(
            user_id=user_id_for(code),
            name=name,
            position=" ".join(filter(None, (title, group))),
            invite_link=links.get(code, ""),
            friend=code not in links,
        )
        for code, name, title, group in _everybody(office)
    ]
    platform = Platform(
        channel_secret=office.settings.line_channel_secret,
        access_token=office.settings.line_channel_access_token,
        webhook_url=webhook_url,
        people=people,
        bot=BotAccount(basic_id=BASIC_ID),
        clock=clock,
        in_background=True,
        http_images_from_loopback=True,
    )
    return create_simulator(platform)


def _everybody(office: Office) -> list[tuple[str, str, str, str]]:
    """Owners first: the page begins with somebody who has a project to report."""
    owns = exists().where(ProjectOwner.person_id == Person.id)
    with office.database.read() as connection:
        rows = connection.execute(
            select(Person.code, Person.name, Person.title, OfficeGroup.short_name)
            .outerjoin(OfficeGroup, OfficeGroup.id == Person.group_id)
            .where(Person.active)
            .order_by(owns.desc(), OfficeGroup.position, Person.code)
        )
        return [(row.code, row.name, row.title, row.short_name or "") for row in rows]
