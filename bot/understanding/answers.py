"""Answers to one question: an amount, a status, a day, by themselves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.understanding.dates import dates
from bot.understanding.facts import Doubt, Fact, Status, Why
from bot.understanding.normalise import normalise
from bot.understanding.understanding import understand

_ANY_DAY = date(2000, 1, 1)  # an amount or a status does not hang on today


@dataclass(frozen=True, slots=True)
class AmountRead:
    """The sum an answer gives: `value` when it is sure, else why it is not and what it may be."""

    value: Decimal | None
    why: Why | None = None
    guess: Decimal | None = None


def read_amount(text: str) -> AmountRead:
    """The answer to "how much was spent?": 23,800 · ๒๓,๘๐๐ บาท · - · ไม่ได้ใช้ · หมื่นสอง."""
    read = understand(text, today=_ANY_DAY, asked="spent_baht")
    if read.spent is not None:
        return AmountRead(read.spent.value)
    doubt = next((doubt for doubt in read.doubts if doubt.key == "spent_baht"), None)
    return AmountRead(None, doubt.why, _guess(doubt)) if doubt else AmountRead(None)


def _guess(doubt: Doubt) -> Decimal | None:
    return doubt.guess.value if doubt.guess else None


def read_status(text: str) -> Fact[Status] | None:
    """The answer to "how far is the work?", when it is clear."""
    return understand(text, today=_ANY_DAY, asked="status").status


def read_date(text: str, today: date) -> date | None:
    """The day an answer names: 31 มี.ค. 67, 5/4/67, เมื่อวาน, สิ้นมีนา; the last day of a span."""
    found = [when for when in dates(normalise(text).norm, today) if when.sure]
    return found[0].last if len(found) == 1 else None
