"""What jobs that write counted messages foresee, so that the quota lasts for what must go out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from sqlalchemy import Connection


@runtime_checkable
class Foresees(Protocol):
    """A job that can say how many must-haves it will still write."""

    def foresees(self, connection: Connection, now: datetime, until: datetime) -> int:
        """Counted messages that must go out after `now` and before `until` (the month's end).

        Not those in the outbox already. In few queries: it is asked every few hours.
        """


@dataclass(frozen=True)
class Foreseen:
    """A message that will go out on a day if nothing changes. `about`: how many things it names."""

    day: date
    person_id: int
    kind: str
    about: int = 0
    optional: bool = False
