"""From sums with roles to what is settled about the money, and what must be asked."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.understanding.amounts import Amount
from bot.understanding.facts import Doubt, Fact, Key, Why
from bot.understanding.percent import Share
from bot.understanding.roles import SPENDING, Role, Sum

_NOT_MONEY = r"(?!เวลา|เขต|กำหนด|สัญญา|อายุ|แรง|ห่วง|ปัญหา|ไป ?(?:แล้ว ?)?\d)"
_ALL_SPENT = re.compile(
    r"(?:ใช้|เบิก|จ่าย|เบิกจ่าย|ใช้จ่าย)(?:จ่าย|เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ไป|แล้ว|จน)*(?:หมด|เกลี้ยง|เต็มจำนวน|เต็มวงเงิน|เต็มงบ|ครบถ้วน|ครบ(?:หมด|จำนวน|วงเงิน|แล้ว)?(?!ทุก)|ทั้งหมดแล้ว|เต็มๆ)"
    rf"{_NOT_MONEY}"
    r"|(?:งบประมาณ|งบ|เงิน|ตัง(?:ค์)?)(?:ใช้|เบิก)?(?:ก็)?หมด(?!เวลา|เขต)"
    r"|หมดงบ|หมดเงิน(?!ไป)|งบเกลี้ยง"
)
_NOTHING_LEFT = re.compile(
    r"ไม่(?:มี)?(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ยอด)?(?:คง)?เหลือ(?:เงิน|งบ|อยู่|แล้ว|เลย|สักบาท| )*(?!\d)|ไม่เหลือ|หมดเกลี้ยง|เงินเหลือไม่มี|คงเหลือไม่มี|คงเหลือ ?[:=]? ?ไม่มี"
)
_NOT_ALL = re.compile(
    r"(?:ไม่|ยัง|เกือบ|ใกล้|จะ|ไม่ได้|ถ้า|หาก|ให้|ต้อง|คาดว่า|น่าจะ|จวน|พอ|เมื่อ)(?:จะ|ใช้|เบิก|จ่าย)*$"
)
_NEARLY_ALL = re.compile(r"(?:เกือบ|ใกล้|จวน|แทบ)(?:จะ)?หมด")
_NOTHING_SPENT = re.compile(
    r"(?:ยัง)?(?:ไม่|มิ)(?:ได้|มีการ|เคย|มี)(?:ทำการ)?(?:ใช้จ่าย|ใช้|จ่าย|เบิกจ่าย|เบิก)(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ไป|อะไร|เลย|สักบาท|แม้แต่|บาท|จ่าย|ซัก)*"
    r"(?!คืน|เวลา|ห้อง|วิทยากร|ประโยชน์|งาน|ระบบ|หมด|ครบ|เต็ม|เกิน)"
    r"|ยังไม่(?:ใช้จ่าย|ใช้|จ่าย|เบิกจ่าย|เบิก)(?:เงิน|งบประมาณ|งบ|ตัง(?:ค์)?|ไป|อะไร|เลย|สักบาท|ซัก)*(?!คืน|เวลา|ห้อง|หมด|ครบ|เต็ม)"
    r"|ไม่มี(?:ค่าใช้จ่าย|การใช้จ่าย|การเบิก|ยอดใช้|ยอดเบิก)|เงินยังไม่(?:ได้)?(?:ใช้|ออก|เบิก|ขยับ|แตะ)|(?:งบ|เงิน)(?:ยัง)?อยู่(?:ครบ|เต็ม)|ยังไม่ได้แตะ(?:เงิน|งบ)"
)
_UNSUBMITTED = re.compile(r"ส่ง|ตั้ง|ขอ|เรื่อง")
_ONLY_DISBURSING = re.compile(r"เบิก")
_PAID_BY_SOMEBODY = re.compile(r"สำรอง|ผูกพัน|ซื้อ|จัดซื้อ|จ้าง|ส่งของ|ออกเงิน")
_GONE_AFTER = re.compile(
    r" ?(?:ค่ะ|ครับ)? ?(?:ก็)?หมด(?:แล้ว|เลย|เกลี้ยง|พอดี|งบ|ค่ะ|ครับ|จ้า| |$)|,? ?(?:ครบ|เต็ม)(?:จำนวน|วงเงิน|พอดี)"
)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Money:
    """The money of one project as a text tells it."""

    spent: Fact[Decimal] | None = None
    remaining: Fact[Decimal] | None = None
    allocated: Fact[Decimal] | None = None
    returned: Fact[Decimal] | None = None
    disbursed: Fact[Decimal] | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Ledger:
    """Collects what is said of one project's money before it is settled."""

    view: str  # the stretch of text, with names, dates and void clauses blanked
    fact: Callable[[Decimal, int, int], Fact[Decimal]]
    sums: Sequence[Sum]
    shares: Sequence[Share]
    known: Decimal | None  # the project's allocation
    finished: bool = False
    bare_is: Key | None = None  # what a sum without any word is, if that is clear
    doubts: list[Doubt] = field(default_factory=list)

    def settle(self) -> Money:
        """What is settled, and what is not."""
        allocated = self._allocated()
        returned = self._added(Role.RETURNED, "remaining_baht")
        remaining = self._remaining(returned)
        spent = self._spent()
        spent, remaining = self._bare(spent, remaining)
        spent, remaining = self._all_or_nothing(spent, remaining, allocated)
        self._weigh(spent, remaining, allocated, returned)
        spent, remaining = self._worked_out(spent, remaining, allocated, returned)
        doubtful = {doubt.key for doubt in self.doubts}
        return Money(
            spent=None if "spent_baht" in doubtful else spent,
            remaining=None if "remaining_baht" in doubtful else remaining,
            allocated=allocated,
            returned=returned,
            disbursed=self._plain(Role.DISBURSED),
            doubts=tuple(self.doubts),
        )

    def doubt(self, key: Key, why: Why, guess: Fact[Decimal] | None = None) -> None:
        """Ask about a key."""
        self.doubts.append(Doubt(key, why, guess))

    def _of(self, *wanted: Role) -> list[Sum]:
        return [one for one in self.sums if one.role in wanted and not one.again]

    def _value(self, sums: Sequence[Sum]) -> Fact[Decimal]:
        total = sum((one.amount.value for one in sums), Decimal(0))
        return self.fact(total, sums[0].amount.start, sums[-1].amount.end)

    def _plain(self, role: Role) -> Fact[Decimal] | None:
        sums = self._of(role)
        return self._value(sums) if sums else None

    def _allocated(self) -> Fact[Decimal] | None:
        sums = self._repaired(self._of(Role.ALLOCATED, Role.SOURCE))
        if not sums or any(one.amount.rough or one.amount.slip for one in sums):
            return None
        if (
            all(one.part or one.role is Role.SOURCE or one.labelled for one in sums[1:])
            and len(sums) > 1
        ):
            return self._value(sums)
        return self._value(sums[-1:])

    def _added(self, role: Role, key: Key) -> Fact[Decimal] | None:
        """Sums of one role: one, or parts that add up; anything else is a contradiction."""
        sums = self._repaired(self._of(role))
        if not sums:
            return None
        if self._blurred(sums, key):
            return None
        if len(sums) == 1 or (
            len({one.amount.value for one in sums}) == 1
            and not any(s.part or s.labelled for s in sums)
        ):
            return self._value(sums[-1:])
        if all(one.part or one.labelled for one in sums[1:]):
            return self._value(sums)
        totals = [one for one in sums if one.total]
        if len(totals) == 1:
            return self._value(totals)
        self.doubt(key, "contradiction")
        return None

    def _repaired(self, sums: list[Sum]) -> list[Sum]:
        for place, one in enumerate(sums):
            if one.repair:
                return self._repaired(
                    [
                        *sums[: max(place - 1, 0)],
                        Sum(one.amount, one.role, total=one.total),
                        *sums[place + 1 :],
                    ]
                )
        return sums

    def _blurred(self, sums: Sequence[Sum], key: Key) -> bool:
        """Estimates and slips of the pen are asked about, with what they may be."""
        for one in sums:
            why = _why_blurred(one.amount)
            if why:
                self.doubt(key, why, self._value([one]) if len(sums) == 1 else None)
                return True
        return False

    def _remaining(self, returned: Fact[Decimal] | None) -> Fact[Decimal] | None:
        remaining = self._added(Role.REMAINING, "remaining_baht")
        if remaining is None and not self._of(Role.REMAINING):
            return returned
        return remaining

    def _spent(self) -> Fact[Decimal] | None:
        if self._foreign():
            return None
        base = self._repaired(self._of(Role.ACTUAL)) or self._repaired(self._of(Role.SPENT))
        disbursed = self._repaired(self._of(Role.DISBURSED))
        committed = self._of(Role.COMMITTED)
        pending = self._of(Role.PENDING)
        base = base or disbursed
        if self._of(Role.INCREMENT) and not any(one.total for one in base):
            self.doubt("spent_baht", "increment")
            return None
        if not base:
            base, committed, pending = (committed, [], pending) if committed else (pending, [], [])
        if not base and self._of(Role.UNSPENT):
            self.doubt("spent_baht", "role")
            return None
        if not base:
            return self._items()
        return self._with_committed(self._one_sum(base), base, committed, pending)

    def _with_committed(
        self,
        spent: Fact[Decimal] | None,
        base: Sequence[Sum],
        committed: Sequence[Sum],
        pending: Sequence[Sum],
    ) -> Fact[Decimal] | None:
        if spent is None or not (committed or pending) or any(one.total for one in base):
            return spent
        first = min(one.amount.start for one in (*committed, *pending))
        if self._blurred([*committed, *pending], "spent_baht"):
            return None
        within = base[0].role in (Role.SPENT, Role.ACTUAL)
        if pending and within and self._value(pending).value < spent.value:
            return spent
        if first < base[0].amount.start or (pending and not within):
            self.doubt("spent_baht", "role")
            return None
        return self._value([*base, *committed])

    def _foreign(self) -> bool:
        if not self._of(Role.ELSE) or self._of(
            Role.SPENT, Role.ACTUAL, Role.DISBURSED, Role.COMMITTED
        ):
            return False
        self.doubt("spent_baht", "someone_else")
        return True

    def _one_sum(self, sums: Sequence[Sum]) -> Fact[Decimal] | None:
        """One spent sum out of several: the total if it agrees with its parts, else the parts added."""
        if self._blurred(sums, "spent_baht"):
            return None
        totals = [one for one in sums if one.total]
        parts = [one for one in sums if not one.total] + self._of(Role.ITEM)
        if len(totals) == 1:
            added = sum((one.amount.value for one in parts), Decimal(0))
            before = [one for one in parts if one.amount.start < totals[0].amount.start]
            if len(before) > 1 and len(before) == len(parts) and added != totals[0].amount.value:
                self.doubt("spent_baht", "contradiction")
                return None
            return self._value(totals)
        values = {one.amount.value for one in sums}
        if len(sums) == 1 or (
            len(values) == 1 and not any(one.part or one.labelled for one in sums)
        ):
            return self._value(sums[:1])
        if all(one.part or one.labelled for one in sums[1:]):
            return self._value(sums)
        self.doubt("spent_baht", "contradiction")
        return None

    def _items(self) -> Fact[Decimal] | None:
        """Items without a word of spending: a stated total is spent, items alone are asked about."""
        items = [one for one in self._of(Role.ITEM)]
        if not items:
            return None
        total = [one for one in self.sums if one.total and one.role in (Role.ITEM, Role.NONE)]
        parts = sum((one.amount.value for one in items if one not in total), Decimal(0))
        if (
            len(total) == 1
            and not self._blurred(total, "spent_baht")
            and parts in (0, total[0].amount.value)
        ):
            return self._value(total)
        self.doubt("spent_baht", "role")
        return None

    def _bare(
        self, spent: Fact[Decimal] | None, remaining: Fact[Decimal] | None
    ) -> tuple[Fact[Decimal] | None, Fact[Decimal] | None]:
        """Sums without a role: one alone may be what was asked for; beside others it is asked about."""
        bare = self._repaired(
            [one for one in self._of(Role.NONE) if not one.total or not self._of(Role.ITEM)]
        )
        if not bare:
            return spent, remaining
        others = [one for one in self.sums if one.role is not Role.NONE and one.role not in _ASIDE]
        open_keys: list[Key] = [
            key
            for key, fact in (("spent_baht", spent), ("remaining_baht", remaining))
            if fact is None and key not in {doubt.key for doubt in self.doubts}
        ]
        if len(bare) == 1 and not others and self.bare_is in open_keys:
            if self._blurred(bare, self.bare_is):
                return spent, remaining
            fact = self._value(bare)
            return (fact, remaining) if self.bare_is == "spent_baht" else (spent, fact)
        if len(bare) == 1 and not others:
            if not _why_blurred(bare[0].amount) or not self._blurred(bare, "spent_baht"):
                self.doubt("spent_baht", "role", self._value(bare))
            return spent, remaining
        if spent is None and len(bare) == 1 and remaining is not None and self.known is not None:
            if bare[0].amount.value + remaining.value == self.known and not _why_blurred(
                bare[0].amount
            ):
                return self._value(bare), remaining
        if spent is not None and not any(one.amount.likely for one in bare):
            return spent, remaining
        for key in open_keys:
            self.doubt(key, "role")
        return spent, remaining

    def _all_or_nothing(
        self,
        spent: Fact[Decimal] | None,
        remaining: Fact[Decimal] | None,
        allocated: Fact[Decimal] | None,
    ) -> tuple[Fact[Decimal] | None, Fact[Decimal] | None]:
        doubtful = {doubt.key for doubt in self.doubts}
        if (
            spent is None
            and "spent_baht" not in doubtful
            and not _SPOKEN_OF & {one.role for one in self.sums}
        ):
            nothing = self._nothing_spent()
            if nothing:
                return nothing, remaining
        if "remaining_baht" in doubtful or remaining is not None:
            return spent, remaining
        gone = self._all_gone()
        if not gone:
            self._share_of_money(spent)
            return spent, remaining
        start, end = gone
        remaining = self.fact(Decimal(0), start, end)
        if spent is None and "spent_baht" not in doubtful:
            whole = allocated.value if allocated else self.known
            spent = self.fact(whole, start, end) if whole is not None else None
        return spent, remaining

    def _nothing_spent(self) -> Fact[Decimal] | None:
        for found in _NOTHING_SPENT.finditer(self.view):
            if "เบิก" in found[0] and (self.finished or _PAID_BY_SOMEBODY.search(self.view)):
                continue
            return self.fact(Decimal(0), *found.span())
        return None

    def _all_gone(self) -> tuple[int, int] | None:
        for share in self.shares:
            if share.of == "money" and share.value == _WHOLE and not self.sums:
                return share.start, share.end
        for one in self._of(*SPENDING, Role.NONE):
            after = _GONE_AFTER.match(self.view, one.amount.end)
            if after:
                return after.span()
        for pattern in (_NOTHING_LEFT, _ALL_SPENT):
            for found in pattern.finditer(self.view):
                before = self.view[max(0, found.start() - 12) : found.start()]
                if not _NOT_ALL.search(before) and not re.search(
                    r"ไม่|เกือบ|ใกล้|แทบ", found[0][:-3] if pattern is _ALL_SPENT else ""
                ):
                    return found.span()
        return None

    def _share_of_money(self, spent: Fact[Decimal] | None) -> None:
        """Half of the budget, 80 % of it, nearly all of it: no figure."""
        if (
            spent is not None
            or any(doubt.key == "spent_baht" for doubt in self.doubts)
            or self.sums
        ):
            return
        nearly = _NEARLY_ALL.search(self.view)
        about_money = re.search(r"ใช้|เบิก|จ่าย|งบ|เงิน", self.view)
        if nearly and about_money:
            self.doubt("spent_baht", "estimate")
        for share in self.shares:
            if share.of == "money":
                guess = (
                    None
                    if self.known is None
                    else self.fact(self.known * share.value / 100, share.start, share.end)
                )
                self.doubt("spent_baht", "share", guess)
                return

    def _weigh(
        self,
        spent: Fact[Decimal] | None,
        remaining: Fact[Decimal] | None,
        allocated: Fact[Decimal] | None,
        returned: Fact[Decimal] | None,
    ) -> None:
        """Received - spent must be what remains, in the text and against the known allocation."""
        if any(one.amount.negative for one in self._of(Role.REMAINING)):
            self.doubt("remaining_baht", "slip")
        if (
            remaining is not None
            and remaining.value != 0
            and spent is None
            and self.known is not None
        ):
            if remaining.value > self.known and allocated is None:
                self._contradicts()
        if spent is None:
            return
        back = returned.value if returned is not None and returned is not remaining else Decimal(0)
        wholes = {one.value for one in (allocated,) if one is not None}
        if self.known is not None:
            wholes.add(self.known)
        if remaining is not None:
            agrees = [spent.value + remaining.value in (whole, whole - back) for whole in wholes]
            if agrees and not all(agrees):
                self._contradicts()
        elif allocated is not None and self.known is not None and allocated.value != self.known:
            self._contradicts()

    def _contradicts(self) -> None:
        self.doubt("spent_baht", "contradiction")
        self.doubt("remaining_baht", "contradiction")

    def _worked_out(
        self,
        spent: Fact[Decimal] | None,
        remaining: Fact[Decimal] | None,
        allocated: Fact[Decimal] | None,
        returned: Fact[Decimal] | None,
    ) -> tuple[Fact[Decimal] | None, Fact[Decimal] | None]:
        doubtful = {doubt.key for doubt in self.doubts}
        if spent is not None and remaining is None and allocated is not None and not doubtful:
            rest = allocated.value - spent.value
            if rest >= 0:
                remaining = _derived(allocated, rest)
        whole = allocated.value if allocated is not None else self.known
        only_returned = remaining is returned and remaining is not None and not self.finished
        if (
            spent is None
            and remaining is not None
            and whole is not None
            and "spent_baht" not in doubtful
        ):
            if not only_returned and remaining.value <= whole:
                spent = _derived(remaining, whole - remaining.value)
        return spent, remaining


_ASIDE = (Role.WISH, Role.PLAN, Role.ADVANCE, Role.DENIED, Role.FORMER)
_SPOKEN_OF = {
    Role.SPENT,
    Role.ACTUAL,
    Role.DISBURSED,
    Role.COMMITTED,
    Role.INCREMENT,
    Role.PENDING,
    Role.UNSPENT,
}


def _why_blurred(amount: Amount) -> Why | None:
    if amount.rough:
        return "estimate"
    return "slip" if amount.slip or amount.negative else None


def _derived(fact: Fact[Decimal], value: Decimal) -> Fact[Decimal]:
    return Fact(value, fact.text, fact.span, worked_out=True)


def likely_sums(amounts: Iterable[Amount], sums: Sequence[Sum]) -> list[Sum]:
    """Sums with a role, and those without one that look like money."""
    return [one for one in sums if one.role is not Role.NONE or one.amount.likely]
