"""Sentences that look like something else: numbers that are no money, words that are no status."""

from datetime import date
from typing import Any

import pytest

from bot.understanding import understand
from tests.unit.understanding.sample import own

TODAY = date(2024, 4, 10)
OWNED = own("15", "16")
ASK_SPENT = {"ask": True, "ask_about": ["spent_baht"]}
ASK_BOTH = {"ask": True, "ask_about": ["spent_baht", "remaining_baht"]}

MONEY: list[tuple[str, dict[str, Any]]] = [
    ("ใช้ไป 5,600 โครงการเสร็จแล้วค่ะ", {"spent_baht": 5600, "status": "completed"}),  # no count
    ("เหลือ 3 โรงเรียนที่ยังไม่ส่ง", {"status": "in_progress"}),  # a count
    ("ทำเสร็จไปแล้ว 2 กิจกรรม เหลืออีก 1", {"status": "in_progress"}),  # one activity is left
    ("ใช้ไป 50", ASK_SPENT),  # baht or percent?
    ("ใช้ไป 2567", ASK_SPENT),  # a year?
    ("ใช้ไป 2567 บาท", {"spent_baht": 2567}),
    ("ใช้ไป 5,60", ASK_SPENT),  # a slip
    ("ใช้ไป 5 600 บาท", ASK_SPENT),
    ("ใช้ไป 5,600 บาท (ห้าพันห้าร้อยบาทถ้วน)", ASK_SPENT),  # figures against words
    ("ใช้ไป 28 x 200 = 5,600 บาท", {"spent_baht": 5600}),
    ("คนละ 200 บาท 28 คน รวม 5,600", {"spent_baht": 5600}),  # a rate
    ("ค่าวิทยากร 3,600 + ค่าอาหาร 2,000 = 5,600", {"spent_baht": 5600}),
    ("ค่าวิทยากร 3,600", ASK_SPENT),  # one item is no total
    ("รุ่น 1 ใช้ 3,000 รุ่น 2 ใช้ 2,600 รวม 5,500", ASK_SPENT),  # parts against their total
    ("งวดที่ 1 จ่าย 3,000 งวดที่ 2 จ่าย 2,600", {"spent_baht": 5600}),  # named parts
    ("ไตรมาส 1 ใช้ 1,000 ไตรมาส 2 ใช้ 4,600", ASK_SPENT),  # cumulative or not?
    ("เดือนนี้ใช้ไป 1,000", ASK_SPENT),  # an increment
    ("เดือนนี้ใช้ 1,000 รวมสะสม 5,600", {"spent_baht": 5600}),
    ("หักภาษี ณ ที่จ่าย 56 บาท ใช้ไป 5,600", {"spent_baht": 5600}),
    ("ปีที่แล้วใช้ไป 5,000", ASK_SPENT),
    ("ปีที่แล้วใช้ไป 5,000 ปีนี้ใช้ 5,600", {"spent_baht": 5600}),
    ("พี่นกใช้ไป 5,000", ASK_SPENT),  # somebody else
    ("ใช้เกินงบ 500", ASK_SPENT),  # how much too much, not how much
    ("ขอเบิก 5,600", ASK_SPENT),  # a request
    ("ยังไม่ได้เบิก 5,600", ASK_SPENT),
    ("เสร็จแล้วแต่ยังไม่ได้เบิกเงิน", {"status": "completed"}),  # not disbursed is not unspent
    ("ใช้ไป 5,600 หมดแล้ว", ASK_BOTH),  # all gone, but 6,000 were given
    ("เหลือ -500", {"ask": True, "ask_about": ["remaining_baht"]}),
    ("เหลือ 60,000", ASK_BOTH),  # more than was given
    ("5,600 ใช้ไป 400 เหลือ", {"spent_baht": 5600, "remaining_baht": 400}),  # words after sums
    ("ใช้ 5,600/6,000 บาท", {"spent_baht": 5600, "remaining_baht": 400}),
    ("ใช้ 3,000 เหลือ 3,000 รวม 6,000", {"spent_baht": 3000, "remaining_baht": 3000}),
    ("เบิกจ่ายแล้วร้อยละ 100", {"spent_baht": 6000, "remaining_baht": 0}),
    ("ใช้ไปนิดหน่อย", ASK_SPENT),
    ("ใช้ไป 5,600 ค่ะ 5555", {"spent_baht": 5600}),  # laughing
    ("ใช้ไป 5,600 โทร 0812345678", {"spent_baht": 5600}),
    ("ใช้ไป 5,600 บาท 50 สตางค์", {"spent_baht": 5600.5}),
    ("1) ใช้ไป 5,600 2) เหลือ 400", {"spent_baht": 5600, "remaining_baht": 400}),  # bullets
    ("ใช้ไป5600เหลือ400", {"spent_baht": 5600, "remaining_baht": 400}),
]
STATUS: list[tuple[str, dict[str, Any]]] = [
    ("ทำไม่เสร็จ", {"status": "in_progress"}),  # no ทำไม
    ("ใกล้จะเสร็จแล้วค่ะ", {"status": "in_progress"}),
    ("น่าจะเสร็จแล้วมั้ง", {"ask": True, "ask_about": ["status"]}),
    ("ได้รับอนุมัติแล้ว ยังไม่เริ่ม", {"status": "not_started"}),
    ("ยกเลิกครับ ไม่มีงบ", {"status": "cancelled", "problem": "ไม่มีงบ"}),
    ("ไม่ทำแล้วค่ะ", {"status": "cancelled"}),
    ("อบรมเสร็จแล้ว กำลังสรุปรายงาน", {"status": "completed"}),  # only paper is left
    ("รุ่นที่ 1 เสร็จแล้ว", {"status": "in_progress"}),  # one batch
    ("โรงเรียนเข้าร่วม 80%", {}),  # attendance
    ("ทำได้ 80% ผู้เรียนผ่านเกณฑ์ร้อยละ 75", {"status": "in_progress", "progress_percent": 80}),
    ("แก้เปอร์เซ็นต์เป็น 70", {"intent": "correction", "status": "in_progress", "progress_percent": 70}),
    ("เปลี่ยนเป็นเสร็จแล้ว", {"intent": "correction", "status": "completed"}),
    ("แก้ยอดใช้ไปจาก 5,000 เป็น 5,600", {"intent": "correction", "spent_baht": 5600}),
    ("ไม่ใช่ 5600 เป็น 5060", {"intent": "correction", "spent_baht": 5060}),
    ("ลบปัญหาออก", {"intent": "correction", "problem": "ไม่มี"}),
    ("เสร็จยังคะ", {"intent": "question"}),
    ("ถ้าเสร็จแล้วจะแจ้ง", {"intent": "other"}),
    ("สิ้นสุดโครงการ 31 มี.ค. 67", {"status": "completed"}),  # 31 is no code
    (
        "โครงการปลูกป่าเสร็จแล้ว",
        {"status": "completed", "ask": True, "ask_about": ["project"], "candidates": []},
    ),
    ("ศิลปหัถกรรม เสร็จแล้วค่ะ", {"project": "16", "status": "completed"}),  # misspelt
    (
        "โครงการ 15 และ 16 เสร็จแล้วค่ะ",
        {
            "multi": [
                {"project": "15", "status": "completed"},
                {"project": "16", "status": "completed"},
            ]
        },
    ),
    (
        "โครงการ 15 กับ 16 ใช้ไป 5,600",
        {"ask": True, "ask_about": ["project"], "candidates": ["15", "16"]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*MONEY, *STATUS])
def test_a_trap_is_seen(text: str, expected: dict[str, Any]) -> None:
    said = understand(text, today=TODAY, projects=OWNED, current="15")
    assert said.as_json() == {"intent": "report"} | expected


def test_a_doubtful_sum_comes_with_what_it_may_be() -> None:
    said = understand("ใช้ไปประมาณ 5,000", today=TODAY, projects=OWNED, current="15")
    (doubt,) = said.doubts
    assert doubt.key == "spent_baht"
    assert doubt.why == "estimate"
    assert doubt.guess is not None
    assert doubt.guess.value == 5000


def test_half_of_the_budget_offers_half_of_the_allocation() -> None:
    said = understand("ใช้ไปครึ่งนึงของงบ", today=TODAY, projects=OWNED, current="15")
    (doubt,) = said.doubts
    assert doubt.guess is not None
    assert doubt.guess.value == 3000


def test_what_follows_is_marked_as_worked_out() -> None:
    said = understand("เหลือ 400", today=TODAY, projects=OWNED, current="15")
    assert said.spent is not None
    assert said.spent.worked_out
    assert said.remaining is not None
    assert not said.remaining.worked_out


def test_a_piece_is_the_text_as_it_was_typed() -> None:
    text = "ไช้ไป ๕,๖๐๐ บาท\u200b ค่ะ"
    said = understand(text, today=TODAY, projects=OWNED, current="15")
    assert said.spent is not None
    assert said.spent.text.startswith("๕,๖๐๐ บาท")
    assert text[slice(*said.spent.span)].strip() == said.spent.text


def test_of_a_text_too_long_to_be_read_no_sum_is_taken() -> None:
    said = understand("ใช้ไป 5,600 " + "ก" * 3000, today=TODAY, projects=OWNED, current="15")
    assert said.spent is None
    assert "spent_baht" in said.ask_about
