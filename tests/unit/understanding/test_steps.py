"""A line about something done is parted into what and when."""

from datetime import date

import pytest

from bot.understanding import last_day_named, read_step

TODAY = date(2024, 4, 3)

LINES = [
    # what was typed, what was done, when
    ("จัดสอบแข่งขัน | 17 มีนาคม 2567", "จัดสอบแข่งขัน", "17 มีนาคม 2567"),
    ("ประชาสัมพันธ์ | มกราคม 2567 เป็นต้นไป", "ประชาสัมพันธ์", "มกราคม 2567 เป็นต้นไป"),
    ("อบรมครู 20 มีนาคม 2567", "อบรมครู", "20 มีนาคม 2567"),
    ("อบรม วันที่ ๒๐ มีนาคม ๒๕๖๗", "อบรม", "๒๐ มีนาคม ๒๕๖๗"),
    ("อบรม (วันพุธที่ ๒๐ มีนาคม ๒๕๖๗)", "อบรม", "วันพุธที่ ๒๐ มีนาคม ๒๕๖๗"),
    ("สัมมนา (6 - 7 พ.ย. 2566; 14 - 15 พ.ย. 2566)", "สัมมนา", "6 - 7 พ.ย. 2566; 14 - 15 พ.ย. 2566"),
    ("จัดแข่งขัน 23 ,25-26,29 มกราคม 2567", "จัดแข่งขัน", "23 ,25-26,29 มกราคม 2567"),
    # no date at the end: nothing is parted
    ("พัฒนาสื่อ นวัตกรรม", "พัฒนาสื่อ นวัตกรรม", ""),
    ("กันยายน 2566 ระดับเขตพื้นที่", "กันยายน 2566 ระดับเขตพื้นที่", ""),
    ("กิจกรรมที่ 3 (ระยะที่ 2)", "กิจกรรมที่ 3 (ระยะที่ 2)", ""),
    # a date alone is the whole text
    ("20 มีนาคม 2567", "20 มีนาคม 2567", ""),
]


@pytest.mark.parametrize(("line", "text", "done_on"), LINES)
def test_a_line_is_parted(line: str, text: str, done_on: str) -> None:
    step = read_step(line, TODAY)
    assert (step.text, step.done_on) == (text, done_on)


def test_the_last_day_named_counts() -> None:
    assert last_day_named("8 - 31 มกราคม 2567", TODAY) == date(2024, 1, 31)
    assert last_day_named("ยังไม่กำหนด", TODAY) is None
