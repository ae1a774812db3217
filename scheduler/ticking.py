"""The clock of a process: APScheduler wakes it, and it ticks if no other process does.

APScheduler keeps nothing (memory store): what is due is computed from the database.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from threading import RLock
from time import monotonic
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.office import Office
from scheduler.clock import Tick, tick
from scheduler.holding import Holding, holder_name, holding_of, note_tick
from scheduler.jobs import JOBS, Job

LOG = logging.getLogger(f"kaona.{__name__}")

BEAT_SECONDS: Final = 5.0
"""How often to look whether it is time, and whether the holder died."""
TICK_EVERY: Final = timedelta(minutes=1)
UNWELL_AFTER_SECONDS: Final = 300.0


class Ticking:
    """Ticks from a background thread until stopped, while this process is the one to act."""

    def __init__(
        self,
        office: Office,
        *,
        jobs: Sequence[Job] = JOBS,
        holding: Holding | None = None,
        beat_seconds: float = BEAT_SECONDS,
        tick_every: timedelta = TICK_EVERY,
    ) -> None:
        self._office, self._jobs, self._tick_every = office, jobs, tick_every
        self._holder = holder_name()
        self._holding = holding or holding_of(office.database, self._holder)
        self._acting = RLock()
        self._ticked: datetime | None = None
        self._last_beat = monotonic()
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(1)}, timezone=UTC
        )
        self._scheduler.add_job(
            self.beat,
            "interval",
            seconds=beat_seconds,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin to tick."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a long tick skips beats
        self._scheduler.start()

    def stop(self) -> None:
        """Let the tick that runs come to its end, then leave the clock to others."""
        self._scheduler.shutdown(wait=True)
        self.stop_holding()

    def stop_holding(self) -> None:
        """Leave the clock to others at once."""
        try:
            self._holding.release()
        except Exception:
            LOG.exception("the clock could not be handed over; its lease runs out by itself")

    def is_well(self) -> bool:
        """True while beats succeed, whether or not this process is the one to act."""
        return monotonic() - self._last_beat < UNWELL_AFTER_SECONDS

    def beat(self) -> None:
        """Tick if this process is the clock and it is time."""
        try:
            with self._acting:
                if self._holding.hold() and self._is_time(self._office.clock.now()):
                    self._tick(self._office.clock.now())
            self._last_beat = monotonic()
        except Exception:
            LOG.exception("the clock is interrupted")

    def tick_at(self, now: datetime) -> Tick | None:
        """Tick for a moment somebody moved the clock to; None if another process is the clock."""
        with self._acting:
            return self._tick(now) if self._holding.hold() else None

    def _is_time(self, now: datetime) -> bool:
        """Each minute; at once when the clock was moved back."""
        if self._ticked is None or now < self._ticked:
            return True
        return now - self._ticked >= self._tick_every

    def _tick(self, now: datetime) -> Tick:
        done = tick(self._office, now, jobs=self._jobs)
        self._ticked = now
        note_tick(self._office.database, self._holder, now, done.failed)
        return done
