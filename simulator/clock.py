"""The clock that the page moves: any object with `now()` and `set()` will do."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Lock
from typing import Protocol

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
"""LINE counts days and months in Japan's time."""


class Clock(Protocol):
    """Tells the time and can be moved."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def set(self, at: datetime, /) -> None:
        """Go to `at` (aware)."""


class RunningClock:
    """The machine's clock until it is moved; from there it runs on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._ahead

    def set(self, at: datetime, /) -> None:
        """Go to `at` (aware)."""
        with self._lock:
            self._ahead = at - datetime.now(UTC)


class StoppedClock:
    """Stands still until it is moved: for tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self._at

    def set(self, at: datetime, /) -> None:
        """Go to `at` (aware)."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Go `by` further."""
        self._at += by
