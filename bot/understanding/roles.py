"""What each sum of money in a sentence is: spent, remaining, allocated, returned, borrowed ..."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.amounts import Amount, without_brackets
from bot.understanding.cues import SPENDING, Role, nearest, told_after
from bot.understanding.whose import whose

_TOTAL = re.compile(r"รวม|ทั้งสิ้น|ทั้งหมด|ยอดสะสม|สะสม|สรุป|สุทธิ|เบ็ดเสร็จ|=|เท่ากับ")
_CONJUNCTION = re.compile(r"[ .]*(?:กับ|และ|\+|บวก(?:กับ)?|,|&)(?:อีก)?[ .]*")
_IN_WORDS = re.compile(r"[ .,:;/=(-]*(?:(?:เป็น)?ตัว(?:อักษร|หนังสือ|เลข)|คือ|หรือ)?[ :(]*")
_REPAIR = re.compile(r"เอ้ย|เอ๊ย|เอย|เอ้อ|อุ๊ย|ไม่ใช่สิ|ไม่ใช่ ?ๆ|ไม่ใช่(?= )|ขอโทษ|โทษที|ไม่ดิ|แก้เป็น|หมายถึง")
_CUT = re.compile(  # งบลดจาก 35,000 เหลือ 30,000: what is given, not what is left of it
    r"(?:ลด|ตัด|หั่น|ปรับ)(?:งบประมาณ|งบ|วงเงิน|ลง|ลด"
    r"|ไป){0,3}(?:จาก[^ก-์]{0,16}(?:บาท)?)? ?(?:ให้)?(?:คง)?เหลือ[ก-์ ]{0,8}$"
)
_LABEL = re.compile(
    r"กิจกรรม|ซื้อ|จ้าง|สพป|สพฐ|แหล่ง|รุ่น|งวด|รายการ(?:แรก|ที่|สอง|สุดท้าย)|รอบ(?:แรก|สอง|สาม|สี่|สุดท้าย"
    r"|ที่| ?[\x02\d])|ครั้ง(?:แรก"
    r"|สอง|สาม)|ค่า(?!ใช้จ่าย)[ก-ฮ]|ครั้งที่|\x00"
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
    """The role of each sum; in `view` names, dates and void clauses are blanked, length kept."""
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
    role = Role.ALLOCATED if _CUT.search(view[:before][-24:] + gap[-40:]) else nearest(plain)
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
    if role in _OWNABLE:
        return replace(made, role=whose(view, before, amount, plain, role))
    return made


def _joined(made: Sum, last: Sum, gap: str, *, own: bool, closed: bool) -> Sum | None:
    """What a sum is to the one before: its repair, part, total, the same in words; or nothing."""
    spent = last.role in SPENDING
    if len(gap) < 24 and _REPAIR.search(gap):
        stray = made.role in (Role.NONE, Role.DENIED)
        return replace(made, role=last.role if stray else made.role, repair=True)
    bracketed = gap.strip() == "(" and closed
    spelt_out = made.amount.words != last.amount.words and bool(_IN_WORDS.fullmatch(gap))
    if bracketed or (spelt_out and made.role is Role.NONE):
        return _once_more(made, last)
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


def _once_more(made: Sum, last: Sum) -> Sum:
    """5,600 (ห้าพันหกร้อยบาทถ้วน): the same in words; or one of the two is a slip."""
    if made.amount.value == last.amount.value:
        return replace(made, role=last.role, again=True)
    return replace(made, role=last.role, amount=replace(made.amount, slip=True))


_LOOSE = (Role.NONE, Role.ITEM, Role.SOURCE, Role.INCREMENT)
_OWNABLE = (*SPENDING, Role.REMAINING, Role.RETURNED, Role.ALLOCATED, Role.NONE, Role.ITEM)
_TOTAL_OF = {
    Role.INCREMENT: Role.SPENT,
    Role.FORMER: Role.SPENT,
    Role.ITEM: Role.SPENT,
    Role.SOURCE: Role.ALLOCATED,
    Role.REMAINING: Role.ALLOCATED,  # ใช้ 3,000 เหลือ 3,000 รวม 6,000
    Role.RETURNED: Role.ALLOCATED,
}


def _stretch(gap: str) -> str:
    """The words that may tell the role: those of the same line, unless the line holds none."""
    lines = gap.rsplit("\n", 1)
    last = lines[-1]
    if last.strip(" :-.=") or len(lines) == 1:
        return last[-90:]
    return gap.rstrip(" \n:-.=").rsplit("\n", 1)[-1][-90:]


def _said_after(view: str, found: list[Sum]) -> list[Sum]:
    """`5,600 ใช้ไป 400 เหลือ`: the first has no word before it, the last one after it."""
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
    return told_after(stretch)
