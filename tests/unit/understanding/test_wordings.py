"""Classes of sentences that were once misread, a few wordings of each."""

from datetime import date
from typing import Any

import pytest

from bot.understanding import understand
from tests.unit.understanding.sample import own

TODAY = date(2024, 4, 10)
ASK_SPENT = {"ask": True, "ask_about": ["spent_baht"]}
BEGUN = {"status": "in_progress"}
NOT_BEGUN = {"status": "not_started"}
DONE = {"status": "completed"}
CORRECTED = {"intent": "correction", "spent_baht": 11200}
GONE = {"spent_baht": 35000, "remaining_baht": 0}
OTHER = {"intent": "other"}

WHOSE: list[tuple[str, dict[str, Any]]] = [
    # somebody else paid from their own purse
    ("ทางโรงเรียนสำรองเงินของโรงเรียนเองไป 6,500 บาท", ASK_SPENT),
    ("เงินสวัสดิการของโรงเรียนสำรองให้ก่อน 4,000 ค่ะ", ASK_SPENT),
    ("ทาง รร. เอาเงินตัวเองจ่ายไปก่อน 2,800", ASK_SPENT),
    ("ครูควักกระเป๋าตัวเองไปก่อน 1,200 ค่ะ", ASK_SPENT),
    ("หัวหน้าออกให้ก่อน 3,000", ASK_SPENT),
    ("พี่กลุ่มแผนใช้ไป 9,000", ASK_SPENT),  # no plan
    # the owner did
    ("ผมควักกระเป๋าจ่ายไปก่อน 1,200 ครับ", {"spent_baht": 1200}),
    ("ออกเงินตัวเองไปก่อน 3,200 ค่ะ ยังไม่ได้ตั้งเบิก", {"spent_baht": 3200}),
    # support beside the project's own spending
    ("อปท. สนับสนุนค่าอาหารให้ 20,000 งบโครงการใช้ไป 27,000", {"spent_baht": 27000}),
    ("อบต. ให้มา 5,000 ส่วนงบเขตใช้ไป 12,000", {"spent_baht": 12000}),
    ("ใช้งบโครงการไป 12,000 และได้รับการสนับสนุนจาก อบจ. อีก 5,000", {"spent_baht": 12000}),
    ("วัดช่วยค่าน้ำดื่ม 500 บาท ใช้งบไปทั้งหมด 6,300", {"spent_baht": 6300}),
    # another year's
    ("ปี 2566 ใช้ 30,000 ปีนี้ 2567 ใช้ไป 23,800", {"spent_baht": 23800}),
    ("ปีงบ 66 เบิกไป 35,000 ปี 67 เบิกไป 20,100", {"spent_baht": 20100}),
    ("ใช้ไป 15,500 น้อยกว่าปีที่แล้วที่ใช้ 34,000", {"spent_baht": 15500}),
    ("ปี 2566 ใช้ไป 30,000 บาท", ASK_SPENT),
    ("ปีที่แล้วเหลือ 500 บาท", ASK_SPENT),
    ("ใช้มากกว่าปีที่แล้ว 5,000 บาท", ASK_SPENT),  # a difference
    ("ปีการศึกษา 2566 จัดแล้ว ใช้ไป 20,000 บาท", {"spent_baht": 20000}),  # no fiscal year
]
MONEY: list[tuple[str, dict[str, Any]]] = [
    ("เงินเดือนวิทยากร 15,000 ยังค้างจ่าย", ASK_SPENT),  # not paid
    ("เบิกแล้ว 2 รอบ รอบแรก 10,000 รอบสอง 8,000", {"spent_baht": 18000}),
    ("จ่ายสองรายการ รายการแรก 5,000 รายการที่สอง 3,000", {"spent_baht": 8000}),  # no count of รายการ
    ("ใช้ไป 12,000 ต่อคน 300 บาท", {"spent_baht": 12000}),  # a rate
    ("ใช้ 12,000 บาท เป็นเงินนอกงบ", ASK_SPENT),
    ("งบลดจาก 35,000 เหลือ 30,000", {}),  # given, not left
    ("14,000 แล้วก็ผูกพันอีก 6,000 ค่ะ", {"spent_baht": 20000}),
    ("25,000 จาก 35,000", {"spent_baht": 25000, "remaining_baht": 10000}),
    ("ทำเสร็จตั้งแต่เดือนที่แล้ว ใช้ 30,000 ถ้วน", DONE | {"spent_baht": 30000}),  # no increment
    ("อยู่ระหว่างตรวจคุณสมบัติ ใช้งบ 20,000 บาท", BEGUN | {"spent_baht": 20000}),  # คุณสมบัติ is nobody
    ("ยังใช้ไม่ถึงครึ่งเลย", ASK_SPENT),  # a share of money
    ("ทำเรื่องยืมเงิน 25,000 ไว้แล้วครับ", {}),  # an advance
    ("ขอยืมเงินทดรอง 25,000 บาท", {}),
    ("ทำเสร็จแล้วแต่เงินยังไม่ออก", DONE | {"problem": "เงินยังไม่ออก"}),  # spent, who knows what
    ("ไม่เหลือสักบาท", GONE),
    ("หมดทุกบาททุกสตางค์ครับ", GONE),
]
STATUS: list[tuple[str, dict[str, Any]]] = [
    *((text, BEGUN) for text in ("ยังแจกอยู่ค่ะ", "ยังลงพื้นที่กันอยู่เลย", "ตรวจผลงานอยู่ค่ะ")),
    *((text, BEGUN) for text in ("ทำไป 2 กิจกรรมแล้ว เหลืออีก 1", "ยังมีอีก 2 กิจกรรมที่ต้องทำ")),
    *((text, BEGUN) for text in ("ยังนิเทศไม่ครบค่ะ", "เพิ่งจัดรอบแรกไปเมื่อวาน", "ค้างอีก 1 กิจกรรม")),
    ("กลุ่มเป้าหมายคือนักเรียนที่จบ ป.6 ตอนนี้ยังไม่เริ่มครับ", NOT_BEGUN),  # they are done with school
    ("เป็นโครงการต่อจากปีที่แล้วที่เสร็จไปแล้ว ปีนี้ยังไม่ได้เริ่ม", NOT_BEGUN),
    ("ยังไม่ได้เปิดโครงการ", NOT_BEGUN),  # no ปิดโครงการ
    ("ถูกระงับโครงการ", {"status": "cancelled"}),
    ("โรงเรียนผ่านเกณฑ์ 20 แห่ง จากทั้งหมด 102 แห่ง", {}),  # an indicator
    ("นักเรียนอ่านออก 120 คน จาก 150 คน", {}),
    ("นิเทศโรงเรียนไปแล้ว 12 จาก 40 โรง", BEGUN),  # the work itself
    ("ไม่ทันเสร็จภายในเดือนนี้แน่ๆ ค่ะ แต่ก็ทำอยู่", BEGUN),  # no problem by itself
    ("ยังไงก็ไม่ทันเสร็จตามกำหนดแน่นอน ยังทำอยู่", BEGUN),  # no question
]
WORDS: list[tuple[str, dict[str, Any]]] = [
    *(
        (text, CORRECTED)
        for text in (
            "เมื่อวานแจ้ง 12,000 ผิด ที่ถูก 11,200 ครับ",
            "รายงานผิดไป 12,000 ที่จริง 11,200 ครับ",
            "ยอดเมื่อวาน 12,000 ไม่ถูก เปลี่ยนเป็น 11,200 นะคะ",  # gives no balance date
            "พิมพ์เลขสลับค่ะ 11,200 ไม่ใช่ 12,100",
            "โทษทีค่ะ เมื่อเช้าแจ้งผิด จริงๆ ใช้ไป 11,200",  # เช้า is not ช้า
            "ขอแก้จากใช้ 12,000 เป็นใช้ 11,200",
        )
    ),
    ("ที่แจ้งว่าเสร็จแล้วนั้นยังไม่เสร็จนะครับ", {"intent": "correction"} | BEGUN),
    # headings without a colon, and no command for a word in them
    (
        "ปัญหา เอกสารเบิกจ่ายตีกลับหลายรอบ ข้อเสนอแนะ ควรมีแบบฟอร์มตัวอย่าง",
        {"problem": "เอกสารเบิกจ่ายตีกลับหลายรอบ", "suggestion": "ควรมีแบบฟอร์มตัวอย่าง"},
    ),
    (
        "ปัญหา รายงานมาช้า ข้อเสนอแนะ ให้มีระบบเตือนก่อนครบกำหนด",
        {"problem": "รายงานมาช้า", "suggestion": "ให้มีระบบเตือนก่อนครบกำหนด"},
    ),
    ("เบิกไป 12,000 แต่การเงินตีกลับ 2 รอบ", {"spent_baht": 12000}),
    # promises with their excuses
    *(
        (text, OTHER)
        for text in (
            "เย็นนี้ส่งให้ค่ะ กำลังประชุม",
            "กำลังขับรถอยู่ เดี๋ยวตอบนะ",
            "ขอเวลาอีกสองวันครับ กำลังรวบรวมตัวเลข",
            "ขอโทษที่ส่งช้าค่ะ",
            "ขอบคุณที่เตือนนะคะ",
            "ขอถามการเงินก่อนนะคะ",
            "ขอโทษนะคะ ส่งผิดห้อง",
        )
    ),
    ("กำลังดำเนินการค่ะ เดี๋ยวส่งยอดให้", BEGUN),  # no excuse
    ("ต้องกรอกกี่ช่องคะ", {"intent": "question"}),
    ("ผอ.กลุ่ม รับรองรายงานแล้วครับ", {"intent": "command"}),
]


@pytest.mark.parametrize(("text", "expected"), [*WHOSE, *MONEY, *STATUS, *WORDS])
def test_a_wording_of_the_class_is_read(text: str, expected: dict[str, Any]) -> None:
    said = understand(text, today=TODAY, projects=own("8"), current="8")
    assert said.as_json() == {"intent": "report"} | expected


SHORT: list[tuple[str, str, dict[str, Any]]] = [
    ("ไม่เหลือเลยค่ะ", "spent_baht", GONE),
    ("ไม่มีค่ะ", "remaining_baht", GONE),
    ("ไม่ได้ใช้ค่ะ", "remaining_baht", {"spent_baht": 0}),  # nothing spent, not nothing left
    ("ยังค่ะ", "remaining_baht", {"ask": True, "ask_about": ["remaining_baht"]}),
    ("35", "progress_percent", BEGUN | {"progress_percent": 35}),
    ("เอกสารตีกลับหลายรอบ", "problem", {"problem": "เอกสารตีกลับหลายรอบ"}),
]


@pytest.mark.parametrize(("text", "asked", "expected"), SHORT)
def test_a_short_answer_is_read(text: str, asked: str, expected: dict[str, Any]) -> None:
    said = understand(text, today=TODAY, projects=own("8"), current="8", asked=asked)
    assert said.as_json() == {"intent": "report"} | expected


@pytest.mark.parametrize("text", ["อันที่ 11 ค่ะ", "ข้อ 11", "11 ครับ", "หมายถึง 11 ค่ะ", "โครงการที่ 11 น่ะ"])
def test_a_chosen_project_is_named(text: str) -> None:
    said = understand(text, today=TODAY, projects=own("4", "5", "11", "12"), asked="project")
    assert said.as_json() == {"intent": "report", "project": "11"}


PROJECTS: list[tuple[str, str, dict[str, Any]]] = [
    # a name of common words, in a letter
    (
        "เรียน ผอ.กลุ่ม ขอรายงานโครงการประชุมครูและบุคลากร ดำเนินการเสร็จสิ้นแล้ว ใช้งบประมาณ 42,920 บาท",
        "23",
        DONE | {"project": "23", "spent_baht": 42920},
    ),
    # two names side by side are two projects
    *(
        (
            text,
            "5 12",
            {"multi": [NOT_BEGUN | {"project": "5"}, NOT_BEGUN | {"project": "12"}]},
        )
        for text in (
            "O-NET กับบ้านวิทย์ ยังไม่เริ่มทั้งคู่ครับ",
            "ทั้งสองโครงการยังไม่เริ่มค่ะ O-NET กับบ้านวิทย์",
        )
    ),
]


@pytest.mark.parametrize(("text", "codes", "expected"), PROJECTS)
def test_a_project_is_named_loosely(text: str, codes: str, expected: dict[str, Any]) -> None:
    said = understand(text, today=TODAY, projects=own(*codes.split()))
    assert said.as_json() == {"intent": "report"} | expected


DISPOSALS = [
    ("ขอส่งคืน 1,650 บาท", "return"),
    ("คืนเงินแล้วค่ะ", "return"),
    ("ยกเลิกโครงการนะคะ คืนงบทั้งหมด", "cancel"),
    ("เงินเหลือโอนไปใช้โครงการอื่นแล้ว", "moved"),
    ("งบคงเหลือได้นำไปดำเนินโครงการอื่นแล้ว", "moved"),
    ("ยังไม่สิ้นสุดโครงการ และยังมีกิจกรรมที่จำเป็น", "continue"),
    ("เสร็จแล้ว เหลือ 400 ไม่ต้องคืน", None),
    ("ถ้าเหลือ 400 บาทต้องคืนไหมคะ", None),
    ("ใช้จริง 28,500 คืนเงินยืม 1,500", None),
    ("เข้าค่าย 3 วัน 2 คืน เสร็จแล้ว", None),
]


@pytest.mark.parametrize(("text", "disposal"), DISPOSALS)
def test_what_happens_with_the_rest_is_read(text: str, disposal: str | None) -> None:
    said = understand(text, today=TODAY, projects=own("8"), current="8").disposal
    assert (said.value if said else None) == disposal
