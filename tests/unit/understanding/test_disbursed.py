"""Disbursement figures told in words: which project, which source, how much, as of when."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.disbursed import (
    Disbursed,
    Funding,
    Payable,
    is_for_finance,
    read_disbursed,
    speaks_of_disbursement,
)

TODAY = date(2024, 4, 18)
CUT_OFF = date(2024, 3, 31)
ONE, TWO, THREE = Funding("1", "งบ สพป."), Funding("2", "งบ สพฐ."), Funding("3", "งบอื่น ๆ")
PROJECTS = (
    Payable("5", "ทดสอบทางการศึกษาระดับชาติขั้นพื้นฐาน (O-NET) ปีการศึกษา 2566", (THREE,)),
    Payable("15", "คัดเลือกสถานศึกษาเพื่อรับรางวัลพระราชทาน", (TWO,)),
    Payable("16", "แข่งขันศิลปหัตถกรรมนักเรียน", (ONE, TWO)),
    Payable("4", "ประเมินความสามารถด้านการอ่าน (RT) ชั้น ป.1", (TWO,)),
    Payable("11", "ติวเข้มก่อนสอบอ่าน (RT)", (TWO,)),
    Payable("25", "จัดทำทะเบียนสินทรัพย์"),
)


def read(text: str) -> list[tuple[object, ...]]:
    found = read_disbursed(text, today=TODAY, projects=PROJECTS, sources=(ONE, TWO, THREE))
    return [(one.project, one.source, one.amount, one.as_of, one.unsettled) for one in found]


SETTLED = [
    ("โครงการ 5 เบิกแล้ว 294,685 ณ 31 มี.ค.", [("5", "3", 294685, CUT_OFF)]),
    ("O-NET เบิกไปแล้ว ๒๙๔,๖๘๕ บาท ณ วันที่ 31 มีนาคม 2567", [("5", "3", 294685, CUT_OFF)]),
    ("การเงินเบิกโครงการ 5 294,685.50", [("5", "3", Decimal("294685.50"), None)]),
    ("โครงการ 15 ยังไม่เบิก", [("15", "2", 0, None)]),
    ("โครงการ 15 เบิก 0", [("15", "2", 0, None)]),
    # one date for all of a message; a date is no name (สิ้นมีนา, ทะเบียนสินทรัพย์)
    (
        "5 เบิก 294,685 15 เบิก 5,160 ณ สิ้นมีนา",
        [("5", "3", 294685, CUT_OFF), ("15", "2", 5160, CUT_OFF)],
    ),
    (
        "โครงการ 5 เบิกแล้ว 294,685\nโครงการ 15 เบิก 5,160",
        [("5", "3", 294685, None), ("15", "2", 5160, None)],
    ),
    # two sources: a figure behind each; the number of a source is no code of a project
    (
        "โครงการ 16 เบิกแล้ว สพป. 110,840 สพฐ. 28,370",
        [("16", "1", 110840, None), ("16", "2", 28370, None)],
    ),
    ("โครงการ 16 เบิกแล้ว 110,840 จาก สพป", [("16", "1", 110840, None)]),
    ("โครงการ 16 แหล่ง ๒ เบิกแล้ว 28,370", [("16", "2", 28370, None)]),
    ("กบส. โครงการ 25 เบิกแล้ว 5,000", [("25", "", 5000, None)]),
]


@pytest.mark.parametrize(("text", "wanted"), SETTLED, ids=[text[:24] for text, _ in SETTLED])
def test_what_is_clear_is_read(text: str, wanted: list[tuple[object, ...]]) -> None:
    assert read(text) == [(*one, "") for one in wanted]


UNSETTLED = [
    ("โครงการ 99 เบิกแล้ว 5,000", ["unknown_project"]),
    ("โครงการ 15 เบิกแล้ว 5,160 โครงการ 99 เบิก 200", ["", "unknown_project"]),
    ("เบิกแล้ว 5,000", ["no_project"]),
    ("RT เบิกแล้ว 8,000", ["several_projects"]),
    ("โครงการ 5 เบิกแล้ว -5,000", ["negative"]),
    ("โครงการ 5 เบิกติดลบ 500", ["negative"]),
    ("โครงการ 5 เบิกแล้ว 1,000 ณ 31 ธ.ค. 2567", ["future"]),
    ("โครงการ 5 เบิกเพิ่มอีก 2,000", ["increment"]),
    ("โครงการ 5 เบิกจ่ายประมาณ 294,685", ["estimate"]),
    ("โครงการ 5 เบิกหมดแล้ว", ["no_amount"]),
    ("โครงการ 16 เบิกแล้ว 139,210", ["no_source"]),
    ("โครงการ 16 แหล่ง 9 เบิก 5,000", ["unknown_source"]),
    ("โครงการ 5 เบิกจ่ายงบ สพฐ. 5,000", ["unknown_source"]),
    ("โครงการ 5 และ 15 เบิกแล้ว 5,000", ["unclear", "unclear"]),
]


@pytest.mark.parametrize(("text", "wanted"), UNSETTLED, ids=[text[:24] for text, _ in UNSETTLED])
def test_what_is_not_clear_is_not_taken(text: str, wanted: list[str]) -> None:
    assert [one[-1] for one in read(text)] == wanted


def test_an_owners_words_are_not_the_finance_groups() -> None:
    assert not speaks_of_disbursement("โครงการ 5 ใช้ไป 5,000")
    assert speaks_of_disbursement("โครงการ 5 เบิคแล้ว 5,000")
    assert is_for_finance("กบส. โครงการ 25 เบิกแล้ว 5,000")
    assert not is_for_finance("โครงการ 25 เบิกแล้ว 5,000")


@settings(max_examples=60, deadline=None)
@given(
    satang=st.integers(10_000, 10_000_000_000),
    project=st.sampled_from(["5", "15", "25"]),
    day=st.dates(date(2023, 10, 1), TODAY),
)
def test_any_amount_and_day_reads_back(satang: int, project: str, day: date) -> None:
    amount = Decimal(satang) / 100
    text = f"โครงการ {project} เบิกแล้ว {amount:,.2f} บาท ณ {day.day}/{day.month}/{day.year + 543}"
    [one] = read(text)
    assert (one[0], one[2], one[3]) == (project, amount, day)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_whatever_breaks_it_or_gives_a_sum_without_project(text: str) -> None:
    for one in read_disbursed(text, today=TODAY, projects=PROJECTS, sources=(ONE, TWO)):
        assert isinstance(one, Disbursed)
        assert one.unsettled or (one.project and one.amount is not None and one.amount >= 0)
