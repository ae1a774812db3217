"""Whose money a sum is: the project's own of this year, or only seems so."""

import re

from bot.understanding.amounts import Amount
from bot.understanding.cues import SPENDING, Role

ANOTHER_YEAR, RUNNING_YEAR = "\x04", "\x05"
"""What stands for a named year: one that is over or to come, and the running fiscal year."""

_TOTAL = re.compile(r"รวม|ทั้งสิ้น|ทั้งหมด|ยอดสะสม|สะสม|สรุป|สุทธิ|เบ็ดเสร็จ|=|เท่ากับ")
_PERIOD = re.compile(
    r"(?<!ตั้งแต่)(?<!เมื่อ)(?:(?:เดือน|รอบ|ครั้ง|คราว|งวด|สัปดาห์|อาทิตย์|ไตรมาส)นี้"
    r"|วันนี้(?!มี)|เมื่อวาน"
    r"|ล่าสุด|เฉพาะ|เดือน(?:ที่แล้ว|ก่อน))"
)
_HELD = re.compile(r"(?:เสร็จ|จบ|จัด|อบรม|ประชุม|แข่ง|ลงพื้นที่|นิเทศ)[ก-์]{0,16}$")
_AS_OF = re.compile(r"ณ|ยอด|ถึง|ข้อมูล")
_OTHERS = (
    r"(?:โรงเรียน|รร\.?(?![ก-ฮ])|สถานศึกษา|ผู้ปกครอง|เทศบาล|อบต\.?|อบจ\.?|อปท\.?|เพื่อน"
    r"|หน่วยงาน(?:อื่น)?"
    r"|คนอื่น|เขา|เค้า|โครงการ(?:อื่น|ของพี่|พี่)|กบส\.?|การเงิน|ชุมชน|วัด|บริษัท|มูลนิธิ|สมาคม"
    r"|ชมรม|ศิษย์เก่า"
    r"|สหกรณ์|สพม\.?|ศธจ\.?|เขตอื่น|กลุ่ม(?!เรา|หนู|ผม|ดิฉัน|ของ(?:เรา|หนู|ผม)|เป้า|โรง)[ก-์.]{2,24}?"
    r"|(?<![ก-์])คุณ(?!ภาพ|ธรรม|ค่า|สมบัติ|วุฒิ|ลักษณะ)[ก-์]{2,12}?|(?<![ก-์])(?:พี่"
    r"|น้อง)[ก-์]{1,10}?)"
)
_FILL = (
    r"(?:เขา|เค้า|ได้|มี|ก็|เป็นคน|นั้น|เอง|แต่ละแห่ง|แต่ละโรง(?:เรียน)?|เป็นผู้|อื่น|ข้างๆ"
    r"|เจ้าภาพ|ต้อง|ต้นสังกัด"
    r"|เป็นฝ่าย| )*"
)
_FIRST = r"(?:^|(?<=[ (,:;/])|ทาง|ส่วน|แต่|โดย|และ|ว่า)"  # a noun that does something, not an object
_DOES = re.compile(
    rf"{_FIRST}{_OTHERS}{_FILL}(?:ใช้|จ่าย|เบิก|เสีย|แจ้งว่า|บอกว่า|(?:คง)?เหลือ)"
    r"|^[ \x01]*(?:ทาง)?(?:โรงเรียน|รร\.)(?:(?!เสร็จ|แล้ว|ที่|ทุก|ทั้ง)[ก-์]){1,22}(?:ใช้|จ่าย"
    r"|เบิก)"
)
_PAYS = re.compile(
    rf"(?:{_OTHERS}|ครู|หัวหน้า|เจ้าหน้าที่|รอง|ผอ\.?|ผู้บริหาร|ผู้อำนวยการ|วิทยากร|กรรมการ|นักเรียน|ผู้เข้าอบรม|เจ้าภาพ"
    rf"|ร้าน)"
    rf"(?:โรงเรียน|รร\.?|ผู้สอน|ท่าน)?{_FILL}"
    r"(?:สำรอง|ควัก|ทดรอง|ออก(?:เงิน|ให้|เอง|ค่า|ไปก่อน|ก่อน|ตัง)|เอาเงิน|(?:จ่าย|ใช้)(?:ให้|แทน"
    r"|เอง"
    r"|เงิน(?:ของ)?(?:ตัว"
    r"|ตน)เอง|เงินส่วนตัว)|ช่วย(?:ออก|จ่าย|ค่า))"
)
_OWNED_BY = re.compile(
    r"(?:ของ|เงิน|งบ)(?:ทาง)?(?:โรงเรียน|รร\.|สถานศึกษา|กลุ่มอื่น|เพื่อน|พี่[ก-์]|คนอื่น"
    r"|หน่วยอื่น|เขตอื่น|ผู้ปกครอง"
    r"|โครงการอื่น|เขา(?![ก-ฮ])|เค้า)|แทน(?:พี่|เพื่อน|กัน)|เงิน(?:บำรุง|รายได้(?:สถานศึกษา"
    r"|โรงเรียน)"
    r"|สวัสดิการ|นอกงบ)"
)
_OWNED_AFTER = re.compile(rf"[ ,(]*(?:ซึ่ง)?(?:เป็น|จาก|โดยใช้|ด้วย)? ?(?:{_OWNED_BY.pattern})")
_OWN = re.compile(
    r"ของเรา|งบเรา|ของหนู|ของผม|ของเขต|ของดิฉัน|โครงการเรา|ส่วนเรา|(?:เรา|หนู|ผม|ดิฉัน"
    r"|ฉัน)(?:เป็นคน"
    r"|ก็|ต้อง|เอง|ขอ"
    r"|ได้|เลย)?(?:ใช้|จ่าย|เบิก|สำรอง|ควัก|ออก|ทดรอง)|งบโครงการ|งบเขต"
)
_OTHER_YEAR = re.compile(r"ปีที่แล้ว|ปีก่อน|ปีที่ผ่านมา|ปีกลาย|ปีหน้า|\x04")
_COMPARED = re.compile(r"กว่า(?:ปีที่แล้ว|ปีก่อน)(?!ที่|ซึ่ง)|(?:เหมือน|เท่า)(?:กับ)?ปี(?:ที่แล้ว|ก่อน)")
_THIS_YEAR = re.compile(r"ปีนี้|\x05")
_SPENDS = re.compile(r"ใช้|เบิก|จ่าย|เหลือ|คืน|รับ|จัดสรร")


def whose(view: str, before: int, amount: Amount, stretch: str, role: Role) -> Role:
    """Whether a sum is the owner's, this year's and the total, or only seems so."""
    line = view[max(before, view.rfind("\n", 0, amount.start) + 1) : amount.start][-90:]
    after = view[amount.end : amount.end + 30].split("\n", 1)[0]
    compared = _COMPARED.search(line)
    if compared and not _SPENDS.search(line, compared.end()):
        return Role.UNCLEAR  # ใช้มากกว่าปีที่แล้ว 5,000: a difference
    if _OTHER_YEAR.search(line) and not _THIS_YEAR.search(line) and not compared:
        return Role.ELSE
    if role is Role.ALLOCATED or role is Role.RETURNED:
        return role
    elses = _PAYS.search(line) or _DOES.search(line) or _OWNED_BY.search(line)
    if (elses or _OWNED_AFTER.match(after)) and not _OWN.search(line):
        return Role.ELSE
    if role in SPENDING and _is_of_a_while(stretch):
        return Role.INCREMENT
    return role


def _is_of_a_while(stretch: str) -> bool:
    """`เดือนนี้ใช้ไป 1,000` is no total; `อบรมเมื่อวาน ใช้ไป 1,000` is."""
    period = _PERIOD.search(stretch)
    if period is None or _TOTAL.search(stretch):
        return False
    before = stretch[: period.start()]
    return not _AS_OF.search(before) and not _HELD.search(before)
