"""The state of the work in all its wordings, with negations, conditions and shares."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.understanding.facts import Status
from bot.understanding.percent import Share

Sign: TypeAlias = Literal[
    "not_started", "begun", "near", "done", "cancelled", "postponed", "did", "prepared", "unsure"
]

_NOT = r"(?:ไม่|มิ)(?:ได้)?"
_PAPER = r"รายงาน|สรุป|เล่ม|เอกสาร|เรื่อง|เบิก|ใบ|บันทึก|ส่ง|หนังสือ|แบบ|ข้อมูล"
_WORK = (
    r"(?:แจก|เก็บข้อมูล|เก็บคะแนน|ลงพื้นที่|ลงนิเทศ|ลงเยี่ยม|นิเทศ|เยี่ยม|ตรวจ|สอบ|แข่ง|อบรม|ประชุม|ซ่อม|สร้าง"
    r"|รวบรวม|คัดเลือก|ประเมิน|ติดตาม|จัด(?!สรร)|ทำ|ดำเนิน|พิมพ์|ซื้อ|ปรับ|พัฒนา|รับสมัคร|ฝึก|ซ้อม|เตรียม"
    r"|ประกวด|สำรวจ|ถ่ายทำ|วิเคราะห์|ปลูก|ติดตั้ง|ทดสอบ|สรรหา|ขับเคลื่อน)"
)
_ON = r"(?:(?!เรื่อง|เบิก|เอกสาร|เงิน|รายงาน|อนุมัติ|ไม่|รอ(?!บ)|เหลือ|เสร็จ|จะ|ยัง)[ก-์])"
_NOT_STARTED = re.compile(
    rf"ยัง(?:คง)?{_NOT}(?:ทันได้)?(?:เริ่ม|ลงมือ|แตะ|ขยับ)(?!จ่าย|เบิก|เงิน|งบ|ใช้)"
    rf"|ยัง(?:คง)?{_NOT}(?:มีการ)?(?:ทำ|ดำเนินการ|ดำเนินงาน|ดำเนิน)(?!ไม่|ต่อ|{_PAPER}|ให้|ครบ|ทั้งหมด"
    rf"|เสร็จ|แล้วเสร็จ)"
    rf"|ยัง(?:คง)?{_NOT}(?:ทำการ)?จัด(?!สรร|ส่ง|เก็บ|หา|ซื้อ|พิมพ์)"
    rf"|ยัง(?:คง)?{_NOT}(?:ได้)?(?:เสนอ|ขอ|ทำเรื่องขอ|ยื่น(?:ขอ)?)(?:การ)?(?:อนุมัติ|โครงการ|แผน)"
    r"|ยังไม่(?:ได้รับ(?:การ)?|ได้|ผ่าน(?:การ)?|มี)?อนุมัติ"
    r"|ยังไม่มีการ(?:เริ่ม|ดำเนิน|จัด(?!สรร))|ยังไม่ถึง(?:กำหนด|เวลา|ช่วง|คิว)(?!ส่ง|รายงาน)|ยังไม่เปิด(?:รับ"
    r"|โครงการ)"
    r"|(?:ไม่|มิ)ได้(?:เริ่ม|ดำเนินการ|ทำ)(?:เลย|โครงการ|แต่อย่างใด|ค่ะ|ครับ|$)"
    r"|(?<![ก-์])ไม่ได้(?:ดำเนินการ|ทำ)(?:เลย|ค่ะ|ครับ|$| )"
    r"|not started|ยังไม่ start|จะเริ่ม(?!ต้น)|กำลังจะเริ่ม"
)
_OF_PEOPLE = re.compile(
    r"(?:นักเรียน|เด็ก|ผู้|คน|ครู|เยาวชน|บุคลากร|ผู้เรียน|ท่าน|ราย|ปีที่แล้ว|ปีก่อน)(?:ที่|ซึ่ง)(?:เรียน|ได้|ทำ|สอบ"
    r"|อบรม|เพิ่ง|เคย|เข้า|จะ|ดำเนินการ)*$"
)
_STUDIES = re.compile(
    r" ?(?:[ปม]\. ?\d|ชั้น|ปริญญา|ประถม|มัธยม|อนุบาล|ปวช|ปวส|ม\.ต้น|ม\.ปลาย|การศึกษา(?:ภาค|ขั้น|แล้ว|ใน|จาก))"
)
_ITS_STEP = re.compile(
    r"(?:กิจกรรม|รุ่น|ครั้ง|งวด|ระยะ|เฟส|ขั้นตอน|โซน|ส่วน)(?:ที่)?[ \x00\d.,-]{0,12}(?:ก็|นั้น|นี้|อื่น(?:ๆ)?"
    r"|หลัง|สุดท้าย)? ?$"
)
_CANCELLED = re.compile(
    r"(?:ขอ|ต้อง|ได้|ให้|สั่ง|มีมติ|จึง|แจ้ง)?(?:ยกเลิก|งดจัด|ยุติ|ล้มเลิก|พับ)(?:การจัด|การดำเนินงาน"
    r"|การดำเนินการ|จัด|ตัว)?(?:โครงการ|งาน|ทั้งหมด|ทั้งโครงการ| ?\x00)"
    r"|(?:ถูก|โดน|ได้|ขอ|ให้|ต้อง|มติ|โครงการ(?:นี้)?(?:ก็)?|สั่ง)ยกเลิก(?!ไม่|การ|กิจกรรม|รุ่น|ยอด|รายงาน"
    r"|ที่)(?:ไป)?(?:แล้ว)?"
    r"|ยกเลิก(?:ไป)?แล้ว|ยกเลิกไป(?!ก่อน)|(?<!จะ)ไม่(?:ได้)?(?:ทำ|จัด"
    r"|ดำเนินการ)(?:โครงการ)?(?:นี้)?(?:ต่อ)?แล้ว(?!เสร็จ)|เลิกทำ(?:แล้ว)?|โครงการ(?:ถูก)?(?:พับ|ล้ม"
    r"|ยุบ)"
    r"|^[\s\x00]*ยกเลิก(?:ค่ะ|ครับ|คับ|จ้า|นะคะ)*(?=[ ,])|งด(?:การ)?จัด|cancel"
)
_NOT_CANCELLED = re.compile(r"(?:ไม่|มิ|อาจ|คง|ถ้า|หาก|กลัว)(?:ได้|จะ|ถูก|ต้อง|โดน)*$")
_DONE = re.compile(
    r"(?<!ใบ)(?:ดำเนินการ|ดำเนินงาน)?(?:แล้ว)?เสร็จ(?:สิ้น|สมบูรณ์|เรียบร้อย|ลง)?(?!สิ้นเดือน)"
    r"|(?<!ความ)(?<!ผล)(?<!ประสบความ)สำเร็จ(?!รูป|การศึกษา)(?:ลุล่วง|แล้ว|ลง)?|ลุล่วง"
    r"|(?<!นักเรียน)(?<!เด็ก)จบ(?= ?\x00|โครงการ|งาน|กิจกรรม|แล้ว|ไป|สิ้น|ครบ|ค่ะ|ครับ|$| |หมด|เรียบร้อย|ลง)"
    r"|(?<!วัน)(?<!ถึง)สิ้นสุด(?= ?\x00|โครงการ|การดำเนิน|งาน|แล้ว|ลง|ไป|กิจกรรม)"
    r"|ปิด(?: ?\x00|โครงการ|งาน|จ๊อบ|จบ)"
    r"|(?:ทำ|ดำเนินการ|จัด)(?:ไป)?(?:แล้ว)?ครบ ?[\x00\d]+ ?กิจกรรม|(?:ทำ|ดำเนินการ|ดำเนินงาน"
    r"|จัด)(?:ตาม[ก-์]{1,20})?(?:ไป)?(?:แล้ว)?(?:ครบ(?:ถ้วน)?|หมด)(?:ทุก[ก-์]{2,12}|ทั้งหมด|แล้ว"
    r"|ตามแผน|หมด|ทั้ง(?:โครงการ)?|ทั้ง(?=[ \x00\d])|$| |ค่ะ|ครับ)"
    r"|ครบทุกกิจกรรม|ครบ(?:ถ้วน)?(?:ทุก|ทั้ง)(?:กิจกรรม|ขั้นตอน|รุ่น|ประการ)|(?<!ไม่)เรียบร้อย(?!โรงเรียน)"
    r"|(?<![a-z])(?:done|finish(?:ed)?|completed?)(?![a-z])"
)
_BEFORE_NEAR = re.compile(
    r"(?:ใกล้|เกือบ|จวน|แทบ|ไม่|มิ|ยัง)(?!มี|ติด|พบ|เหลือ)(?:ได้|ทัน|ค่อย|ใช่|น่าจะ|จะ|แล้ว|ทำ|ดำเนินการ|จัด"
    r"|ๆ)*(?:ดำเนินการ|ดำเนินงาน)?(?:ไม่|มิ)?(?:ทัน|แล้ว|ค่อย)? ?$"
)
_BEFORE_VOID = re.compile(
    r"(?:จะ|คาดว่า|คาดว่าจะ|น่าจะ|กว่า|ให้|ต้อง|เพื่อ|รอ|พอ|หลัง|หลังจาก|เมื่อ|ถ้า|หาก|ควร|อยาก|ก่อน|ถึง"
    r"|ได้ไม่|อาจ|คง|คงจะ|ลุ้น|เร่ง|รีบ|ตั้งเป้า|กำหนด|วัน|วันที่|ขอ)"
    r"(?:จะ|ให้|ได้|ว่า|ทำ|งาน|ที่|แล้ว|ดำเนินการ|ดำเนินงาน|จัด|โครงการ|กิจกรรม|อบรม|ประชุม|การ|สอบ|แข่ง"
    r"|ทุกอย่าง|ทั้งหมด)*$"
)
_OTHER_WORK = re.compile(
    r"(?:ตั้ง|ส่ง|ทำเรื่อง|วาง|ขอ|โอน|ทำ)?(?:เบิก(?:จ่าย|เงิน)?|เงิน|อนุมัติ(?:แล้ว)?|เตรียม(?:งาน|การ"
    r"|ความพร้อม|เอกสาร)?|เอกสาร|รายงาน|รับสมัคร|วางแผน|ร่าง[ก-์]*|แต่งตั้ง(?:กรรมการ|คณะกรรมการ)?"
    r"|ประสาน(?:งาน)?|ลงทะเบียน|ใบ[ก-์]*|หนังสือ(?:เชิญ)?|ขออนุมัติ(?:โครงการ)?|เคลียร์(?:เงินยืม|เงิน"
    r"|บิล)?|ส่ง(?:รูป|ข้อมูล|แบบ|ไฟล์|งาน|ให้|คืน)*|รับทราบ|แก้ไข|โอน(?:เงิน)?|คืนเงิน|ส่งคืน|คำสั่ง"
    r"|กำหนดการ)"
    r"(?:ไป)?(?:แล้ว)? ?$"
)
_PREPARED = re.compile(r"เตรียม|รับสมัคร|ร่าง|แต่งตั้ง|ประสาน|วางแผน|หนังสือเชิญ|คำสั่ง|กำหนดการ")
_UNSURE = re.compile(r"(?:น่าจะ|คงจะ|คง|อาจจะ|อาจ)(?:ทำ|จัด|ดำเนินการ)?$")
_FUTURE_DAY = "\x03"  # a day to come, in the view
_AFTER_PART = re.compile(
    r"(?:ไป|แล้ว|สิ้น)* ?(?:ครึ่ง|บางส่วน|บางกิจกรรม|บ้าง|แค่|เพียง|เฉพาะ|แต่ยัง(?:ไม่)?(?:เสร็จ|ครบ|จบ|ปิด"
    r"|สรุป|ทำ|มี)|เกือบ|ประมาณ|ราว)"
)
_AFTER_VOID = re.compile(
    r"(?:สิ้น|โครงการ)?(?:แล้ว)? ?(?:\x03|วันที่ ?\x03|จะ|ค่อย|ถึงจะ|ต้อง|หรือ|รึ|ป่าว|ป่ะ|ไหม|มั้ย|เมื่อไ"
    r"|ก่อนถึง|ก่อนจะ|ก่อนค่อย|เดี๋ยว(?:จะ)?ส่ง|เดี๋ยวจะ|ภายใน|ทัน|ก่อน(?!กำหนด)|ตาม(?:แผน)?กำหนดการ"
    r"|เดือนหน้า|พรุ่งนี้|กลางเดือน|ปลายเดือน|ต้นเดือน)"
)
_STEP = re.compile(r"(?:กิจกรรม|รุ่น|ครั้ง|งวด|ระยะ|เฟส|ขั้นตอน|โซน|รอบ|ภาค)(?:ที่)?(?: ?[\x00\d]|แรก)")
_BEGUN = re.compile(
    rf"เพิ่ง(?:จะ)?เริ่ม|กำลัง(?!จะ|เสนอ|ขอ|ยื่น|ทำเรื่องขอ|รออนุมัติ|ใจ|ขวัญ|คน|พล|กาย|ทรัพย์|ไฟ)(?!(?:ทำ"
    rf"|จัดทำ|เขียน)?(?:เรื่อง)?(?:{_PAPER}))"
    rf"|(?:อยู่)?(?:ใน)?ระหว่าง(?:การ)?(?!เสนอ|ขอ|ยื่น|ทำเรื่องขอ|วัน|ที่|เดือน|\d|ปี|รอ|[ \x00\d]"
    rf"|การเบิก|เบิก|ตรวจสอบเอกสาร|โรงเรียน|หน่วย|กลุ่ม)"
    r"|(?:ดำเนินการ|ทำ|จัด|ดำเนินงาน|ปฏิบัติ|ซ่อม|สร้าง|ก่อสร้าง)(?:กัน)?(?:กิจกรรม|งาน|โครงการ|ไป)?อยู่"
    r"|(?<!ไม่)ยัง(?:คง)?(?:ทำ|ดำเนินการ|จัด)[ก-์]{0,20}(?:อยู่|ต่อ|ไม่(?:เสร็จ|จบ|ครบ|หมด))"
    r"|(?:อยู่ใน|เข้าสู่)(?:ขั้นตอน|ขั้น(?!ตอน)|กระบวนการ)(?!การ?เบิก|การ?ขออนุมัติ|ขออนุมัติ|เบิก)"
    r"|(?<!ไม่)(?<!ไม่ได้)(?<!จะ)เริ่ม(?:ทำ|ดำเนินการ|ดำเนินงาน|โครงการ|ลงมือ|งาน|กิจกรรม|จัด|อบรม|ไป"
    r"|ต้น)*(?:ไป)?(?:แล้ว|บ้างแล้ว|ได้)"
    r"|(?:ไป|แล้ว|ได้|เสร็จ|ทำ|ดำเนินการ)(?:แล้ว)?บางส่วน|บางส่วน(?:แล้ว)|บางกิจกรรม(?:แล้ว|เสร็จ)?"
    r"|(?:ทำ|ดำเนินการ|จัด)(?:ไป)?(?:ได้)?(?:เยอะ|บ้าง|เรื่อยๆ|พอสมควร)"
    r"|(?<!เบิก)(?<!จ่าย)(?<!เอกสาร)(?<!ส่ง)ยัง(?!ส่ง(?:ใบ|เอกสาร|หลัก|ราย|แบบ|ข้อมูล)|เบิก|จ่าย|ได้รับ)[ก-์]{0,16}ไม่(?:เสร็จ|แล้วเสร็จ|จบ|ครบ|สิ้นสุด|เรียบร้อย"
    r"|สมบูรณ์|สำเร็จ)|(?:คืบ|ก้าว)หน้า(?:ไป|ร้อยละ|ประมาณ|แล้ว|ได้| ?[\x00\d])|ทยอย"
    r"|ดำเนินการ(?:อย่าง)?ต่อเนื่อง|ดำเนินการต่อไป|ลงมือ(?:ทำ)?แล้ว"
    r"|(?:in|on) ?(?:progress|process|going)|อยู่ในช่วง(?:ดำเนิน|ทำ|จัด)|เดินหน้า|อยู่ระหว่าง$|ครึ่งทาง"
    r"|(?:หนึ่ง|สอง|สาม|สี่)ใน(?:สอง|สาม|สี่|ห้า)|(?:แจก|จัด|ส่ง|ทำ|นิเทศ|อบรม|ลง|เก็บ)(?:ยัง)?ไม่ครบ"
    r"|ทำๆ อยู่|ทำ(?:ไป)?ถึง(?:ขั้น|กิจกรรม)|ถึง(?:ขั้น(?:ตอน)?|กระบวนการ)(?!ตอน|การเบิก|เบิก|ขอ|อนุมัติ)"
    rf"|(?<!ติด)(?<!รอ)(?<!จะ)(?<!ต้อง){_WORK}{_ON}{{0,20}}?อยู่(?!ใน|ที่|กับ|ระหว่าง)"
    rf"|(?<!ไม่)ยัง(?:คง)?{_WORK}{_ON}{{0,16}}?ไม่(?:เสร็จ|จบ|ครบ|หมด)"
    rf"|{_WORK}(?:กัน)?(?:ยัง)?ไม่(?:ครบ|หมด)"
    r"|(?:โรง|แห่ง|คน|รุ่น|ครั้ง|กิจกรรม)(?:เรียน)?(?:แล้ว)?(?:ค่ะ|ครับ)? ?ยังไม่(?:หมด|ครบ)"
    rf"|เพิ่ง(?:จะ)?{_WORK}{_ON}{{0,14}}?(?:แรก|ที่ ?[\d\x00]|ครั้งเดียว)"
    rf"|(?<!ไม่)(?<!ได้)(?<!จะ)เริ่ม{_WORK}{_ON}{{0,16}}?(?:ไป|แล้ว)"
    rf"|{_WORK}[^\n]{{0,30}}จาก(?:ทั้งหมด|แผน)? ?[\x00\d]+ ?(?:กิจกรรม|ครั้ง|รุ่น|รอบ)"
    r"|(?:มี|อีก)(?:อีก)? ?(?:[\x00\d]+ ?)?กิจกรรม(?:ที่)?(?:ยัง)?(?:ต้อง|จำเป็น|เหลือ|ค้าง|ไม่ได้ทำ)"
)
_LEFT = re.compile(
    r"(?:กิจกรรม|ครั้ง|รุ่น|รอบ|โรง|แห่ง|งวด|ขั้นตอน)[^\n\d]{0,20}เหลือ(?:อีก|แค่|เพียง)* ?(?:\d{1,2}"
    r"|หนึ่ง|สอง|สาม)(?![\d,.%]| ?(?:บาท|พัน|หมื่น|แสน|ล้าน|ร้อย|สิบ))|"
    r"(?:ยัง)?(?:คง)?เหลือ(?:อีก|แค่|เพียง|แต่|อยู่)* ?(?:[\x00\d]+ ?)?(?:กิจกรรม|ครั้ง|รุ่น|งวด|โรงเรียน"
    r"|โรง|แห่ง|ขั้นตอน|รอบ|วัน|ระยะ|เฟส|สรุป|ทำ|จัด|ถอดบทเรียน|เก็บ|นิเทศ|ประชุม|อบรม|ปิด|ส่งมอบ|ตรวจรับ"
    r"|งาน(?!บ)|รายงาน|เล่ม|พิธี|คัดเลือก|ประกาศ|แค่)"
)
_POSTPONED = re.compile(
    r"เลื่อน(?:ไป|ออก|มา|การ|จัด|เป็น|วัน|กำหนด|ขึ้น)?(?!ขั้น|เงินเดือน|วิทยฐานะ|ชั้น|ตำแหน่ง)|ชะลอ|พักไว้|หยุดไว้ก่อน"
)
_APPLYING = re.compile(
    r"(?:กำลัง|ระหว่าง(?:การ)?|ขั้นตอน(?:การ)?)(?:เสนอ|ขอ|ยื่น|ทำเรื่องขอ)(?:ขอ)?(?:อนุมัติ|โครงการ)"
)
_DID = re.compile(
    r"(?:ทำ|จัด|ดำเนินการ|ดำเนินงาน|อบรม|ประชุม|แข่ง|สอบ|นิเทศ)[ก-์]{0,24}?(?:ไปแล้ว|แล้ว)(?!เสร็จ)"
)
_LINE = re.compile(r"\n|;|แต่|ส่วน(?!ใหญ่|กลาง|ราชการ|ตัว|ร่วม|ประกอบ)")
_LIST = re.compile(
    r"(?<![\d,.])(?:\(?[1-9]\d?[.)]?|ข้อ ?[1-9]) ?(?P<said>ทำแล้ว|เสร็จแล้ว|เสร็จ"
    r"|ยังไม่(?:ได้)?(?:ทำ|เริ่ม|เสร็จ)|ยัง|กำลังทำ|กำลัง|เรียบร้อย|จบ|ทำอยู่|ยังเลย|แล้ว|ok|โอเค)"
)
_TICKED = re.compile(r"(?:\[ ?[✓✔xX√/*] ?\]|\([✓✔√/xX*]\)|☑|☒|✅|✔|✓)")
_UNTICKED = re.compile(r"(?:\[ *\]|\( *\)|☐|□|○|⬜)")


@dataclass(frozen=True, slots=True)
class Found:
    """A word of status and its place."""

    sign: Sign
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class State:
    """The status a text tells, or that it must be asked."""

    status: Status | None
    start: int = 0
    end: int = 0
    ask: bool = False


def read_state(view: str, shares: Sequence[Share]) -> State:
    """The state of the work. `view` is the text with names and void clauses blanked, length kept."""
    view = _without_empty_boxes(view)
    signs = sorted(_signs(view, shares), key=lambda found: found.start)
    kinds = {found.sign for found in signs}
    if not kinds:
        return State(None)
    if "cancelled" in kinds and "begun" not in kinds:
        return _as("cancelled", signs, "cancelled")
    if "not_started" in kinds:
        if kinds & {"done", "near", "did"} or _begun_elsewhere(view, signs):
            return _as("in_progress", signs, "begun", "near", "done", "did")
        return _as("not_started", signs, "not_started")
    if "near" in kinds or ("begun" in kinds):
        return _as("in_progress", signs, "begun", "near")
    if "done" in kinds:
        return _as("completed", signs, "done")
    doubtful = next((found for found in signs if found.sign in ("postponed", "unsure")), None)
    if doubtful:
        return State(None, doubtful.start, doubtful.end, ask=True)
    return _as("in_progress", signs, "prepared") if "prepared" in kinds else State(None)


def _as(status: Status, signs: Sequence[Found], *wanted: Sign) -> State:
    first = next(found for found in signs if found.sign in wanted)
    return State(status, first.start, first.end)


def _begun_elsewhere(view: str, signs: Sequence[Found]) -> bool:
    """One step has not begun while others have: the project is in progress."""
    begun = [found for found in signs if found.sign == "begun"]
    late = [found for found in signs if found.sign == "not_started"]
    return bool(begun) and any(_ITS_STEP.search(view, 0, found.start) for found in late)


def _signs(view: str, shares: Sequence[Share]) -> Iterator[Found]:
    for sign, pattern in _PLAIN:
        for found in pattern.finditer(view):
            yield Found(sign, *found.span())
    yield from _not_started(view)
    yield from _cancelled(view)
    yield from _done(view, shares)
    for share in shares:
        if share.of == "work" and 0 < share.value < 100 and not _is_future(view, share.start):
            yield Found("begun", share.start, share.end)


def _is_future(view: str, start: int) -> bool:
    return bool(re.search(r"(?:จะ|เป้า|ต้อง|คาด)[ก-์ ]{0,12}$", view[max(0, start - 16) : start]))


def _not_started(view: str) -> Iterator[Found]:
    for found in _NOT_STARTED.finditer(view):
        step = _ITS_STEP.search(view[max(0, found.start() - 30) : found.start()])
        after = _STEP.match(view, found.end())
        yield Found("near" if step or after else "not_started", *found.span())


def _cancelled(view: str) -> Iterator[Found]:
    for found in _CANCELLED.finditer(view):
        if not _NOT_CANCELLED.search(view[max(0, found.start() - 14) : found.start()]):
            yield Found("cancelled", *found.span())


def _done(view: str, shares: Sequence[Share]) -> Iterator[Found]:
    for found in _DONE.finditer(view):
        start, end = found.span()
        before = view[max(0, start - 32) : start].rsplit("\n", 1)[-1]
        word = before.rsplit(" ", 1)[-1] if not before.endswith("ไม่ ") else before[-4:]
        after = view[end : end + 24].split("\n", 1)[0]
        if _UNSURE.search(word) and after.startswith("แล้ว"):
            yield Found("unsure", start, end)
            continue
        if _BEFORE_NEAR.search(word):
            yield Found("near", start, end)
            continue
        if _BEFORE_VOID.search(word) or _AFTER_VOID.match(after) or _studied(word, found[0], after):
            continue
        if _OTHER_WORK.search(word) or (found[0].startswith("เรียบร้อย") and _not_the_work(before)):
            if _PREPARED.search(word):
                yield Found("prepared", start, end)
        elif _AFTER_PART.match(after) or _share_at(shares, end) or _is_step(view, start, end):
            yield Found("near", start, end)
        else:
            yield Found("done", start, end)


def _studied(word: str, done: str, after: str) -> bool:
    """นักเรียนที่จบ ป.6: people are done with school, not the project."""
    if _OF_PEOPLE.search(word):
        return True
    return done.startswith(("จบ", "สำเร็จ")) and bool(_STUDIES.match(after))


def _not_the_work(before: str) -> bool:
    return bool(_OTHER_WORK.search(before.rstrip()))


def _share_at(shares: Sequence[Share], end: int) -> bool:
    """เสร็จ 80 %, เสร็จ 3 ใน 4."""
    return any(
        0 <= share.start - end <= 16 and share.value < 100 and share.of == "work"
        for share in shares
    )


def _is_step(view: str, start: int, end: int) -> bool:
    """กิจกรรมที่ 1 เสร็จแล้ว, เสร็จไป 3 กิจกรรม: a part of the project, not the whole."""
    before = view[max(0, start - 60) : start].rsplit("\n", 1)[-1]
    last = next(iter(list(_STEP.finditer(before))[-1:]), None)
    if (
        last is not None
        and len(before) - last.end() < 45
        and not _DONE.search(before[last.end() :])
    ):
        return True
    return bool(
        re.match(
            r"(?:ไป|แล้ว|สิ้น)* ?(?:กิจกรรมที่|รุ่นที่|ครั้งที่|[\x00\d]+ ?(?:กิจกรรม|รุ่น|ครั้ง|โรงเรียน|แห่ง|งวด))",
            view[end : end + 24],
        )
    )


def _without_empty_boxes(view: str) -> str:
    """On a form, a box that is not ticked says nothing up to the next box."""
    if not (_TICKED.search(view) and _UNTICKED.search(view)):
        return view
    boxes = sorted(
        [(found.start(), True) for found in _TICKED.finditer(view)]
        + [(found.start(), False) for found in _UNTICKED.finditer(view)]
    )
    ends = [start for start, _ in boxes[1:]] + [len(view)]
    for (start, ticked), end in zip(boxes, ends, strict=True):
        if not ticked:
            line = view.find("\n", start, end)
            stop = line if line >= 0 else end
            view = view[:start] + "\x01" * (stop - start) + view[stop:]
    return view


def is_numbered_list(norm: str) -> bool:
    """`1 ทำแล้ว 2 กำลังทำ 3 ยัง`: of what, is not said."""
    return len(_LIST.findall(norm)) >= 2


_PLAIN: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("begun", _BEGUN),
    ("begun", _LEFT),
    ("postponed", _POSTPONED),
    ("unsure", _APPLYING),
    ("did", _DID),
)
