"""Counted messages while the month's quota is used up: parked, and tried again now and then.

Nobody tells when the quota changes (a new month, a bigger plan), so one parked message an hour is
tried, and at the beginning of each month. The first that goes through frees all. Meanwhile a
parked message rides along free with the next reply to its recipient.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from bot.clock import BANGKOK
from bot.outbox import OUT, TABLE, is_open
from models.messages import Delivery

PROBE_EVERY = timedelta(hours=1)
REASON = "monthly limit"
"""How the error of a parked row begins."""
PARKED = (is_open(OUT.state), OUT.state == Delivery.PARKED)


def next_probe(now: datetime) -> datetime:
    """In an hour, or when the month ends in Bangkok."""
    here = now.astimezone(BANGKOK)
    first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return min(now + PROBE_EVERY, (first + timedelta(days=32)).replace(day=1))


def park(connection: Connection, now: datetime) -> int:
    """Park all counted messages that are due, without trying each; how many."""
    counted = or_(OUT.reply_until.is_(None), OUT.reply_until <= now)
    due = update(TABLE).where(
        is_open(OUT.state),
        OUT.state == Delivery.WAITING,
        OUT.due_at <= now,
        OUT.rides_with.is_(None),
        counted,
    )
    values = {"state": Delivery.PARKED, "due_at": next_probe(now), "error": REASON}
    return connection.execute(due.values(values)).rowcount


def unpark(connection: Connection, now: datetime) -> int:
    """Let all parked messages wait for their turn again; how many."""
    freed = update(TABLE).where(*PARKED).values(state=Delivery.WAITING, due_at=now)
    return connection.execute(freed).rowcount


def probe(connection: Connection, now: datetime) -> None:
    """When it is time: free one parked message to be tried, and those that expired to be closed."""
    time_is_up = update(TABLE).where(*PARKED, OUT.expires_at <= now)
    connection.execute(time_is_up.values(state=Delivery.WAITING, due_at=now))
    first = select(OUT.id).where(*PARKED, OUT.due_at <= now).order_by(OUT.id).limit(1)
    chosen = connection.execute(first.with_for_update(skip_locked=True)).scalar()
    if chosen is None:
        return
    probing = update(TABLE).where(OUT.id == chosen, OUT.state == Delivery.PARKED)
    connection.execute(probing.values(state=Delivery.WAITING, due_at=now))
    others = update(TABLE).where(*PARKED, OUT.due_at <= now)
    connection.execute(others.values(due_at=next_probe(now)))


def is_probe(error: str | None) -> bool:
    """True if a row that is now in hand was parked before."""
    return bool(error and error.startswith(REASON))
