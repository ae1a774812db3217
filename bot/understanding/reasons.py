"""Problems, suggestions, activities and results: the pieces of text that say them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.particles import MOST, NIL, P, stripped

NONE = "ไม่มี"
_SECTION = re.compile(
    r"(?P<problem>(?:(?:ข้อ(?:ที่)? ?)?\d{1,2}[.)] ?|(?:^"
    r"|(?<=[\n ]))(?:ข้อ(?:ที่)? ?)?\d{1,2} )?"
    r"(?<!ไม่มี)(?<!ไม่มีข้อ)(?<!ไม่ติด)(?<!ไม่พบ)(?<!ติด)(?:ปัญหา(?: ?(?:และ"
    r"|/|-)? ?อุปสรรค)?(?:ข้อขัดข้อง)?|อุปสรรค|ข้อขัดข้อง|สาเหตุ"
    r"|เหตุผล(?:ที่[ก-์]{2,14})?)(?!ยาเสพ|จาก"
    r"|เสพ|หนี้|การ(?:เรียน|ศึก)))"
    r"|(?P<suggestion>(?:(?:ข้อ(?:ที่)? ?)?\d{1,2}[.)] ?|(?:^"
    r"|(?<=[\n ]))(?:ข้อ(?:ที่)? ?)?\d{1,2} )?(?<!ไม่มี)(?:ข้อเสนอ(?:แนะ)?|เสนอแนะ|ข้อแนะนำ"
    r"|แนวทาง(?:การ)?(?:แก้ไข|พัฒนา)(?:ปัญหา)?)(?:เพื่อ(?:การ)?(?:พัฒนา|ปรับปรุง))?)"
)
_NO_PROBLEM = re.compile(
    r"(?:ไม่|ไร้)(?:ได้)?(?:มี|ติด|พบ|เจอ|เกิด)?(?:ข้อ)?(?:ปัญหา|อุปสรรค|ขัดข้อง|อะไรติดขัด"
    r"|ข้อติดขัด"
    r"|ติดขัด)(?! ?(?:ยา|งบ|มาก))(?:และ|หรือ|/| )?(?:อุปสรรค|ปัญหา)?(?:ใด ?ๆ|อะไร|ครับ|ค่ะ)*"
    r"|(?:ปัญหา|อุปสรรค)(?:และ|/| )?(?:อุปสรรค)?(?:ก็)?[ :=]*(?:คือ)?ไม่มี|ราบรื่น(?:ดี)?"
    r"|no problem"
    r"|ไม่มีติดขัด|ไม่ติดอะไร"
)
_NO_SUGGESTION = re.compile(
    r"ไม่มี(?:ข้อเสนอ(?:แนะ)?|ข้อแนะนำ|คำแนะนำ)(?:เพิ่มเติม|ใด ?ๆ|อะไร)*"
    r"|(?:ข้อเสนอ(?:แนะ)?)(?:ก็)?[ :=]*ไม่มี"
)
_SOLVED = re.compile(r"แก้(?:ไข)?ปัญหา")
_CHANGED = re.compile(r"(?:อุปสรรค)?(?: ?เป็น| ?:)")
_EMPTY = re.compile(r"^[\s.:=…-]*(?:-|ไม่มี|ไม่พบ|ไม่ได้มี|ไม่มีครับ|none|no|n/a)?[\s.:=…-]*$")
_CAUSE = re.compile(
    r"เนื่องจาก(?:ว่า)?|เนื่องด้วย|เพราะ(?:ว่า)?|ด้วยเหตุ(?:ที่|ว่า)?|สืบเนื่องจาก|สาเหตุจาก"
    r"|เหตุจาก"
)
_TROUBLE = re.compile(
    r"(?<![ก-์])รอ(?!ง(?![บ ])|ย|ด|ก|ม|บ(?!ประ|ริ)|ช)[ก-ฮเ-ไ ]|(?<=แล้ว)รอ(?!ง|ย|ด|ก)[ก-ฮเ-ไ]"
    r"|(?<=ยัง)รอ|อยู่ระหว่างรอ|ต้องรอ|(?<![ก-์])รองบ"
    r"|(?:งบประมาณ|งบ|เงิน|ตัง(?:ค์)?|เวลา|คน|บุคลากร|อุปกรณ์|วัสดุ|วิทยากร|เจ้าหน้าที่|ห้อง"
    r"|เครื่อง)(?:ก็)?(?:ยัง)?(?:มี)?ไม่(?:เพียง)?(?:พอ|มา|ถึง|เข้า|ออก|โอน|ได้โอน|ครบ|ว่าง|ลง|ตก)"
    r"|(?<!ใช้)(?<!พอดี)ไม่มี(?:งบ(?!ประมาณ(?:คง)?เหลือ|คง|เหลือ)|เงิน(?!คง|เหลือ)|คน|เวลา|วิทยากร"
    r"|บุคลากร|เจ้าหน้าที่|อุปกรณ์|เน็ต|สัญญาณ|ความรู้|ผู้|ห้อง|ที่|รถ|ใคร|การตอบ)"
    r"|ขาด(?:แคลน|คน|บุคลากร|งบ|ความรู้|ครู|อุปกรณ์|เจ้าหน้าที่|ทักษะ|ผู้|สื่อ|เครื่อง|วัสดุ|การ"
    r"|ช่วง)"
    r"|ติด(?:ขัด|โควิด|ภารกิจ|งาน|ประชุม|เรื่อง|สอบ|ฝน|ระเบียบ|ช่วง|ตรง|ที่|ปัญหา|วัน|เปิด|ปิด"
    r"|พัสดุ"
    r"|ราชการ)(?!ตาม|ต่อ|ตั้ง)"
    r"|ล่าช้า|(?<!ไม่)(?<!แค่)(?<![ก-์])(?<!ๆ )ช้า(?! ?ๆ)"
    r"|(?<=[ก-์])(?<!เ)(?<!ไม่)(?<!แค่)ช้า(?! ?ๆ|ง|ย)"
    r"|เลื่อน(?!ขั้น|เงินเดือน|วิทยฐานะ|ชั้น|ตำแหน่ง)|ชะลอ|(?<!คง)(?<!น่าจะ)(?<!ก็)ไม่ทัน(?!เสร็จ"
    r"|[ก-์ ]{0,22}แน่)|กระชั้น(?:ชิด)?|หมดพอดี|ปรับลด|(?:ถูก|โดน)(?:ตัด|ดึง|เรียกคืน|ลด|ปรับลด"
    r"|โยก)|ตัดงบ"
    r"|ไม่ให้ความร่วมมือ|ไม่ค่อย(?!ได้ใช้)|ระบบ(?:ล่ม|ค้าง|มีปัญหา|ใช้ไม่ได้|เข้าไม่ได้)"
    r"|เข้าระบบไม่ได้"
    r"|(?:เน็ต|อินเทอร์เน็ต|สัญญาณ|ไฟ|ไวไฟ)(?:ช้า|หลุด|ล่ม|ดับ|ไม่ดี|ไม่เสถียร|มีปัญหา)|ฝน(?:ตก"
    r"|ฟ้า)|น้ำท่วม"
    r"|(?:แพร่)?ระบาด|โควิด|covid|ฝุ่น|พายุ|ไม่สะดวก|ยุ่งยาก|ซับซ้อน|ซ้ำซ้อน|ป่วย|ลาออก|เกษียณ"
    r"|ย้าย(?:ไป"
    r"|ออก|แล้ว|ที่|โรง|(?= |$))|หา[ก-์]{0,12}ไม่(?:เจอ|พบ|ได้)|ชำรุด|เสียหาย|(?:เครื่อง|รถ|คอม"
    r"|ปริ้น"
    r"|ระบบ)[ก-์]{0,12}เสีย|สูญหาย|(?<=[ก-์])ไม่เข้าใจ"
    r"|ผิดพลาด|ไม่(?:ผ่าน(?:การ)?)?(?:ถึง|ตาม)เกณฑ์|ไม่ผ่าน|ไม่ต่อเนื่อง|ไม่อนุมัติ|เปลี่ยนบ่อย"
    r"|ไม่(?:เพียง)?พอ(?!ดี)|ไม่ว่าง|ไม่ตรงกัน|มีการเปลี่ยนแปลง|ส่ง[ก-์]{0,12}ไม่ครบ"
    r"|(?<!เ)ล่ม(?![ก-์])"
    r"|ยังไม่(?:ได้)?(?:เซ็น|ลงนาม)|ไม่ส่ง(?:ข้อมูล|เอกสาร|งาน|รายงาน|แบบ)|ไม่ครบถ้วน|ไม่ชัดเจน"
    r"|ภาระงาน"
    r"|ราคา(?:สูง|แพง|ขึ้น)|ติดภารกิจ|ไม่มา(?!ก)|หาย(?!ใจ|ไปแล้ว)|(?<![ก-์])ยาก"
    r"|ยัง(?:คง)?(?:ไม่|มิ)(?:ได้)?(?:รับ)?(?:การ)?(?:เสนออนุมัติ|ขออนุมัติ|เสนอ(?:ขอ)?|อนุมัติ"
    r"|(?:รับ)?จัดสรร|(?:รับ)?โอน|รับงบ|รับเงิน|รับการ|งบ|เงิน|ใบเสร็จ|ผ่านอนุมัติ|มีงบ|มีคำสั่ง"
    r"|มีเงิน|เปิดระบบ"
    r"|คำสั่ง|รับอนุมัติ|รับอนุญาต|คนรับ|ส่ง(?:ข้อมูล|เอกสาร|ผล|แบบ|งาน))"
)
_SUGGEST = re.compile(
    r"(?<!สม)(?<!พอสม)ควร(?!ร)|อยากให้|เสนอให้|เสนอว่า|ขอเสนอ(?!โครงการ)|แนะนำให้|น่าจะ(?:มี|ให้"
    r"|จัด"
    r"|เพิ่ม|ปรับ|ขยาย)|(?:ต้องการให้|ขอให้)(?!แก้|[ก-์ .]{0,24}(?:รายงาน|กรอก|จัดส่ง|แจ้งผล"
    r"|ส่งผล|ส่งข้อมูล|ติดตามผล)"
    r"[^\n]{0,60}(?:นั้น|ขอรายงาน|ดังนี้))"
)
_FACT = re.compile(
    r"(?:ใช้|เบิก|จ่าย|เหลือ|คงเหลือ|ได้รับจัดสรร|วงเงิน|ผูกพัน|คืน)[ก-์ :=]{0,16}\d"
    r"|เสร็จ(?:สิ้น|แล้ว"
    r"|เรียบร้อย)|(?:อยู่)?ระหว่างดำเนินการ|กำลัง(?:ทำ|ดำเนิน|จัด)|ทำอยู่|ยัง(?:ไม่"
    r"|มิ)(?:ได้)?(?:เริ่ม"
    r"|ทำ(?!เรื่อง)|ดำเนินการ)"
    r"|ดำเนินการอยู่|ขอ(?:ส่ง)?คืน|\d ?%|คืบหน้า|ใช้หมด|เบิกหมด|ยังไม่เสร็จ|ไม่บรรลุ|โครงการ ?\d"
    r"|ไม่ใช้งบ"
    r"|ต้องการเพิ่ม|ไม่มีปัญหา|ตอนนี้|เพิ่งได้|ยัง[ก-์]{1,12}อยู่|จึงเรียน|สถานะ|แต่(?=[ก-ฮเ-ไ])"
    r"|และยัง(?=ไม่ได้เริ่ม)"
)
_ACTIVITY = re.compile(
    r"กิจกรรม(?:ที่ ?\d+|หลัก)?[^\n]{3,200}|(?:จัด|อบรม|ประชุม|ลงพื้นที่|นิเทศ|แข่งขัน)[^\n]{2,160}"
)
_RESULT = re.compile(
    r"พึงพอใจ|คะแนน|บรรลุ|ตัวชี้วัด|ผลที่ได้|ผู้เข้า(?:ร่วม|อบรม)|เป้าหมาย|เข้าร่วม|\d ?คน"
    r"|\d ?โรงเรียน"
    r"|\d ?แห่ง|เหรียญ|ชนะเลิศ"
)
_SPLIT = re.compile(r"\s+|\n")
_BLANKED = " \n\x00\x01"
_FIGURE = re.compile(r"[\d./]{1,9}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: a value and its place in the normalised text."""

    value: str
    start: int
    end: int


def problem(view: str) -> Piece | None:
    """The problem or reason; its value is empty when the piece of the raw text is to be taken."""
    none = _NO_PROBLEM.search(view)
    if none:
        return Piece(NONE, *none.span())
    section = _section(view, "problem")
    if section is not None:
        return section
    cause = _CAUSE.search(view)
    if cause:
        return _trimmed(view, cause.end(), _stop(view, cause.end()))
    return _trouble(view)


def suggestion(view: str) -> Piece | None:
    """The suggestion, likewise."""
    none = _NO_SUGGESTION.search(view)
    if none:
        return Piece(NONE, *none.span())
    section = _section(view, "suggestion")
    if section is not None:
        return section
    found = _SUGGEST.search(view)
    if found is None:
        return None
    line = view.find("\n", found.start())
    return _trimmed(view, found.start(), line if line >= 0 else len(view))


def _section(norm: str, wanted: str) -> Piece | None:
    """What stands under a heading of the form (ปัญหาอุปสรรค ..., ข้อเสนอแนะ ...), up to the next."""
    heads = list(_SECTION.finditer(norm))
    for place, head in enumerate(heads):
        if head.lastgroup != wanted:
            continue
        if _SOLVED.search(norm, max(0, head.start() - 8), head.end()) and not _CHANGED.match(
            norm, head.end()
        ):
            continue
        if (
            head.start()
            and norm[head.start() - 1] not in " \n([:-.,;/"
            and "ข้อเสนอ" not in head[0]
            and not norm[: head.start()].endswith(
                ("ค่ะ", "ครับ", "แล้ว", "แต่", "มี", "ขอแก้", "แก้", "เปลี่ยน")
            )
        ):
            continue
        end = heads[place + 1].start() if place + 1 < len(heads) else len(norm)
        body = norm[head.end() : end]
        if NIL.match(stripped(body) or body.strip()) and body.strip():
            return Piece(NONE, head.start(), end)
        if _EMPTY.match(body):
            continue
        stop = _stop(norm, head.end(), whole=True) if wanted == "problem" else end
        return _trimmed(norm, head.end(), min(end, stop))
    return None


def _stop(view: str, start: int, *, whole: bool = False) -> int:
    """Where a problem ends: the next fact, suggestion or (unless the text is a form's) line."""
    ends = [
        found.start()
        for found in (
            _FACT.search(view, start + 3),
            _SUGGEST.search(view, start + 3),
            _SECTION.search(view, start + 3),
        )
        if found
    ]
    line = view.find("\n", start + 2)
    if line >= 0 and not whole:
        ends.append(line)
    return min([*ends, len(view)])


def _trouble(view: str) -> Piece | None:
    """The first run of words that tell of trouble."""
    pieces = list(_pieces(view))
    first = next(
        (place for place, (start, end) in enumerate(pieces) if _is_trouble(view, start, end)), None
    )
    if first is None:
        return None
    last = first
    for place in range(first + 1, min(len(pieces), first + 8)):
        start, end = pieces[place]
        if (
            "\n" in view[pieces[place - 1][1] : start]
            or _FACT.search(view, start, end)
            or _SUGGEST.search(view, start, end)
        ):
            break
        if _is_trouble(view, start, end):
            last = place
        elif place - last > 2:
            break
    while last + 1 < len(pieces) and _goes_on(view, pieces, last):
        last += 1
    start, end = pieces[first][0], pieces[last][1]
    start = _with_subject(view, pieces, first)
    fact = _FACT.search(view, start, end)
    found = _TROUBLE.search(view, start, end)
    if fact and found and fact.start() > found.start() + 3:
        end = fact.start()
    elif fact and found and fact.end() <= found.start():
        start = max(fact.end(), start)
    return _trimmed(view, start, end)


def _goes_on(view: str, pieces: Sequence[tuple[int, int]], last: int) -> bool:
    """รอ | ผอ | เซ็น and ไตรมาส | 3: a verb without its object, a short name without its verb."""
    start, end = pieces[last]
    if view[end] != " ":
        return False
    if view.endswith(("รอ", "ติด", "ขาด"), start, end):
        return True
    if _FIGURE.fullmatch(view, *pieces[last + 1]):
        return view.endswith(("ไตรมาส", "ไตรมาสที่", "รุ่น", "ครั้งที่", "วันที่", "โควิด"), start, end)
    waits = last > 0 and view.endswith("รอ", *pieces[last - 1])
    return waits and end - start <= 8


def _with_subject(view: str, pieces: Sequence[tuple[int, int]], first: int) -> int:
    """A short word before the trouble is what it is about: สพฐ โอนมาช้า, รอ ผอ เซ็น."""
    if first == 0:
        return pieces[0][0]
    start, end = pieces[first - 1]
    gap = view[end : pieces[first][0]]
    word = view[start:end]
    if (
        gap == " "
        and end - start <= 14
        and not _FACT.search(view, start, end)
        and not _ENDS.search(word)
        and not re.search(r"[\d\x00]", word)
    ):
        return start
    return pieces[first][0]


_ENDS = re.compile(
    rf"(?:{P}|ค่ะ|ทำ|เริ่ม|เสร็จ|ๆ|:|,|\)|หมด|อยู่)$|^(?:แต่|และ|-|เรียน|ขอ)|ยังไม่|เสร็จ|กำลัง"
    rf"|ยกเลิก|โครงการ"
)


def _pieces(view: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SPLIT.finditer(view):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(view):
        yield start, len(view)


def _is_trouble(view: str, start: int, end: int) -> bool:
    return _TROUBLE.search(view, start, min(len(view), end + 2)) is not None


def _trimmed(view: str, start: int, end: int) -> Piece | None:
    """The piece without what is blanked at its ends; nothing when nothing is left."""
    body = view[start : min(end, start + MOST)]
    lead = len(body) - len(body.lstrip(_BLANKED))
    kept = body.strip(_BLANKED)
    return Piece("", start + lead, start + lead + len(kept)) if kept.strip(".:-=") else None


def activities(norm: str) -> Iterator[Piece]:
    """What was done: กิจกรรมที่ 1 ..., จัดอบรม ..."""
    for found in _ACTIVITY.finditer(norm):
        yield Piece("", *found.span())


def results(norm: str) -> Iterator[Piece]:
    """Results of indicators: counts of people, scores, what was reached; the line around them."""
    done = 0
    for found in _RESULT.finditer(norm):
        if found.start() < done:
            continue
        line = norm.find("\n", found.end())
        done = min(found.end() + 120, line if line >= 0 else len(norm))
        yield Piece("", max(norm.rfind("\n", 0, found.start()) + 1, found.start() - 60), done)
