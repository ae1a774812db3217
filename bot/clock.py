"""The one source of "now": a system clock, and one that can be moved for tests and the demo."""

from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Protocol
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


class Clock(Protocol):
    """Tells the time; every module that needs it is handed one."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


def today(clock: Clock) -> date:
    """The day in Bangkok, A.D."""
    return clock.now().astimezone(BANGKOK).date()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that runs on from wherever it was last set; without `running` it stands still.

    The simulator's "go to" moves it, tests set it.
    """

    def __init__(self, at: datetime, *, running: Clock | None = None) -> None:
        self._running = running
        self._lock = Lock()
        self.set(at)

    def set(self, at: datetime) -> None:
        """Go to `at` (aware)."""
        if at.tzinfo is None:
            raise ValueError("a clock is set to an aware moment")
        with self._lock:
            self._base = at.astimezone(UTC)
            self._set_when = self._running.now() if self._running else None

    def advance(self, by: timedelta) -> None:
        """Go `by` further."""
        self.set(self.now() + by)

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        with self._lock:
            if self._running is None or self._set_when is None:
                return self._base
            return self._base + (self._running.now() - self._set_when)
