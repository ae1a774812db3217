"""Who leads a group hears of waiting reports once a day, and for free whenever they write."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from bot.clock import BANGKOK, MovableClock
from models.audit import Channel
from models.delegations import Delegation, LeadKind
from models.messages import OutgoingMessage
from models.people import Group
from models.people import Person as People
from scheduler.certification_requests import KIND, AskToCertify
from scheduler.certification_stuck import TellStuck
from scheduler.sending import deliver_due
from simulator.person import Person
from tests.office_sample import Town


@pytest.fixture
def director(sample: Town) -> Person:
    return sample.registered("ก06")


def reports(town: Town, code: str, text: str) -> None:
    owner = town.registered(code)
    owner.say(text)
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")


def tick(town: Town, at: datetime) -> int:
    counted = AskToCertify().run(town.office, at)
    deliver_due(town.office, town.office.line)
    return counted.get("asked", 0)


def requests(town: Town) -> list[str | None]:
    """How each request went out: push is counted, reply is free."""
    query = select(OutgoingMessage.sent_as).where(OutgoingMessage.kind == KIND)
    with town.office.database.read() as connection:
        return [str(one) for one in connection.scalars(query.order_by(OutgoingMessage.id))]


def test_a_day_has_one_request_however_often_the_clock_ticks(
    sample: Town, director: Person, clock: MovableClock
) -> None:
    assert tick(sample, clock.now()) == 0  # nothing waits
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    assert [tick(sample, clock.now()) for _ in range(3)] == [1, 0, 0]
    assert "รอรับรอง 1 ฉบับ" in "\n".join(director.last.texts)
    clock.advance(timedelta(minutes=1))
    reports(sample, "ก03", "โครงการ 3 กำลังทำ ใช้ไป 0 บาท")
    clock.advance(timedelta(hours=2))
    assert tick(sample, clock.now()) == 0  # tomorrow
    clock.advance(timedelta(days=1))
    assert tick(sample, clock.now()) == 1
    assert requests(sample) == ["push", "push"]


def test_nothing_new_is_asked_again_only_after_three_days(
    sample: Town, director: Person, clock: MovableClock
) -> None:
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    days = [datetime(2024, 4, day, 9, 30, tzinfo=BANGKOK) for day in (3, 4, 5, 9, 10)]
    asked = []
    for day in days:
        clock.set(day)
        asked.append(tick(sample, day))
    assert asked == [1, 0, 0, 1, 0]


def test_not_before_hours_nor_on_a_closed_day(sample: Town, director: Person) -> None:
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    early = datetime(2024, 4, 4, 7, 0, tzinfo=BANGKOK)
    saturday = datetime(2024, 4, 6, 9, 30, tzinfo=BANGKOK)
    assert [tick(sample, early), tick(sample, saturday)] == [0, 0]


def test_who_writes_hears_it_with_the_answer_for_free(sample: Town, director: Person) -> None:
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    director.say("สวัสดีค่ะ")
    assert requests(sample) == ["reply"]
    assert sum("มีรายงานรอรับรอง" in "\n".join(one.texts) for one in director.messages[-2:]) == 1
    director.say("เมนู")
    assert tick(sample, sample.office.clock.now()) == 0
    assert requests(sample) == ["reply"]


def test_it_never_breaks_into_a_conversation(sample: Town, director: Person) -> None:
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    director.say("รายงาน")
    assert requests(sample) == []


def test_an_own_report_is_asked_of_the_stand_in(sample: Town, director: Person) -> None:
    """ก06 owns project 8: without another they are asked, with a stand-in only that one is."""
    reports(sample, "ก04", "โครงการ 8 กำลังทำ ใช้ไป 0 บาท")
    stand_in = sample.registered("ก05")
    with sample.office.database.write() as connection:
        codes = dict(connection.execute(select(People.code, People.id)).all())
        connection.execute(
            insert(Delegation).values(
                group_id=connection.scalar(select(Group.id).where(Group.code == "กนต.")),
                person_id=codes["ก05"],
                kind=LeadKind.DELEGATED,
                starts_on=date(2024, 4, 1),
                ends_on=date(2024, 4, 30),
                given_at=sample.office.clock.now(),
                channel=Channel.COMMAND,
            )
        )
    before = len(director.messages)
    assert tick(sample, sample.office.clock.now()) == 1
    assert len(director.messages) == before
    assert "รอรับรอง 1 ฉบับ" in "\n".join(stand_in.last.texts)


def test_after_three_times_the_planning_group_hears_once_and_nobody_else(
    sample: Town, director: Person, clock: MovableClock
) -> None:
    planner, other = sample.registered("ฉ01"), sample.registered("ก03")
    reports(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    asked = told = 0
    for _ in range(40):
        clock.advance(timedelta(days=1))
        asked += tick(sample, clock.now())
        told += TellStuck().run(sample.office, clock.now()).get("told", 0)
        deliver_due(sample.office, sample.office.line)
    assert (asked, told) == (3, 1)
    heard = "\n".join(planner.last.texts)
    assert "1 ฉบับรอ นาย ก06 รับรอง" in heard
    assert "มอบหมาย" in str(planner.last.body)
    other.say("โครงการ 3 กำลังทำ ใช้ไป 0 บาท")  # something new begins anew
    other.say("ส่งเลย")
    other.tap("ยืนยันส่ง")
    clock.advance(timedelta(days=1))
    assert tick(sample, clock.now()) == 1
