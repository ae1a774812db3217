"""The sums of one project with their roles: added up, repaired, doubted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.understanding.amounts import Amount
from bot.understanding.cues import Role
from bot.understanding.facts import Doubt, Fact, Key, Why
from bot.understanding.percent import Share
from bot.understanding.roles import Sum


@dataclass(slots=True)
class Book:
    """The sums said of one project's money, and what is in doubt about them."""

    view: str  # the stretch of text, with names, dates and void clauses blanked
    fact: Callable[[Decimal, int, int], Fact[Decimal]]
    sums: Sequence[Sum]
    shares: Sequence[Share]
    known: Decimal | None  # the project's allocation
    finished: bool = False
    bare_is: Key | None = None  # what a sum without any word is, if that is clear
    doubts: list[Doubt] = field(default_factory=list)
    spent: Fact[Decimal] | None = None
    remaining: Fact[Decimal] | None = None
    allocated: Fact[Decimal] | None = None
    returned: Fact[Decimal] | None = None

    def doubt(self, key: Key, why: Why, guess: Fact[Decimal] | None = None) -> None:
        """Ask about a key."""
        self.doubts.append(Doubt(key, why, guess))

    def in_doubt(self, key: Key) -> bool:
        """Whether the key is asked about."""
        return any(doubt.key == key for doubt in self.doubts)

    def of(self, *wanted: Role) -> list[Sum]:
        """The sums of these roles."""
        return [one for one in self.sums if one.role in wanted and not one.again]

    def total(self, sums: Sequence[Sum]) -> Fact[Decimal]:
        """These sums added up."""
        total = sum((one.amount.value for one in sums), Decimal(0))
        return self.fact(total, sums[0].amount.start, sums[-1].amount.end)

    def plain(self, role: Role) -> Fact[Decimal] | None:
        """All sums of a role added up, if there are any."""
        sums = self.of(role)
        return self.total(sums) if sums else None

    def repaired(self, sums: list[Sum]) -> list[Sum]:
        """The sums without those that another takes the place of (5,600 เอ้ย 6,500)."""
        for place, one in enumerate(sums):
            if one.repair:
                return self.repaired(
                    [
                        *sums[: max(place - 1, 0)],
                        Sum(one.amount, one.role, total=one.total),
                        *sums[place + 1 :],
                    ]
                )
        return sums

    def blurred(self, sums: Sequence[Sum], key: Key) -> bool:
        """Estimates and slips of the pen are asked about, with what they may be."""
        for one in sums:
            why = why_blurred(one.amount)
            if why:
                self.doubt(key, why, self.total([one]) if len(sums) == 1 else None)
                return True
        return False

    def added(self, role: Role, key: Key) -> Fact[Decimal] | None:
        """Sums of one role: one, or parts that add up; anything else is a contradiction."""
        sums = self.repaired(self.of(role))
        if not sums:
            return None
        if self.blurred(sums, key):
            return None
        if len(sums) == 1 or (
            len({one.amount.value for one in sums}) == 1
            and not any(s.part or s.labelled for s in sums)
        ):
            return self.total(sums[-1:])
        if all(one.part or one.labelled for one in sums[1:]):
            return self.total(sums)
        totals = [one for one in sums if one.total]
        if len(totals) == 1:
            return self.total(totals)
        self.doubt(key, "contradiction")
        return None

    def _allocated(self) -> Fact[Decimal] | None:
        sums = self.repaired(self.of(Role.ALLOCATED, Role.SOURCE))
        if not sums or any(one.amount.rough or one.amount.slip for one in sums):
            return None
        if (
            all(one.part or one.role is Role.SOURCE or one.labelled for one in sums[1:])
            and len(sums) > 1
        ):
            return self.total(sums)
        return self.total(sums[-1:])


def why_blurred(amount: Amount) -> Why | None:
    """Why a sum must be asked about: an estimate or a slip of the pen."""
    if amount.rough:
        return "estimate"
    return "slip" if amount.slip or amount.negative else None
