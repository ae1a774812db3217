"""The month's quota of counted messages: what LINE last told, and what that leaves room for.

A month is Bangkok's: LINE does not say which it means.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, Connection, case, func, insert, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.messages import OPEN, Delivery, OutgoingMessage

DROPPED = "the month's quota is kept for due-day reminders and summaries"
"""The error of an optional message that was dropped."""
_BANGKOK = ZoneInfo("Asia/Bangkok")


class QuotaReading(Base):
    """The newest reading of a month. No `allowed` means without limit.

    `pushed` is what we had pushed ourselves in the month when LINE was asked. `expected` are the
    counted messages jobs foresee for the rest of the month and must be able to send; they are not
    written yet.
    """

    __tablename__ = "quota_readings"
    __table_args__ = (
        CheckConstraint("used >= 0", "used_not_negative"),
        CheckConstraint("expected >= 0", "expected_not_negative"),
    )

    month: Mapped[date] = mapped_column(primary_key=True)
    allowed: Mapped[int | None]
    used: Mapped[int]
    pushed: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    expected: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    read_at: Mapped[datetime]
    warned_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Quota:
    """How the month stands. `used` holds what was pushed since the reading, too.

    `waiting` are counted messages in the outbox that were not sent yet.
    """

    month: date
    allowed: int | None
    used: int
    waiting: int
    expected: int
    read_at: datetime
    warned: bool

    @property
    def left(self) -> int | None:
        """What LINE would still send; None without limit."""
        return None if self.allowed is None else max(0, self.allowed - self.used)

    @property
    def room(self) -> int | None:
        """How many optional messages may still be written; below zero some are to be dropped."""
        return None if self.left is None else self.left - self.waiting - self.expected


def month_of(now: datetime) -> date:
    """The first day of the month in Bangkok."""
    return now.astimezone(_BANGKOK).date().replace(day=1)


def start_of_month(now: datetime) -> datetime:
    """When the month began in Bangkok."""
    return datetime.combine(month_of(now), time(), _BANGKOK)


def end_of_month(now: datetime) -> datetime:
    """When the next month begins in Bangkok."""
    first = month_of(now)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return datetime.combine(following, time(), _BANGKOK)


def read_quota(connection: Connection, now: datetime) -> Quota | None:
    """How the month of `now` stands; None until LINE was asked for the first time in it."""
    month = month_of(now)
    row = connection.execute(select(QuotaReading).where(QuotaReading.month == month)).first()
    if row is None:
        return None
    message = OutgoingMessage
    open_ones = select(func.count()).where(
        text(OPEN), or_(message.reply_until.is_(None), message.reply_until <= now)
    )
    return Quota(
        month=month,
        allowed=row.allowed,
        used=row.used + max(0, _pushed(connection, now) - row.pushed),
        waiting=connection.scalar(open_ones.select_from(message)) or 0,
        expected=row.expected,
        read_at=row.read_at,
        warned=row.warned_at is not None,
    )


def _pushed(connection: Connection, now: datetime) -> int:
    """How many counted messages of ours went out in the month."""
    month = OutgoingMessage.sent_at >= start_of_month(now)
    ours = select(func.count()).where(text("sent_as = 'push'"), month)
    return connection.scalar(ours.where(OutgoingMessage.sent_at < end_of_month(now))) or 0


def allows_optional(connection: Connection, now: datetime, wanted: int = 1) -> bool:
    """Whether so many optional messages would leave enough for the month's must-haves.

    `bot.outbox.put` asks by itself and drops what does not fit; ask before costly work.
    """
    quota = read_quota(connection, now)
    return quota is None or quota.room is None or quota.room >= wanted


def note_reading(
    connection: Connection, *, allowed: int | None, used: int, expected: int, now: datetime
) -> None:
    """Write what LINE told; the month's warning stays."""
    values = {
        "allowed": allowed,
        "used": used,
        "pushed": _pushed(connection, now),
        "expected": expected,
        "read_at": now,
    }
    this_month = QuotaReading.month == month_of(now)
    if not connection.execute(update(QuotaReading).where(this_month).values(values)).rowcount:
        connection.execute(insert(QuotaReading).values(month=month_of(now), **values))


def note_arrival(connection: Connection, now: datetime, number: int) -> None:
    """So many must-haves that jobs foresaw are written now, and are expected no more."""
    left = case((QuotaReading.expected > number, QuotaReading.expected - number), else_=0)
    this_month = (QuotaReading.month == month_of(now), QuotaReading.expected > 0)
    connection.execute(update(QuotaReading).where(*this_month).values(expected=left))


def note_warning(connection: Connection, now: datetime) -> bool:
    """Write that the month's warning goes out; False if it did already."""
    unwarned = (QuotaReading.month == month_of(now), QuotaReading.warned_at.is_(None))
    return bool(
        connection.execute(update(QuotaReading).where(*unwarned).values(warned_at=now)).rowcount
    )


def drop_optional(connection: Connection, most: int) -> int:
    """Take back up to `most` optional messages not on their way yet, the youngest first."""
    message = OutgoingMessage
    youngest = (
        select(message.id)
        .where(
            text(OPEN),
            message.optional,
            message.state != Delivery.IN_HAND,
            message.in_doubt.is_(False),
        )
        .order_by(message.id.desc())
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = update(message).where(message.id.in_(connection.scalars(youngest).all()))
    values = {"state": Delivery.WITHDRAWN, "error": DROPPED}
    return connection.execute(taken.values(values)).rowcount


def dropped_since(connection: Connection, since: datetime) -> int:
    """How many optional messages were dropped for the quota's sake."""
    message = OutgoingMessage
    return (
        connection.scalar(
            select(func.count()).where(
                message.state == Delivery.WITHDRAWN,
                message.error == DROPPED,
                message.created_at >= since,
            )
        )
        or 0
    )
