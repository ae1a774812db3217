"""Invite codes: right, wrong, used, old, somebody else's; and five wrong ones in a row."""

from datetime import timedelta

from sqlalchemy import select

from bot.clock import MovableClock
from models.audit import AuditEntry
from models.people import RegistrationAttempts
from simulator import user_id_for
from tests.scenario.registration.conftest import Door

WRONG, LOCKED, IS_IT_YOU = "รหัสนี้ใช้ไม่ได้", "ขอพักไว้ถึง", "ยืนยันว่าเป็นคุณ"
GREETING = "ยินดีต้อนรับสู่ “ก้าวหน้า”"


def thai(code: str) -> str:
    return code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def test_a_code_is_understood_however_it_is_typed(door: Door) -> None:
    code = door.code("ก02")
    plain = code.replace("-", "")
    variants = [
        f"ลงทะเบียน {code}",
        f"ลงทะเบียน {code.lower()}",
        f"ลงทะเบียน {plain}",
        f"ลงทะเบียน {plain.lower()}",
        f"ลงทะเบียน   {plain[:4]} {plain[4:]}",
        f" ลงทะเบียน\n{code} ",
        f"ลงทะเบียน {thai(code)}",
        f"ลงทะเบียน {code} ค่ะ",
        f"ลงทะเบียน {code.replace('-', '–')}",  # what a phone makes of a dash
        f"ลงทะเบียน{code}",  # Thai is written without blanks
        f"ลงทะเบียน: {code}",
        code,
        code.lower(),
        plain,
        f"{plain[:4]} {plain[4:]}",
        thai(code),
        f"{code} ครับ",
    ]
    person = door.newcomer("ก02")
    for typed in variants:
        assert IS_IT_YOU in door.says(person, typed), typed
        person.say("ไม่ใช่ฉัน")
    assert door.bound() == {}


def test_what_is_no_code_is_not_counted_as_a_wrong_one(door: Door) -> None:
    person = door.newcomer("ก02")
    for typed in ("สวัสดีค่ะ", "ลงทะเบียน", "12345", "รายงาน", "ขอรหัสหน่อยค่ะ", "ยอมรับ", "ยกเลิก"):
        assert GREETING in door.says(person, typed)
    with door.town.office.database.read() as connection:
        assert connection.execute(select(RegistrationAttempts.wrong)).all() == []


def test_the_fifth_wrong_code_locks_for_a_quarter_of_an_hour(
    door: Door, clock: MovableClock
) -> None:
    person = door.newcomer("ก02")
    for left in (4, 3, 2, 1):
        assert f"ลองได้อีก {left} ครั้ง" in door.says(person, "ลงทะเบียน ZZZZ-ZZZZ")
    assert LOCKED in door.says(person, "ลงทะเบียน ZZZZ-ZZZZ")
    assert LOCKED in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    clock.advance(timedelta(minutes=14, seconds=59))
    assert LOCKED in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    clock.advance(timedelta(seconds=1))
    assert IS_IT_YOU in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    person.tap("ยอมรับ")
    assert door.bound() == {"ก02": user_id_for("ก02")}


def test_a_lock_holds_one_account_only(door: Door) -> None:
    locked, other = door.newcomer("ก02"), door.newcomer("ก03")
    for _ in range(5):
        locked.say("ลงทะเบียน ZZZZ-ZZZZ")
    assert IS_IT_YOU in door.says(other, f"ลงทะเบียน {door.code('ก03')}")


def test_after_a_lock_there_are_five_tries_again(door: Door, clock: MovableClock) -> None:
    person = door.newcomer("ก02")
    for _ in range(5):
        person.say("ลงทะเบียน ZZZZ-ZZZZ")
    clock.advance(timedelta(minutes=15))
    assert "ลองได้อีก 4 ครั้ง" in door.says(person, "ลงทะเบียน ZZZZ-ZZZZ")


def test_a_right_code_makes_the_wrong_ones_forgotten(door: Door) -> None:
    person = door.newcomer("ก02")
    for _ in range(4):
        person.say("ลงทะเบียน ZZZZ-ZZZZ")
    person.say(f"ลงทะเบียน {door.code('ก02')}")
    person.tap("ยอมรับ")
    assert "ลองได้อีก 4 ครั้ง" in door.says(person, "ลงทะเบียน ZZZZ-ZZZZ")


def test_wrong_codes_typed_beside_the_consent_card_do_not_keep_it_open(door: Door) -> None:
    person = door.newcomer("ก02")
    person.say(f"ลงทะเบียน {door.code('ก02')}")
    for _ in range(5):
        person.say("ลงทะเบียน ZZZZ-ZZZZ")
    assert GREETING in "\n".join(door.answer(person, lambda: person.tap("ยอมรับ")))
    assert door.bound() == {}


def test_a_used_code_binds_nobody_else(door: Door) -> None:
    code = door.code("ก02")
    door.town.registered("ก02")
    other = door.newcomer("ก03")
    assert WRONG in door.says(other, f"ลงทะเบียน {code}")


def test_a_code_ends_after_thirty_days(door: Door, clock: MovableClock) -> None:
    person = door.newcomer("ก02")
    clock.advance(timedelta(days=30) - timedelta(seconds=1))
    assert IS_IT_YOU in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    clock.advance(timedelta(seconds=1))
    assert GREETING in "\n".join(door.answer(person, lambda: person.tap("ยอมรับ")))
    assert WRONG in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    assert door.bound() == {}


def test_a_new_code_ends_the_older_one(door: Door) -> None:
    old = door.code("ก02")
    new = door.invite_everyone()["ก02"]
    person = door.newcomer("ก02")
    assert WRONG in door.says(person, f"ลงทะเบียน {old}")
    assert IS_IT_YOU in door.says(person, f"ลงทะเบียน {new}")


def test_a_code_of_somebody_who_left_is_no_good(door: Door) -> None:
    person = door.newcomer("ก02")
    person.say(f"ลงทะเบียน {door.code('ก02')}")
    door.leaves("ก02")
    assert GREETING in "\n".join(door.answer(person, lambda: person.tap("ยอมรับ")))
    assert WRONG in door.says(person, f"ลงทะเบียน {door.code('ก02')}")
    assert door.bound() == {}


def test_a_wrong_a_used_and_an_old_code_get_the_same_words(door: Door, clock: MovableClock) -> None:
    """So that nobody learns which codes exist."""
    used = door.code("ก02")
    door.town.registered("ก02")
    left = door.code("ก05")
    door.leaves("ก05")
    said = set()
    for who, code in (("ก03", used), ("ก04", "ZZZZ-ZZZZ"), ("ก06", left)):
        said.add(door.says(door.newcomer(who), f"ลงทะเบียน {code}"))
    assert len(said) == 1


def test_registering_leaves_a_trail(door: Door) -> None:
    door.town.registered("ก02")
    with door.town.office.database.read() as connection:
        query = select(AuditEntry.action, AuditEntry.after, AuditEntry.channel)
        rows = connection.execute(query.where(AuditEntry.subject == "person")).all()
    assert ("register", {"consented": True}, "chat") in [tuple(row) for row in rows]
