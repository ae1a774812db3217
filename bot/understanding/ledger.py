"""From sums with roles to what is settled about the money, and what must be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.book import why_blurred
from bot.understanding.cues import SPENDING, Role
from bot.understanding.extremes import all_gone, nearly_all, nothing_spent, vague
from bot.understanding.facts import Doubt, Fact, Key
from bot.understanding.roles import Sum
from bot.understanding.spending import Spending

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
class Ledger(Spending):
    """Settles what is said of one project's money, step by step."""

    def settle(self) -> Money:
        """What is settled, and what is not."""
        self.allocated = self._allocated()
        self.returned = self.added(Role.RETURNED, "remaining_baht")
        self.remaining = self.added(Role.REMAINING, "remaining_baht")
        if not self.of(Role.REMAINING):
            self.remaining = self.returned
        self.spent = self.read_spent()
        self._bare()
        self._nothing_spent()
        self._all_gone()
        self._vague()
        self._weigh()
        self._work_out()
        return Money(
            spent=None if self.in_doubt("spent_baht") else self.spent,
            remaining=None if self.in_doubt("remaining_baht") else self.remaining,
            allocated=self.allocated,
            returned=self.returned,
            disbursed=self.plain(Role.DISBURSED),
            doubts=tuple(self.doubts),
        )

    def _bare(self) -> None:
        """Sums without a role: one alone may be what was asked for; beside others it is asked."""
        totalled = bool(self.of(Role.ITEM))
        bare = self.repaired([one for one in self.of(Role.NONE) if not (one.total and totalled)])
        if not bare:
            return
        others = [one for one in self.sums if one.role not in (Role.NONE, *_ASIDE)]
        if len(bare) == 1 and not others:
            self._lone(bare[0])
        elif not self._is_the_rest(bare):
            self._beside_others(bare)

    def _lone(self, one: Sum) -> None:
        key: Key = self.bare_is or "spent_baht"
        if self.blurred([one], key):
            return
        if self.bare_is is None or (key == "spent_baht" and self.lacks_items([one])):
            self.doubt("spent_baht", "role", self.total([one]))
        elif key == "remaining_baht":
            self.remaining = self.total([one])
        else:
            self.spent = self.total([one])

    def _is_the_rest(self, bare: Sequence[Sum]) -> bool:
        """`5,600 เหลือ 400` of a known 6,000: the first can be nothing but spent."""
        if len(bare) != 1 or self.spent or not self.remaining or why_blurred(bare[0].amount):
            return False
        if bare[0].amount.value + self.remaining.value != self.known:
            return False
        self.spent = self.total(bare)
        return True

    def _beside_others(self, bare: Sequence[Sum]) -> None:
        if self.spent is not None and not any(one.amount.likely for one in bare):
            return
        if not self.in_doubt("spent_baht"):
            self.doubt("spent_baht", "role")
        spoken = any(one.role in _SPOKEN_OF for one in self.sums)
        if self.remaining is None and not spoken and not self.in_doubt("remaining_baht"):
            self.doubt("remaining_baht", "role")

    def _nothing_spent(self) -> None:
        if self.spent or self.in_doubt("spent_baht"):
            return
        if _SPOKEN_OF & {one.role for one in self.sums}:
            return
        place = nothing_spent(self.view, finished=self.finished)
        if place:
            self.spent = self.fact(_NOTHING, *place)

    def _all_gone(self) -> None:
        """Nothing is left: then all that was allocated is spent."""
        if self.remaining is not None or self.in_doubt("remaining_baht"):
            return
        place = all_gone(self.view, self.sums, self.shares)
        if place is None:
            self._share_of_money()
            return
        self.remaining = self.fact(_NOTHING, *place)
        whole = self.allocated.value if self.allocated else self.known
        if self.spent is None and whole is not None and not self.in_doubt("spent_baht"):
            self.spent = self.fact(whole, *place)

    def _share_of_money(self) -> None:
        """Half of the budget, 80 % of it, nearly all of it: no figure."""
        if self.spent or self.in_doubt("spent_baht"):
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
        if some_spent and not self.spent and not self.in_doubt("spent_baht"):
            self.doubt("spent_baht", "estimate")
        if some_left and not self.remaining and not self.in_doubt("remaining_baht"):
            self.doubt("remaining_baht", "estimate")

    def _weigh(self) -> None:
        """Received - spent must be what remains, in the text and against the known allocation."""
        if any(one.amount.negative for one in self.of(Role.REMAINING)):
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
        if self.spent or not self.remaining or whole is None or self.in_doubt("spent_baht"):
            return
        only_returned = self.remaining is self.returned and not self.finished
        if not only_returned and self.remaining.value <= whole:
            self.spent = _derived(self.remaining, whole - self.remaining.value)


def _derived(fact: Fact[Decimal], value: Decimal) -> Fact[Decimal]:
    return Fact(value, fact.text, fact.span, worked_out=True)
