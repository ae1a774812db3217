"""The month's free messages, and how many went out by which call on which day."""

from collections import Counter
from datetime import datetime

from simulator.clock import TOKYO
from simulator.refusal import Refusal


class Quota:
    """Counts recipients, not bubbles; replies are free. `limit` None means without limit."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self._by_month: Counter[str] = Counter()
        self._by_day: Counter[tuple[str, str]] = Counter()

    def used(self, at: datetime) -> int:
        """How many counted messages went out in the month of `at`."""
        return self._by_month[_month(at)]

    def spend(self, recipients: int, at: datetime) -> None:
        """Counts a push to `recipients` people, or refuses it whole."""
        if recipients and self.limit is not None and self.used(at) + recipients > self.limit:
            raise Refusal(429, "You have reached your monthly limit.")
        self._by_month[_month(at)] += recipients

    def note(self, kind: str, recipients: int, at: datetime) -> None:
        """Remembers a delivery of `kind` (reply, push, multicast) for the statistics."""
        self._by_day[kind, _day(at)] += recipients

    def delivered(self, kind: str, day: str) -> int:
        """How many were delivered by `kind` on `day` (yyyyMMdd, Japan's time)."""
        return self._by_day[kind, day]


def _month(at: datetime) -> str:
    return at.astimezone(TOKYO).strftime("%Y%m")


def _day(at: datetime) -> str:
    return at.astimezone(TOKYO).strftime("%Y%m%d")
