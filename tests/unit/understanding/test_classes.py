"""Classes of sentences first met in a held-out set: each with variants of its own."""

from datetime import date
from typing import Any

import pytest

from bot.understanding import understand
from tests.unit.understanding.sample import own

TODAY = date(2024, 4, 10)
ASK_SPENT = {"ask": True, "ask_about": ["spent_baht"]}

ONE: list[tuple[str, dict[str, Any]]] = [
    # one item of several
    ("จ่ายค่าอาหาร 2,800 ยังไม่รวมค่าวิทยากร", ASK_SPENT),
    ("2,800 ยังไม่นับค่ารถ", ASK_SPENT),
    ("ใช้ไป 2,800 ค่าวิทยากรยังไม่ได้จ่าย", ASK_SPENT),
    ("ใช้ไป 2,800 ยังไม่รวมผูกพัน 3,000", {"spent_baht": 5800}),
    ("ใช้ไป 5,800 รวมค่าวิทยากรแล้ว", {"spent_baht": 5800}),
    ("ค่าวิทยากรจ่ายแล้ว 3,600 ค่าอื่นๆ ยัง", ASK_SPENT),
    ("ใช้ไป 5,000 ส่วนที่เหลือยังไม่ได้เบิก", {"spent_baht": 5000}),
    # figures against words
    ("ใช้ 5,000 หมื่นสองพัน", ASK_SPENT),
    ("ใช้จ่ายทั้งสิ้น 16,350 บาท (หนึ่งหมื่นหกพันห้าร้อยสามสิบบาทถ้วน)", ASK_SPENT),
    ("ใช้ 12,000 บาท หนึ่งหมื่นสองพันบาทถ้วน", {"spent_baht": 12000}),
    ("ใช้หนึ่งหมื่นสองพันบาท (13,000)", ASK_SPENT),
    # status
    ("กำลงทำ ใชไป 5,250 เหลอ 154,750", {"status": "in_progress", "spent_baht": 5250}),
    ("ทำไปสองกิจกรรมจากสี่", {"status": "in_progress"}),
    ("ยังอยู่ในช่วงเก็บข้อมูล งบยังไม่ขยับ", {"status": "in_progress", "spent_baht": 0}),
    ("เสนอโครงการเรียบร้อยแล้ว ยังไม่เริ่มทำ", {"status": "not_started"}),
    ("ลุยงานอยู่", {"status": "in_progress"}),
    ("เรียบร้อยโรงเรียนจีน", {"status": "completed"}),
    # money
    ("ไม่มีรายการใช้จ่าย", {"spent_baht": 0}),
    ("ทั้งโครงการใช้ไป 20,000", {"spent_baht": 20000}),
    # corrections
    ("ปรับสถานะเป็นเสร็จแล้ว", {"intent": "correction", "status": "completed"}),
    ("ยอดคลาดเคลื่อน ขอปรับเป็น 157,320", {"intent": "correction", "spent_baht": 157320}),
    ("กดศูนย์เกินไปตัวนึง จริงๆ 6,300", {"intent": "correction", "spent_baht": 6300}),
    ("ที่บอกว่า 60% นั่นผิด ได้แค่ 40%", {"intent": "correction", "progress_percent": 40}),
    ("ไม่ใช่โครงการ 15 หมายถึง 16", {"intent": "correction", "project": "16"}),
    ("เลขผิด! 1,150 ตะหาก", {"intent": "correction", "spent_baht": 1150}),
    ("ใช้ไป 23,400 อุ๊ยพิมพ์ผิด 24,300", {"intent": "report", "spent_baht": 24300}),
    # forms, letters, requests
    ("5 ปัญหาอุปสรรค ...-...\n6 ข้อเสนอแนะ เพิ่มงบ", {"problem": "ไม่มี", "suggestion": "เพิ่มงบ"}),
    ("ช่วยบอก ผอ.กลุ่มให้รับรองด้วย", {"intent": "command"}),
    ("โอเน็ตเสร็จแล้ว", {"ask_about": ["project"], "candidates": []}),
]
SEVERAL: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "รางวัลพระราชทานใช้ไปห้าพันหกศิลปหัตถกรรมยังไม่เริ่ม",
        [{"project": "15", "spent_baht": 5600}, {"project": "16", "status": "not_started"}],
    ),
    (
        "15 กับ 16 กำลังทำ",
        [{"project": "15", "status": "in_progress"}, {"project": "16", "status": "in_progress"}],
    ),
    (
        "| โครงการ | ใช้ไป | คงเหลือ |\n| 15 | 5,600 | 400 |\n| 16 | 158,000 | 2,000 |",
        [
            {"project": "15", "spent_baht": 5600, "remaining_baht": 400},
            {"project": "16", "spent_baht": 158000, "remaining_baht": 2000},
        ],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ONE)
def test_a_class_about_one_project(text: str, wanted: dict[str, Any]) -> None:
    got = understand(text, today=TODAY, projects=own("15", "16"), current="16").as_json()
    assert got | wanted == got


@pytest.mark.parametrize(("text", "wanted"), SEVERAL)
def test_a_class_about_several_projects(text: str, wanted: list[dict[str, Any]]) -> None:
    got = understand(text, today=TODAY, projects=own("15", "16")).as_json()
    assert got["multi"] == wanted


def test_an_excuse_for_a_late_answer_is_no_problem() -> None:
    got = understand("ขอโทษที่ตอบช้าค่ะ พอดีติดประชุม โครงการเสร็จแล้ว", today=TODAY).as_json()
    assert got == {"intent": "report", "status": "completed"}
