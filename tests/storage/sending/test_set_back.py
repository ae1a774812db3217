"""The machine's clock is set back: what was due at once is due at once, and in its order."""

from datetime import timedelta

from sqlalchemy import insert, select

from bot import deferred
from bot.outbox import Outgoing
from models.messages import DeferredTask
from tests.storage.sending.conftest import ANN, BEN, Outbox, texts

TWO_HOURS = timedelta(hours=2)


def set_back(box: Outbox) -> None:
    box.clock.advance(-TWO_HOURS)


def test_what_was_to_go_out_at_once_does_not_wait_for_the_old_time(box: Outbox) -> None:
    box.push(ANN, "1")
    set_back(box)
    box.push(ANN, "2")
    box.deliver()
    assert box.chat() == [["1"], ["2"]]


def test_a_later_message_does_not_overtake_it_before_it_is_found(box: Outbox) -> None:
    box.push(ANN, "1")
    set_back(box)
    box.push(ANN, "2")
    assert box.claim() == []
    box.desk.look_around()
    assert [claimed.objects for claimed in box.claim()] == [texts("1")]


def test_what_backs_off_does_not_wait_for_the_old_time(box: Outbox) -> None:
    box.push(ANN, "1")
    box.line.lost()
    box.deliver()
    set_back(box)
    box.deliver()
    assert (box.chat(), box.states()) == ([["1"]], ["sent"])


def test_a_lease_of_somebody_who_died_does_not_last_until_the_old_time(box: Outbox) -> None:
    box.push(ANN, "1")
    box.push(BEN, "other")
    box.take()
    set_back(box)
    box.push(ANN, "2")
    box.deliver()
    assert box.chat() == []
    box.later(seconds=20)
    box.deliver()
    assert sorted(box.chat()) == [["1"], ["2"], ["other"]]


def test_a_lease_of_a_machine_that_is_a_little_ahead_is_left_alone(box: Outbox) -> None:
    box.push(ANN, "1")
    box.take()
    box.clock.advance(-timedelta(seconds=15))
    box.desk.look_around()
    assert box.claim() == []


def test_a_parked_message_is_probed_within_the_hour(box: Outbox) -> None:
    box.line.limit = 0
    box.push(ANN, "1")
    box.deliver()
    assert box.states() == ["parked"]
    box.line.limit = None
    set_back(box)
    box.deliver()
    box.deliver()
    assert (box.chat(), box.states()) == ([["1"]], ["sent"])


def test_what_is_meant_for_a_later_hour_keeps_it(box: Outbox) -> None:
    evening = box.clock.now() + timedelta(hours=9)
    box.put(Outgoing(recipient=ANN, objects=texts("later"), kind="reminder", due_at=evening))
    set_back(box)
    box.deliver()
    assert box.chat() == []
    assert box.rows()[0].due_at == evening


def test_deferred_work_does_not_wait_for_the_old_time(box: Outbox) -> None:
    now = box.clock.now()
    row = {
        "kind": "job",
        "arguments": {},
        "state": "waiting",
        "created_at": now,
        "due_at": now,
        "expires_at": now + timedelta(days=1),
    }
    in_hand = row | {"state": "in_hand", "lease_until": now + deferred.LEASE, "attempts": 1}
    later = row | {"due_at": now + timedelta(seconds=3), "attempts": 2}
    with box.office.database.write() as connection:
        for one in (row, in_hand, later):
            connection.execute(insert(DeferredTask).values(one))
    set_back(box)
    box.desk.look_around()
    box.clock.advance(deferred.LEASE)
    for _ in range(3):
        with box.office.database.write() as connection:
            assert deferred.claim(connection, box.clock.now(), ["job"])
    with box.office.database.read() as connection:
        assert set(connection.scalars(select(DeferredTask.state))) == {"in_hand"}
