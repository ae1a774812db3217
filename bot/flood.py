"""One chat flooding the bot: told so once, then left unanswered until the minute is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(minutes=1)
MOST: Final = 200
"""Events of one chat within the window. Somebody quick sends three a second, photos in a heap."""


@dataclass(frozen=True)
class Burst:
    """How many events came since `began`."""

    began: datetime | None = None
    count: int = 0

    def and_one_more(self, now: datetime) -> "Burst":
        """With an event that comes now; a new burst begins when the window is over."""
        if self.began is None or not timedelta(0) <= now - self.began < WINDOW:
            return Burst(now, 1)
        return Burst(self.began, self.count + 1)

    @property
    def is_too_much(self) -> bool:
        """True once nothing more of this burst is answered."""
        return self.count > MOST

    @property
    def has_just_become_too_much(self) -> bool:
        """True for the one event that is told so."""
        return self.count == MOST + 1
