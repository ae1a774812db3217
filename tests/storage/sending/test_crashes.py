"""The process dies between "taken in hand" and "marked sent": nothing is lost, nothing twice.

A crash is played by not writing back what came of a call.
"""

import pytest

from bot.outcomes import Unknown
from tests.storage.sending.conftest import ANN, Outbox


def die_before_the_call(box: Outbox) -> None:
    box.take()


def die_after_the_call(box: Outbox) -> None:
    for claimed in box.take():
        box.carry_out(claimed)


def die_and_lose_the_answer(box: Outbox) -> None:
    box.line.lost()
    die_after_the_call(box)


CRASHES = [die_before_the_call, die_after_the_call, die_and_lose_the_answer]


@pytest.mark.parametrize("crash", CRASHES)
def test_a_push_is_sent_once(box: Outbox, crash: object) -> None:
    box.push(ANN, "reminder")
    crash(box)  # type: ignore[operator]
    box.later(minutes=10)
    box.deliver()
    assert (box.chat(), box.states()) == ([["reminder"]], ["sent"])


@pytest.mark.parametrize("crash", CRASHES)
def test_a_reply_is_sent_once_if_the_process_is_back_within_the_token_s_life(
    box: Outbox, crash: object
) -> None:
    box.reply(ANN, "answer", token="t")
    crash(box)  # type: ignore[operator]
    box.later(seconds=25)
    box.deliver()
    assert (box.chat(), box.states()) == ([["answer"]], ["sent"])
    assert box.rows()[0].sent_as == "reply"


@pytest.mark.parametrize("crash", CRASHES)
def test_a_reply_is_given_up_with_its_reason_if_the_process_stays_away(
    box: Outbox, crash: object
) -> None:
    box.reply(ANN, "answer", token="t")
    crash(box)  # type: ignore[operator]
    box.later(minutes=5)
    assert box.deliver().failed == 1
    assert box.rows()[0].error == "reply outcome unknown"
    assert len(box.chat()) <= 1


def test_a_reply_that_must_arrive_is_followed_by_a_push(box: Outbox) -> None:
    box.reply(ANN, "receipt", token="t", must_arrive=True)
    die_before_the_call(box)
    box.later(minutes=5)
    box.deliver()
    assert (box.chat(), box.ways()) == ([["receipt"]], ["push"])


def test_the_push_after_a_doubtful_reply_survives_a_crash_as_well(box: Outbox) -> None:
    box.reply(ANN, "receipt", token="t", must_arrive=True)
    die_before_the_call(box)
    box.later(minutes=5)
    die_after_the_call(box)
    box.later(minutes=5)
    box.deliver()
    assert (box.chat(), box.ways()) == ([["receipt"]], ["push"])


def test_a_push_for_a_dead_token_survives_a_crash(box: Outbox) -> None:
    """The reply was never tried, so there is no doubt about it."""
    box.reply(ANN, "answer", token="t")
    box.later(minutes=2)
    die_after_the_call(box)
    box.later(minutes=2)
    box.deliver()
    assert (box.chat(), box.states()) == ([["answer"]], ["sent"])


def test_a_company_taken_in_hand_is_taken_again_as_a_whole(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", token="t")
    die_after_the_call(box)
    box.later(seconds=25)
    box.push(ANN, "late comer")
    box.deliver()
    assert box.chat() == [["reminder", "answer"], ["late comer"]]
    assert [row.sent_as for row in box.rows()] == ["reply", "reply", "push"]


def test_doubts_add_up_a_crash_then_a_lost_answer_then_silence(box: Outbox) -> None:
    box.push(ANN, "reminder")
    die_after_the_call(box)
    box.later(seconds=20)
    box.line.script(Unknown("503"), Unknown("503"))
    for _ in range(5):
        box.deliver()
        box.later(minutes=1)
    assert (box.chat(), box.states()) == ([["reminder"]], ["sent"])
