"""One tick of the clock: all jobs in order, each for itself."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from bot.clock import MovableClock
from bot.office import Office
from scheduler.jobs import JOBS, Job

LOG = logging.getLogger(f"kaona.{__name__}")

SLOW_SECONDS = 20.0


@dataclass(frozen=True)
class Tick:
    """What a tick came to: the counters of each job that ran through, and those that failed."""

    at: datetime
    counted: Mapping[str, Mapping[str, int]]
    failed: tuple[str, ...]


def tick(office: Office, now: datetime, *, jobs: Sequence[Job] = JOBS) -> Tick:
    """Do once everything that is due at `now`. A job that fails stops no other."""
    there = at_moment(office, now)
    counted: dict[str, Mapping[str, int]] = {}
    failed: list[str] = []
    for job in jobs:
        began = monotonic()
        try:
            counted[job.name] = job.run(there, now)
        except Exception:
            LOG.exception("job failed", extra={"job": job.name})
            failed.append(job.name)
        else:
            _log(job.name, counted[job.name], monotonic() - began)
    office.outbox_filled.set()
    return Tick(now, counted, tuple(failed))


def at_moment(office: Office, now: datetime) -> Office:
    """The office with its clock standing at `now`; everything else is shared."""
    return replace(
        office,
        clock=MovableClock(now),
        connect_line=lambda _: office.line,
        open_files=lambda _: office.files,
    )


def _log(name: str, counted: Mapping[str, int], seconds: float) -> None:
    """A job that takes long is a fault: the others of this minute wait for it."""
    extra = {"job": name, "seconds": round(seconds, 1), **counted}
    if seconds > SLOW_SECONDS:
        LOG.error("job slow", extra=extra)
    else:
        LOG.log(logging.INFO if any(counted.values()) else logging.DEBUG, "job done", extra=extra)
