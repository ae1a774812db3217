"""All or nothing: ใช้หมดแล้ว, ไม่เหลือ, ยังไม่ใช้สักบาท, เกือบหมด."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.understanding.cues import SPENDING, Role
from bot.understanding.percent import Share
from bot.understanding.roles import Sum

_NOT_MONEY = r"(?!เวลา|เขต|กำหนด|สัญญา|อายุ|แรง|ห่วง|ปัญหา|ไป ?(?:แล้ว ?)?\d)"
_ALL_SPENT = re.compile(
    r"(?:ใช้|เบิก|จ่าย|เบิกจ่าย|ใช้จ่าย)(?:จ่าย|เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ไป|แล้ว|จน)*(?:หมด"
    r"|เกลี้ยง"
    r"|เต็มจำนวน|เต็มวงเงิน|เต็มงบ|ครบถ้วน|ครบ(?:หมด|จำนวน|วงเงิน|แล้ว)?(?!ทุก)|ทั้งหมดแล้ว|เต็มๆ)"
    rf"{_NOT_MONEY}"
    r"|(?:งบประมาณ|งบ|เงิน|ตัง(?:ค์)?)(?:ใช้|เบิก)?(?:ก็)?หมด(?!เวลา|เขต)"
    r"|หมดงบ|หมดทุกบาท|ทุกบาททุกสตางค์|หมดเงิน(?!ไป)|งบเกลี้ยง"
)
_NOTHING_LEFT = re.compile(
    r"ไม่(?:มี)?(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ยอด)?(?:คง)?เหลือ(?:เงิน|งบ|อยู่|แล้ว|เลย|สักบาท"
    r"| )*(?!\d)|ไม่เหลือ|หมดเกลี้ยง|เงินเหลือไม่มี|คงเหลือไม่มี|คงเหลือ ?[:=]? ?ไม่มี"
)
_NOT_ALL = re.compile(
    r"(?:ไม่|ยัง|เกือบ|ใกล้|จะ|ไม่ได้|ถ้า|หาก|ให้|ต้อง|คาดว่า|น่าจะ|จวน|พอ|เมื่อ)(?:จะ|ใช้|เบิก"
    r"|จ่าย)*$"
)
_LAST_YEAR = re.compile(r"(?:ปีที่แล้ว|ปีก่อน|\x04)(?:(?!ปีนี้|\x05|แต่)[^\n])*$")
_NEARLY_ALL = re.compile(r"(?:เกือบ|ใกล้|จวน|แทบ)(?:จะ)?หมด")
_NOTHING_SPENT = re.compile(
    r"(?:ยัง)?(?:ไม่|มิ)(?:ได้|มีการ|เคย|มี)(?:ทำการ)?(?:ใช้จ่าย|ใช้|จ่าย|เบิกจ่าย|เบิก)(?:เงิน"
    r"|งบประมาณ"
    r"|งบ|ตัง(?:ค์)?|ไป|อะไร|เลย|สักบาท|แม้แต่|บาท|จ่าย|ซัก)*"
    r"(?!คืน|เวลา|ห้อง|วิทยากร|ประโยชน์|งาน|ระบบ|หมด|ครบ|เต็ม|เกิน)"
    r"|ยังไม่(?:ใช้จ่าย|ใช้|จ่าย|เบิกจ่าย|เบิก)(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ไป|อะไร|เลย|สักบาท"
    r"|ซัก)*(?!คืน|เวลา|ห้อง|หมด|ครบ|เต็ม)"
    r"|ไม่มี(?:ค่าใช้จ่าย|การใช้จ่าย|(?:รายการ|ยอด)(?:การ)?(?:ใช้จ่าย|เบิก|จ่าย|ใช้เงิน)|รายจ่าย"
    r"|การเบิก|ยอดใช้|ยอดเบิก)|(?:เงิน|งบประมาณ|งบ|ตังค์)(?:ก็)? ?ยังไม่(?:ได้)?(?:ใช้|เบิก|ขยับ"
    r"|แตะ)"
    r"|(?:งบ|เงิน)(?:ยัง)?อยู่(?:ครบ|เต็ม)|ยังไม่ได้แตะ(?:เงิน|งบ)"
)
_PAID_BY_SOMEBODY = re.compile(r"สำรอง|ผูกพัน|ซื้อ|จัดซื้อ|จ้าง|ส่งของ|ออกเงิน")
_GONE_AFTER = re.compile(
    r" ?(?:ค่ะ|ครับ)? ?(?:ก็)?หมด(?:แล้ว|เลย|เกลี้ยง|พอดี|งบ|ค่ะ|ครับ|จ้า| |$)|,? ?(?:ครบ"
    r"|เต็ม)(?:จำนวน"
    r"|วงเงิน|พอดี)"
)
_WHOLE = Decimal(100)
_SOME = r"(?:บ้าง|บางส่วน|นิด|หน่อย|เล็กน้อย|เยอะ|ไม่มาก|ไม่เยอะ|ไม่กี่|พอสมควร)"
_SOME_SPENT = re.compile(rf"(?:ใช้|เบิก|จ่าย)(?:จ่าย|เงิน|งบ|ไป|แล้ว| )*{_SOME}")
_SOME_LEFT = re.compile(rf"เหลือ(?:เงิน|งบ|อยู่|อีก|แค่| )*{_SOME}")
_HALFWAY = re.compile(r"ไม่|เกือบ|ใกล้|แทบ")
_ABOUT_MONEY = re.compile(r"ใช้|เบิก|จ่าย|งบ|เงิน")


def nothing_spent(view: str, *, finished: bool) -> tuple[int, int] | None:
    """Where the text says that nothing was spent.

    Not yet disbursed is not yet spent only while nothing was bought, committed or finished.
    """
    for found in _NOTHING_SPENT.finditer(view):
        disbursing_only = "เบิก" in found[0] and (finished or _PAID_BY_SOMEBODY.search(view))
        if not disbursing_only:
            return found.span()
    return None


def all_gone(view: str, sums: Sequence[Sum], shares: Sequence[Share]) -> tuple[int, int] | None:
    """Where the text says that nothing is left."""
    for share in shares:
        if share.of == "money" and share.value == _WHOLE and not sums:
            return share.start, share.end
    for one in sums:
        after = _GONE_AFTER.match(view, one.amount.end)
        if after and one.role in (*SPENDING, Role.NONE):
            return after.span()
    left = next((found for found in _NOTHING_LEFT.finditer(view) if _is_flat(view, found)), None)
    gone = next((found for found in _ALL_SPENT.finditer(view) if _is_flat(view, found)), None)
    if gone and _HALFWAY.search(gone[0][:-3]):
        gone = None
    found = left or gone
    return found.span() if found else None


def _is_flat(view: str, found: re.Match[str]) -> bool:
    """Without `ยัง`, `เกือบ`, `จะ`, `ปีที่แล้ว` before it."""
    if _LAST_YEAR.search(view[max(0, found.start() - 24) : found.start()]):
        return False
    return not _NOT_ALL.search(view[max(0, found.start() - 12) : found.start()])


def vague(view: str) -> tuple[bool, bool]:
    """Whether spending, and whether the rest, is told without a figure: ใช้ไปบ้าง, เหลือนิดหน่อย."""
    return bool(_SOME_SPENT.search(view)), bool(_SOME_LEFT.search(view))


def nearly_all(view: str) -> bool:
    """`ใช้ไปเกือบหมดแล้ว`: no figure."""
    return bool(_NEARLY_ALL.search(view) and _ABOUT_MONEY.search(view))
