"""Calls stay below LINE's rate."""

from scheduler.limiter import Limiter


def test_never_more_than_the_rate_in_any_second() -> None:
    now = [0.0]
    limiter = Limiter(1800, seconds=lambda: now[0])
    granted = []
    for step in range(300):
        now[0] = step / 100
        granted.append(limiter.grant(1000))
    assert max(sum(granted[i : i + 100]) for i in range(200)) <= 2000
    assert sum(granted) >= 1800 * 2.9


def test_what_is_not_used_is_there_again() -> None:
    limiter = Limiter(100, seconds=lambda: 0.0)
    assert limiter.grant(50) == 10
    assert limiter.grant(1) == 0
    limiter.give_back(4)
    assert limiter.grant(50) == 4


def test_a_pause_does_not_save_up_a_burst() -> None:
    now = [0.0]
    limiter = Limiter(100, seconds=lambda: now[0])
    now[0] = 3600.0
    assert limiter.grant(1000) == 10
