"""Which process acts as the clock: one at a time, another within a minute of its death.

On PostgreSQL the holder has a session lock on a connection of its own: the server frees it when
that connection ends, however the process died. On SQLite a lease says until when it may act.
Leases count real time: the office's clock can be moved.
"""

import logging
import os
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.clock import Clock, SystemClock
from models.clock_turns import ClockTurn
from models.database import Database

LOG = logging.getLogger(f"kaona.{__name__}")

LEASE: Final = timedelta(seconds=45)
LONGEST: Final = 2 * LEASE
"""A lease that ends later is of a clock that has been set back since."""
RENEW_BEFORE: Final = timedelta(seconds=25)
LOCK_KEY: Final = 0x6B616F6E61
"""The number of the lock: `kaona` in ASCII. One database holds one office, so one lock."""


class Holding(Protocol):
    """The right to act."""

    def hold(self) -> bool:
        """Take or keep it; False while another process has it."""

    def release(self) -> None:
        """Give it up, so that another need not wait."""


def holder_name() -> str:
    """Host, process, and something that no other process has."""
    return f"{socket.gethostname()[:80]} {os.getpid()} {secrets.token_hex(4)}"


def holding_of(database: Database, holder: str, *, clock: Clock | None = None) -> Holding:
    """The kind that fits the database."""
    real = clock or SystemClock()
    if database.is_sqlite:
        return LeaseHolding(database, holder, real)
    return LockHolding(database, holder, real)


class LeaseHolding:
    """SQLite: whoever has the row until its lease ends."""

    def __init__(self, database: Database, holder: str, clock: Clock) -> None:
        self._database, self._holder, self._clock = database, holder, clock
        self._until: datetime | None = None

    def hold(self) -> bool:
        """See `Holding`."""
        now = self._clock.now()
        if self._until is not None and now + RENEW_BEFORE < self._until <= now + LEASE:
            return True
        with self._database.write() as connection:
            held = _take(connection, self._holder, now, only_if_free=True)
        self._until = now + LEASE if held else None
        return held

    def release(self) -> None:
        """See `Holding`."""
        if self._until is not None:
            self._until = None
            _end_lease(self._database, self._holder, self._clock.now())


class LockHolding:
    """PostgreSQL: whoever has the session lock. The row tells others who that is."""

    def __init__(self, database: Database, holder: str, clock: Clock) -> None:
        self._database, self._holder, self._clock = database, holder, clock
        self._session: Connection | None = None
        self._until: datetime | None = None

    def hold(self) -> bool:
        """See `Holding`. A session that broke took the lock with it."""
        if self._session is not None and not self._is_alive(self._session):
            self._let_go()
        if self._session is None and not self._try_lock():
            return False
        now = self._clock.now()
        if self._until is None or self._until <= now + RENEW_BEFORE:
            with self._database.write() as connection:
                _take(connection, self._holder, now, only_if_free=False)
            self._until = now + LEASE
        return True

    def release(self) -> None:
        """See `Holding`."""
        if self._session is not None:
            self._let_go()
            _end_lease(self._database, self._holder, self._clock.now())

    def _try_lock(self) -> bool:
        session = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            session.detach()  # never back into the pool: others would inherit the lock
            took = session.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY})
        except BaseException:
            session.close()
            raise
        if not took:
            session.close()
            return False
        self._session = session
        LOG.info("this process is the clock now", extra={"holder": self._holder})
        return True

    def _is_alive(self, session: Connection) -> bool:
        try:
            session.execute(text("SELECT 1"))
        except Exception:
            LOG.warning("the clock's session broke", exc_info=True)
            return False
        return True

    def _let_go(self) -> None:
        session, self._session, self._until = self._session, None, None
        if session is not None:
            with suppress(Exception):  # it may be broken already; the server frees the lock
                session.close()


def _take(connection: Connection, holder: str, now: datetime, *, only_if_free: bool) -> bool:
    """Write who holds the clock until when; False if somebody else's lease still runs."""
    found = connection.execute(
        select(ClockTurn.holder, ClockTurn.lease_until).with_for_update()
    ).first()
    until = now + LEASE
    if found is None:
        first = {"id": 1, "holder": holder, "since": now, "lease_until": until}
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(ClockTurn).values(first))
            return True
        return not only_if_free
    if found.holder == holder:
        connection.execute(update(ClockTurn).values(lease_until=until))
        return True
    if only_if_free and now < found.lease_until <= now + LONGEST:
        return False
    connection.execute(update(ClockTurn).values(holder=holder, since=now, lease_until=until))
    return True


def _end_lease(database: Database, holder: str, now: datetime) -> None:
    with database.write() as connection:
        ours = update(ClockTurn).where(ClockTurn.holder == holder)
        connection.execute(ours.values(lease_until=now))


def note_tick(database: Database, holder: str, at: datetime, failed: tuple[str, ...]) -> None:
    """Write the moment of the last tick, and what failed in it."""
    with database.write() as connection:
        ours = update(ClockTurn).where(ClockTurn.holder == holder)
        connection.execute(ours.values(ticked_at=at, failed=list(failed)))


@dataclass(frozen=True)
class Standing:
    """Who is the clock, until when (real time), and what its last tick came to."""

    holder: str
    since: datetime
    lease_until: datetime
    ticked_at: datetime | None
    failed: tuple[str, ...]


def clock_standing(connection: Connection) -> Standing | None:
    """How the clock stands; None before any process was it."""
    row = connection.execute(select(ClockTurn)).first()
    if row is None:
        return None
    return Standing(row.holder, row.since, row.lease_until, row.ticked_at, tuple(row.failed))
