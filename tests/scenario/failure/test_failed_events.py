"""A handler that raises: nothing half-written, the event kept, one sentence, played again."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

import wsgi
from bot.clock import MovableClock
from bot.inbox import Inbox
from bot.memory_line import MemoryLine
from bot.office import Office
from handlers.chat.desk import APOLOGY, ChatDesk
from models.database import Database
from models.messages import ChatSession, EventState, InboundEvent
from tests.scenario.letterbox import BEN, BreakingDesk, Letterbox, event, says

GREETING = "ยินดีต้อนรับสู่ “ก้าวหน้า”"
WRONG_CODE = "ลงทะเบียน ZZZZ-ZZZZ"


def kept(database: Database, event_id: str) -> Any:
    with database.read() as connection:
        mine = InboundEvent.webhook_event_id == event_id
        return connection.execute(select(InboundEvent.__table__).where(mine)).one()


def flask(letterbox: Letterbox, *words: str) -> Any:
    app = wsgi.app_of(letterbox.office)
    return app.test_cli_runner().invoke(args=list(words))


def test_nothing_of_a_failed_event_is_written_but_that_it_failed(breaking: Letterbox) -> None:
    assert breaking.post(says(WRONG_CODE)) == 200
    assert breaking.rows() == {"inbound_events": 1, "outgoing_messages": 1}
    assert breaking.deliver() == [APOLOGY]


def test_a_failed_event_is_kept_with_its_cause_and_as_it_came(breaking: Letterbox) -> None:
    raw = says(WRONG_CODE)
    breaking.post(raw)
    row = kept(breaking.office.database, raw["webhookEventId"])
    assert row.state is EventState.FAILED
    assert row.payload == raw
    assert "a bug in a handler" in row.error
    assert row.attempts == 1


def test_a_chat_goes_on_where_it_stood_before_the_event_that_failed(
    letterbox: Letterbox, breaking: Letterbox
) -> None:
    letterbox.post(says("สวัสดี"))
    with letterbox.office.database.read() as connection:
        before = connection.execute(select(ChatSession.__table__)).all()
    breaking.post(says(WRONG_CODE))
    with letterbox.office.database.read() as connection:
        assert connection.execute(select(ChatSession.__table__)).all() == before


def test_an_event_that_failed_is_apologized_for_once_however_often_it_comes(
    breaking: Letterbox,
) -> None:
    raw = says("สวัสดี")
    for _ in range(3):
        assert breaking.post(raw) == 200
    assert breaking.deliver() == [APOLOGY]


def test_nobody_hears_an_apology_who_did_not_wait_for_an_answer(breaking: Letterbox) -> None:
    standby = says("สวัสดี", mode="standby", replyToken=None)
    assert breaking.post(event("unfollow", replyToken=None), standby) == 200
    assert breaking.deliver() == []


def test_other_events_of_the_body_go_on_after_one_that_failed(
    office: Office, line: MemoryLine
) -> None:
    class FailsForAnn(BreakingDesk):
        def answer(self, connection: Any, event: Any, heard: Any) -> Any:
            self.broken = event.user_id != BEN
            return super().answer(connection, event, heard)

    letterbox = Letterbox.of(office, line, FailsForAnn(ChatDesk(office)))
    assert letterbox.post(says("สวัสดี"), says("สวัสดี", BEN), says("สวัสดี")) == 200
    assert letterbox.deliver() == [APOLOGY, GREETING, APOLOGY]


def test_retry_plays_a_failed_event_and_its_answer_comes_by_push(
    letterbox: Letterbox, breaking: Letterbox
) -> None:
    raw = says("สวัสดี")
    breaking.post(raw)
    breaking.deliver()
    done = flask(letterbox, "inbox", "retry", raw["webhookEventId"])
    assert (done.exit_code, done.output) == (0, "1 of 1 went well.\n")
    assert letterbox.deliver() == [GREETING]
    assert [str(one.way) for one in letterbox.line.delivered] == ["reply", "push"]
    row = kept(letterbox.office.database, raw["webhookEventId"])
    assert (row.state, row.payload, row.error) == (EventState.DONE, None, None)


def test_retry_without_an_id_plays_all_in_the_order_they_came(
    letterbox: Letterbox, breaking: Letterbox, clock: MovableClock
) -> None:
    for _ in range(3):
        breaking.post(says(WRONG_CODE))
        clock.advance(timedelta(seconds=1))
    breaking.deliver()
    assert flask(letterbox, "inbox", "retry").output == "3 of 3 went well.\n"
    assert [text[-60:] for text in letterbox.deliver()] != []
    assert flask(letterbox, "inbox", "list").output == "0 failed events.\n"


def test_retry_that_fails_again_keeps_the_event_with_the_new_cause(
    breaking: Letterbox, office: Office
) -> None:
    raw = says("สวัสดี")
    breaking.post(raw)
    first = kept(office.database, raw["webhookEventId"])
    assert not Inbox(office, BreakingDesk(ChatDesk(office))).retry(raw["webhookEventId"])
    again = kept(office.database, raw["webhookEventId"])
    assert (again.state, again.payload, again.attempts) == (EventState.FAILED, first.payload, 2)
    assert "retry" in again.error
    assert "retry" not in first.error
    assert breaking.rows()["outgoing_messages"] == 1


def test_retry_of_what_did_not_fail_does_nothing_and_says_so(letterbox: Letterbox) -> None:
    raw = says("สวัสดี")
    letterbox.post(raw)
    letterbox.deliver()
    for event_id in (raw["webhookEventId"], "01HNEVERSEEN"):
        done = flask(letterbox, "inbox", "retry", event_id)
        assert done.exit_code == 1
        assert event_id in done.output
        assert letterbox.deliver() == []


def test_a_failed_event_is_listed_with_its_cause(breaking: Letterbox) -> None:
    raw = says("สวัสดี")
    breaking.post(raw)
    listed = flask(breaking, "inbox", "list")
    assert listed.exit_code == 0
    assert raw["webhookEventId"] in listed.output
    assert "a bug in a handler" in listed.output
    assert "Traceback" not in listed.output
    assert "Traceback" in flask(breaking, "inbox", "list", "--causes").output


def test_what_cannot_be_stored_is_taken_out_of_a_kept_event(breaking: Letterbox) -> None:
    raw = says("a\x00b \ud800 \\u0000", more=[float("nan"), {"\x00": 1}])
    assert breaking.post(raw) == 200
    stored = kept(breaking.office.database, raw["webhookEventId"]).payload
    assert stored["message"]["text"] == "ab ? \\u0000"
    assert stored["more"] == [None, {"": 1}]
    json.dumps(stored, allow_nan=False)


@pytest.mark.parametrize("hours", [0, 5, 48])
def test_a_retried_text_is_never_the_answer_to_a_question_asked_since(
    letterbox: Letterbox, breaking: Letterbox, clock: MovableClock, hours: int
) -> None:
    """However late it is played: the desk is told that it is late."""
    raw = says("สวัสดี")
    breaking.post(raw)
    clock.advance(timedelta(hours=hours))
    letterbox.post(says("สวัสดี", timestamp=raw["timestamp"] + 1 + hours * 3_600_000))
    told: list[bool] = []

    class Listening(ChatDesk):
        def answer(self, connection: Any, event: Any, heard: Any) -> Any:
            told.append(heard.late)
            return super().answer(connection, event, heard)

    assert Inbox(letterbox.office, Listening(letterbox.office)).retry(raw["webhookEventId"])
    assert told == [True]


def test_the_same_failed_event_retried_by_two_at_once_is_answered_once(
    breaking: Letterbox, letterbox: Letterbox
) -> None:
    raw = says("สวัสดี")
    breaking.post(raw)
    breaking.deliver()
    second = Inbox(letterbox.office, ChatDesk(letterbox.office))
    outcomes: list[bool] = []

    class Meddling(Inbox):
        """Between its look at the event and its transaction somebody else retries it."""

        def _failed(self, event_id: str) -> Any:
            found = super()._failed(event_id)
            outcomes.append(second.retry(event_id))
            return found

    outcomes.append(
        Meddling(letterbox.office, ChatDesk(letterbox.office)).retry(raw["webhookEventId"])
    )
    assert outcomes == [True, False]
    assert letterbox.deliver() == [GREETING]
