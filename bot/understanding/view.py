"""One text as the readers see it: names, dates and figures found once, void clauses blanked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from functools import cached_property
from typing import TypeVar

from bot.understanding import corrections, intent
from bot.understanding.amounts import Amount
from bot.understanding.dates import When, dates
from bot.understanding.facts import Fact, Known, known
from bot.understanding.figures import ORDINAL, Figures, figures
from bot.understanding.fiscal_years import years
from bot.understanding.mentions import Mention, chosen, mentions
from bot.understanding.normalise import Text
from bot.understanding.particles import bare_answer
from bot.understanding.percent import Share
from bot.understanding.whose import ANOTHER_YEAR, RUNNING_YEAR

T = TypeVar("T")
P = TypeVar("P", Share, Amount, When)

NAMED, VOID, COUNTED, TO_COME = "\x00", "\x01", "\x02", "\x03"
"""What stands for a blanked place: a project's name, a void clause, a number, a day to come."""


@dataclass
class View:
    """A text with what is known about its writer."""

    text: Text
    today: date
    projects: Sequence[Known]
    current: str | None
    asked: str | None

    @property
    def norm(self) -> str:
        """The text in one spelling."""
        return self.text.norm

    @cached_property
    def bare(self) -> str:
        """A short answer without its particles; nothing of a longer text."""
        return bare_answer(self.norm)

    @cached_property
    def void(self) -> list[tuple[int, int]]:
        """Clauses that ask, promise or suppose."""
        return intent.void_clauses(self.norm)

    @cached_property
    def dates(self) -> list[When]:
        """Every date."""
        return dates(self.norm, self.today)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The places that name projects."""
        days = [(when.start, when.end) for when in self.dates]
        found = mentions(self.norm, self.projects, self.current, days)
        if not found and self.asked == "project":
            found = list(chosen(self.norm, self.projects))
        return [one for one in found if not self.is_void(one.start) and not self._is_day(one)]

    def _is_day(self, one: Mention) -> bool:
        """Whether what looks like part of a name is a date: สิ้นมีนา is no ทะเบียนสินทรัพย์."""
        return any(when.start < one.end <= when.end for when in self.dates)

    @cached_property
    def figures(self) -> Figures:
        """Every number by what it is."""
        return figures(self.norm, self.dates, [(one.start, one.end) for one in self.mentions])

    @cached_property
    def blanked(self) -> str:
        """The text with names, void clauses and days to come blanked: no grammar trips there."""
        view = list(self.norm)
        for one in self.mentions:
            view[one.start : one.end] = NAMED * (one.end - one.start)
        for start, end in self.void:
            view[start:end] = VOID * (end - start)
        for when in self.figures.dates:
            if when.first > self.today:
                view[when.start : when.end] = TO_COME * (when.end - when.start)
        return "".join(view)

    @cached_property
    def money(self) -> str:
        """The same with all numbers blanked that are no money."""
        view = list(self.blanked)
        for place, taken in enumerate(self.figures.taken):
            letter = view[place]
            if taken and letter not in "\n\x00\x01" and (taken != ord(ORDINAL) or letter.isdigit()):
                view[place] = COUNTED
        for start, end in corrections.slips(self.norm) if self.correcting else ():
            view[start:end] = VOID * (end - start)
        for start, end, running in years(self.norm, self.today):
            if self.figures.taken[end - 1] and view[start] != NAMED and not _ends_name(view, start):
                view[start:end] = (RUNNING_YEAR if running else ANOTHER_YEAR) * (end - start)
        return "".join(view)

    @cached_property
    def correcting(self) -> bool:
        """Whether the text changes what was said before."""
        return corrections.is_correction(self.blanked)

    @cached_property
    def asks(self) -> bool:
        """Whether a clause asks something."""
        return intent.has_question(self.norm)

    def is_void(self, place: int) -> bool:
        """Whether a place stands in a void clause."""
        return any(start <= place < end for start, end in self.void)

    def fact(self, value: T, start: int, end: int) -> Fact[T]:
        """A fact with the piece of the original text."""
        return Fact(value, self.text.piece(start, end).strip(), self.text.span(start, end))

    def whole(self, value: T) -> Fact[T]:
        """A fact that the whole text says."""
        return self.fact(value, 0, len(self.norm))

    def meant(self) -> Known | None:
        """The project a text without a name speaks of: the one just asked about, or the only."""
        current = known(self.projects, self.current) if self.current else None
        return self.projects[0] if current is None and len(self.projects) == 1 else current


@dataclass(frozen=True)
class Stretch:
    """The part of a text that speaks of one project; places are counted from its start."""

    view: View
    start: int
    end: int

    @property
    def norm(self) -> str:
        """The stretch in one spelling."""
        return self.view.norm[self.start : self.end]

    @property
    def blanked(self) -> str:
        """The stretch with names and void clauses blanked."""
        return self.view.blanked[self.start : self.end]

    @property
    def money(self) -> str:
        """The stretch with nothing but money left of its numbers."""
        return self.view.money[self.start : self.end]

    @cached_property
    def shares(self) -> list[Share]:
        """Shares that stand."""
        return [self._moved(one) for one in self.view.figures.shares if self._holds(one.start)]

    @cached_property
    def amounts(self) -> list[Amount]:
        """Sums that stand."""
        return [self._moved(one) for one in self.view.figures.amounts if self._holds(one.start)]

    @cached_property
    def dates(self) -> list[When]:
        """Dates that stand."""
        return [self._moved(one) for one in self.view.figures.dates if self._holds(one.start)]

    def fact(self, value: T, start: int, end: int) -> Fact[T]:
        """A fact with the piece of the original text."""
        return self.view.fact(value, self.start + start, self.start + end)

    def without_old_values(self) -> str:
        """The stretch, in a correction, without what it repeats of the report before."""
        blanked = self.blanked
        for start, end in corrections.old_values(self.view.blanked) if self.view.correcting else ():
            first, last = max(start - self.start, 0), min(end - self.start, len(blanked))
            if first < last:
                blanked = blanked[:first] + VOID * (last - first) + blanked[last:]
        return blanked

    def _holds(self, place: int) -> bool:
        return self.start <= place < self.end and not self.view.is_void(place)

    def _moved(self, one: P) -> P:
        return changed(one, start=one.start - self.start, end=one.end - self.start)


def _ends_name(view: Sequence[str], place: int) -> bool:
    """Whether only a blank parts the place from a project's name: O-NET ปี 2566."""
    return "".join(view[max(0, place - 2) : place]).rstrip().endswith(NAMED)


def stretches(view: View, *, unknown: bool = False) -> Iterator[tuple[Stretch, Mention]]:
    """The stretches that speak of one project each, when the text names several.

    With `unknown`, projects that are not among the known ones have stretches too.
    """
    named = view.mentions
    others = any(one.unknown for one in named)
    if len({one.codes for one in named}) < 2 or (others and not unknown):
        return
    starts = [
        _start(view.norm, named[place - 1] if place else None, one)
        for place, one in enumerate(named)
    ]
    for place, one in enumerate(named):
        end = starts[place + 1] if place + 1 < len(named) else len(view.norm)
        yield Stretch(view, starts[place], end), one


def _start(norm: str, before: Mention | None, one: Mention) -> int:
    if before is None:
        return 0
    line = norm.rfind("\n", before.end, one.start)
    return line + 1 if line >= 0 else one.start
