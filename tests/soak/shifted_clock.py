"""A clock that every process of the stand reads, and the stand moves."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

WIDTH = 24


class ShiftedClock:
    """The machine's clock plus what stands in a file just now: bot processes read it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY)

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=float(os.pread(self._file, WIDTH, 0)))


class World:
    """The right time, as LINE has it, and the time the bot's machine believes it is."""

    def __init__(self, path: Path, start: datetime) -> None:
        self._lock = Lock()
        self._ahead = start - datetime.now(UTC)
        self._wrong_by = timedelta()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        self._write()

    def now(self) -> datetime:
        """The right time."""
        return datetime.now(UTC) + self._ahead

    def set(self, at: datetime, /) -> None:
        """Time passes for everybody: LINE, its people, the bot."""
        with self._lock:
            self._ahead = at - datetime.now(UTC)
            self._write()

    def pass_by(self, time: timedelta) -> None:
        """Time passes for everybody."""
        self.set(self.now() + time)

    def mislead(self, wrong_by: timedelta) -> None:
        """The clock of the bot's machine is set wrong, or right again."""
        with self._lock:
            self._wrong_by = wrong_by
            self._write()

    def _write(self) -> None:
        shift = (self._ahead + self._wrong_by).total_seconds()
        os.pwrite(self._file, f"{shift:+{WIDTH}.3f}".encode(), 0)
