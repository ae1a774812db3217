"""Reporting rounds: a period of a fiscal year with its as-of date and its due date.

They are opened, extended and ended here, each with its trail. `reports.closing.close_round` is what
closes a round: it freezes the picture too.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    String,
    UniqueConstraint,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.audit import Channel
from models.base import Base, RowId, one_of
from models.errors import KaonaError
from models.fiscal import Period, RoundCode, first_day, last_day
from models.plan import Plan

LONGEST_WAIT: Final = timedelta(days=180)
"""A round that stays due for half a year is a slip in the year."""


class RoundError(KaonaError):
    """The round cannot be opened, extended or closed."""


class Round(Base):
    """A reporting round, for example `2567-Q2`: open until `closed_at` is set.

    `as_of` is the cut-off of the official tables, `due` the last day to report in time (both A.D.).
    """

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "period"),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", "closed_later"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    fiscal_year: Mapped[int] = mapped_column(ForeignKey("plans.fiscal_year"))
    period: Mapped[Period] = mapped_column(one_of(Period, "period"))
    as_of: Mapped[date]
    due: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


def open_round(
    connection: Connection,
    code: RoundCode,
    *,
    as_of: date,
    due: date,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """Open a round; `RoundError` in one line if that makes no sense."""
    year = code.fiscal_year
    lock = select(Plan.fiscal_year).where(Plan.fiscal_year == year).with_for_update()
    if connection.scalar(lock) is None:  # held, so that two processes do not open one round twice
        raise RoundError(f"ยังไม่มีแผนของปีงบประมาณ {year} ต้องนำเข้าแผนก่อน")
    found = connection.execute(select(Round.closed_at).where(Round.code == str(code))).first()
    if found:
        raise RoundError(f"รอบ {code} {'ปิดไปแล้ว' if found.closed_at else 'เปิดอยู่แล้ว'}")
    if not first_day(year) <= as_of <= last_day(year):
        raise RoundError(f"วันตัดยอดต้องอยู่ในปีงบประมาณ {year} (1 ต.ค. {year - 1} ถึง 30 ก.ย. {year})")
    _check_due(as_of, due)
    dates = {"as_of": as_of, "due": due}
    connection.execute(
        insert(Round).values(
            code=str(code), fiscal_year=year, period=code.period, opened_at=at, **dates
        )
    )
    audit.record(
        connection,
        "round.opened",
        ("round", str(code)),
        at=at,
        channel=channel,
        actor_id=actor_id,
        after={name: day.isoformat() for name, day in dates.items()},
    )


def extend_round(
    connection: Connection,
    code: RoundCode,
    *,
    due: date,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """Give an open round another due date, later or earlier; `RoundError` if there is none."""
    found = _locked(connection, code)
    if found.closed_at:
        raise RoundError(f"รอบ {code} ปิดไปแล้ว เลื่อนกำหนดส่งไม่ได้")
    _check_due(found.as_of, due)
    if due == found.due:
        raise RoundError(f"กำหนดส่งของรอบ {code} เป็นวันนี้อยู่แล้ว")
    connection.execute(update(Round).where(Round.code == str(code)).values(due=due))
    audit.record(
        connection,
        "round.extended",
        ("round", str(code)),
        at=at,
        channel=channel,
        actor_id=actor_id,
        before={"due": found.due.isoformat()},
        after={"due": due.isoformat()},
    )


def end_round(
    connection: Connection,
    code: RoundCode,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """Write that an open round is closed; `RoundError` if there is none."""
    if _locked(connection, code).closed_at:
        raise RoundError(f"รอบ {code} ปิดไปแล้ว")
    connection.execute(update(Round).where(Round.code == str(code)).values(closed_at=at))
    audit.record(
        connection,
        "round.closed",
        ("round", str(code)),
        at=at,
        channel=channel,
        actor_id=actor_id,
        after={"closed_at": at.isoformat()},
    )


def _check_due(as_of: date, due: date) -> None:
    if not as_of <= due <= as_of + LONGEST_WAIT:
        raise RoundError(f"กำหนดส่งต้องไม่ก่อนวันตัดยอด และไม่เกิน {LONGEST_WAIT.days} วันหลังจากนั้น")


def _locked(connection: Connection, code: RoundCode) -> Any:
    """The round, held until the end of the transaction."""
    found = connection.execute(
        select(Round.as_of, Round.due, Round.closed_at)
        .where(Round.code == str(code))
        .with_for_update()
    ).first()
    if found is None:
        raise RoundError(f"ไม่มีรอบ {code}")
    return found
