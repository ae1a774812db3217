"""What each sum of money in a sentence is: spent, remaining, allocated, returned, borrowed, wished for ..."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.understanding.amounts import Amount, without_brackets


class Role(StrEnum):
    """The part a sum plays."""

    SPENT = "spent"
    ACTUAL = "actual"  # จ่ายจริง: wins over what was disbursed
    DISBURSED = "disbursed"  # เบิก
    COMMITTED = "committed"  # ผูกพัน
    PENDING = "pending"  # รอเบิก, ค้างเบิก
    REMAINING = "remaining"
    ALLOCATED = "allocated"
    RETURNED = "returned"
    OVERDRAWN = "overdrawn"  # เบิกเกินส่งคืน
    ADVANCE = "advance"  # ยืมเงิน
    WISH = "wish"  # ต้องการเพิ่ม
    PLAN = "plan"  # จะใช้
    INCREMENT = "increment"  # เพิ่มอีก
    FORMER = "former"  # จากเดิม
    ELSE = "else"  # somebody else's money, another year's
    DENIED = "denied"  # ไม่ใช่ 5,600
    UNCLEAR = "unclear"  # ยังไม่ได้เบิก 5,000; ขอเบิก 5,000; เกินงบ 500: near spending, but no total
    ITEM = "item"  # ค่าอาหาร 3,000
    SOURCE = "source"  # สพป. 130,000
    NONE = "none"


_MONEY = r"(?: ?(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ยอด))?"
_SPEND = r"(?:ใช้จ่าย|ใช้|จ่ายเงิน|จ่าย|เบิกจ่าย|เบิก|ซื้อ|จ้าง)"

# In each place of a sentence the first that fits wins, so the particular stands above the general.
_CUES: tuple[tuple[Role, str], ...] = (
    (Role.DENIED, r"(?:ไม่ใช่|มิใช่|ใช่ว่า)(?:ยอด|เป็น)?(?!สิ|ๆ)"),
    (
        Role.FORMER,
        r"(?:จาก)?(?:ของ|ยอด)?(?<!เท่า)(?<!เหมือน)เดิม(?:ที่)?|(?:ที่)?(?:เคย)?(?:แจ้ง|บอก|รายงาน"
        r"|กรอก|ลง|ใส่)(?:ไป|ไว้)(?!ว่าใช้)|คราวก่อน|ครั้งก่อน|ครั้งที่แล้ว|รอบที่แล้ว|รอบก่อน|ก่อนหน้า(?:นี้)?",
    ),
    (
        Role.OVERDRAWN,
        r"(?:หัก)?ภาษี(?:มูลค่าเพิ่ม|เงินได้)?(?:หัก)?(?: ?ณ ?ที่จ่าย)?|vat|ดอกเบี้ย|ค่าปรับ"
        r"|เบิกเกิน(?:ไป)?(?: ?(?:ขอ)?(?:ส่ง)?คืน)?|จ่ายเกิน",
    ),
    (
        Role.ADVANCE,
        r"(?:ส่งใช้|ล้าง|เคลียร์|คืน|ส่งคืน|ใช้คืน|หัก)(?:หนี้)?(?:ล้าง)?เงินยืม|เงินยืม|ยืมเงิน(?:ราชการ)?|ยืม"
        r"|สัญญา(?:การ)?ยืม|ทดรอง(?:จ่าย|ราชการ)?|ลูกหนี้",
    ),
    (
        Role.SPENT,
        r"สำรอง(?:เงิน)?จ่าย|สำรอง(?:เงิน)?ไป|ควัก(?:เงิน|กระเป๋า)?(?:จ่าย)?|ออกเงิน(?:เอง)?(?:ไป)?ก่อน",
    ),
    (Role.RETURNED, r"(?:คง)?เหลือ(?:ขอ)?(?:ส่ง|นำส่ง|โอน)?คืน"),
    (
        Role.REMAINING,
        r"(?:ยัง)?(?:คง)?(?:เหลือ|คงค้าง)(?:อยู่|อีก|สุทธิ|เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ยอด|แค่|เพียง|ที่"
        r"|คือ)*|balance|ยอดคง",
    ),
    (
        Role.WISH,
        r"(?:ต้องการ|อยากได้|อยากขอ|ขอ(?:รับ)?(?:สนับสนุน|จัดสรร|เพิ่ม|งบ|เงิน|อนุมัติ(?!เบิก)|โอน"
        r"|เปลี่ยนแปลง)|ของบ|ขาด(?:อยู่|อีก|เงิน|งบ|ไป)|ยังขาด|ไม่พอ(?: ?อีก)?|ไม่เพียงพอ(?: ?อีก)?)"
        rf"{_MONEY}(?:เพิ่ม(?:เติม)?)?(?:อีก)?",
    ),
    (
        Role.PLAN,
        rf"(?:จะ|เตรียม|กะ|ตั้งใจ|วางแผน|แผน|คาดว่า|น่าจะ|ต้อง|รอจะ"
        rf"|กำลังจะ)(?:จะ)?(?:ต้อง)?(?:ขอ)?{_SPEND}(?!จริง){_MONEY}(?:อีก|เพิ่ม|ไป)*|ตั้ง(?:งบ)?ไว้"
        rf"|ประมาณการ|แผน(?:การใช้)?(?:เงิน|งบ)|จะ(?:ส่ง)?คืน",
    ),
    (
        Role.UNCLEAR,
        r"ขอ(?:อนุมัติ)?(?:ทำเรื่อง)?เบิก(?:จ่าย|เงิน)?|(?:ใช้|จ่าย|เบิก)?(?:จ่าย|เงิน|งบ"
        r"|ไป)*(?<!ไม่)เกิน(?:งบประมาณ|งบ|วงเงิน|ไป|มา|อยู่|แผน)+|(?:ยัง)?(?:ไม่|มิ)(?:ได้|มีการ|เคย"
        r"|ทัน)?(?:ทำเรื่อง|ส่ง|ขอ|ตั้ง)?(?:เบิกจ่าย|เบิก|ใช้จ่าย|ใช้|จ่าย|ผูกพัน)(?!ไม่)",
    ),
    (
        Role.PENDING,
        r"(?:รอ|ค้าง|อยู่ระหว่าง(?:การ)?|ระหว่าง(?:การ)?|กำลัง)(?:ทำเรื่อง|ทำ|ตั้ง|ส่ง"
        r"|ขอ)?(?:เรื่อง)?(?:เบิกจ่าย|เบิก|จ่าย)(?:อีก|อยู่)?",
    ),
    (
        Role.COMMITTED,
        r"(?:ก่อหนี้)?ผูกพัน(?:สัญญา|งบ|เงิน)*(?:จ้าง|ซื้อ)?[ก-์]{0,12}|ก่อหนี้|กันเงิน|(?:ทำ|ลงนาม"
        r"|เซ็น)สัญญา(?:จ้าง|ซื้อ)|ออก(?:ใบสั่ง|po)",
    ),
    (
        Role.RETURNED,
        r"(?:ขอ)?(?:ส่ง|นำส่ง|โอน)?คืน(?:เงิน|งบประมาณ|งบ|คลัง|สพฐ\.?|สพป\.?|เขต|แผ่นดิน|แล้ว|ไป|จำนวน| )*",
    ),
    (
        Role.ALLOCATED,
        r"(?:ได้)?รับ(?:การ)?(?:จัดสรร|อนุมัติ|โอน|เงิน|งบ)|จัดสรร|วงเงิน|(?:ได้|มี)(?:งบประมาณ|งบ|เงิน)"
        r"|ได้รับ(?!ความ)|ได้มา|โอน(?:เงิน|งบ)?(?:มา|ให้|แล้ว)|อนุมัติ|งบ(?:ประมาณ)?(?:ที่)?(?:ได้รับ|ได้"
        r"|มี|ทั้งหมด|ทั้งสิ้น|ตั้งไว้)",
    ),
    (
        Role.INCREMENT,
        rf"{_SPEND}(?:ไป|แล้ว|เงิน|งบ)*(?:เพิ่ม(?:เติม|ขึ้น)?|อีก)(?:ไป|มา|อีก|รอบ(?:นึง|หนึ่ง)?)*"
        rf"|เพิ่ม(?:มา|ไป|ขึ้น|เติม)?อีก|บวกเพิ่ม|บวกอีก|อีกรอบ",
    ),
    (Role.ACTUAL, rf"{_SPEND}{_MONEY}(?:ไป)?จริง(?: ?ๆ)?|จ่ายไปจริง"),
    (Role.ELSE, r"บริจาค|สมทบ|ระดมทุน|ระดมเงิน|เก็บเงิน|เงินรายได้|เงินอุดหนุน"),
    (Role.DISBURSED, rf"(?:ตั้ง|ส่ง|ทำ)?(?:เรื่อง)?เบิก(?:จ่าย)?{_MONEY}"),
    (
        Role.SPENT,
        rf"(?:ค่าใช้จ่าย|รายจ่าย|ใช้จ่าย|ใช้|จ่าย|หมด(?:เงิน|งบ)?ไป|เสียเงิน(?:ไป)?|ลงเงินไป|ลงทุนไป"
        rf"|หมดไป|ออกเงิน|ออกให้|ออกเอง|ยอดสะสม|ซื้อ|จ้าง|spent){_MONEY}",
    ),
    (
        Role.ALLOCATED,
        r"จาก(?:งบประมาณ|งบ|ที่ได้(?:รับ)?|ที่|วงเงิน|ทั้งหมด|ยอด|เงิน|จำนวน| )*$|ของ(?:งบประมาณ|งบ"
        r"|วงเงิน|ยอด)",
    ),
)
# Words that tell the role only when nothing better stands in the same stretch.
_WEAK: tuple[tuple[Role, str], ...] = (
    (
        Role.ALLOCATED,
        r"งบประมาณ|(?<![ก-์])งบ|(?<![ก-์])ได้(?: ?แค่| ?เพียง)?[ :=]*$|(?<!ค)เต็ม(?:จำนวน)?",
    ),
    (Role.SOURCE, r"สพป|สพฐ|สทศ|อบจ|อบต|เทศบาล|งบเขต|งบอื่น|แหล่ง(?:ที่)?"),
    (Role.ITEM, r"(?<![ก-ฮ])(?:เป็น)?ค่า(?!เฉลี่ย|ใช้จ่าย|คะแนน|เป้า|พลัง)[ก-์]{2,30}"),
    (Role.INCREMENT, r"อีก(?: |$)|เพิ่ม(?: |$)|บวก$"),
)
_AFTER: tuple[tuple[Role, str], ...] = (
    (Role.ACTUAL, r"(?:ที่|คือ(?:ยอด)?)?(?:จ่าย|ใช้)จริง"),
    (Role.RETURNED, r"(?:ที่|คือ(?:ยอด)?)?(?:ขอ)?(?:ส่ง)?คืน"),
    (Role.REMAINING, r"(?:ที่|คือ(?:ยอด)?|เป็นยอด)?(?:ยัง)?(?:คง)?เหลือ"),
    (Role.COMMITTED, r"(?:ที่|คือ(?:ยอด)?)?ผูกพัน"),
    (Role.DISBURSED, r"(?:ที่|คือ(?:ยอด)?|เป็นยอด)?เบิก(?!ไม่)"),
    (Role.SPENT, r"(?:ที่|คือ(?:ยอด)?|เป็นยอด)?(?:ใช้(?!ได้)|จ่าย)"),
    (Role.ALLOCATED, r"(?:ที่|คือ(?:ยอด|งบ)?)?(?:ได้รับ|จัดสรร|ได้มา)"),
)
_TOTAL = re.compile(r"รวม|ทั้งสิ้น|ทั้งหมด|ยอดสะสม|สะสม|สรุป|สุทธิ|เบ็ดเสร็จ|=|เท่ากับ")
_CONJUNCTION = re.compile(r"[ .]*(?:กับ|และ|\+|บวก(?:กับ)?|,|&)(?:อีก)?[ .]*")
_REPAIR = re.compile(r"เอ้ย|เอ๊ย|เอย|เอ้อ|อุ๊ย|ไม่ใช่สิ|ไม่ใช่ ?ๆ|ไม่ใช่(?= )|ขอโทษ|โทษที|ไม่ดิ|แก้เป็น|หมายถึง")
_PERIOD = re.compile(
    r"(?:เดือน|รอบ|ครั้ง|คราว|งวด|สัปดาห์|อาทิตย์|ไตรมาส)นี้|วันนี้(?!มี)|เมื่อวาน|ล่าสุด|เฉพาะ|เดือน(?:ที่แล้ว|ก่อน)"
)
_AS_OF = re.compile(r"ณ|ยอด|ถึง|ข้อมูล")
_OWNER = r"(?:เขา|เค้า|ได้|มี|ก็|เป็นคน|นั้น|เอง|แต่ละแห่ง|แต่ละโรง(?:เรียน)?|เป็นผู้|อื่น|ข้างๆ| )*"
_SOMEBODY = re.compile(
    rf"(?:โรงเรียน|รร\.|สถานศึกษา|ผู้ปกครอง|เทศบาล|อบต\.?|อบจ\.?|กลุ่ม(?!เรา|หนู|ผม|ดิฉัน|ของ(?:เรา"
    rf"|หนู|ผม)|เป้า|โรง)[ก-์.]{{2,24}}?|คุณ(?!ภาพ|ธรรม|ค่า)[ก-์]{{2,12}}?|(?<![ก-์])พี่[ก-์]{{1,10}}?"
    rf"|เพื่อน|หน่วยงาน(?:อื่น)?|คนอื่น|เขา|เค้า|โครงการ(?:อื่น|ของพี่|พี่)|กบส\.?|การเงิน|ชุมชน|วัด|บริษัท)"
    rf"{_OWNER}(?:ใช้|จ่าย|ออก(?:เงิน|ให้|เอง)|เบิก|ควัก|เสีย|สำรอง|แจ้งว่า|บอกว่า)"
)
_OWNED_BY = re.compile(
    r"(?:ของ|เงิน|งบ)(?:โรงเรียน|กลุ่มอื่น|เพื่อน|พี่[ก-์]|คนอื่น|หน่วยอื่น|เขตอื่น|ผู้ปกครอง|โครงการอื่น)|แทน(?:พี่"
    r"|เพื่อน|กัน)"
)
_OWN = re.compile(r"ของเรา|งบเรา|ของหนู|ของผม|ของเขต|ของดิฉัน|โครงการเรา|ส่วนเรา|เราใช้|หนูใช้|ผมใช้")
_OTHER_YEAR = re.compile(r"ปีที่แล้ว|ปีก่อน|ปีที่ผ่านมา|ปีกลาย|ปีหน้า")
_COMPARED = re.compile(r"กว่า(?:ปีที่แล้ว|ปีก่อน)|(?:เหมือน|เท่า)(?:กับ)?ปี")
_THIS_YEAR = re.compile(r"ปีนี้")


def _compiled(table: tuple[tuple[Role, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<c{n}>{pattern})" for n, (_, pattern) in enumerate(table)))


_STRONG_RE, _WEAK_RE = _compiled(_CUES), _compiled(_WEAK)
_AFTER_RE = re.compile(
    "|".join(rf"(?P<c{n}> ?(?:นี้|เป็น|คือ)? ?{pattern})" for n, (_, pattern) in enumerate(_AFTER))
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money with its role."""

    amount: Amount
    role: Role
    total: bool = False  # รวม, ทั้งสิ้น
    part: bool = False  # joined to the one before it: 110,840 กับ 28,370
    repair: bool = False  # takes the place of the one before it: 5,600 เอ้ย 6,500
    labelled: bool = False  # named after an activity, a source or an item
    again: bool = False  # the same sum once more, in words


def roles(view: str, amounts: Sequence[Amount]) -> list[Sum]:
    """The role of each sum. `view` is the text with names, dates and void clauses blanked, length kept."""
    found: list[Sum] = []
    before = 0
    for amount in amounts:
        found.append(_role(view, before, amount, found[-1] if found else None))
        before = amount.end
    return _said_after(view, found)


def _role(view: str, before: int, amount: Amount, last: Sum | None) -> Sum:
    """The role a sum's own words give it, corrected by the sum before it."""
    gap = view[before : amount.start]
    plain = without_brackets(_stretch(gap))
    role = _nearest(plain)
    own = bool(_LABEL.search(plain))
    made = Sum(
        amount,
        role,
        total=bool(_TOTAL.search(plain)),
        labelled=own or role in (Role.ITEM, Role.SOURCE),
    )
    if last is not None:
        closed = view[amount.end : amount.end + 1] == ")"
        joined = _joined(made, last, gap, own=own, closed=closed)
        if joined is not None:
            return joined
        if last.labelled and role is not last.role:
            made = replace(made, labelled=True)
    if role in SPENDING:
        return replace(made, role=_whose(view, before, amount, plain, role))
    return made


def _joined(made: Sum, last: Sum, gap: str, *, own: bool, closed: bool) -> Sum | None:
    """What a sum is to the one before it: its repair, part, total, the same in words; or nothing."""
    spent = last.role in SPENDING
    if len(gap) < 24 and _REPAIR.search(gap):
        stray = made.role in (Role.NONE, Role.DENIED)
        return replace(made, role=last.role if stray else made.role, repair=True)
    if gap.strip() == "(" and closed:
        return replace(made, role=last.role, again=made.amount.value == last.amount.value)
    if made.role in _LOOSE and _CONJUNCTION.fullmatch(gap):
        return replace(made, role=last.role, part=True)
    if gap.strip() == "/" and made.amount.value >= last.amount.value and spent:
        return replace(made, role=Role.ALLOCATED)
    if made.role is Role.NONE and own and spent:
        return replace(made, role=last.role, part=True)
    if made.role is Role.NONE and made.total:
        return replace(made, role=_TOTAL_OF.get(last.role, last.role))
    if made.role in (Role.ITEM, Role.SOURCE) and last.role in (*SPENDING, Role.ALLOCATED):
        same = made.role is Role.SOURCE or last.labelled
        return replace(made, role=last.role if same else made.role, part=True, labelled=True)
    return None


_LOOSE = (Role.NONE, Role.ITEM, Role.SOURCE, Role.INCREMENT)
_TOTAL_OF = {
    Role.INCREMENT: Role.SPENT,
    Role.FORMER: Role.SPENT,
    Role.ITEM: Role.SPENT,
    Role.SOURCE: Role.ALLOCATED,
    Role.REMAINING: Role.ALLOCATED,  # ใช้ 3,000 เหลือ 3,000 รวม 6,000
    Role.RETURNED: Role.ALLOCATED,
}
SPENDING = (Role.SPENT, Role.ACTUAL, Role.DISBURSED, Role.COMMITTED)


def _stretch(gap: str) -> str:
    """The words that may tell the role: those of the same line, unless the line holds none."""
    lines = gap.rsplit("\n", 1)
    last = lines[-1]
    if last.strip(" :-.=") or len(lines) == 1:
        return last[-90:]
    return gap.rstrip(" \n:-.=").rsplit("\n", 1)[-1][-90:]


def _nearest(stretch: str) -> Role:
    """The last cue of the stretch: a strong one, else a weak one."""
    for pattern, table in ((_STRONG_RE, _CUES), (_WEAK_RE, _WEAK)):
        found = list(pattern.finditer(stretch))
        if found:
            return table[int(str(found[-1].lastgroup)[1:])][0]
    return Role.NONE


_LABEL = re.compile(r"กิจกรรม|ซื้อ|จ้าง|สพป|สพฐ|แหล่ง|รุ่น|งวด|ค่า(?!ใช้จ่าย)[ก-ฮ]|ครั้งที่|\x00")


def _whose(view: str, before: int, amount: Amount, stretch: str, role: Role) -> Role:
    """Whether spending is the owner's, this year's and the total, or only seems so."""
    line = view[max(before, view.rfind("\n", 0, amount.start) + 1) : amount.start][-90:]
    after = view[amount.end : amount.end + 30].split("\n", 1)[0]
    if _OTHER_YEAR.search(line) and not _THIS_YEAR.search(line) and not _COMPARED.search(line):
        return Role.ELSE
    if (
        _SOMEBODY.search(line) or _OWNED_BY.search(line) or _OWNED_BY.match(after)
    ) and not _OWN.search(line):
        return Role.ELSE
    period = _PERIOD.search(stretch)
    if period and not _TOTAL.search(stretch) and not _AS_OF.search(stretch[: period.start()]):
        return Role.INCREMENT
    return role


def _said_after(view: str, found: list[Sum]) -> list[Sum]:
    """`5,600 ใช้ไป 400 เหลือ`: when the first sum has no word before it and the last has one after it."""
    if not found or found[0].role is not Role.NONE:
        return found
    read = [
        _after(view, one, found[place + 1] if place + 1 < len(found) else None)
        for place, one in enumerate(found)
    ]
    if read[-1] is Role.NONE:
        return found
    given = [
        after if after is not Role.NONE else one.role
        for one, after in zip(found, read, strict=True)
    ]
    if len(found) > 1 and read[0] is Role.NONE:
        return found
    return [replace(one, role=role) for one, role in zip(found, given, strict=True)]


def _after(view: str, here: Sum, following: Sum | None) -> Role:
    end = following.amount.start if following else len(view)
    stretch = view[here.amount.end : min(end, here.amount.end + 30)].split("\n", 1)[0]
    match = _AFTER_RE.match(stretch)
    return _AFTER[int(str(match.lastgroup)[1:])][0] if match else Role.NONE
