"""Keeps calls below LINE's rate limit: a bucket that fills steadily and never runs over."""

from collections.abc import Callable
from time import monotonic

CALLS_A_SECOND = 1800
"""LINE allows 2,000 a second for a channel. With several senders on one channel the sum counts,
but one Python process does not come near it by much; what is refused comes again."""


class Limiter:
    """Hands out permissions to call; one thread asks."""

    def __init__(
        self, rate: float = CALLS_A_SECOND, *, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._rate, self._seconds = rate, seconds
        self._most = max(1.0, rate / 10)
        self._left, self._at = self._most, seconds()

    def grant(self, wanted: int) -> int:
        """How many of the wanted calls may be made now."""
        now = self._seconds()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        granted = min(wanted, int(self._left))
        self._left -= granted
        return granted

    def give_back(self, unused: int) -> None:
        """Calls that were granted and not made."""
        self._left = min(self._most, self._left + unused)
