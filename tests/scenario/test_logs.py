"""No log record, at any level, holds what is personal or secret."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.events import InboundEvent
from bot.inbox import Inbox
from handlers.chat.desk import ChatDesk
from models.people import Person
from tests.office_sample import Town
from tests.scenario.letterbox import BreakingDesk
from tests.scenario.repeated.acting import Stage

SECRET_TEXTS = ["ขอลาป่วยพรุ่งนี้", "ประชุมลับห้องสี่", "9,876,543", "9876543"]


class Ears(logging.Handler):
    """Everything of every record: message, arguments, extras, exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        whole = logging.Formatter("%(message)s").format(record)
        self.heard.append(f"{record.name}: {whole} {record.__dict__!r}")


@pytest.fixture
def ears() -> Iterator[Ears]:
    handler, root = Ears(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


def secrets_of(town: Town) -> dict[str, str]:
    settings = town.office.settings
    with town.office.database.read() as connection:
        names = [name for name in connection.scalars(select(Person.name)) if len(name) > 4]
    found = {
        "secret": settings.line_channel_secret,
        "access token": settings.line_channel_access_token,
        "key": settings.secret_key,
    }
    found |= {f"user id {n}": chat for n, chat in enumerate(town.platform.chats)}
    found |= {f"name {n}": name for n, name in enumerate(names)}
    found |= {f"text {n}": text for n, text in enumerate(SECRET_TEXTS)}
    codes = [link.rsplit("%20", 1)[-1] for link in town.links.values()]
    return found | {f"code {n}": code for n, code in enumerate(codes)}


def leaks(town: Town, ears: Ears) -> list[str]:
    tokens = {
        f"reply token {n}": str(delivery.event.reply_token)
        for n, delivery in enumerate(town.platform.deliveries)
        if delivery.event.reply_token
    }
    hidden = {**secrets_of(town), **tokens}
    return sorted(
        {
            f"{line.split(':')[0]}: {what}"
            for line in ears.heard
            for what, secret in hidden.items()
            if secret in line
        }
    )


def test_a_whole_story_leaves_nothing_personal_in_the_logs(sample: Town, ears: Ears) -> None:
    person = sample.registered("ก02")
    person.say(SECRET_TEXTS[0])
    person.say("รายงาน โครงการ 2")
    person.say("เสร็จแล้ว")
    person.say("9,876,543")
    person.say(SECRET_TEXTS[1])  # the reason for the warning
    person.say(SECRET_TEXTS[1])
    person.say("ส่งเลย")
    person.tap("ยืนยันส่ง")
    person.send_sticker()
    person.unfollow()
    person.follow()
    sample.platform.redeliver(sample.platform.deliveries[0].event)
    assert any("outgoing message" in line for line in ears.heard)
    assert leaks(sample, ears) == []


def test_a_failing_event_leaves_nothing_personal_in_the_logs(sample: Town, ears: Ears) -> None:
    class Raises(BreakingDesk):
        """The bug's own words hold what the person typed."""

        def answer(self, connection: object, event: InboundEvent, heard: object) -> object:  # type: ignore[override]
            raise ValueError(event.text, event.user_id, event.reply_token, connection, heard)

    person = sample.registered("ก02")
    stage = Stage.of(sample, Raises(ChatDesk(sample.office)))  # type: ignore[arg-type]
    act = stage.says("ก02", SECRET_TEXTS[0])
    assert stage.post(act) == 200
    assert not Inbox(sample.office, stage_desk(sample)).retry(act.id)
    assert person.user_id
    assert any("event failed" in line for line in ears.heard)
    assert leaks(sample, ears) == []


def stage_desk(sample: Town) -> BreakingDesk:
    return BreakingDesk(ChatDesk(sample.office))


def test_refused_bodies_leave_nothing_personal_in_the_logs(sample: Town, ears: Ears) -> None:
    stage = Stage.of(sample)
    body = f'{{"events": "{SECRET_TEXTS[0]}"}}'.encode()
    assert stage.box.post_bytes(body) == 400
    assert stage.box.post_bytes(body, {"x-line-signature": stage.box.signature(b"other")}) == 400
    assert leaks(sample, ears) == []
