"""The days Thai government offices are closed, from the pinned `holidays` package."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version

NOT_KEPT = ("วันแรงงานแห่งชาติ",)
"""Labour Day is for employees under the labour law; government offices work."""


@dataclass(frozen=True)
class Holiday:
    """A closed day and where it is from."""

    day: date
    name: str
    source: str


@cache
def source() -> str:
    """The package and its version, as the calendar names where a day is from."""
    return f"holidays {version('holidays')}"


@cache
def holidays_of(year: int) -> tuple[Holiday, ...]:
    """The closed days of a calendar year (A.D.), the Royal Ploughing Ceremony among them.

    The package brings all countries with it, 18 MB: it is imported when a year is asked for.
    """
    import holidays

    days = holidays.country_holidays(
        "TH", years=year, language="th", categories=("public", "government")
    )
    kept = {day: _kept(name) for day, name in sorted(days.items())}
    return tuple(Holiday(day, name, source()) for day, name in kept.items() if name)


def _kept(names: str) -> str:
    return "; ".join(name for name in names.split("; ") if not name.endswith(NOT_KEPT))
