"""The loop in a thread of its own, with a real LINE client or the one in memory."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from bot import outbox
from bot.clock import SystemClock
from bot.ids import RandomIds
from bot.line import Objects
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.outbox import OUT, TABLE, Outgoing
from bot.outcomes import Outcome
from bot.settings import Settings
from models import schema
from models.database import Database
from models.messages import Delivery
from scheduler.desk import Desk, Turn
from scheduler.sending import Sending
from tests.scenario.sending.conftest import LoopbackLine

SECRET = "ข้อความส่วนตัว"
PATIENCE = 20.0
"""Seconds until a test that waits for something in vain gives up."""


class WatchedLine(MemoryLine):
    """Tells when it was called so many times."""

    def __init__(self, *, awaited: int) -> None:
        super().__init__(SystemClock())
        self.awaited, self.reached = awaited, Event()

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        outcome = super().push(recipient, objects, retry_key)
        if len(self.delivered) >= self.awaited:
            self.reached.set()
        return outcome


@pytest.fixture
def running(office: Office) -> Office:
    return replace(office, clock=SystemClock(), ids=RandomIds())


def put(office: Office, *recipients: str) -> None:
    with office.database.write() as connection:
        objects = [{"type": "text", "text": SECRET}]
        messages = [Outgoing(recipient=to, objects=objects, kind="k") for to in recipients]
        outbox.put(connection, office, messages)
    office.outbox_filled.set()


def states(office: Office) -> dict[Delivery, int]:
    with office.database.read() as connection:
        return outbox.standing(connection)


def test_what_is_put_goes_out_and_is_marked_when_it_stops(running: Office) -> None:
    line = WatchedLine(awaited=3)
    sending = Sending(running, line, threads=4)
    sending.start()
    put(running, "U1", "U2", "U1")
    assert line.reached.wait(PATIENCE)
    assert sending.is_well()
    sending.stop()
    assert states(running) == {Delivery.SENT: 3}
    assert not sending.is_well()


def test_a_message_is_found_even_if_nobody_says_so(running: Office) -> None:
    line = WatchedLine(awaited=1)
    sending = Sending(running, line, threads=2)
    sending.start()
    put(running, "U1")
    running.outbox_filled.clear()
    assert line.reached.wait(PATIENCE)
    sending.stop()


def test_many_messages_over_real_connections(running: Office, loopback: LoopbackLine) -> None:
    settings = replace(
        running.settings,
        line_api_base_url=loopback.url,
        line_data_api_base_url=loopback.url,
    )
    office = replace(running, settings=settings)
    put(office, *[f"U{number % 100}" for number in range(300)])
    sending = Sending(office, office.line, threads=16)
    sending.start()
    wait_until_empty(office)
    sending.stop()
    assert states(office) == {Delivery.SENT: 300}
    assert len(loopback.calls) == len(loopback.keys) == 300


def wait_until_empty(office: Office) -> None:
    """Looks now and then; the loop runs by the machine's own time here."""
    pause = Event()
    for _ in range(int(PATIENCE / 0.02)):
        with office.database.read() as connection:
            left = select(func.count()).where(OUT.state.in_([Delivery.WAITING, Delivery.IN_HAND]))
            if not connection.execute(left.select_from(TABLE)).scalar():
                return
        pause.wait(0.02)
    raise AssertionError("the outbox was not emptied")


class StumblingDesk(Desk):
    """A database that fails for a while, each time after the work was done in vain."""

    stumbles = 3

    def turn(self, results: Any, limit: int) -> Turn:
        if self.stumbles and (results or limit):
            self.stumbles -= 1
            raise OperationalError("x", None, Exception("the database restarts"))
        return super().turn(results, limit)


def test_a_database_that_fails_costs_a_delay_and_nothing_else(
    running: Office, caplog: pytest.LogCaptureFixture
) -> None:
    line = WatchedLine(awaited=2)
    desk = StumblingDesk(running, line)
    sending = Sending(running, line, threads=2, desk=desk, trouble_seconds=0.01)
    put(running, "U1", "U2")
    sending.start()
    assert line.reached.wait(PATIENCE)
    sending.stop()
    assert states(running) == {Delivery.SENT: 2}
    assert len(line.delivered) == 2
    assert "sending is interrupted" in caplog.text


class BrokenLine(WatchedLine):
    """Cannot cope with one person's message."""

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        if recipient == "U1":
            raise RuntimeError(SECRET)
        return super().push(recipient, objects, retry_key)


def test_one_bad_row_does_not_hold_up_the_others(running: Office) -> None:
    line = BrokenLine(awaited=2)
    sending = Sending(running, line, threads=2)
    put(running, "U1", "U2", "U3")
    sending.start()
    assert line.reached.wait(PATIENCE)
    sending.stop()
    assert states(running) == {Delivery.SENT: 2, Delivery.WAITING: 1}


def test_what_a_dead_process_left_in_hand_is_taken_up_again(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/kaona.db")
    schema.upgrade(database)
    office = Office(settings=Settings(), database=database)
    put(office, "U1")
    line = WatchedLine(awaited=1)
    Desk(office, line).turn([], 1)
    sending = Sending(office, line, threads=2)
    sending.start()
    assert line.reached.wait(PATIENCE)
    sending.stop()
    assert states(office) == {Delivery.SENT: 1}
    database.close()


def test_logs_tell_events_and_neither_texts_nor_ids(
    running: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    line = WatchedLine(awaited=1)
    with running.database.write() as connection:
        message = Outgoing(
            recipient="U" + "a" * 32,
            objects=[{"type": "text", "text": SECRET}],
            kind="answer",
            reply_token="secret-token",
            reply_until=running.clock.now() - timedelta(seconds=1),
            caused_by="event-1",
        )
        outbox.put(connection, running, [message])
    sending = Sending(running, line, threads=2)
    sending.start()
    assert line.reached.wait(PATIENCE)
    sending.stop()
    told = [record for record in caplog.records if record.message == "outgoing message"]
    assert [(record.caused_by, record.state) for record in told] == [("event-1", "sent")]  # type: ignore[attr-defined]
    everything = "".join(str(vars(record)) for record in caplog.records)
    assert not any(word in everything for word in (SECRET, "a" * 32, "secret-token"))
