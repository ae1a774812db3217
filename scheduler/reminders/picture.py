"""What a day's reminders are computed from: one picture of the office, held in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.clock import BANGKOK
from models.closed_days import Calendar
from models.rules import OfficeRules


@dataclass(frozen=True, slots=True)
class ReportingRound:
    """The round that chats report to. Once closed it still takes late reports."""

    id: int
    code: str
    fiscal_year: int
    as_of: date
    due: date
    opened_at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class OwedProject:
    """A project of which a report is owed.

    `missing`: none in the open round. `ended`: the project's end has passed (`ends_on`), and
    nothing was heard of it since.
    """

    id: int
    code: str
    name: str
    group_id: int | None
    ends_on: date | None
    missing: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody with a LINE account the bot may write to. `leads`: groups they lead that day."""

    id: int
    name: str
    line_user_id: str
    leads: Sequence[int]
    plans: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """When a person was last told something by the clock, and last what others owe."""

    at: datetime
    escalated_at: datetime | None


@dataclass(frozen=True, slots=True)
class LyingDraft:
    """An open draft of the round. `reminded`: it was named in a reminder on an earlier day."""

    id: int
    project_id: int
    touched_at: datetime
    reminded: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody is to be reminded on a day; `asker` is empty where they asked for it themselves."""

    remind_on: date
    asked_at: datetime
    asker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All there is to know on one day. `owners` has everybody, with account or without."""

    day: date
    rules: OfficeRules
    calendar: Calendar
    round: ReportingRound | None
    projects: Mapping[int, OwedProject] = field(default_factory=dict)
    owners: Mapping[int, Sequence[int]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    recipients: Mapping[int, Recipient] = field(default_factory=dict)
    heard: Mapping[int, Heard] = field(default_factory=dict)
    drafts: Mapping[int, Sequence[LyingDraft]] = field(default_factory=dict)
    requests: Mapping[int, Sequence[Request]] = field(default_factory=dict)


def start_of(day: date) -> datetime:
    """Midnight in Bangkok, when a day begins."""
    return datetime.combine(day, time(), BANGKOK)


def day_of(moment: datetime) -> date:
    """The day in Bangkok."""
    return moment.astimezone(BANGKOK).date()
