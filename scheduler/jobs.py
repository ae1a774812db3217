"""What the clock does: jobs, run in this order at every tick.

A job computes from the database what is due at `now` and does it, in transactions of its own. It
may be run twice, late, or with an earlier `now` than before, and does nothing twice: what it writes
has a natural key (`bot.outbox.Outgoing.natural_key`) or is guarded by the row it changes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.office import Office
from scheduler.calendar_job import FillCalendar
from scheduler.certification_requests import AskToCertify
from scheduler.certification_stuck import TellStuck
from scheduler.exports_job import LetExportsGo
from scheduler.housekeeping import KeepHouse
from scheduler.menus_job import ShowMenus
from scheduler.quota_job import WatchQuota
from scheduler.reminders.job import Remind
from scheduler.rounds_job import OpenRounds
from scheduler.summaries.job import SendSummaries


class Job(Protocol):
    """One thing that happens by the clock. What it raises is logged; the other jobs run on."""

    @property
    def name(self) -> str:
        """In the log and in `clock_turns.failed`."""

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Do what is due at `now` (`office.clock` stands there); what was counted, for the log."""


WRITERS: tuple[Job, ...] = (Remind(), SendSummaries(), AskToCertify(), TellStuck())
"""Those that write messages. With `foresees` (`scheduler.foresight`) they say what must go out."""

JOBS: tuple[Job, ...] = (
    FillCalendar(),
    OpenRounds(),
    WatchQuota(WRITERS),
    *WRITERS,
    LetExportsGo(),
    ShowMenus(),
    KeepHouse(),
)
