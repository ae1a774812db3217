"""One chat floods the bot: it is told so once, loses nothing it stored, and harms nobody else."""

from datetime import timedelta

from bot.clock import MovableClock
from bot.flood import MOST, WINDOW
from handlers.chat.desk import TOO_FAST
from tests.scenario.letterbox import ANN, BEN, Letterbox, event, says


def flood(letterbox: Letterbox, number: int) -> list[str]:
    """What the chat hears after so many messages."""
    for begin in range(0, number, 100):
        some = [says("สวัสดี", ANN) for _ in range(min(100, number - begin))]
        assert letterbox.post(*some) == 200
    return letterbox.deliver()


def test_so_many_are_answered_then_it_is_told_once_and_left_alone(letterbox: Letterbox) -> None:
    assert TOO_FAST not in flood(letterbox, MOST)
    heard = flood(letterbox, 50)
    assert heard == [TOO_FAST]
    assert len(letterbox.states()) == MOST + 50


def test_others_are_answered_meanwhile(letterbox: Letterbox) -> None:
    flood(letterbox, MOST + 5)
    letterbox.post(says("สวัสดี", BEN))
    (heard,) = letterbox.deliver()
    assert heard != TOO_FAST


def test_a_minute_later_all_is_well(letterbox: Letterbox, clock: MovableClock) -> None:
    flood(letterbox, MOST + 5)
    clock.advance(WINDOW - timedelta(seconds=1))
    assert flood(letterbox, 1) == []
    clock.advance(timedelta(seconds=1))
    assert TOO_FAST not in flood(letterbox, 2)


def test_a_clock_set_back_silences_nobody(letterbox: Letterbox, clock: MovableClock) -> None:
    flood(letterbox, MOST + 5)
    clock.advance(-timedelta(days=1))
    assert flood(letterbox, 1)


def test_what_is_taken_back_is_heard_in_a_flood(letterbox: Letterbox) -> None:
    flood(letterbox, MOST + 5)
    blocked = event("unfollow", ANN)
    assert letterbox.post(blocked, event("follow", ANN)) == 200
    assert len(letterbox.deliver()) == 1
