"""From sums with roles to what is settled about the money, and what must be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.understanding.amounts import Amount
from bot.understanding.cues import Role
from bot.understanding.extremes import all_gone, nearly_all, nothing_spent, vague
from bot.understanding.facts import Doubt, Fact, Key, Why
from bot.understanding.percent import Share
from bot.understanding.roles import SPENDING, Sum

_ASIDE = (Role.WISH, Role.PLAN, Role.ADVANCE, Role.DENIED, Role.FORMER, Role.MOVED)
_SPOKEN_OF = {*SPENDING, Role.INCREMENT, Role.PENDING, Role.UNCLEAR}
_NOTHING = Decimal(0)


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
    """Settles what is said of one project's money, step by step."""

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

    def settle(self) -> Money:
        """What is settled, and what is not."""
        self.allocated = self._allocated()
        self.returned = self._added(Role.RETURNED, "remaining_baht")
        self.remaining = self._added(Role.REMAINING, "remaining_baht")
        if not self._of(Role.REMAINING):
            self.remaining = self.returned
        self.spent = self._spent()
        self._bare()
        self._nothing_spent()
        self._all_gone()
        self._vague()
        self._weigh()
        self._work_out()
        return Money(
            spent=None if self._in_doubt("spent_baht") else self.spent,
            remaining=None if self._in_doubt("remaining_baht") else self.remaining,
            allocated=self.allocated,
            returned=self.returned,
            disbursed=self._plain(Role.DISBURSED),
            doubts=tuple(self.doubts),
        )

    def doubt(self, key: Key, why: Why, guess: Fact[Decimal] | None = None) -> None:
        """Ask about a key."""
        self.doubts.append(Doubt(key, why, guess))

    def _in_doubt(self, key: Key) -> bool:
        return any(doubt.key == key for doubt in self.doubts)

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
        if not base and self._of(Role.UNCLEAR):
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
        """One spent sum of several: the total if it agrees with its parts, else the parts added."""
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
        """Items without a word of spending: a stated total is spent, items alone are asked."""
        items = self._of(Role.ITEM)
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

    def _bare(self) -> None:
        """Sums without a role: one alone may be what was asked for; beside others it is asked."""
        totalled = bool(self._of(Role.ITEM))
        bare = self._repaired([one for one in self._of(Role.NONE) if not (one.total and totalled)])
        if not bare:
            return
        others = [one for one in self.sums if one.role not in (Role.NONE, *_ASIDE)]
        if len(bare) == 1 and not others:
            self._lone(bare[0])
        elif not self._is_the_rest(bare):
            self._beside_others(bare)

    def _lone(self, one: Sum) -> None:
        key: Key = self.bare_is or "spent_baht"
        if self._blurred([one], key):
            return
        if self.bare_is is None:
            self.doubt("spent_baht", "role", self._value([one]))
        elif key == "remaining_baht":
            self.remaining = self._value([one])
        else:
            self.spent = self._value([one])

    def _is_the_rest(self, bare: Sequence[Sum]) -> bool:
        """`5,600 เหลือ 400` of a known 6,000: the first can be nothing but spent."""
        if len(bare) != 1 or self.spent or not self.remaining or _why_blurred(bare[0].amount):
            return False
        if bare[0].amount.value + self.remaining.value != self.known:
            return False
        self.spent = self._value(bare)
        return True

    def _beside_others(self, bare: Sequence[Sum]) -> None:
        if self.spent is not None and not any(one.amount.likely for one in bare):
            return
        if not self._in_doubt("spent_baht"):
            self.doubt("spent_baht", "role")
        if self.remaining is None and not self._in_doubt("remaining_baht"):
            self.doubt("remaining_baht", "role")

    def _nothing_spent(self) -> None:
        if self.spent or self._in_doubt("spent_baht"):
            return
        if _SPOKEN_OF & {one.role for one in self.sums}:
            return
        place = nothing_spent(self.view, finished=self.finished)
        if place:
            self.spent = self.fact(_NOTHING, *place)

    def _all_gone(self) -> None:
        """Nothing is left: then all that was allocated is spent."""
        if self.remaining is not None or self._in_doubt("remaining_baht"):
            return
        place = all_gone(self.view, self.sums, self.shares)
        if place is None:
            self._share_of_money()
            return
        self.remaining = self.fact(_NOTHING, *place)
        whole = self.allocated.value if self.allocated else self.known
        if self.spent is None and whole is not None and not self._in_doubt("spent_baht"):
            self.spent = self.fact(whole, *place)

    def _share_of_money(self) -> None:
        """Half of the budget, 80 % of it, nearly all of it: no figure."""
        if self.spent or self._in_doubt("spent_baht"):
            return
        if any(one.role is not Role.ALLOCATED for one in self.sums):
            return
        share = next((share for share in self.shares if share.of == "money"), None)
        if nearly_all(self.view):
            self.doubt("spent_baht", "estimate")
        elif share is not None and self.known is None:
            self.doubt("spent_baht", "share")
        elif share is not None and self.known is not None:
            guess = self.fact(self.known * share.value / 100, share.start, share.end)
            self.doubt("spent_baht", "share", guess)

    def _vague(self) -> None:
        some_spent, some_left = vague(self.view)
        if some_spent and not self.spent and not self._in_doubt("spent_baht"):
            self.doubt("spent_baht", "estimate")
        if some_left and not self.remaining and not self._in_doubt("remaining_baht"):
            self.doubt("remaining_baht", "estimate")

    def _weigh(self) -> None:
        """Received - spent must be what remains, in the text and against the known allocation."""
        if any(one.amount.negative for one in self._of(Role.REMAINING)):
            self.doubt("remaining_baht", "slip")
        if self._more_left_than_given() or not self._adds_up():
            self.doubt("spent_baht", "contradiction")
            self.doubt("remaining_baht", "contradiction")

    def _more_left_than_given(self) -> bool:
        if self.remaining is None or self.spent is not None or self.allocated is not None:
            return False
        return self.known is not None and self.remaining.value > self.known

    def _adds_up(self) -> bool:
        if self.spent is None:
            return True
        wholes = {self.allocated.value} if self.allocated else set()
        wholes |= {self.known} if self.known is not None else set()
        if self.remaining is None:
            return not self.allocated or len(wholes) == 1
        apart = self.returned is not None and self.returned is not self.remaining
        back = self.returned.value if apart and self.returned else _NOTHING
        total = self.spent.value + self.remaining.value
        return all(total in (whole, whole - back) for whole in wholes)

    def _work_out(self) -> None:
        """What follows from the rest: remaining from what was received, spent from what remains."""
        if self.spent and self.allocated and not self.remaining and not self.doubts:
            rest = self.allocated.value - self.spent.value
            self.remaining = _derived(self.allocated, rest) if rest >= 0 else None
        whole = self.allocated.value if self.allocated else self.known
        if self.spent or not self.remaining or whole is None or self._in_doubt("spent_baht"):
            return
        only_returned = self.remaining is self.returned and not self.finished
        if not only_returned and self.remaining.value <= whole:
            self.spent = _derived(self.remaining, whole - self.remaining.value)


def _why_blurred(amount: Amount) -> Why | None:
    if amount.rough:
        return "estimate"
    return "slip" if amount.slip or amount.negative else None


def _derived(fact: Fact[Decimal], value: Decimal) -> Fact[Decimal]:
    return Fact(value, fact.text, fact.span, worked_out=True)
