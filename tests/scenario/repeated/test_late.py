"""What comes late is not taken for an answer to a question asked since."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from models.people import LineAccount
from models.progress import Draft
from simulator import user_id_for
from tests.office_sample import Town
from tests.scenario.repeated.acting import Stage


def drafted(sample: Town) -> dict[str, object]:
    with sample.office.database.read() as connection:
        values = connection.execute(select(Draft.values).order_by(Draft.id.desc())).scalar()
        answers: dict[str, object] = (values or {}).get("answers", {})
        return answers


def blocked(sample: Town, who: str) -> bool:
    with sample.office.database.read() as connection:
        mine = LineAccount.line_user_id == user_id_for(who)
        return connection.scalar(select(LineAccount.blocked_at).where(mine)) is not None


@pytest.mark.parametrize("apart", [timedelta(seconds=1), timedelta(minutes=5), timedelta(hours=3)])
def test_an_older_amount_is_not_the_answer_to_the_newer_question(
    sample: Town, clock: MovableClock, apart: timedelta
) -> None:
    stage = Stage.of(sample)
    person = sample.registered("ก02")
    person.say("รายงาน โครงการ 2")
    older = stage.says("ก02", "9,999")
    clock.advance(apart)
    person.say("เสร็จแล้ว")
    assert stage.post(older, again=True) == 200
    stage.deliver()
    assert drafted(sample) == {"status": "completed"}
    assert any("มาถึงช้ากว่า" in text for text in stage.said_to("ก02")[-2:])
    clock.advance(timedelta(seconds=1))
    person.say("23,800")
    assert drafted(sample)["spent"] == "23800"


def test_a_step_back_of_the_clock_makes_nobody_late(sample: Town, clock: MovableClock) -> None:
    """Going back in the demo: what is said then is said now."""
    person = sample.registered("ก02")
    clock.advance(timedelta(days=20))
    person.say("รายงาน โครงการ 2")
    clock.advance(-timedelta(days=10))
    person.say("เสร็จแล้ว")
    person.say("23,800")
    assert drafted(sample) == {"status": "completed", "spent": "23800"}


def test_a_late_block_does_not_undo_the_coming_back(sample: Town, clock: MovableClock) -> None:
    stage = Stage.of(sample)
    person = sample.registered("ก02")
    left = sample.platform.events.unfollow(person.user_id)
    clock.advance(timedelta(minutes=1))
    person.follow()
    assert stage.post(left, again=True) == 200
    assert not blocked(sample, "ก02")


def test_a_late_coming_back_does_not_undo_the_block(sample: Town, clock: MovableClock) -> None:
    stage = Stage.of(sample)
    person = sample.registered("ก02")
    came = sample.platform.events.follow(person.user_id, came_back=True)
    clock.advance(timedelta(minutes=1))
    person.unfollow()
    assert stage.post(came, again=True) == 200
    assert blocked(sample, "ก02")


def test_a_late_yes_is_not_the_consent_that_was_asked_for_since(
    sample: Town, clock: MovableClock
) -> None:
    stage = Stage.of(sample)
    person = sample.person("ก02")
    person.follow()
    older = stage.says("ก02", "ตกลง")
    clock.advance(timedelta(seconds=5))
    person.say(person.scan(sample.links["ก02"]))
    assert stage.post(older, again=True) == 200
    stage.deliver()
    with sample.office.database.read() as connection:
        assert connection.execute(select(LineAccount.person_id)).all() == []
    person.say("ยอมรับ")
    with sample.office.database.read() as connection:
        assert len(connection.execute(select(LineAccount.person_id)).all()) == 1


def test_a_late_yes_does_not_submit_a_card_shown_since(sample: Town, clock: MovableClock) -> None:
    """ยืนยันส่ง for the card with 23,800 comes after the card with 100 was shown."""
    stage = Stage.of(sample)
    person = sample.registered("ก02")
    person.say("รายงาน โครงการ 2")
    person.say("เสร็จแล้ว")
    person.say("23,800")
    person.say("ส่งเลย")
    older = stage.says("ก02", "ยืนยันส่ง")
    clock.advance(timedelta(seconds=5))
    person.say("แก้ยอดใช้ไปเป็น 100")
    assert stage.post(older, again=True) == 200
    stage.deliver()
    assert stage.reports() == []
