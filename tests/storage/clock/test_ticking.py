"""The clock of a process: it ticks when it is time and it is the one to act, and notes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

import pytest

from bot.clock import BANGKOK, MovableClock
from bot.office import Office
from scheduler.holding import clock_standing
from scheduler.ticking import Ticking
from scheduler.travel import Travel, steps

EVENING = datetime(2024, 4, 3, 21, 0, tzinfo=BANGKOK)


@dataclass
class Note:
    """Notes the moments of the ticks."""

    name: str = "note"
    seen: list[datetime] = field(default_factory=list)
    ticked: Event = field(default_factory=Event)

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        self.seen.append(now)
        self.ticked.set()
        return {}


@dataclass
class Always:
    """The right to act, or not."""

    ours: bool = True
    released: bool = False

    def hold(self) -> bool:
        return self.ours

    def release(self) -> None:
        self.released = True


def test_it_ticks_each_minute_and_catches_up_with_one_tick(
    office: Office, clock: MovableClock
) -> None:
    note, start = Note(), clock.now()
    ticking = Ticking(office, jobs=[note], holding=Always())
    ticking.beat()
    clock.advance(timedelta(seconds=20))
    ticking.beat()
    assert note.seen == [start]
    clock.advance(timedelta(seconds=40))
    ticking.beat()
    clock.advance(timedelta(hours=10))  # a night switched off
    ticking.beat()
    assert note.seen == [start, start + timedelta(minutes=1), clock.now()]
    clock.advance(-timedelta(hours=3))  # somebody moved it back
    ticking.beat()
    assert note.seen[-1] == clock.now()


def test_whoever_is_not_the_clock_does_not_tick(office: Office) -> None:
    note = Note()
    ticking = Ticking(office, jobs=[note], holding=Always(ours=False))
    ticking.beat()
    assert ticking.tick_at(office.clock.now()) is None
    assert note.seen == []
    assert ticking.is_well()  # it waits, and that is well


def test_the_last_tick_is_noted_for_whoever_watches(office: Office) -> None:
    class Broken(Note):
        def run(self, office: Office, now: datetime) -> Mapping[str, int]:
            raise RuntimeError

    ticking = Ticking(office, jobs=[Note(), Broken("broken")])
    ticking.beat()
    with office.database.read() as connection:
        standing = clock_standing(connection)
    ticking.stop_holding()
    assert standing is not None
    assert (standing.ticked_at, standing.failed) == (office.clock.now(), ("broken",))


def test_a_database_that_is_away_does_not_end_the_clock(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(Always):
        def hold(self) -> bool:
            raise ConnectionError("no database")

    Ticking(office, jobs=[Note()], holding=Away()).beat()
    assert "no database" in caplog.text


def test_apscheduler_wakes_it_and_it_hands_over_when_it_stops(office: Office) -> None:
    note, holding = Note(), Always()
    ticking = Ticking(office, jobs=[note], holding=holding, beat_seconds=0.05)
    ticking.start()
    assert note.ticked.wait(10)
    ticking.stop()
    assert holding.released


def test_on_the_way_everything_is_ticked_in_order(clock: MovableClock) -> None:
    seen: list[datetime] = []
    travel = Travel(clock, lambda at: seen.append(at) or seen.append(clock.now()))  # type: ignore[func-returns-value]
    start = clock.now()
    travel.set(start + timedelta(days=1))
    travel.wait()
    assert clock.now() == start + timedelta(days=1)
    moments = seen[::2]
    assert moments == seen[1::2]  # the clock stood there
    assert moments == sorted(set(moments))
    assert len(moments) == 32 + 4 + 1  # until 17:00, from 8:00 to before 9:00, and nine o'clock
    travel.set(start)
    travel.wait()
    assert (clock.now(), seen[-1]) == (start, start)  # back at once


def test_a_quarter_takes_few_enough_steps_and_meets_the_hours_that_matter() -> None:
    on_the_way = list(steps(EVENING, EVENING + timedelta(days=91)))
    assert len(on_the_way) < 1800
    times = {one.astimezone(BANGKOK).time().isoformat("minutes") for one in on_the_way}
    assert {"08:30", "09:00", "16:00", "16:30"} <= times


def test_another_way_begun_ends_the_first(clock: MovableClock) -> None:
    begun, go_on = Event(), Event()

    def step(at: datetime) -> None:
        begun.set()
        assert go_on.wait(10)

    travel, start = Travel(clock, step), clock.now()
    travel.set(start + timedelta(days=60))
    assert begun.wait(10)
    go_on.set()
    travel.set(start + timedelta(days=1))
    travel.wait()
    assert clock.now() == start + timedelta(days=1)
