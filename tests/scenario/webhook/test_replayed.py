"""A webhook somebody caught and posts again, well signed: it has no second effect, however old."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.inbox import STALE
from models.messages import InboundEvent
from models.rules import DEFAULTS
from scheduler.housekeeping import KeepHouse
from tests.scenario.letterbox import ANN, Letterbox, event, says

ONE_DAY = timedelta(days=1)


def caught(letterbox: Letterbox) -> tuple[bytes, dict[str, str]]:
    """A body with its right signature, as it once went over the wire and was answered."""
    body = json.dumps({"destination": ANN, "events": [says("สวัสดี")]}).encode()
    headers = {"x-line-signature": letterbox.signature(body)}
    assert letterbox.post_bytes(body, headers) == 200
    assert len(letterbox.deliver()) == 1
    return body, headers


@pytest.mark.parametrize("days", [0, 1, 59, 89, DEFAULTS.keep_chats_days + 2])
def test_it_has_no_second_effect(letterbox: Letterbox, clock: MovableClock, days: int) -> None:
    body, headers = caught(letterbox)
    clock.advance(timedelta(days=days))
    KeepHouse().run(letterbox.office, clock.now())
    assert letterbox.post_bytes(body, headers) == 200
    assert letterbox.deliver() == []


def test_after_its_row_was_let_go_it_is_its_age_that_refuses_it(
    letterbox: Letterbox, clock: MovableClock
) -> None:
    body, headers = caught(letterbox)
    clock.advance(timedelta(days=DEFAULTS.keep_chats_days + 2))
    KeepHouse().run(letterbox.office, clock.now())
    with letterbox.office.database.read() as connection:
        assert connection.scalars(select(InboundEvent.webhook_event_id)).all() == []
    letterbox.post_bytes(body, headers)
    assert len(letterbox.states()) == 1  # remembered, so that it is a second one next time
    assert "outgoing_messages" not in letterbox.rows()


def test_one_is_too_old_after_sixty_days_and_not_before(
    letterbox: Letterbox, clock: MovableClock
) -> None:
    within, beyond = says("สวัสดี"), says("สวัสดี")
    moment = int(clock.now().timestamp() * 1000) - int(STALE / timedelta(milliseconds=1))
    assert letterbox.post(within | {"timestamp": moment}) == 200
    assert letterbox.post(beyond | {"timestamp": moment - 1}) == 200
    assert letterbox.answered(within)
    assert not letterbox.answered(beyond)


def test_every_office_keeps_the_ids_longer_than_that() -> None:
    """Or an event could be old enough to be forgotten and young enough to be taken in."""
    from models.rules import RuleError

    least = STALE.days + 1
    with pytest.raises(RuleError):
        DEFAULTS.with_value("keep_chats_days", least)


def test_an_old_follow_greets_nobody(letterbox: Letterbox, clock: MovableClock) -> None:
    old = event("follow", follow={"isUnblocked": False})
    clock.advance(STALE + ONE_DAY)
    assert letterbox.post(old) == 200
    assert letterbox.deliver() == []
