"""One account for one person: moved by a new code alone, and the old one can do nothing more."""

from threading import Barrier, BrokenBarrierError

from bot.events import InboundEvent
from handlers.chat.desk import ChatDesk
from simulator import user_id_for
from tests.scenario.registration.conftest import Door
from tests.scenario.repeated.acting import PATIENCE, DeskWithDoor, Stage

GREETING = "ยินดีต้อนรับสู่ “ก้าวหน้า”"
WORDS = ["รายงาน", "โครงการของฉัน", "ทำต่อ", "ยืนยันส่ง", "ส่งเลย", "แก้ไข", "เมนู", "ช่วยเหลือ", "23,800"]


def test_a_new_code_moves_the_account_and_the_old_one_can_do_nothing(door: Door) -> None:
    old = door.town.registered("ก02")
    old.say("รายงาน โครงการ 2")
    old.say("เสร็จแล้ว")
    buttons = [action for message in old.chat.from_bot for action in message.actions]

    new = door.newcomer("ก04")  # the same official with another phone
    new.say(f"ลงทะเบียน {door.invite_again('ก02')}")
    new.tap("ยอมรับ")
    assert door.bound() == {"ก02": user_id_for("ก04")}

    for action in buttons:
        said = door.answer(old, lambda action=action: old.act(action))  # type: ignore[misc]
        assert all(GREETING in text for text in said), action
    for word in WORDS:
        assert GREETING in door.says(old, word)
    assert "23,800" not in door.says(new, "โครงการของฉัน")
    assert "ทำต่อจากร่าง" in door.says(new, "รายงาน")


def test_a_registered_account_may_become_somebody_else_by_their_code(door: Door) -> None:
    person = door.town.registered("ก02")
    person.say("รายงาน โครงการ 2")
    person.say(f"ลงทะเบียน {door.code('ก03')}")
    person.tap("ยอมรับ")
    assert door.bound() == {"ก03": user_id_for("ก02")}
    assert "โครงการ 2\n" not in door.says(person, "รายงาน")
    assert "ไม่มีร่างที่ค้าง" in door.says(person, "ทำต่อ")


def test_somebody_who_left_is_a_stranger(door: Door) -> None:
    person = door.town.registered("ก02")
    person.say("รายงาน โครงการ 2")
    door.leaves("ก02")
    for word in WORDS:
        assert GREETING in door.says(person, word)


def test_a_button_of_an_older_consent_card_binds_nobody(door: Door) -> None:
    person = door.newcomer("ก02")
    person.say(f"ลงทะเบียน {door.code('ก02')}")
    older = next(a for a in person.last.actions if a["label"] == "ยอมรับ")
    person.say("ไม่ใช่ฉัน")
    person.act(older)
    person.say(f"ลงทะเบียน {door.code('ก03')}")
    person.act(older)
    assert door.bound() == {}


def test_a_button_of_another_conversation_does_not_refuse_the_consent(door: Door) -> None:
    """`report:open:5` with the invite's number is no answer to the consent card."""
    person = door.newcomer("ก02")
    person.say(f"ลงทะเบียน {door.code('ก02')}")
    number = next(a for a in person.last.actions if a["label"] == "ยอมรับ")["data"].split(":")[-1]
    person.tap_data(f"report:open:{number}")
    person.tap("ยอมรับ")
    assert door.bound() == {"ก02": user_id_for("ก02")}


def test_of_two_accounts_that_use_one_code_at_once_one_is_bound(door: Door) -> None:
    """On PostgreSQL both have found the invite open before either uses it."""
    sample = door.town
    for who in ("ก02", "ก03"):
        door.newcomer(who).say(f"ลงทะเบียน {door.code('ก05')}")
    both = Barrier(2)

    def wait(event: InboundEvent) -> None:
        if sample.office.database.is_sqlite or both.broken:
            return
        try:
            both.wait(PATIENCE)
        except BrokenBarrierError:
            return
        both.abort()

    stage = Stage.of(sample, DeskWithDoor(ChatDesk(sample.office), wait))
    acts = [stage.taps(who, "ยอมรับ") for who in ("ก02", "ก03")]
    assert stage.at_once(*([act] for act in acts)) == [200, 200]
    stage.deliver()
    welcomed = [
        who
        for who in ("ก02", "ก03")
        if any("ลงทะเบียนเรียบร้อย" in text for text in stage.said_to(who))
    ]
    assert len(welcomed) == 1
    assert door.bound() == {"ก05": user_id_for(welcomed[0])}


def test_a_stranger_who_tries_everything_meets_only_the_greeting(door: Door) -> None:
    """Every word and every button that a registered person has seen."""
    official = door.town.registered("ก02")
    for text in ("รายงาน", "โครงการของฉัน", "รายงาน โครงการ 2", "เสร็จแล้ว", "23,800", "ส่งเลย"):
        official.say(text)
    official.tap("ยืนยันส่ง")
    official.say("แก้ไข")
    official.say("ทำต่อ")
    buttons = [
        action
        for message in official.chat.from_bot
        for action in (*message.actions, *message.quick_replies)
    ]
    assert len({str(action) for action in buttons}) > 20

    stranger = door.newcomer("ก03")
    for word in (*WORDS, "ยกเลิก", "ยอมรับ", "รับรอง", "สรุป", "แดชบอร์ด"):
        assert GREETING in door.says(stranger, word)
    for action in buttons:
        if action["type"] == "uri":
            continue
        said = door.answer(stranger, lambda action=action: stranger.act(action))  # type: ignore[misc]
        assert [GREETING in text for text in said] == [True], action
    assert door.bound() == {"ก02": user_id_for("ก02")}
