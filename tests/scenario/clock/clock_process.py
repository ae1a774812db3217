"""A process that is nothing but a clock: `python -m tests.scenario.clock.clock_process URL START`.

Its one job owes a message for each tenth of a second since START, as a round owes its reminders:
what nobody has written yet is written now, under a natural key.
"""

import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy import func, select

from bot import outbox
from bot.clock import SystemClock
from bot.office import Office
from bot.outbox import OUT, Outgoing
from bot.settings import Settings
from models.database import Database
from scheduler.ticking import Ticking

PACE = timedelta(milliseconds=100)
TAKES = 0.05
"""Seconds between looking and writing: room for another clock to be at work too."""
RECIPIENT = "U" + "1" * 32


def key_of(number: int) -> str:
    return f"reminder:{number}"


class Remind:
    """`caused_by` says which process wrote it."""

    name = "remind"

    def __init__(self, start: datetime) -> None:
        self._start = start

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        with office.database.read() as connection:
            done = connection.scalar(select(func.count()).select_from(OUT.id.table)) or 0
        Event().wait(TAKES)
        new = [self._write(office, one) for one in range(done, self._due(now))]
        if not all(new):
            print("another clock was at work at the same time", flush=True)
        return {"new": sum(new)}

    def _due(self, now: datetime) -> int:
        return (now - self._start) // PACE

    def _write(self, office: Office, number: int) -> int:
        message = Outgoing(
            recipient=RECIPIENT,
            objects=[{"type": "text", "text": str(number)}],
            kind="reminder",
            natural_key=key_of(number),
            caused_by=str(os.getpid()),
        )
        with office.database.write() as connection:
            return outbox.put(connection, office, [message])


def main(url: str, start: str) -> None:
    office = Office(settings=Settings(), database=Database(url), clock=SystemClock())
    job = Remind(datetime.fromisoformat(start))
    Ticking(office, jobs=(job,), beat_seconds=0.1, tick_every=PACE).start()
    Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
