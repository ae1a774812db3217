"""`flask round open|list|close`: reporting rounds."""

from datetime import date, datetime, timedelta
from typing import Any, Final

import click
from click import Group
from sqlalchemy import Connection, insert, select, update

from bot.clock import today
from bot.office import Office
from handlers.commands.tools import one_line_errors
from models.audit import AuditEntry, Channel
from models.errors import KaonaError
from models.fiscal import RoundCode, first_day, last_day
from models.plan import Plan
from models.rounds import Round
from workbooks.thai_dates import NotADateError, read_date, show_date

LONGEST_WAIT: Final = timedelta(days=180)
"""A round that stays due for half a year is a slip in the year."""


class RoundError(KaonaError):
    """The round cannot be opened or closed."""


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
            open_round(connection, named, as_of=cut_off, due=last, at=office.clock.now())
        click.echo(f"เปิดรอบ {named} แล้ว: ข้อมูล ณ {show_date(cut_off)} กำหนดส่ง {show_date(last)}")
        if last < today(office.clock):
            click.echo("ข้อสังเกต: กำหนดส่งผ่านไปแล้ว")

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
        """Close the round CODE (ปิดรอบรายงาน)."""
        named = RoundCode.parse(code)
        with office.database.write() as connection:
            close_round(connection, named, at=office.clock.now())
        click.echo(f"ปิดรอบ {named} แล้ว")


def open_round(
    connection: Connection, code: RoundCode, *, as_of: date, due: date, at: datetime
) -> None:
    """Open a round; `RoundError` in one line if that makes no sense."""
    year = code.fiscal_year
    lock = select(Plan.fiscal_year).where(Plan.fiscal_year == year).with_for_update()
    if connection.scalar(lock) is None:  # held, so that two commands do not open one round twice
        raise RoundError(f"ยังไม่มีแผนของปีงบประมาณ {year} นำเข้าแผนก่อน: flask plan import")
    found = connection.execute(select(Round.closed_at).where(Round.code == str(code))).first()
    if found:
        raise RoundError(f"รอบ {code} {'ปิดไปแล้ว' if found.closed_at else 'เปิดอยู่แล้ว'}")
    if not first_day(year) <= as_of <= last_day(year):
        raise RoundError(f"วันตัดยอด {show_date(as_of)} ไม่อยู่ในปีงบประมาณ {year}")
    if not as_of <= due <= as_of + LONGEST_WAIT:
        raise RoundError(
            f"กำหนดส่ง {show_date(due)} ต้องไม่ก่อนวันตัดยอด {show_date(as_of)} "
            f"และไม่เกิน {LONGEST_WAIT.days} วันหลังจากนั้น"
        )
    dates = {"as_of": as_of, "due": due}
    connection.execute(
        insert(Round).values(
            code=str(code), fiscal_year=year, period=code.period, opened_at=at, **dates
        )
    )
    _audit(connection, "round.opened", code, at, {k: v.isoformat() for k, v in dates.items()})


def close_round(connection: Connection, code: RoundCode, *, at: datetime) -> None:
    """Close an open round; `RoundError` if there is none."""
    is_open = (Round.code == str(code)) & Round.closed_at.is_(None)
    if connection.execute(update(Round).where(is_open).values(closed_at=at)).rowcount:
        _audit(connection, "round.closed", code, at, {"closed_at": at.isoformat()})
    elif connection.scalar(select(Round.id).where(Round.code == str(code))):
        raise RoundError(f"รอบ {code} ปิดไปแล้ว")
    else:
        raise RoundError(f"ไม่มีรอบ {code} ดูรายการ: flask round list")


def _audit(
    connection: Connection, action: str, code: RoundCode, at: datetime, after: dict[str, Any]
) -> None:
    connection.execute(
        insert(AuditEntry).values(
            at=at,
            channel=Channel.COMMAND,
            action=action,
            subject="round",
            subject_id=str(code),
            after=after,
        )
    )
