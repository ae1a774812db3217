"""Two events of one person, or two people about one project, in the same moment."""

from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError, Event, Thread

from bot.events import InboundEvent
from handlers.chat.desk import ChatDesk
from models.database import Database
from tests.office_sample import Town
from tests.scenario.repeated.acting import PATIENCE, DeskWithDoor, Stage

A_WHILE = 0.3
"""How long it is listened for what must not happen."""


def test_two_events_of_one_person_are_handled_one_after_the_other(sample: Town) -> None:
    """While the first one's transaction is open the second does not even look at the chat."""
    sample.registered("ก02")
    inside, go_on, came_in = Event(), Event(), [0]

    def door(event: InboundEvent) -> None:
        came_in[0] += 1
        inside.set()
        assert go_on.wait(PATIENCE)

    stage = Stage.of(sample, DeskWithDoor(ChatDesk(sample.office), door))
    first, second = stage.says("ก02", "รายงาน"), stage.says("ก02", "โครงการ 2")
    threads = [Thread(target=stage.post, args=(act,)) for act in (first, second)]
    threads[0].start()
    assert inside.wait(PATIENCE)
    inside.clear()
    threads[1].start()
    assert not inside.wait(A_WHILE)
    assert came_in == [1]
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    stage.deliver()
    assert came_in == [2]
    assert stage.answers()[first.reply_token or ""] == 1
    assert "ตอนนี้โครงการเป็นอย่างไรคะ" in stage.said_to("ก02")[-1]


def test_messages_of_one_person_that_arrive_at_two_processes_are_handled_in_order(
    sample: Town,
) -> None:
    """Each process has connections of its own; what it knows of the other is in the database."""
    if sample.office.database.is_sqlite:
        return  # one process serves
    sample.registered("ก02")
    inside, go_on = Event(), Event()
    handled: list[tuple[str, str]] = []

    def process(name: str, database: Database) -> Stage:
        def door(event: InboundEvent) -> None:
            handled.append((name, event.text))
            inside.set()
            assert go_on.wait(PATIENCE)

        office = replace(sample.office, database=database)
        return Stage.of(replace(sample, office=office), DeskWithDoor(ChatDesk(office), door))

    url = sample.office.database.url.render_as_string(hide_password=False)
    databases = [Database(url), Database(url)]
    stages = [process(str(number), one) for number, one in enumerate(databases)]
    acts = [stages[0].says("ก02", text) for text in ("รายงาน", "โครงการ 2", "กำลังทำ")]
    first = Thread(target=stages[0].post, args=(acts[0],))
    first.start()
    assert inside.wait(PATIENCE)
    inside.clear()
    second = Thread(target=stages[1].post, args=(acts[1],))
    second.start()
    assert not inside.wait(A_WHILE)
    go_on.set()
    for thread in (first, second):
        thread.join(PATIENCE)
    assert stages[0].post(acts[2]) == 200
    stages[0].deliver()
    for database in databases:
        database.close()
    assert handled == [("0", "รายงาน"), ("1", "โครงการ 2"), ("0", "กำลังทำ")]
    assert [stages[0].answers()[act.reply_token or ""] for act in acts] == [1, 1, 1]
    assert "ใช้เงินไปแล้วรวมกี่บาท" in stages[0].said_to("ก02")[-1]


def test_a_duplicate_waits_for_the_first_and_then_ends(sample: Town) -> None:
    sample.registered("ก02")
    inside, go_on, came_in = Event(), Event(), [0]

    def door(event: InboundEvent) -> None:
        came_in[0] += 1
        inside.set()
        assert go_on.wait(PATIENCE)

    stage = Stage.of(sample, DeskWithDoor(ChatDesk(sample.office), door))
    act = stage.says("ก02", "เมนู")
    threads = [Thread(target=stage.post, args=(act,)) for _ in range(3)]
    threads[0].start()
    assert inside.wait(PATIENCE)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    stage.deliver()
    assert came_in == [1]
    assert stage.answers()[act.reply_token or ""] == 1


def test_two_first_words_of_a_stranger_at_once_are_both_answered(sample: Town) -> None:
    """The chat's row, which both lock, is not there yet."""
    stage = Stage.of(sample)
    acts = [stage.says("ก02", "สวัสดี") for _ in range(4)]
    assert stage.at_once(*([act] for act in acts)) == [200] * 4
    stage.deliver()
    assert [stage.answers()[act.reply_token or ""] for act in acts] == [1] * 4


def joint_report(sample: Town, who: str) -> None:
    """Up to the card of project 14, which ข01 and ข02 own together."""
    person = sample.registered(who)
    person.say("รายงาน โครงการ 14")
    person.say("กำลังทำ")
    person.say("1000")
    person.say("ส่งเลย")
    assert person.saw("ยืนยันส่ง")


def test_of_two_joint_owners_who_submit_at_once_one_is_told_of_the_other(sample: Town) -> None:
    """On PostgreSQL both have read "no report yet" before either writes one."""
    for who in ("ข01", "ข02"):
        joint_report(sample, who)
    both_have_read = Barrier(2)
    is_sqlite = sample.office.database.is_sqlite  # its writers come in one at a time anyway

    def door(event: InboundEvent) -> None:
        if is_sqlite or both_have_read.broken:
            return  # what is tried again goes through
        with suppress(BrokenBarrierError):
            both_have_read.wait(PATIENCE)
        both_have_read.abort()

    stage = Stage.of(sample, DeskWithDoor(ChatDesk(sample.office), door))
    acts = [stage.taps(who, "ยืนยันส่ง") for who in ("ข01", "ข02")]
    assert stage.at_once(*([act] for act in acts)) == [200, 200]
    stage.deliver()
    assert stage.reports() == [("2567-Q2-14-1", 1)]
    told = [
        any("มีผู้รับผิดชอบร่วมส่งรายงานโครงการนี้แล้ว" in text for text in stage.said_to(who))
        for who in ("ข01", "ข02")
    ]
    receipts = [
        any("ส่งรายงานเรียบร้อย" in text for text in stage.said_to(who)) for who in ("ข01", "ข02")
    ]
    assert sorted(told) == [False, True]
    assert receipts == [not one for one in told]


def test_the_joint_owner_who_was_told_may_submit_a_second_version(sample: Town) -> None:
    for who in ("ข01", "ข02"):
        joint_report(sample, who)
    sample.person("ข01").tap("ยืนยันส่ง")
    second = sample.person("ข02")
    second.tap("ยืนยันส่ง")
    assert second.saw("มีผู้รับผิดชอบร่วมส่งรายงานโครงการนี้แล้ว")
    assert Stage.of(sample).reports() == [("2567-Q2-14-1", 1)]
    second.tap("ยืนยันส่ง")
    assert Stage.of(sample).reports() == [("2567-Q2-14-1", 1), ("2567-Q2-14-2", 2)]
