"""Report, question, command or small talk; and which clauses of a text state no fact."""

import re
from collections.abc import Iterator

_POLITE = (
    r"(?:ค่ะ|คะ|ค่า|ครับ|คับ|คร้าบ|ครับผม|จ้า|จ้ะ|จ๊ะ|นะ|น่ะ|ฮะ|หน่อย|ด้วย|เลย|ไว้ก่อน|ก่อน|ที"
    r"|ได้ไหม|ได้มั้ย|พี่|บอท|ๆ"
    r"|[\s.!~]|[^\w\s\u0e00-\u0e7f])*"
)
_COMMANDS = """
เมนู menu ยกเลิก ยกเลิกรายงาน ยกเลิกรายงานนี้ ยืนยันส่ง ยืนยัน แก้ไข ทำต่อ ช่วยเหลือ help รับรอง
ส่งกลับแก้ไข สรุป ใครยังไม่รายงาน แดชบอร์ด dashboard รายงาน โครงการของฉัน
ขอข้อมูลของฉัน ลบข้อมูลของฉัน ยอมรับ ข้าม ถัดไป ย้อนกลับ กลับ เริ่มใหม่ เริ่มรายงาน
รายงานโครงการ โครงการของผม โครงการของหนู ส่งรายงาน รับรองทั้งหมด วิธีใช้ ไม่ส่ง
บันทึก บันทึกร่าง หน้าหลัก เมนูหลัก ดูสรุป ยืนยันส่งรายงาน ส่งเลย
"""
COMMANDS = tuple(_COMMANDS.split())
_COMMAND = re.compile(
    rf"^[\s]*(?:ขอ|อยาก|ขอดู|ดู|เปิด|เข้า|ไปที่|กด|รบกวน|ช่วย)?(?:ขอ"
    rf"|ดู)?(?:{'|'.join(sorted(map(re.escape, COMMANDS), key=len, reverse=True))}){_POLITE}$"
)
_REGISTER = re.compile(r"^\s*(?:ขอ)?ลงทะเบียน(?:\s+[a-z0-9-]{2,24})?" + _POLITE + "$")
_ACT = re.compile(
    r"เตือน(?:ฉัน|ผม|หนู|พี่|อีก|ด้วย|ที|ใหม่|พรุ่งนี้|วัน|ตอน|นะ|หน่อย|ก่อน)|(?:พรุ่งนี้"
    r"|วัน[ก-์]{2,8}|อาทิตย์หน้า"
    r"|เช้า|เย็น)(?:ค่อย|ช่วย)?เตือน|อย่าลืมเตือน|หยุดเตือน"
    r"|รับรอง(?:แล้ว|ให้|ทั้งหมด|รายงาน|ของ|โครงการ|ถูกต้อง|เลย|ผล|ข้อมูล|(?:ค่ะ|ครับ|คับ|จ้า|นะ"
    r"|คะ| )*$)"
    r"|(?:ช่วย|ฝาก|รบกวน|วาน|ขอให้)(?:แจ้ง|บอก|เตือน|ตาม|เรียก|ทัก|สะกิด|ส่งให้"
    r"|เรียน)[^\n]{0,40}รับรอง|ในฐานะ[^\n]{2,40}รับรอง"
    r"|(?:ช่วย|ฝาก|รบกวน|วาน)(?:แจ้ง|บอก|เตือน|ตาม|ทัก|สะกิด)[^\n]{1,30}ให้(?:รีบ|ช่วย|เข้ามา"
    r"|มา)*(?:ส่ง|รายงาน|ตรวจ|กรอก)|ขอรับรอง|ช่วยรับรอง|(?:^|ช่วย|ขอ"
    r"|ให้)ส่งกลับ(?:ให้)?แก้"
    r"|(?:^|ช่วย|ขอ|ให้)ตีกลับ(?:ให้|รายงาน|โครงการ|ไป|ด้วย|หน่อย|ที)|ขอ(?:ดู)?(?:แดชบอร์ด|เมนู"
    r"|สรุป)"
    r"|เปิดแดชบอร์ด|ขอไฟล์|ขอลิงก์|ส่ง(?:ไฟล์|แบบฟอร์ม|ลิงก์)(?:ให้"
    r"|มา)"
)
_REASON = re.compile(r"ปัญหา|อุปสรรค|เสนอแนะ|ข้อเสนอ|ควร|อยากให้|เนื่องจาก|เพราะ|สาเหตุ|แนวทาง|ถูก$")
_NOT_ACT = re.compile(
    r"(?:ยังไม่|ไม่|รอ)(?:ได้)?รับรอง|รับรอง(?:หรือยัง|ไหม|มั้ย)|หนังสือรับรอง|ใบรับรอง"
    r"|รอการรับรอง|ขอบคุณ|ขอบพระคุณ"
)
_ASKS = re.compile(
    r"(?:หรือ|รึ|ฤ)(?:ยัง|เปล่า|ป่าว|ไม่)"
    r"|(?<=[ก-์])(?<!แต่)(?<!ก็)(?<!ค่ะ)(?<!คะ)(?<!ครับ)(?<!พี่)ยัง(?= ?(?:คะ|ครับ|คับ|จ๊ะ|อ่ะ"
    r"|นะ|ล่ะ|$"
    r"|[?!]))|(?:ไหม|มั้ย|มั๊ย|ไม๊|มัย|ป่าว|ป่ะ|ปะ|เปล่า|ป่าวว)(?= ?(?:ค|ครับ|คับ|นะ|จ|อ่ะ|ฮ|พี่"
    r"|$|\s"
    r"|[?!.,\x00]))|(?:เหรอ|หรอ|หรือ)(?= ?(?:ค|ครับ|คับ|$|[?!]))"
    r"|ใช่(?:ไหม|มั้ย|ป่าว|ป่ะ|หรือเปล่า|มะ)|\?|ขอสอบถาม|ขอถาม(?![ก-์ ]{1,24}ก่อน)|สอบถาม|อยากทราบ"
    r"|อยากรู้|ขอทราบ"
)
_WH = re.compile(
    r"เท่าไหร่|เท่าไร|เท่าใด|เมื่อไหร่|เมื่อไร|เมื่อใด|วันไหน|เดือนไหน|อันไหน|ที่ไหน|ตรงไหน"
    r"|แบบไหน|ช่องไหน"
    r"|(?:โครงการ|ตัว|ช่อง|ข้อ|อัน|แบบ)ไหน|(?<!คน)ไหน(?:บ้าง|คะ|ครับ|$)|(?<!ไม่มี)ใคร"
    r"|(?<!ไม่มี)อะไร(?:บ้าง|คะ|ครับ|ต่อ|ดี|$"
    r"|อีก)|ยังไง(?!ก็|ๆ|เสีย|ซะ)|อย่างไร(?!ก็)|ไงคะ|ไงครับ|ทำไม(?!่)"
    r"|(?<!เ)(?<!ไม่)กี่(?=[ก-ฮโแเไ%])"
    r"|เพราะอะไร"
)
_WH_STATED = re.compile(
    r"(?:ไม่|ยังไม่|มิได้|ไม่ได้|ไม่มี|ไม่ว่า|ไม่รู้ว่า|ไม่ทราบว่า|ไม่แน่ใจว่า|อย่าง|ทุก"
    r"|แต่)[ก-์ ]{0,18}$"
)
_PROMISE = re.compile(
    r"(?:เดี๋ยว|เด๋ว|เดี๋ยวนี้จะ|(?<![ก-์])ไว้(?!วาง|แล้ว|ก่อน|ให้|ค่ะ|ครับ)|พรุ่งนี้(?:จะ|ค่อย"
    r"|เช้า)?"
    r"|จะ(?:รีบ)?(?:ส่ง|รายงาน|แจ้ง"
    r"|อัพเดท|อัปเดต|ตามมา|เช็ค|เช็ก|ถาม|ดู|สรุปให้|กรอก|ตอบ|รวบรวม|ทำให้|หา)|ขอ(?:เวลา|เช็ค"
    r"|เช็ก|ดูก่อน"
    r"|ถาม(?!ว่า)|ตรวจสอบก่อน|ไปดู|กลับไป|ส่งรูป|ส่งภาพ|ส่งเอกสาร|ส่งไฟล์|ผลัด|เลื่อนส่ง)"
    r"|ค่อยส่ง|ค่อยรายงาน"
    r"|รอแป๊บ|แป๊บ(?:นึง|นะ)|สักครู่|ลืมส่ง|ลืมรายงาน|ไม่รู้(?:เหมือนกัน)?(?:ขอ|ต้อง)|ไม่รุ้"
    r"|ไม่แน่ใจขอ)"
)
_WHEN = (
    r"(?:(?:เย็น|บ่าย|เช้า|ค่ำ|คืน|เที่ยง|วัน|ดึก)นี้|(?:ตอน|ช่วง)(?:เย็น|บ่าย|เช้า|ค่ำ|เที่ยง"
    r"|ดึก)|พรุ่งนี้(?:เช้า"
    r"|บ่าย|เย็น)?|มะรืน"
    r"|(?:อาทิตย์|สัปดาห์|เดือน)หน้า|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์"
    r"|อาทิตย์)(?:นี้|หน้า)?)"
)
_HANDS_IN = (
    r"(?:รีบ)?(?:ส่ง(?!แล้ว|ไป)|รายงาน(?!แล้ว|ไป|ว่า)|แจ้ง(?!แล้ว|ไป|ว่า)|กรอก|ตอบ|อัพเดท|อัปเดต"
    r"|เช็ค|ดูให้)"
)
_PROMISED_DAY = re.compile(
    rf"{_WHEN} ?(?:นะ|หนู|ผม|พี่)?(?:จะ|ค่อย)?{_HANDS_IN}|^ ?(?:จะ)?ส่ง(?:ให้)?(?:ภายใน|ใน"
    rf"|ได้)?{_WHEN}"
)
_EXCUSE = re.compile(
    r"(?:ตอนนี้|ขณะนี้|พอดี|วันนี้)?(?:กำลัง(?:ประชุม|ขับรถ|กินข้าว|ทานข้าว|เดินทาง|เปิดคอม|สอน"
    r"|ยุ่ง|นั่งรถ"
    r"|อยู่ข้างนอก|ป่วย|อบรมอยู่|จะประชุม"
    r"|(?:ทำ|พิมพ์|เขียน|กรอก|สรุป|รวบรวม|หา|เช็ค|เช็ก|ไล่|รวม|เคลียร์|ดู)(?:ตัวเลข|รายงาน|ยอด"
    r"|ข้อมูล"
    r"|เอกสาร|ไฟล์|ให้))"
    r"|ติด(?:ประชุม|สอน|ธุระ|งาน|อบรม|ราชการ|ขับรถ)|(?:ยัง)?ไม่(?:ว่าง|สะดวก)|อยู่ข้างนอก"
    r"|ไม่อยู่(?:ที่)?(?:ออฟฟิศ|สำนักงาน|โต๊ะ))[ก-์]*"
)
_APOLOGY = re.compile(
    r"(?:ขอโทษ|ขออภัย|โทษที|โทษ)[ก-์ ]{0,14}(?:ส่ง|ตอบ|รายงาน|แจ้ง|ดำเนินการส่ง)[ก-์]{0,8}(?:ช้า"
    r"|เลท"
    r"|เกินกำหนด)[ก-์]{0,6}|ตอบ(?:ไลน์|กลับ)?ช้า[ก-์]{0,8}"
)
_WHY_LATE = re.compile(
    r"(?:พอดี|เพราะ(?:ว่า)?|เนื่องจาก|ช่วงนี้|เมื่อวาน|วันนี้|เมื่อเช้า| )*(?:ติด(?:ภารกิจ"
    r"|ประชุม|สอน|ธุระ|งาน|อบรม|ราชการ)"
    r"|ไปราชการ|ประชุม(?:ทั้งวัน|อยู่|ยาว)|เพิ่ง(?:เห็น|เปิด|ว่าง|กลับ)|ไม่(?:ได้|ทัน)(?:เปิด|ดู"
    r"|เห็น)|(?:มือถือ|โทรศัพท์|เน็ต"
    r"|ไลน์)(?:เสีย|แบต|หลุด|ช้า|ล่ม|มีปัญหา)|ลา(?:ป่วย|พัก|กิจ)|ป่วย|ไม่สบาย|ไม่ว่าง|ยุ่ง"
    r"|งาน(?:เยอะ|ยุ่ง))[ก-์]*"
)
_NEAR = 40  # letters between an apology and what it is for
_CONDITION = re.compile(
    r"(?<![ก-์])(?:ถ้า(?!จำไม่ผิด)(?!ย)|หาก|กรณีที่|สมมุติ|สมมติ|เผื่อ)"
    r"|(?<=[ก-์])(?:ถ้า(?!จำไม่ผิด|ย)"
    r"|หากว่า)|(?:เสร็จ|จบ)(?:สิ้น)?(?:แล้ว)?(?:เมื่อไหร่)?(?:จะ(?:แจ้ง|ส่ง|รายงาน|รีบ|บอก)"
    r"|เดี๋ยว(?:จะ)?(?:แจ้ง|ส่ง|รายงาน))"
)
_CLAUSE = re.compile(
    r"\n+|(?:ค่ะ|คะ|ครับ|คับ|คร้าบ|นะคะ|จ้า)(?=\s|$|[^ก-์])|[;!?]+|(?<=\d) (?=ต้อง|ขอ|แล้ว |อยาก|ทำ"
    r"|เดี๋ยว|ส่วน|แต่)|(?<=แล้ว) (?=ต้อง|ขอสอบ|ขอถาม|อยาก|เดี๋ยว|จะ)|  +|(?= แต่| ส่วน| ถ้า"
    r"| เดี๋ยว"
    r"| พรุ่งนี้จะ| ขอสอบถาม)"
)
_TAG = re.compile(
    r"^[\s]*(?:ใช่|ถูก|ถูกต้อง|โอเค|ok|ได้|รายงานแบบนี้ได้|แบบนี้ได้)?(?:ไหม|มั้ย|มั๊ย|ป่าว|ป่ะ"
    r"|หรือเปล่า|รึเปล่า"
    r"|หรือยัง|รึยัง|เหรอ|หรอ|\?)+" + _POLITE + "$"
)


def is_command(norm: str) -> bool:
    """One of the bot's own words."""
    return len(norm) <= 200 and bool(_COMMAND.match(norm) or _REGISTER.match(norm))


def act(norm: str) -> int | None:
    """Where a request to act begins, outside of problems and suggestions; None if there is none."""
    found = _ACT.search(norm) if len(norm) <= 200 and not _NOT_ACT.search(norm) else None
    return None if found is None or _REASON.search(norm, 0, found.start()) else found.start()


def void_clauses(norm: str) -> list[tuple[int, int]]:
    """Clauses that ask, promise or suppose: whatever stands in them is no fact."""
    void = [(start, end, kind) for start, end, kind in _kinds(norm) if kind]
    found = [(start, end) for start, end, _ in void]
    if any(kind == "promise" for _, _, kind in void):
        found += _excuses(norm)
    else:
        found += _apologies(norm)
    asked = act(norm)
    return found if asked is None else [*found, (asked, len(norm))]


def has_question(norm: str) -> bool:
    """Whether a clause asks something."""
    return any(kind == "question" for _, _, kind in _kinds(norm))


def _kinds(norm: str) -> Iterator[tuple[int, int, str]]:
    clauses = list(_clauses(norm))
    for place, (start, end) in enumerate(clauses):
        clause = norm[start:end]
        if _is_question(clause):
            first = clauses[place - 1][0] if place and _TAG.match(clause) else start
            yield first, end, "question"
            continue
        void = [pattern.search(clause) for pattern in (_CONDITION, _PROMISE, _PROMISED_DAY)]
        first = min((found.start() for found in void if found), default=-1)
        if first >= 0:
            yield start + first, end, "promise"


def _excuses(norm: str) -> Iterator[tuple[int, int]]:
    """Why the report comes later (กำลังประชุม): nothing about the project."""
    for found in (*_EXCUSE.finditer(norm), *_APOLOGY.finditer(norm)):
        yield found.span()


def _apologies(norm: str) -> Iterator[tuple[int, int]]:
    """ขอโทษที่ตอบช้า พอดีติดประชุม: why the answer is late, nothing about the project."""
    for late in _APOLOGY.finditer(norm):
        yield late.span()
        why = _WHY_LATE.search(norm, late.end(), late.end() + _NEAR)
        if why and not re.search(r"โครงการ|\n|ใช้|เสร็จ", norm[late.end() : why.start()]):
            yield why.span()


def _clauses(norm: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _CLAUSE.finditer(norm):
        if found.end() > start:
            yield start, found.end()
            start = found.end()
    if start < len(norm):
        yield start, len(norm)


def _is_question(clause: str) -> bool:
    if _ASKS.search(clause):
        return not re.search(
            r"(?:ไม่รู้|ไม่รุ้|ไม่แน่ใจ"
            r"|ไม่ทราบ)",
            clause,
        ) or clause.rstrip().endswith("?")
    for found in _WH.finditer(clause):
        if not _WH_STATED.search(clause[max(0, found.start() - 30) : found.start()]):
            return True
    return False
