"""Putting, withdrawing, expiring, parking, the blocked."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot import outbox
from bot.outbox import Outgoing
from bot.outcomes import NotConnected, RateLimited, Refused, Unknown
from models.people import LineAccount, Person
from tests.storage.sending.conftest import ANN, BEN, Outbox, texts


def test_a_natural_key_is_written_once(box: Outbox) -> None:
    assert box.push(ANN, "1", natural_key="2567-Q2:5:due:2024-04-10") == 1
    assert box.push(ANN, "2", natural_key="2567-Q2:5:due:2024-04-10") == 0
    mixed = [
        Outgoing(recipient=BEN, objects=texts("x"), kind="k", natural_key=key)
        for key in ("2567-Q2:5:due:2024-04-10", "other", None, None)
    ]
    assert box.put(*mixed) == 3
    box.deliver()
    assert box.push(ANN, "3", natural_key="2567-Q2:5:due:2024-04-10") == 0
    assert box.chat() == [["1"], ["x"], ["x"], ["x"]]


def test_nothing_is_put_by_a_transaction_that_fails(box: Outbox) -> None:
    with suppress(ZeroDivisionError), box.office.database.write() as connection:
        outbox.put(connection, box.office, [Outgoing(recipient=ANN, objects=texts("x"), kind="k")])
        raise ZeroDivisionError
    assert box.rows() == []


def test_the_body_is_frozen_as_it_was_written(box: Outbox) -> None:
    card = {"type": "flex", "altText": "ก้าวหน้า", "contents": {"b": [1, 2.5, None, True, "ไทย"]}}
    box.put(Outgoing(recipient=ANN, objects=[card], kind="card"))
    card["altText"] = "changed"
    box.deliver()
    (delivered,) = box.line.delivered
    assert delivered.objects == [{**card, "altText": "ก้าวหน้า"}]


@pytest.mark.parametrize("number", [0, 6])
def test_a_call_takes_one_to_five_objects(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Outgoing(recipient=ANN, objects=texts(*"x" * number), kind="k")


def test_a_reply_token_needs_its_time() -> None:
    with pytest.raises(ValueError, match="until"):
        Outgoing(recipient=ANN, objects=texts("x"), kind="k", reply_token="t")


def test_yesterday_s_reminder_is_not_sent_today(box: Outbox) -> None:
    box.push(ANN, "reminder", expires_after=timedelta(hours=8))
    box.later(hours=8)
    assert box.deliver().expired == 1
    assert (box.chat(), box.states()) == ([], ["expired"])


def test_an_expiry_counts_from_the_time_it_is_due(box: Outbox) -> None:
    due_at = box.clock.now() + timedelta(days=3)
    box.push(ANN, "reminder", due_at=due_at, expires_after=timedelta(hours=8))
    box.later(days=3, hours=7)
    assert box.deliver().pushed == 1


def test_a_message_that_line_never_saw_in_its_time_expires_with_the_reason(box: Outbox) -> None:
    box.push(ANN, "reminder", expires_after=timedelta(seconds=3))
    box.line.script(NotConnected("no route"))
    box.deliver()
    box.later(seconds=3)
    assert box.deliver().expired == 1
    assert box.rows()[0].error == "no route"


def test_a_refused_message_stands_as_failed_with_line_s_words(box: Outbox) -> None:
    box.push(ANN, "bad")
    box.push(ANN, "good")
    box.line.script(Refused("400 The property, 'to', is invalid"))
    assert box.deliver().failed == 1
    assert (box.states(), box.chat()) == (["failed", "sent"], [["good"]])
    assert box.rows()[0].error == "400 The property, 'to', is invalid"


def test_who_has_blocked_the_bot_gets_no_counted_messages(box: Outbox) -> None:
    now = box.clock.now()
    with box.office.database.write() as connection:
        connection.execute(insert(Person).values(id=1, code="1", name="x"))
        connection.execute(
            insert(LineAccount).values(
                line_user_id=ANN, person_id=1, bound_at=now, consented_at=now, blocked_at=now
            )
        )
    box.push(ANN, "reminder")
    box.push(BEN, "reminder")
    assert box.deliver().withdrawn == 1
    assert box.states() == ["withdrawn", "sent"]
    assert box.rows()[0].error == "the recipient has blocked the bot"


def test_withdrawn_by_natural_key_or_by_person(box: Outbox) -> None:
    box.push(ANN, "1", natural_key="k1")
    box.push(ANN, "2", natural_key="k2")
    box.push(BEN, "3")
    with box.office.database.write() as connection:
        assert outbox.withdraw(connection, reason="the date changed", natural_keys=["k1"]) == 1
        assert outbox.withdraw(connection, reason="left the office", recipient=BEN) == 1
        with pytest.raises(ValueError, match="whose"):
            outbox.withdraw(connection, reason="x")
    box.deliver()
    assert box.chat() == [["2"]]
    assert outbox_standing(box) == {"withdrawn": 2, "sent": 1}


def outbox_standing(box: Outbox) -> dict[str, int]:
    with box.office.database.read() as connection:
        return {state.value: number for state, number in outbox.standing(connection).items()}


def test_what_may_have_arrived_is_not_withdrawn(box: Outbox) -> None:
    box.push(ANN, "1", natural_key="k1")
    box.line.lost()
    box.deliver()
    with box.office.database.write() as connection:
        assert outbox.withdraw(connection, reason="x", natural_keys=["k1"]) == 0


def test_a_used_up_quota_parks_what_is_counted_and_never_the_replies(box: Outbox) -> None:
    box.line.limit = 1
    for number in range(5):
        box.push(f"U{number}", "reminder")
    box.push(BEN, "next week", due_at=box.clock.now() + timedelta(days=7))
    box.reply(ANN, "answer", token="t")
    counters = box.deliver()
    assert (counters.pushed, counters.replied) == (1, 1)
    assert box.states() == ["sent", *["parked"] * 4, "waiting", "sent"]
    assert box.line.calls == 3


def test_one_parked_message_an_hour_is_tried_and_the_first_success_frees_all(box: Outbox) -> None:
    box.line.limit = 0
    for number in range(4):
        box.push(f"U{number}", f"{number}")
    box.deliver()
    assert box.line.calls == 1
    box.later(minutes=59)
    box.deliver()
    assert box.line.calls == 1
    box.later(minutes=1)
    box.deliver()
    box.deliver()
    assert box.line.calls == 2
    box.line.limit = None
    box.later(hours=1)
    assert box.deliver().pushed == 4
    assert sorted(box.chat()) == [["0"], ["1"], ["2"], ["3"]]


def test_what_is_parked_expires_like_all_else(box: Outbox) -> None:
    box.line.limit = 0
    box.push(ANN, "reminder", expires_after=timedelta(hours=8))
    box.deliver()
    box.later(hours=9)
    assert box.deliver().expired == 1


def test_an_unreachable_line_is_asked_ever_more_rarely_and_given_up_after_23_hours(
    box: Outbox,
) -> None:
    put_at = box.clock.now()
    box.push(ANN, "reminder", expires_after=timedelta(days=3))
    box.line.script(*[Unknown("503")] * 1000)
    while box.states() == ["waiting"]:
        box.deliver()
        box.clock.set(max(box.clock.now(), box.rows()[0].due_at))
    assert timedelta(hours=22.75) <= box.clock.now() - put_at <= timedelta(hours=23)
    assert box.states() == ["failed"]
    assert box.rows()[0].error == "given up after 23 hours: 503"
    assert 90 < box.line.calls < 110


def test_a_rate_limited_message_waits_and_goes(box: Outbox) -> None:
    box.push(ANN, "1")
    box.line.script(RateLimited("429"))
    assert box.deliver().retried == 1
    box.later(seconds=2)
    assert box.deliver().pushed == 1
