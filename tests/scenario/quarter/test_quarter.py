"""The second quarter of 2567 by the clock: who was told what, when and why, as a readable list.

Re-record `tests/golden/quarter_messages.txt` with `--record`, and read the difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.clock import MovableClock
from bot.ids import CountingIds
from bot.office import Office
from bot.settings import Settings
from models import schema
from models.database import Database
from scheduler.reminders.job import Remind
from tests.scenario.quarter.killer import KilledError, Killer
from tests.scenario.quarter.messages import listed, without_times
from tests.scenario.quarter.play import Quarter, at, jobs_that_send, steps

EXPECTED = Path(__file__).resolve().parents[2] / "golden" / "quarter_messages.txt"
BEGIN, END = at(date(2024, 1, 1), 8), at(date(2024, 4, 30), 17)
WEEKS = at(date(2024, 3, 1), 8)
DAYS = (
    *(date(2024, 3, day) for day in (4, 5, 26)),
    *(date(2024, 4, day) for day in (3, 4, 5, 6, 9, 10, 11, 12, 13, 17, 18, 22, 25, 29, 30)),
)
"""Replays keep to the days on which something happens, and some others."""
IN_SMALL_BATCHES = tuple(
    Remind(batch=3) if isinstance(job, Remind) else job for job in jobs_that_send()
)
"""Many commits a tick, each of which may be the last."""


def expected() -> list[str]:
    return EXPECTED.read_text(encoding="utf-8").splitlines()


def sent(quarter: Quarter) -> list[str]:
    with quarter.office.database.read() as connection:
        return listed(connection)


def office_hours() -> Iterator[datetime]:
    """Every quarter of an hour of those days, nights left out."""
    return (one for day in DAYS for one in steps(at(day, 8, 45), at(day, 16, 45)))


def test_the_quarter_is_as_expected(
    tmp_path: Path, clock: MovableClock, request: pytest.FixtureRequest
) -> None:
    """Every quarter of an hour of four months, day and night."""
    quarter = Quarter.begin(_office(tmp_path, clock), clock, BEGIN)
    quarter.play(steps(BEGIN, END))
    if request.config.getoption("--record"):
        EXPECTED.write_text("\n".join(sent(quarter)) + "\n", encoding="utf-8")
    assert sent(quarter) == expected()


def test_ticks_may_come_twice(office: Office, clock: MovableClock) -> None:
    quarter = Quarter.begin(office, clock, WEEKS)
    quarter.play(one for step in office_hours() for one in (step, step))
    assert sent(quarter) == expected()


def test_ticks_may_come_out_of_order(office: Office, clock: MovableClock) -> None:
    """Within an hour the later ones come first, and each comes again an hour late."""
    quarter = Quarter.begin(office, clock, WEEKS)
    quarter.play(out_of_order(list(office_hours())))
    assert without_times(sent(quarter)) == without_times(expected())


def out_of_order(all_steps: Sequence[datetime]) -> Iterator[datetime]:
    for start in range(0, len(all_steps), 4):
        hour = all_steps[start : start + 4]
        yield from reversed(hour)
        yield from all_steps[max(0, start - 4) : start]


class Mortal(Quarter):
    """A step is started again, half a minute later, as often as it is killed."""

    def step(self, *, sends: bool = False) -> None:
        killer = cast("Killer", self.office.database)
        killer.armed = True
        try:
            super().step(sends=sends)
        except KilledError:
            self.clock.advance(timedelta(seconds=30))
            self.step(sends=True)
        finally:
            killer.armed = False


def test_the_process_may_be_killed_at_any_moment(office: Office, clock: MovableClock) -> None:
    """Before or after any commit, by chance; what is started again finishes the work."""
    killer = Killer(office.database)
    mortal = replace(office, database=cast("Database", killer))
    quarter = Mortal.begin(mortal, clock, WEEKS, jobs=IN_SMALL_BATCHES)
    quarter.play(office_hours())
    assert killer.killed > 20
    assert without_times(sent(quarter)) == without_times(expected())


def _office(tmp_path: Path, clock: MovableClock) -> Office:
    """On SQLite alone: the whole four months are played once."""
    database = Database(f"sqlite:///{tmp_path}/quarter.db")
    schema.upgrade(database)
    settings = Settings(secret_key="key-of-the-tests", files_directory=tmp_path / "files")
    return Office(settings=settings, database=database, clock=clock, ids=CountingIds())
