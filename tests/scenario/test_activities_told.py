"""The plan's activities told in chat; the second office's levels come from them."""

from decimal import Decimal

import pytest

from models.level_overrides import Level
from models.progress import WorkStatus
from reports.picture import ProjectPicture
from reports.reading import read_picture
from reports.tables.level import level_of
from simulator.person import Person
from tests.office_sample import ROUND, Town

DONE, GOING, NOT_YET = WorkStatus.COMPLETED, WorkStatus.IN_PROGRESS, WorkStatus.NOT_STARTED


@pytest.fixture
def owner(sample: Town) -> Person:
    """Of project 2, whose plan has two activities."""
    return sample.registered("ก02")


def reported(sample: Town) -> ProjectPicture:
    with sample.office.database.read() as connection:
        found = read_picture(connection, ROUND)
    return next(one for one in found.projects if one.code == "2")


def states(sample: Town) -> list[tuple[str | None, WorkStatus | None, Decimal | None]]:
    report = reported(sample).report
    assert report is not None
    return [(one.number, one.status, one.percent) for one in report.activities]


def test_by_their_numbers_and_corrected(sample: Town, owner: Person) -> None:
    owner.say("โครงการ 2 กำลังทำ ใช้ไป 3000")
    owner.say("1 ทำแล้ว 2 ร้อยละ 30")
    owner.tap("ยืนยันส่ง")
    assert states(sample) == [("1", DONE, None), ("2", GOING, Decimal(30))]
    assert level_of(reported(sample)) is Level.PARTIAL
    owner.say("แก้ไข")
    owner.say("ทุกกิจกรรมทำแล้วค่ะ")
    owner.tap("ยืนยันส่ง")
    assert states(sample) == [("1", DONE, None), ("2", DONE, None)]
    assert level_of(reported(sample)) is Level.DONE


def test_by_tapping(sample: Town, owner: Person) -> None:
    owner.say("รายงาน 2")
    owner.tap("อยู่ระหว่างดำเนินการ")
    owner.say("3000")
    assert any("1 ทำแล้ว 2 กำลังทำ" in text for text in owner.last.texts)
    going = next(one for one in owner.last.actions if one["label"].startswith("กำลังทำ: "))
    owner.act(going)
    done = next(one for one in owner.last.actions if one["label"].startswith("ทำแล้ว: "))
    owner.act(done)
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    assert states(sample) == [("1", GOING, None), ("2", DONE, None)]
    assert level_of(reported(sample)) is Level.IN_PROGRESS


def test_told_before_the_project_is_named(sample: Town, owner: Person) -> None:
    """One number more than the plan has is no activity: asked which project, never guessed."""
    owner.say("1 ทำแล้ว 2 ยัง")
    owner.tap("รายงานโครงการนี้")
    owner.tap("อยู่ระหว่างดำเนินการ")
    owner.say("3000")
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    assert states(sample) == [("1", DONE, None), ("2", NOT_YET, None)]


def test_a_number_the_plan_does_not_have_is_a_step_of_ones_own(sample: Town, owner: Person) -> None:
    owner.say("รายงาน 2")
    owner.tap("อยู่ระหว่างดำเนินการ")
    owner.say("3000")
    owner.say("1 ทำแล้ว 7 กำลังทำ")
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    assert states(sample) == [(None, None, None)]
