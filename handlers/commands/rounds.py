"""`flask round open|extend|list|close|late`: reporting rounds."""

from datetime import date

import click
from click import Group
from sqlalchemy import select

from bot.clock import today
from bot.office import Office
from bot.thaitext import baht, day_and_time
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from models.fiscal import RoundCode
from models.rounds import Round, RoundError, extend_round, open_round
from reports.closing import close_round
from reports.late import late_reports
from workbooks.thai_dates import NotADateError, read_date, show_date


def thai_date(option: str, written: str) -> date:
    """The day typed for an option: 31/3/2567, 31/3/67, 31 มี.ค. 2567; `RoundError` otherwise."""
    try:
        return read_date(written)
    except NotADateError as error:
        raise RoundError(f'{option} "{written}": ต้องเป็น{error}') from None


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("round")
    def round_() -> None:
        """Reporting rounds (รอบรายงาน)."""

    @round_.command("open")
    @click.argument("code")
    @click.option("--as-of", help="Cut-off; default: the period's last day.")
    @click.option("--due", required=True, help="Last day to report in time.")
    @one_line_errors
    def open_(code: str, as_of: str | None, due: str) -> None:
        """Open the round CODE, like 2567-Q2 (เปิดรอบรายงาน)."""
        named = RoundCode.parse(code)
        cut_off = thai_date("--as-of", as_of) if as_of else named.last_day
        last = thai_date("--due", due)
        with office.database.write() as connection:
            now = office.clock.now()
            open_round(connection, named, as_of=cut_off, due=last, at=now, channel=Channel.COMMAND)
        click.echo(f"เปิดรอบ {named} แล้ว: ข้อมูล ณ {show_date(cut_off)} กำหนดส่ง {show_date(last)}")
        if last < today(office.clock):
            click.echo("ข้อสังเกต: กำหนดส่งผ่านไปแล้ว")

    @round_.command("extend")
    @click.argument("code")
    @click.option("--due", required=True, help="The new last day to report in time.")
    @one_line_errors
    def extend(code: str, due: str) -> None:
        """Give the open round CODE another due date (เลื่อนกำหนดส่ง)."""
        named, last = RoundCode.parse(code), thai_date("--due", due)
        with office.database.write() as connection:
            now = office.clock.now()
            extend_round(connection, named, due=last, at=now, channel=Channel.COMMAND)
        click.echo(f"เลื่อนกำหนดส่งของรอบ {named} เป็น {show_date(last)} แล้ว")

    @round_.command("list")
    @one_line_errors
    def list_() -> None:
        """List all rounds, the newest first (รายการรอบ)."""
        with office.database.read() as connection:
            query = select(Round.code, Round.as_of, Round.due, Round.closed_at)
            found = connection.execute(query.order_by(Round.as_of.desc(), Round.id.desc())).all()
        for code, as_of, due, closed_at in found:
            state = "ปิดแล้ว" if closed_at else "เปิดอยู่"
            click.echo(f"{code}  ข้อมูล ณ {show_date(as_of)}  กำหนดส่ง {show_date(due)}  {state}")
        if not found:
            click.echo("ยังไม่มีรอบรายงาน")

    @round_.command("close")
    @click.argument("code")
    @one_line_errors
    def close(code: str) -> None:
        """Close the round CODE and freeze its figures (ปิดรอบรายงาน)."""
        named = RoundCode.parse(code)
        with office.database.write() as connection:
            close_round(connection, named, at=office.clock.now(), channel=Channel.COMMAND)
        click.echo(f"ปิดรอบ {named} แล้ว")

    @round_.command("late")
    @click.argument("code")
    @one_line_errors
    def late(code: str) -> None:
        """List what was reported after the round CODE was closed (รายงานหลังปิดรอบ)."""
        named = RoundCode.parse(code)
        with office.database.read() as connection:
            found = late_reports(connection, named)
        for one in found:
            spent = "-" if one.spent is None else baht(one.spent)
            what = "แก้ไข" if one.version > 1 else "รายงาน"
            when = day_and_time(one.submitted_at)
            click.echo(f"{one.receipt}  {what}เมื่อ {when}  ใช้ไป {spent}  {one.project_name}")
        if not found:
            click.echo(f"ไม่มีรายงานหลังปิดรอบ {named}")
