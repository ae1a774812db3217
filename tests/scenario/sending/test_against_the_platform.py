"""The sender with the real SDK against the stand-in for the platform: faults and the quota."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot import outbox
from bot.clock import MovableClock
from bot.line_api import LineApi
from bot.office import Office
from bot.outbox import Outgoing
from scheduler.desk import Counters, Desk
from scheduler.sending import deliver_due
from simulator import (
    Account,
    FaultPlan,
    Platform,
    Via,
    connection_dropped,
    create_simulator,
    rate_limited,
    serve_in_thread,
    server_error,
    user_id_for,
)
from simulator.message import By
from simulator.person import Person

SOMCHAI = user_id_for("somchai")
CARD = {
    "type": "flex",
    "altText": "โครงการที่ 2",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [{"type": "text", "text": "ใช้ไป 23,800 บาท", "wrap": True}],
        },
    },
}


@dataclass
class Stage:
    """A person, the platform, and a bot that answers every message with a text and a card."""

    office: Office
    clock: MovableClock
    platform: Platform
    faults: FaultPlan
    desk: Desk

    @property
    def somchai(self) -> Person:
        return self.platform.person(SOMCHAI)

    def push(self, text: str, **more: Any) -> None:
        objects = [{"type": "text", "text": text}]
        with self.office.database.write() as connection:
            message = Outgoing(recipient=SOMCHAI, objects=objects, kind="reminder", **more)
            outbox.put(connection, self.office, [message])

    def deliver(self) -> Counters:
        return deliver_due(self.office, self.office.line, desk=self.desk)

    def deliver_until_quiet(self) -> None:
        for _ in range(6):
            self.deliver()
            self.clock.advance(timedelta(seconds=5))

    def chat(self) -> list[tuple[str, str]]:
        bubbles = [one for one in self.somchai.messages if one.by == By.BOT]
        return [(one.via.value, one.texts[0]) for one in bubbles]


ANSWER = [("reply", "รับทราบ"), ("reply", "ใช้ไป 23,800 บาท")]
BY_PUSH = [("push", text) for _, text in ANSWER]


@pytest.fixture
def stage(office: Office, clock: MovableClock) -> Iterator[Stage]:
    faults = FaultPlan()

    def answer(_: str, body: bytes, __: Mapping[str, str]) -> int:
        events = [event for event in json.loads(body)["events"] if event["type"] == "message"]
        with office.database.write() as connection:
            outbox.put(connection, office, [_answer(event, clock) for event in events])
            outbox.hurry(connection, SOMCHAI, clock.now())
        return 200

    platform = Platform(
        channel_secret="secret",
        access_token="token",
        webhook_url="http://bot/callback",
        people=[Account(SOMCHAI, "สมชาย", friend=True)],
        clock=clock,
        post=answer,
        faults=faults,
    )
    with serve_in_thread(create_simulator(platform)) as url:
        line = LineApi(token="token", api=url, data_api=url)
        wired = replace(office, connect_line=lambda _: line)
        yield Stage(wired, clock, platform, faults, Desk(wired, line, jitter=lambda: 1.0))
        line.close()


def _answer(event: dict[str, Any], clock: MovableClock) -> Outgoing:
    return Outgoing(
        recipient=event["source"]["userId"],
        objects=[{"type": "text", "text": "รับทราบ"}, CARD],
        kind="answer",
        reply_token=event["replyToken"],
        reply_until=clock.now() + outbox.REPLY_WITHIN,
        caused_by=event["webhookEventId"],
    )


def test_an_answer_comes_by_reply_and_a_reminder_by_push(stage: Stage) -> None:
    stage.somchai.say("รายงาน")
    assert stage.deliver().replied == 1
    stage.push("อย่าลืมรายงาน")
    assert stage.deliver().pushed == 1
    assert stage.chat() == [*ANSWER, ("push", "อย่าลืมรายงาน")]
    assert stage.somchai.last.via is Via.PUSH
    assert not stage.platform.refused


def test_a_reminder_that_waits_comes_free_with_the_answer(stage: Stage) -> None:
    stage.push("อย่าลืมรายงาน", due_at=stage.clock.now() + timedelta(minutes=30))
    stage.somchai.say("สวัสดี")
    stage.deliver()
    assert stage.chat() == [("reply", "อย่าลืมรายงาน"), *ANSWER]


FAULTS = [
    server_error(),
    server_error(accepted=True),
    connection_dropped(),
    connection_dropped(accepted=True),
    rate_limited(),
]
NAMES = ["refused", "accepted", "dropped", "accepted and dropped", "too many"]


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
@pytest.mark.parametrize("times", [1, 3])
def test_whatever_happens_on_the_way_an_answer_comes_once(
    stage: Stage, fault: Any, times: int
) -> None:
    stage.faults.add(fault, path="/reply", times=times)
    stage.somchai.say("รายงาน")
    stage.deliver_until_quiet()
    assert stage.chat() == ANSWER


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
@pytest.mark.parametrize("times", [1, 3])
def test_whatever_happens_on_the_way_a_reminder_comes_once(
    stage: Stage, fault: Any, times: int
) -> None:
    stage.faults.add(fault, path="/push", times=times)
    stage.push("อย่าลืมรายงาน")
    stage.deliver_until_quiet()
    assert stage.chat() == [("push", "อย่าลืมรายงาน")]


def test_an_answer_that_comes_too_late_for_its_token_is_pushed(stage: Stage) -> None:
    stage.somchai.say("รายงาน")
    stage.clock.advance(timedelta(minutes=2))
    stage.deliver()
    assert stage.chat() == BY_PUSH


def test_a_token_that_is_no_good_is_noticed(stage: Stage) -> None:
    """Our clock was slow: the token is older than we believe."""
    event = stage.somchai.say("รายงาน")
    stage.platform.reply_tokens.delivered_again(
        str(event.reply_token), stage.clock.now() - timedelta(minutes=5)
    )
    stage.deliver()
    assert stage.chat() == BY_PUSH


def test_the_month_s_quota_ends_and_a_new_month_begins(stage: Stage) -> None:
    stage.platform.quota.limit = 1
    for number in range(3):
        stage.push(f"{number}", expires_after=timedelta(days=60))
    counters = stage.deliver()
    assert (counters.pushed, counters.parked) == (1, 1)
    stage.somchai.say("สวัสดี")
    stage.deliver()
    assert stage.chat() == [("push", "0"), ("reply", "1"), ("reply", "2"), *ANSWER]
    stage.push("3", expires_after=timedelta(days=60))
    stage.deliver()
    stage.clock.advance(timedelta(days=28))
    stage.deliver()
    assert stage.chat()[-1] == ("push", "3")


def test_what_line_would_refuse_stands_as_failed(stage: Stage) -> None:
    with stage.office.database.write() as connection:
        bad = [{"type": "text", "text": ""}]
        message = Outgoing(recipient=SOMCHAI, objects=bad, kind="bad")
        outbox.put(connection, stage.office, [message])
    stage.push("good")
    assert (stage.deliver().failed, stage.chat()) == (1, [("push", "good")])
