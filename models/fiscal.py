"""The Thai fiscal year: 1 October to 30 September, counted in the Buddhist era (B.E.).

Fiscal year X runs from 1 October X-1 to 30 September X; B.E. = A.D. + 543. All figures of a
report are cumulative from 1 October, whatever the period.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.errors import KaonaError

BE_OFFSET = 543


class Period(StrEnum):
    """What a reporting round covers; each ends with a quarter of the fiscal year."""

    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    HALF = "H1"
    YEAR = "Y"


_LAST_MONTH = {
    Period.Q1: 12,
    Period.Q2: 3,
    Period.Q3: 6,
    Period.Q4: 9,
    Period.HALF: 3,
    Period.YEAR: 9,
}


class NotARoundCodeError(KaonaError):
    """A round's code is a fiscal year and a period, like 2567-Q2, 2567-H1 or 2567-Y."""


def to_be(year_ad: int) -> int:
    """B.E. year of an A.D. year."""
    return year_ad + BE_OFFSET


def to_ad(year_be: int) -> int:
    """A.D. year of a B.E. year."""
    return year_be - BE_OFFSET


def fiscal_year_of(day: date) -> int:
    """The fiscal year (B.E.) a day falls in."""
    return to_be(day.year + (1 if day.month >= 10 else 0))


def first_day(fiscal_year: int) -> date:
    """1 October that begins the fiscal year (B.E.)."""
    return date(to_ad(fiscal_year) - 1, 10, 1)


def last_day(fiscal_year: int) -> date:
    """30 September that ends the fiscal year (B.E.)."""
    return date(to_ad(fiscal_year), 9, 30)


@dataclass(frozen=True)
class RoundCode:
    """Names a reporting round: fiscal year (B.E.) and period, written `2567-Q2`."""

    fiscal_year: int
    period: Period

    @classmethod
    def parse(cls, text: str) -> "RoundCode":
        """Read `2567-Q2`; `NotARoundCodeError` for anything else."""
        year, _, period = text.strip().upper().partition("-")
        try:
            code = cls(int(year), Period(period))
        except ValueError:
            raise NotARoundCodeError from None
        if not 2500 <= code.fiscal_year <= 2700:
            raise NotARoundCodeError
        return code

    @property
    def last_day(self) -> date:
        """The day the period ends, A.D.: the usual as-of date."""
        month = _LAST_MONTH[self.period]
        year = to_ad(self.fiscal_year) - (1 if month >= 10 else 0)
        return date(year, month, monthrange(year, month)[1])

    def __str__(self) -> str:
        return f"{self.fiscal_year}-{self.period.value}"
