"""Lists of numbered lines with a state each, as people type them of a plan's activities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import NumberedState, read_numbered

DONE, GOING, NOT_YET = "completed", "in_progress", "not_started"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the domain guide's utterance 38
        ("1 ทำแล้ว 2 กำลังทำ 3 ยัง", [((1,), DONE), ((2,), GOING), ((3,), NOT_YET)]),
        # points, particles, lines
        ("1.เสร็จแล้วค่ะ 2. ยังไม่เริ่ม", [((1,), DONE), ((2,), NOT_YET)]),
        ("1 ทำแล้ว\n2 กำลังดำเนินการ\n3 ยังเลยครับ", [((1,), DONE), ((2,), GOING), ((3,), NOT_YET)]),
        # the second office's own words
        ("1 ดำเนินการแล้วเสร็จ 2 อยู่ระหว่างดำเนินการ", [((1,), DONE), ((2,), GOING)]),
        # several at once, and all of them
        ("1-3 ทำแล้ว, 5 ยัง", [((1, 2, 3), DONE), ((5,), NOT_YET)]),
        ("กิจกรรมที่ 1 และ 2 เสร็จ ข้อ 3 ยังไม่เสร็จ", [((1, 2), DONE), ((3,), GOING)]),
        ("ทุกกิจกรรมทำแล้ว", [((), DONE)]),
    ],
)
def test_states(text: str, expected: list[tuple[tuple[int, ...], str]]) -> None:
    assert [(one.numbers, one.status) for one in read_numbered(text)] == expected


@pytest.mark.parametrize(
    ("text", "status", "percent"),
    [
        ("2 ร้อยละ 74.95", GOING, "74.95"),
        ("๒ ๕๐%", GOING, "50"),
        ("2. 100%", DONE, "100"),
        ("ข้อ 2 ทำไปแล้ว 30 เปอร์เซ็นต์", GOING, "30"),
        ("2 0%", NOT_YET, "0"),
    ],
)
def test_percentages(text: str, status: str, percent: str) -> None:
    assert read_numbered(text) == (NumberedState((2,), status, Decimal(percent)),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ยัง",
        "50%",  # of the project, not line 5 with 0 %
        "2.50%",  # two and a half, or line 2 with 50 %?
        "2 150%",
        "5 ใช้ไป 3000",
        "1 ทำแล้ว 2 บ้านนักวิทย์",  # part of it is something else
        "อบรมครู 20 มีนาคม 2567",
        "ใช้ไป 5,600 เหลือ 400 ค่ะ",
        "จัดประชุมไปแล้ว 2 ครั้งจาก 4",
    ],
)
def test_what_is_no_such_list(text: str) -> None:
    assert read_numbered(text) == ()


@given(
    st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["ทำแล้ว", "กำลังทำ", "ยัง"])), min_size=1)
)
def test_any_list_is_read_back(told: list[tuple[int, str]]) -> None:
    text = " ".join(f"{number} {state}" for number, state in told)
    states = {"ทำแล้ว": DONE, "กำลังทำ": GOING, "ยัง": NOT_YET}
    expected = [((number,), states[state]) for number, state in told]
    assert [(one.numbers, one.status) for one in read_numbered(text)] == expected


@given(st.text("0123456789๐๕ .,%-ทำแล้วยังกำลังร้อยละ", max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    for one in read_numbered(text):
        assert one.percent is None or 0 <= one.percent <= 100
