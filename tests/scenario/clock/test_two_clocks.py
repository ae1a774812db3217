"""Two clocks on one PostgreSQL, one killed again and again: no message twice, none missing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.ids import CountingIds
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.outbox import OUT
from bot.settings import Settings
from models.database import Database
from scheduler.holding import clock_standing
from scheduler.sending import deliver_due
from tests.scenario.clock.clock_process import PACE, RECIPIENT, key_of

ROOT = Path(__file__).resolve().parents[3]
DEATHS = 5
PATIENCE = 20.0
LOOK_EVERY = 0.05


class Clocks:
    """Two processes; whoever is killed is started again at once."""

    def __init__(self, url: str, start: datetime, log: Path) -> None:
        self._command = [
            *(sys.executable, "-m", "tests.scenario.clock.clock_process"),
            *(url, start.isoformat()),
        ]
        self._log = log
        self._running = {process.pid: process for process in (self._launch(), self._launch())}

    def _launch(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self._command, cwd=ROOT, stdout=log, stderr=log, env=dict(os.environ)
            )

    def kill(self, pid: int) -> None:
        """`kill -9` the one that acts, in the middle of whatever it does."""
        process = self._running.pop(pid)
        process.kill()
        process.wait(PATIENCE)
        again = self._launch()
        self._running[again.pid] = again

    def end(self) -> None:
        for process in self._running.values():
            process.kill()
            process.wait(PATIENCE)


@pytest.fixture
def shared(migrated_postgres: Database) -> Iterator[Database]:
    yield migrated_postgres
    with migrated_postgres.write() as connection:
        connection.exec_driver_sql("TRUNCATE outgoing_messages, clock_turns")


def eventually(holds: Callable[[], bool], said: Path) -> None:
    never = Event()
    for _ in range(int(PATIENCE / LOOK_EVERY)):
        if holds():
            return
        never.wait(LOOK_EVERY)
    raise TimeoutError(said.read_text(encoding="utf-8")[-2000:])


def writers(database: Database) -> list[int]:
    """Who wrote the messages, in their order."""
    with database.read() as connection:
        return [int(pid or 0) for pid in connection.scalars(select(OUT.caused_by).order_by(OUT.id))]


def test_no_message_twice_and_none_missing(shared: Database, tmp_path: Path) -> None:
    start, log = datetime.now(UTC), tmp_path / "clocks.log"
    url = shared.url.render_as_string(hide_password=False)
    clocks = Clocks(url, start, log)
    try:
        killed: list[int] = []
        for _ in range(DEATHS):
            known = len(writers(shared))
            eventually(lambda known=known: len(writers(shared)) > known + 5, log)  # type: ignore[misc]
            killed.append(writers(shared)[-1])
            clocks.kill(killed[-1])
        eventually(lambda: writers(shared)[-1] not in killed, log)
        due = (datetime.now(UTC) - start) // PACE
        eventually(lambda: len(writers(shared)) >= due, log)
    finally:
        clocks.end()
    with shared.read() as connection:
        keys = list(connection.scalars(select(OUT.natural_key).order_by(OUT.id)))
        standing = clock_standing(connection)
    assert keys == [key_of(number) for number in range(len(keys))]
    turns = [pid for pid, _ in groupby(writers(shared))]
    assert len(turns) == len(set(turns))  # one after the other, never two at a time
    assert "another clock" not in log.read_text(encoding="utf-8")
    assert set(killed) < set(turns)
    assert standing is not None
    assert standing.failed == ()
    assert delivered(shared) == [str(number) for number in range(len(keys))]


def delivered(database: Database) -> list[str]:
    clock = MovableClock(datetime.now(UTC) + timedelta(minutes=1))
    line = MemoryLine(clock)
    office = Office(settings=Settings(), database=database, clock=clock, ids=CountingIds())
    deliver_due(office, line)
    assert {one.to for one in line.delivered} == {RECIPIENT}
    return [text for one in line.delivered for text in one.texts]
