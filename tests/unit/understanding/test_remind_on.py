"""When somebody wants to be reminded: wordings, days, and texts that are about something else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.thaitext import MONTHS
from bot.understanding.remind_on import RemindOn, read_remind_day, read_remind_on
from scheduler.reminders.texts import weekday

TODAY = date(2024, 4, 3)
"""A Wednesday."""

DAYS = {
    "เตือนพรุ่งนี้": date(2024, 4, 4),
    "พรุ่งนี้ค่อยเตือนนะคะ": date(2024, 4, 4),
    "เตือนใหม่พรุ่งนี้บ่าย": date(2024, 4, 4),
    "ช่วยเตือนมะรืนหน่อยครับ": date(2024, 4, 5),
    "เตือนอีกที วันศุกร์": date(2024, 4, 5),
    "เตือนศุกร์นี้": date(2024, 4, 5),
    "เตือนวันศุกร์ 9 โมง": date(2024, 4, 5),
    "เตือนวันพุธ": date(2024, 4, 10),  # the next one, since today is one
    "เตือนผมวันพุธหน้า": date(2024, 4, 10),
    "ช่วยเตือนอีกทีวันจันทร์หน้าด้วยครับ": date(2024, 4, 8),
    "เลื่อนเตือนไปวันจันทร์": date(2024, 4, 8),
    "ขอเลื่อนการเตือนเป็นวันศุกร์": date(2024, 4, 5),
    "อย่าเพิ่งเตือน ไว้วันศุกร์": date(2024, 4, 5),
    "เตือนวันที่ 5 เม.ย.": date(2024, 4, 5),
    "เตือนวันที่ ๕ เมษา": date(2024, 4, 5),
    "เตือนวันศุกร์ที่ 5 เมษายน 2567": date(2024, 4, 5),
    "เตือน 5/4": date(2024, 4, 5),
    "เตือน 5/4/67": date(2024, 4, 5),
    "เตือนวันที่ 5": date(2024, 4, 5),
    "เตือนวันที่ 2": date(2024, 5, 2),  # the 2nd of this month has passed
    "เตือนวันที่ 31": date(2024, 5, 31),  # April has none
    "เตือนอีก 3 วัน": date(2024, 4, 6),
    "อีกสองวันเตือนที": date(2024, 4, 5),
    "เตือนอีก 2 สัปดาห์": date(2024, 4, 17),
    "เตือนอาทิตย์หน้า": date(2024, 4, 8),  # next week, not next Sunday
    "เตือนวันอาทิตย์": date(2024, 4, 7),
    "เตือนสิ้นเดือน": date(2024, 4, 30),
    "เตือนเดือนหน้า": date(2024, 5, 1),
    "เตือนวันนี้": TODAY,
    "เตือนวันที่ 1 เม.ย.": date(2024, 4, 1),  # over; the person is asked
}


@pytest.mark.parametrize(("text", "day"), DAYS.items(), ids=DAYS)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert read_remind_on(text, TODAY) == RemindOn(day)


@pytest.mark.parametrize(
    "text", ["อย่าเพิ่งเตือน", "ไม่ต้องเตือนค่ะ", "เตือนอีกที", "เตือนวันอื่น", "หยุดเตือนก่อนนะ", "ยังไม่ต้องเตือน"]
)
def test_a_wish_without_a_day_is_one_all_the_same(text: str) -> None:
    assert read_remind_on(text, TODAY) == RemindOn()


def test_the_due_day_is_a_day_too() -> None:
    assert read_remind_on("เตือนวันครบกำหนด", TODAY) == RemindOn(due_day=True)


@pytest.mark.parametrize(
    "text",
    [
        "เตือนครูให้ส่งงานวันศุกร์",
        "มีการเตือนภัยพรุ่งนี้",
        "เตือนผู้รับผิดชอบทุกคน",
        "ช่วยเตือนพี่สมชายด้วย",
        "โครงการ 5 เตือนพรุ่งนี้ ใช้ไป 3,000",
        "ระบบแจ้งเตือนไม่ทำงาน",
        "วันศุกร์",
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert read_remind_on(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("วันศุกร์", date(2024, 4, 5)),
        ("พรุ่งนี้ค่ะ", date(2024, 4, 4)),
        ("5 เม.ย.", date(2024, 4, 5)),
        ("เตือนวันศุกร์", date(2024, 4, 5)),
    ],
)
def test_the_answer_to_when_may_be_a_bare_day(text: str, day: date) -> None:
    assert read_remind_day(text, TODAY) == RemindOn(day)


@pytest.mark.parametrize("text", ["ใช้ไป 3000", "5", "ไม่รู้เหมือนกัน", ""])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_remind_day(text, TODAY) is None


ANY_DAY = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@given(today=ANY_DAY, ahead=st.integers(1, 60))
def test_every_written_day_is_read_as_it_was_meant(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    be = day.year + 543
    month = MONTHS[day.month - 1]
    for text in (
        f"เตือน{weekday(day)}",
        f"เตือนวันที่ {day.day} {month} {be}",
        f"เตือน {day.day}/{day.month}/{be}",
        f"เตือน {day.day}/{day.month}/{be % 100}",
        f"เตือน {day.day}/{day.month}",
        f"เตือนอีก {ahead} วันค่ะ",
    ):
        assert read_remind_on(text, today) == RemindOn(day), text


@given(today=ANY_DAY, number=st.integers(0, 6))
def test_a_weekday_is_the_next_one(today: date, number: int) -> None:
    names = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")
    wish = read_remind_on(f"เตือนวัน{names[number]}", today)
    assert wish is not None
    assert wish.day is not None
    assert wish.day.weekday() == number
    assert timedelta(0) < wish.day - today <= timedelta(days=7)


@given(text=st.text(max_size=120), today=ANY_DAY)
def test_no_text_breaks_it(text: str, today: date) -> None:
    read_remind_on(f"เตือน{text}", today)
    read_remind_day(text, today)


@given(word=st.sampled_from(["ที", "อีก", "อีกที", "นะ", "ค่ะ", " "]), times=st.integers(1, 400))
def test_repeated_words_cost_nothing(word: str, times: int) -> None:
    read_remind_on("เตือน" + word * times + "x", TODAY)
