"""What waits for a person goes out free with the next reply to them."""

from datetime import timedelta

from bot.outbox import Outgoing
from bot.outcomes import MonthlyLimit, NotConnected, Refused, TokenRefused, Unknown
from tests.storage.sending.conftest import ANN, BEN, Outbox, texts


def test_a_due_reminder_rides_along_and_the_reply_comes_last(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", "question", token="t")
    counters = box.deliver()
    assert box.chat() == [["reminder", "answer", "question"]]
    assert (counters.replied, counters.pushed) == (2, 0)
    assert [row.sent_as for row in box.rows()] == ["reply", "reply"]


def test_a_nearly_due_one_too_but_not_one_for_tomorrow(box: Outbox) -> None:
    box.push(ANN, "tomorrow", due_at=box.clock.now() + timedelta(days=1))
    box.push(ANN, "soon", due_at=box.clock.now() + timedelta(minutes=30))
    box.push(BEN, "somebody else's", due_at=box.clock.now() + timedelta(minutes=30))
    box.reply(ANN, "answer", token="t")
    box.deliver()
    assert box.chat() == [["soon", "answer"]]
    assert box.states() == ["waiting", "sent", "waiting", "sent"]


def test_a_parked_one_too_and_costs_nothing(box: Outbox) -> None:
    box.line.limit = 0
    box.push(ANN, "reminder")
    assert box.deliver().parked == 1
    box.reply(ANN, "answer", token="t")
    assert box.deliver().replied == 2
    assert box.chat() == [["reminder", "answer"]]


def test_as_many_as_fit_into_one_call(box: Outbox) -> None:
    soon = box.clock.now() + timedelta(minutes=5)
    for number in range(4):
        box.push(ANN, f"a{number}", f"b{number}", due_at=soon)
    box.reply(ANN, "answer", token="t")
    box.deliver()
    assert box.chat() == [["a0", "b0", "a1", "b1", "answer"]]


def test_what_is_in_turn_and_does_not_fit_goes_first_by_itself(box: Outbox) -> None:
    box.push(ANN, "1", "2", "3", "4", "5")
    box.reply(ANN, "answer", token="t")
    box.deliver()
    assert box.chat() == [["1", "2", "3", "4", "5"], ["answer"]]
    assert box.ways() == ["push", "reply"]


def test_an_old_answer_whose_token_died_rides_with_the_new_one(box: Outbox) -> None:
    box.reply(ANN, "old", token="t1")
    box.line.script(NotConnected("c"))
    box.deliver()
    box.later(minutes=2)
    box.reply(ANN, "new", token="t2")
    box.deliver()
    assert box.chat() == [["old", "new"]]


def test_what_may_have_arrived_never_rides(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.line.lost()
    box.deliver()
    box.later(seconds=2)
    box.reply(ANN, "answer", token="t")
    box.deliver()
    assert box.chat() == [["reminder"], ["answer"]]


def test_two_answers_are_two_calls(box: Outbox) -> None:
    box.reply(ANN, "1", token="t1")
    box.reply(ANN, "2", token="t2")
    box.deliver()
    assert box.chat() == [["1"], ["2"]]


def test_the_same_company_tries_again_after_an_unknown_outcome(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", token="t")
    box.line.script(Unknown("500"))
    box.deliver()
    box.push(ANN, "late comer")
    box.later(seconds=1)
    box.deliver()
    assert box.chat() == [["reminder", "answer"], ["late comer"]]


def test_all_were_delivered_if_only_the_answer_was_lost(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", token="t")
    box.line.lost()
    box.deliver()
    box.later(seconds=1)
    assert box.deliver().replied == 2
    assert box.chat() == [["reminder", "answer"]]


def test_if_the_token_is_no_good_each_goes_by_itself(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", token="t")
    box.line.script(TokenRefused("400"))
    box.deliver()
    assert box.chat() == [["reminder"], ["answer"]]
    assert box.ways() == ["push", "push"]


def test_if_the_token_dies_before_the_call_got_through_each_goes_by_itself(box: Outbox) -> None:
    box.push(ANN, "reminder")
    box.reply(ANN, "answer", token="t")
    box.line.script(NotConnected("c"))
    box.deliver()
    box.later(minutes=1)
    box.deliver()
    assert box.chat() == [["reminder"], ["answer"]]


def test_one_bad_body_does_not_take_the_others_along(box: Outbox) -> None:
    box.push(ANN, "bad")
    box.reply(ANN, "answer", token="t")
    box.line.script(Refused("400 bad"), Refused("400 bad"))
    box.deliver()
    assert box.chat() == [["answer"]]
    assert box.states() == ["failed", "sent"]


def test_a_company_whose_outcome_stays_unknown_is_given_up_except_what_must_arrive(
    box: Outbox,
) -> None:
    box.put(
        Outgoing(recipient=ANN, objects=texts("may be lost"), kind="k"),
        Outgoing(recipient=ANN, objects=texts("must arrive"), kind="k", must_arrive=True),
    )
    box.reply(ANN, "answer", token="t")
    box.line.script(Unknown("500"))
    box.deliver()
    box.later(minutes=1)
    box.deliver()
    assert box.states() == ["failed", "sent", "failed"]
    assert box.chat() == [["must arrive"]]


def test_a_reply_is_not_held_up_by_what_is_parked_and_does_not_fit(box: Outbox) -> None:
    box.push(ANN, "1", "2", "3", "4", "5")
    box.line.script(MonthlyLimit("429"))
    box.deliver()
    box.reply(ANN, "answer", token="t")
    box.deliver()
    assert box.chat() == [["answer"]]
    assert box.states() == ["parked", "sent"]
