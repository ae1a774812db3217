"""The sums of a stretch that may be money, and short answers to the question about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding import particles
from bot.understanding.cues import SPENDING, Role, nearest
from bot.understanding.facts import Doubt, Key, Known
from bot.understanding.ledger import Ledger, Money
from bot.understanding.roles import Sum, roles
from bot.understanding.view import Stretch

_SMALL = 100  # baht; without บาท it may as well be a count or a percentage
_COLUMNS = 3  # of a table, at least
_UNSPENT = re.compile(
    r"(?:ยัง)?(?:ไม่|มิ)(?:ได้)?(?:ใช้|จ่าย|เบิก)(?:เงิน|งบ|จ่าย)?|ฟรี"
    r"|(?:ยัง)?ไม่มี(?:ค่าใช้จ่าย|การใช้จ่าย"
    r"|การเบิกจ่าย)"
)
_NONE_LEFT = re.compile(r"(?:ไม่|ไม่มี)(?:คง)?เหลือ(?:เงิน|งบ|อยู่|สักบาท|อะไร)*")
_ZERO = re.compile(r"ศูนย์")
_ALL = (
    "หมด",
    "หมดเกลี้ยง",
    "เกลี้ยง",
    "เรียบ",
    "หมดจด",
    "หมดไม่เหลือ",
    "หมดทุกบาท",
    "ทั้งหมด",
    "หมดเลย",
    "เต็มจำนวน",
    "ครบ",
    "เต็มวงเงิน",
)
_LAUGHTER = re.compile(r"^5{3,}$")
_NOT = re.compile(r"ไม่ใช่ ?(?:ยอด)?$")
_BECOMES = re.compile(r"เป็น|ต้อง|->|→|ที่ถูก|ถูกต้อง|ที่จริง|จริง ?ๆ|ความจริง|แก้|ผิด")
_MANY = 5  # letters
_NO_WORD = re.compile(r"[\x00-\x05]")
_FAMILIAR = re.compile(
    r"ค่ะ|คะ|ครับ|คับ|จ้า|นะ|พี่|หนู|ผม|ดิฉัน|ขอ|แก้|แจ้ง|รายงาน|เปลี่ยน|พิมพ์|ผิด|ต้อง|เป็น|ที่"
    r"|ถูก|จริงๆ|จริง|คือ"
    r"|ว่า|ได้|แล้ว|ก็|อยู่"
    r"|โครงการ|กิจกรรม|งาน|นี้|เสร็จ|สิ้น|เรียบร้อย|จบ|สมบูรณ์|กำลัง|ทำ|ดำเนินการ|ดำเนินงาน"
    r"|ระหว่าง|จัด|ซื้อ"
    r"|จ้าง|อบรม|ประชุม|ยัง|ไม่|เริ่ม|มี|ปัญหา"
    r"|รวม|ทั้งหมด|ทั้งสิ้น|สิ้น|ยอด|จำนวน|เป็นเงิน|เงิน|งบประมาณ|งบ|สะสม|สรุป|ประมาณ|ตอน|วัน"
    r"|เดือน|ปี|เมื่อ"
    r"|กี้|เช้า|วาน|แค่|เพียง|พอดี|เท่ากับ|เท่า|น่าจะ|โดย"
)
_INTO = re.compile(r" ?(?:บาท)? ?(?:มา|ให้)?เป็น(?!เงิน)")
_WRONG = re.compile(
    r" ?(?:บาท)? ?(?:นั้น|นี้|น่ะ|มัน|ค่ะ|ครับ| )*(?:ผิด|ไม่ถูก|ไม่ใช่(?! ?\d)|ที่จริง|ที่ถูก"
    r"|จริง ?ๆ|ความจริง)"
)
_OTHER_ROLE = re.compile(r"เหลือ|ใช้|เบิก")
_ALLOCATION = re.compile(r"จัดสรร|ได้รับ|วงเงิน|งบ")
_KEEPS = (*SPENDING, Role.REMAINING, Role.RETURNED)
_MONEY_KEYS: dict[str, Key] = {"spent_baht": "spent_baht", "remaining_baht": "remaining_baht"}


def read_money(stretch: Stretch, meant: Known | None, *, finished: bool) -> Money:
    """The money of one project as the stretch tells it; `meant`: the project, if clear."""
    known = meant.allocated if meant else None
    short = _short_answer(stretch, known)
    if short is not None:
        return short
    ledger = Ledger(
        view=stretch.money,
        fact=stretch.fact,
        sums=_sums(stretch),
        shares=stretch.shares,
        known=known,
        finished=finished,
        bare_is=_bare_is(stretch),
    )
    return ledger.settle()


def _short_answer(stretch: Stretch, known: Decimal | None) -> Money | None:
    """`-`, `ไม่มี`, `ยัง`, `หมดแล้ว` to the question about money."""
    view = stretch.view
    key = _MONEY_KEYS.get(view.asked or "")
    if key is None:
        return None
    if _LAUGHTER.match(view.bare):  # or is it a sum?
        guess = view.whole(Decimal(view.bare)) if len(view.bare) < 8 else None
        return Money(doubts=(Doubt(key, "slip", guess),))
    nothing = view.whole(Decimal(0))
    asks_spent = key == "spent_baht"
    if _UNSPENT.fullmatch(view.bare):
        return Money(spent=nothing)
    if particles.is_not_yet(view.bare):
        return Money(spent=nothing) if asks_spent else Money(doubts=(Doubt(key, "unclear"),))
    none = particles.is_nil(view.norm) or _ZERO.fullmatch(view.bare) is not None
    if none and asks_spent:
        return Money(spent=nothing)
    if none or view.bare in _ALL or _NONE_LEFT.fullmatch(view.bare):
        whole = None if known is None else view.whole(known)
        return Money(spent=whole and replace(whole, worked_out=True), remaining=nothing)
    return None


def _bare_is(stretch: Stretch) -> Key | None:
    """What a sum without any word is, if that is clear."""
    view = stretch.view
    if view.asked == "remaining_baht":
        return "remaining_baht"
    if not view.correcting and _speaks_of_else(stretch):
        return None
    about_current = view.current is not None and view.asked in (None, "status")
    named = bool(view.mentions) and view.mentions[0].clear
    expected = view.asked == "spent_baht" or about_current or view.correcting or named
    return "spent_baht" if expected else None


def _speaks_of_else(stretch: Stretch) -> bool:
    """`เงินรางวัลโรงเรียน 5,000`: a lone sum after words of its own is not simply what was spent."""
    if len(stretch.amounts) != 1:
        return False
    line = stretch.money[: stretch.amounts[0].start].rsplit("\n", 1)[-1]
    words = re.sub(r"[^ก-์]", "", _FAMILIAR.sub("", _NO_WORD.sub(" ", line)))
    return len(words) > _MANY


_NO_MONEY = re.compile(r"ร้อยละ|%|เปอร์|ลำดับ|คน|ที่$|จำนวน(?!เงิน)")


def _by_column(stretch: Stretch, sums: list[Sum]) -> list[Sum]:
    """A table pasted with its heading row: the column tells what a sum is."""
    norm = stretch.view.norm
    head = norm.strip().split("\n", 1)[0].split("|") if "|" in norm else []
    told = [Role.DENIED if _NO_MONEY.search(cell) else nearest(cell) for cell in head]
    if len(head) < _COLUMNS or re.search(r"\d", "".join(head)) or set(told) <= {Role.NONE}:
        return sums
    read = []
    for one in sums:
        place = stretch.start + one.amount.start
        row = norm[norm.rfind("\n", 0, place) + 1 : place]
        column = row.count("|") + (not head[0].strip() and not row.startswith("|"))
        role = told[column] if 0 < column < len(told) else Role.NONE
        read.append(Sum(one.amount, role))
    return read


def _sums(stretch: Stretch) -> list[Sum]:
    found = _by_column(stretch, roles(stretch.money, stretch.amounts))
    committed = len(found) == 2 and [one.role for one in found] == [Role.NONE, Role.COMMITTED]
    if len(found) == 2 and found[0].role is Role.NONE and found[1].role is Role.ALLOCATED:
        between = stretch.money[found[0].amount.end : found[1].amount.start]
        committed = between.strip() == "จาก"  # 25,000 จาก 35,000
    if committed and _bare_is(stretch) == "spent_baht":  # 14,000 แล้วก็ผูกพันอีก 6,000
        found[0] = replace(found[0], role=Role.SPENT)
    if stretch.view.correcting:
        found = list(_new_values(found, stretch.money))
    if len(found) == 1 and stretch.view.asked in _MONEY_KEYS:
        alone = found[0]
        slip = alone.amount.slip and not alone.amount.yearlike
        return [replace(alone, amount=replace(alone.amount, slip=slip))]
    if stretch.view.figures.counted:
        found = [one for one in found if not _is_small(one)]
    return list(_likely(found))


def _is_small(one: Sum) -> bool:
    return 0 < one.amount.value < _SMALL and not one.amount.marked


def _likely(sums: Sequence[Sum]) -> Iterator[Sum]:
    """Without figures that may be anything; a small one beside a word of money is a slip."""
    money = any(one.amount.likely or one.role not in (Role.NONE, Role.ITEM) for one in sums)
    for one in sums:
        if _is_small(one):
            if one.role is not Role.NONE:
                yield replace(one, amount=replace(one.amount, slip=True))
        elif (
            one.role is not Role.NONE or one.amount.likely or (money and one.amount.value >= _SMALL)
        ):
            yield one


def _new_values(sums: list[Sum], view: str) -> Iterator[Sum]:
    """In a correction, what stands after `ไม่ใช่` or before `เป็น` is the old value."""
    for place, one in enumerate(sums):
        following = sums[place + 1] if place + 1 < len(sums) else None
        before = view[: one.amount.start]
        if one.role is Role.DENIED or _NOT.search(before[-12:]):
            continue
        if one.role is Role.FORMER and following:
            continue
        if following and _WRONG.match(view, one.amount.end):
            continue
        if following and _is_replaced(view[one.amount.end : following.amount.start]):
            if following.role is Role.NONE and one.role in _KEEPS:
                sums[place + 1] = replace(following, role=one.role)
            continue
        stray = one.role in (Role.FORMER, Role.ALLOCATED) and not _ALLOCATION.search(before)
        yield replace(one, role=Role.NONE) if stray else one


def _is_replaced(between: str) -> bool:
    if _INTO.match(between):
        return True
    return len(between) < 30 and bool(_BECOMES.search(between)) and not _OTHER_ROLE.search(between)
