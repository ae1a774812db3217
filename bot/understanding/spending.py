"""What was spent, of sums with their roles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.book import Book
from bot.understanding.cues import Role
from bot.understanding.facts import Fact
from bot.understanding.roles import Sum

_LACKING = re.compile(
    r"(?:ยัง)?(?:ไม่|มิ)(?:ได้)?(?:รวม|นับ|บวก)(?!กลุ่ม|เล่ม|คะแนน|ตัว|ผล|ทีม)(?:ถึง|กับ)?"
    r"|ยัง(?:ไม่|มิ)(?:ได้)?คิด(?:ค่า|รวม)|ยังขาดค่า"
    r"|(?:ค่า[ก-์]{2,16}|รายการ(?:อื่น|ที่เหลือ)|ส่วนอื่น|อื่น) ?(?:ๆ)? ?ก?็?ยัง(?:ไม่|มิ)(?:ได้)?"
    r"(?:รวม|นับ|บวก|คิด|สรุป|จ่าย|เบิก)"
    r"|(?:ส่วน)?ที่เหลือยัง(?:ไม่|มิ)(?:ได้)?(?:รวม|นับ|บวก|คิด|สรุป)"
    r"|ค่า[ก-์]{2,16} ?(?:ๆ)? ?ยัง(?:เลย|ค่ะ|ครับ|นะ| |$)"
)


@dataclass(slots=True)
class Spending(Book):
    """Settles what was spent, or asks."""

    def read_spent(self) -> Fact[Decimal] | None:
        """What was spent, if that is clear."""
        if self._foreign():
            return None
        base = self.repaired(self.of(Role.ACTUAL)) or self.repaired(self.of(Role.SPENT))
        disbursed = self.repaired(self.of(Role.DISBURSED))
        committed = self.of(Role.COMMITTED)
        pending = self.of(Role.PENDING)
        base = base or disbursed
        if self.of(Role.INCREMENT) and not any(one.total for one in base):
            self.doubt("spent_baht", "increment")
            return None
        if not base:
            base, committed, pending = (committed, [], pending) if committed else (pending, [], [])
        if not base and self.of(Role.UNCLEAR):
            self.doubt("spent_baht", "role")
            return None
        if self.lacks_items(base or self.of(Role.ITEM), committed, pending):
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
        if self.blurred([*committed, *pending], "spent_baht"):
            return None
        within = base[0].role in (Role.SPENT, Role.ACTUAL)
        if pending and within and self.total(pending).value < spent.value:
            return spent
        if first < base[0].amount.start or (pending and not within):
            self.doubt("spent_baht", "role")
            return None
        return self.total([*base, *committed])

    def lacks_items(self, *sums: Sequence[Sum]) -> bool:
        """`2,800 ยังไม่รวมค่าวิทยากร`: no total, unless what it lacks is the sum committed."""
        base, *later = sums
        lacking = _LACKING.search(self.view) if base else None
        if lacking is None:
            return False
        return not any(one.amount.start > lacking.start() for known in later for one in known)

    def _foreign(self) -> bool:
        if not self.of(Role.ELSE) or self.of(
            Role.SPENT, Role.ACTUAL, Role.DISBURSED, Role.COMMITTED
        ):
            return False
        self.doubt("spent_baht", "someone_else")
        return True

    def _one_sum(self, sums: Sequence[Sum]) -> Fact[Decimal] | None:
        """One spent sum of several: the total if it agrees with its parts, else the parts added."""
        if self.blurred(sums, "spent_baht"):
            return None
        totals = [one for one in sums if one.total]
        parts = [one for one in sums if not one.total] + self.of(Role.ITEM)
        if len(totals) == 1:
            added = sum((one.amount.value for one in parts), Decimal(0))
            before = [one for one in parts if one.amount.start < totals[0].amount.start]
            if len(before) > 1 and len(before) == len(parts) and added != totals[0].amount.value:
                self.doubt("spent_baht", "contradiction")
                return None
            return self.total(totals)
        values = {one.amount.value for one in sums}
        if len(sums) == 1 or (
            len(values) == 1 and not any(one.part or one.labelled for one in sums)
        ):
            return self.total(sums[:1])
        if all(one.part or one.labelled for one in sums[1:]):
            return self.total(sums)
        self.doubt("spent_baht", "contradiction")
        return None

    def _items(self) -> Fact[Decimal] | None:
        """Items without a word of spending: a stated total is spent, items alone are asked."""
        items = self.of(Role.ITEM)
        if not items:
            return None
        total = [one for one in self.sums if one.total and one.role in (Role.ITEM, Role.NONE)]
        parts = sum((one.amount.value for one in items if one not in total), Decimal(0))
        if (
            len(total) == 1
            and not self.blurred(total, "spent_baht")
            and parts in (0, total[0].amount.value)
        ):
            return self.total(total)
        self.doubt("spent_baht", "role")
        return None
