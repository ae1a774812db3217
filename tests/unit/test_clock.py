"""The one source of now."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import BANGKOK, MovableClock, SystemClock, today

NINE = datetime(2024, 4, 3, 9, tzinfo=BANGKOK)


def test_a_movable_clock_stands_until_it_is_moved() -> None:
    clock = MovableClock(NINE)
    assert clock.now() == clock.now() == NINE
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(hours=1))
    assert clock.now() == NINE + timedelta(hours=1)


def test_a_clock_that_runs_goes_on_from_where_it_was_set() -> None:
    real = MovableClock(datetime(2030, 1, 1, tzinfo=UTC))
    clock = MovableClock(NINE, running=real)
    real.advance(timedelta(minutes=5))
    assert clock.now() == NINE + timedelta(minutes=5)
    clock.set(NINE)
    assert clock.now() == NINE


def test_a_naive_moment_is_refused() -> None:
    naive = NINE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        MovableClock(naive)
    with pytest.raises(ValueError, match="aware"):
        MovableClock(NINE).set(naive)


def test_the_machines_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "day"), [("2024-04-03T16:59:59", 3), ("2024-04-03T17:00:00", 4)]
)
def test_today_begins_at_midnight_in_bangkok(moment: str, day: int) -> None:
    clock = MovableClock(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert today(clock).day == day
