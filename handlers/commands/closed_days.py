"""`flask closed-days ...`: the days on which the office is closed."""

import click
from click import Group

from bot.clock import BANGKOK
from bot.office import Office
from handlers.commands.rounds import thai_date
from handlers.commands.tools import one_line_errors
from models import closed_days
from models.audit import Channel
from models.fiscal import to_ad, to_be
from scheduler.calendar_job import FillCalendar
from workbooks.thai_dates import show_date

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("closed-days")
    def closed_days_() -> None:
        """Days on which the office is closed (วันหยุด)."""

    @closed_days_.command("list")
    @click.option("--year", type=int, help="The year, B.E.; default: this one.")
    @one_line_errors
    def list_(year: int | None) -> None:
        """List a calendar year's closed days, each with its source (รายการวันหยุด)."""
        now = office.clock.now()
        FillCalendar().run(office, now)
        wanted = to_ad(year) if year else now.astimezone(BANGKOK).year
        with office.database.read() as connection:
            days = closed_days.days_of(connection, wanted)
        for one in days:
            note = "" if one.closed else "  (สำนักงานเปิดทำการ)"
            name = WEEKDAYS[one.day.weekday()]
            click.echo(f"{show_date(one.day)}  {name}  {one.name}  [{one.source}]{note}")
        if not days:
            click.echo(f"ไม่มีวันหยุดของปี {to_be(wanted)}")

    @closed_days_.command("add")
    @click.argument("day")
    @click.argument("name")
    @one_line_errors
    def add(day: str, name: str) -> None:
        """Close the office on DAY, like 8/4/2567, because of NAME (เพิ่มวันหยุด)."""
        closed = thai_date("DAY", day)
        with office.database.write() as connection:
            now = office.clock.now()
            closed_days.add_day(connection, closed, name, at=now, channel=Channel.COMMAND)
        click.echo(f"เพิ่มวันหยุด {show_date(closed)} {name} แล้ว")

    @closed_days_.command("remove")
    @click.argument("day")
    @one_line_errors
    def remove(day: str) -> None:
        """Let the office work on DAY, which was a closed day (ยกเลิกวันหยุด)."""
        opened = thai_date("DAY", day)
        with office.database.write() as connection:
            now = office.clock.now()
            closed_days.remove_day(connection, opened, at=now, channel=Channel.COMMAND)
        click.echo(f"{show_date(opened)} ไม่เป็นวันหยุดแล้ว")
