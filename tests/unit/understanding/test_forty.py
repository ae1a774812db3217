"""The forty utterances of the domain guide, each with what a colleague would take it to mean."""

from datetime import date
from typing import Any

import pytest

from bot.understanding import understand
from tests.unit.understanding.sample import own

TODAY = date(2024, 4, 10)
Row = tuple[str, str, str | None, str | None, dict[str, Any]]
REPORT = {"intent": "report"}

# the text; the owner's projects; the one just asked about; the question; the answer
ROWS: list[Row] = [
    # 1 both amounts, status open
    ("ใช้ไป 5,600 เหลือ 400 ค่ะ", "15 16", "15", None, {"spent_baht": 5600, "remaining_baht": 400}),
    # 2 all disbursed is the allocation
    (
        "เสร็จแล้วครับ เบิกหมดแล้ว",
        "17",
        "17",
        None,
        {"status": "completed", "spent_baht": 30100, "remaining_baht": 0},
    ),
    # 3 awaiting the budget is the reason
    ("ยังไม่ได้ทำค่ะ รองบ", "18 19", "18", None, {"status": "not_started", "problem": "รองบ"}),
    # 4 a spoken number
    (
        "กำลังดำเนินการครับ ใช้ไปหมื่นสอง",
        "9",
        "9",
        None,
        {"status": "in_progress", "spent_baht": 12000},
    ),
    # 5 Thai digits, the project's number, a two-digit year
    (
        "โครงการ 23 ใช้ไป ๔๒,๙๒๐ บาท คงเหลือ ๗,๐๘๐ บาท ณ 5/4/67",
        "23",
        None,
        None,
        {"project": "23", "spent_baht": 42920, "remaining_baht": 7080, "as_of": "2024-04-05"},
    ),
    # 6 an estimate is asked back
    ("ประมาณ 1.2 แสนค่ะ", "20", "20", "spent_baht", {"ask": True, "ask_about": ["spent_baht"]}),
    # 7 money to be returned is what remains; the end date is no balance date
    (
        "อบรมเสร็จ 8 ธ.ค. 66 ใช้ 16,350 ขอคืน 4,650",
        "24",
        "24",
        None,
        {"status": "completed", "spent_baht": 16350, "remaining_baht": 4650},
    ),
    # 8 a project by a part of its name
    (
        "แผนปฏิบัติการ ทำได้ 60% แล้วครับ",
        "26 24",
        None,
        None,
        {"project": "26", "status": "in_progress", "progress_percent": 60},
    ),
    # 9 an abbreviation; what one waits for
    (
        "O-NET เสร็จแล้ว รอเคลียร์เงินยืม",
        "4 5 8 11 12",
        None,
        None,
        {"project": "5", "status": "completed", "problem": "รอเคลียร์เงินยืม"},
    ),
    # 10 "not yet" answers the question about the status, and nothing else
    ("ยังค่ะ", "10", "10", "status", {"status": "not_started"}),
    ("ยังค่ะ", "10", "10", None, {"ask": True, "ask_about": ["status"]}),
    # 11 paid out of pocket is spent
    ("สำรองจ่ายไปก่อน 10,000 ยังไม่ได้เบิก", "6", "6", None, {"spent_baht": 10000}),
    # 12 counts are no money
    ("จัดประชุมไปแล้ว 2 ครั้งจาก 4", "14", "14", None, {"status": "in_progress"}),
    # 13 typos
    (
        "ไช้ไป 3000 คับ เหลืออยุ่ 0",
        "1 7",
        "1",
        None,
        {"spent_baht": 3000, "remaining_baht": 0},
    ),
    # 14 received is said, all is used
    (
        "ได้งบ 30,100 ใช้หมด ไม่เหลือค่ะ",
        "17",
        "17",
        None,
        {"spent_baht": 30100, "remaining_baht": 0},
    ),
    # 15 two projects
    (
        "ศิลปหัตถกรรมใช้ 158,000 จาก 160,000 / รางวัลพระราชทานใช้ 5,600 จาก 6,000",
        "15 16",
        None,
        None,
        {
            "multi": [
                {"project": "16", "spent_baht": 158000, "remaining_baht": 2000},
                {"project": "15", "spent_baht": 5600, "remaining_baht": 400},
            ]
        },
    ),
    # 16 committed counts as spent
    ("ผูกพันไว้ 20,000 ยังไม่ส่งเบิก", "4 5", "4", None, {"spent_baht": 20000}),
    # 17 the project is cancelled, not the chat
    ("ยกเลิกโครงการนะคะ คืนงบทั้งหมด", "10", "10", None, {"status": "cancelled"}),
    # 18 the name stands in two projects: ask; unless one was just asked about and named in full
    (
        "โรงเรียนสุจริตยังไม่เสนออนุมัติเลยค่ะ",
        "18 19",
        None,
        None,
        {
            "status": "not_started",
            "problem": "ยังไม่เสนออนุมัติ",
            "ask": True,
            "ask_about": ["project"],
            "candidates": ["18", "19"],
        },
    ),
    (
        "โรงเรียนสุจริตยังไม่เสนออนุมัติเลยค่ะ",
        "18 19",
        "18",
        None,
        {"project": "18", "status": "not_started", "problem": "ยังไม่เสนออนุมัติ"},
    ),
    # 19 postponed: begun or not?
    (
        "ติดโควิด เลื่อนไปไตรมาส 3",
        "2",
        "2",
        None,
        {"problem": "ติดโควิด เลื่อนไปไตรมาส 3", "ask": True, "ask_about": ["status"]},
    ),
    # 20 a wish is neither spent nor remaining
    ("งบไม่พอค่ะ ต้องการเพิ่มอีก 35,550", "23", "23", None, {"problem": "งบไม่พอ"}),
    # 21 half of the budget is no figure
    ("ใช้ไปประมาณครึ่งนึงของงบ", "8", "8", None, {"ask": True, "ask_about": ["spent_baht"]}),
    # 22 a correction: what stands after "not" is void
    (
        "เมื่อกี้ผิดครับ 5,160 นะ ไม่ใช่ 5,600",
        "15 16",
        "15",
        None,
        {"intent": "correction", "spent_baht": 5160},
    ),
    # 23 spent follows from the known allocation
    ("เหลืองบ 45,113", "26", "26", None, {"spent_baht": 42087, "remaining_baht": 45113}),
    # 24 begun, nothing spent
    ("เริ่มทำแล้ว ยังไม่ใช้เงิน", "7", "7", None, {"status": "in_progress", "spent_baht": 0}),
    # 25 a project without budget
    (
        "ไม่ใช้งบค่ะ จัดทำทะเบียนสินทรัพย์ไปแล้วบางส่วน",
        "25",
        "25",
        None,
        {"status": "in_progress"},
    ),
    # 26 finished, with its percentage
    ("เสร็จแล้ว 100 %", "10", "10", None, {"status": "completed", "progress_percent": 100}),
    # 27 half way is not finished
    ("เสร็จไปครึ่งทาง", "8", "8", None, {"status": "in_progress", "progress_percent": 50}),
    # 28 results only
    ("ผู้เข้าอบรม 397 คน พึงพอใจ 4.44", "2", "2", None, {}),
    # 29 an indicator, not money received and spent
    (
        "ไม่บรรลุเป้าค่ะ ได้ 27.1 จาก 30 เพราะคะแนนไม่ถึงเกณฑ์",
        "17",
        "17",
        None,
        {"problem": "คะแนนไม่ถึงเกณฑ์"},
    ),
    # 30 the status is not said
    ("สพฐ โอนมาช้า เพิ่งได้เงินเมื่อวาน", "10", "10", None, {"problem": "สพฐ โอนมาช้า"}),
    # 31 an increment is never the total
    ("โครงการเดิมครับ เพิ่มอีก 2,000", "2", "2", None, {"ask": True, "ask_about": ["spent_baht"]}),
    # 32 two sources are added
    (
        "รวมสองแหล่ง สพป 130,000 สพฐ 30,000 ใช้ไป 110,840 กับ 28,370",
        "15 16",
        "16",
        None,
        {"spent_baht": 139210, "remaining_baht": 20790},
    ),
    # 33 the end of March of the running fiscal year
    ("ณ สิ้นมีนา ใช้ไป 47,110", "20", "20", None, {"spent_baht": 47110, "as_of": "2024-03-31"}),
    # 34 certifying is an act
    ("รก.ผอ.กลุ่ม รับรองแล้วค่ะ", "20", None, None, {"intent": "command"}),
    # 35 announces what will follow
    ("ขอส่งรูปก่อนนะคะ เดี๋ยวตัวเลขตามมา", "15", "15", None, {"intent": "other"}),
    # 36, 37 questions
    ("ใครยังไม่ส่งบ้าง", "26", None, None, {"intent": "question"}),
    ("พี่คะ โครงการหนูต้องรายงานถึงวันไหน", "14", None, None, {"intent": "question"}),
    # 38 activities or projects?
    (
        "1 ทำแล้ว 2 กำลังทำ 3 ยัง",
        "15 16",
        None,
        None,
        {"ask": True, "ask_about": ["status", "project"], "candidates": ["15", "16"]},
    ),
    # 39 does not add up
    (
        "ได้ 6,000 ใช้ 5,600 เหลือ 500",
        "15 16",
        "15",
        None,
        {"ask": True, "ask_about": ["spent_baht", "remaining_baht"]},
    ),
    # 40 really paid wins over disbursed
    ("เบิกแล้ว 42,920 แต่จ่ายจริง 43,500", "23", "23", None, {"spent_baht": 43500}),
    # the order's own sentence
    (
        "โครงการ O-NET เสร็จแล้วค่ะ ใช้ไป ๒๙๔,๖๘๕ บาท ไม่มีปัญหา",
        "4 5 8 11 12",
        None,
        None,
        {"project": "5", "status": "completed", "spent_baht": 294685, "problem": "ไม่มี"},
    ),
]


@pytest.mark.parametrize(("text", "codes", "current", "asked", "expected"), ROWS)
def test_what_a_colleague_would_take_it_to_mean(
    text: str, codes: str, current: str | None, asked: str | None, expected: dict[str, Any]
) -> None:
    said = understand(text, today=TODAY, projects=own(*codes.split()), current=current, asked=asked)
    answer: dict[str, Any] = dict(said.as_json())
    wanted = REPORT | expected
    for got in (answer, wanted):
        if "ask_about" in got:
            got["ask_about"] = sorted(got["ask_about"])
    assert answer == wanted
