"""`flask tick`: does once everything that is due by the clock."""

from datetime import datetime

import click
from click import Group

from bot import logs
from bot.clock import BANGKOK
from bot.office import Office
from bot.thaitext import day_and_time
from handlers.commands.tools import one_line_errors
from models import schema
from models.errors import KaonaError
from scheduler.clock import Tick
from scheduler.clock import tick as tick_once


class NotAMomentError(KaonaError):
    """--at must be a moment like 2024-04-03T09:00:00+07:00."""


class NotSetUpError(KaonaError):
    """The database is not set up or not up to date: run `flask init`."""


class JobsFailedError(KaonaError):
    """Some jobs failed."""


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("tick")
    @click.option("--at", "moment", help="A moment like 2024-04-03T09:00:00+07:00; default: now.")
    @one_line_errors
    def tick(moment: str | None) -> None:
        """Do once everything that is due by the clock, and end (ทำงานตามเวลาหนึ่งครั้ง)."""
        now = _moment(moment) if moment else office.clock.now()
        if not schema.is_current(office.database):
            raise NotSetUpError
        logs.configure()
        done = tick_once(office, now)
        click.echo(f"ทำงานตามเวลา ณ {day_and_time(now)}")
        for line in _lines(done):
            click.echo(line)
        if done.failed:
            raise JobsFailedError(f"งานที่ไม่สำเร็จ: {', '.join(done.failed)} ดูสาเหตุในบันทึกด้านบน")


def _moment(written: str) -> datetime:
    """Without a zone it is Bangkok's time."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise NotAMomentError from None
    return read if read.tzinfo else read.replace(tzinfo=BANGKOK)


def _lines(done: Tick) -> list[str]:
    return [
        f"{name}: " + " ".join(f"{what}={number}" for what, number in counted.items() if number)
        for name, counted in done.counted.items()
        if any(counted.values())
    ]
