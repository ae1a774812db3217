"""When a summary is due: on the round's due day, when it was closed, once a month if wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select

from bot.clock import BANGKOK
from models.closed_days import Calendar
from models.fiscal import RoundCode, fiscal_year_of
from models.rounds import Round
from models.rules import OfficeRules
from scheduler.office_hours import next_open

CATCH_UP: Final = timedelta(days=3)
"""So much later a summary of a day still makes sense, after a time switched off."""
CATCH_UP_FINAL: Final = timedelta(days=7)
NEWEST: Final = 12
"""Rounds of two years; older ones have nothing due."""


class Kind(StrEnum):
    """Which summary; part of the natural key."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Occasion:
    """A summary that is due. `mark` tells it from others of its kind: the due date, the month."""

    kind: Kind
    round: RoundCode
    mark: str
    at: datetime

    def key(self, person_id: int) -> str:
        """The natural key of a person's message: an extended round has a new due date."""
        return f"summary:{self.kind}:{self.round}:{self.mark}:{person_id}"


@dataclass(frozen=True)
class KnownRound:
    """What a round's occasions come from."""

    code: RoundCode
    due: date
    closed_at: datetime | None


def read_rounds(connection: Connection) -> list[KnownRound]:
    """The newest rounds, those that are open first, then the latest cut-off; one query."""
    rows = connection.execute(
        select(Round.code, Round.due, Round.closed_at)
        .order_by(Round.closed_at.is_(None).desc(), Round.as_of.desc(), Round.id.desc())
        .limit(NEWEST)
    )
    return [KnownRound(RoundCode.parse(row.code), row.due, row.closed_at) for row in rows]


def occasions(
    rounds: Sequence[KnownRound], now: datetime, rules: OfficeRules, calendar: Calendar
) -> list[Occasion]:
    """What is due at `now`: nothing outside the office's hours, on closed days or while paused."""
    if rules.paused or next_open(now, rules, calendar) > now:
        return []
    found = [
        one
        for known in rounds
        for one in _of_round(known, rules, calendar)
        if one.at <= now < one.at + (CATCH_UP_FINAL if one.kind is Kind.FINAL else CATCH_UP)
    ]
    return found or list(_monthly(rounds, now, rules, calendar))


def _of_round(known: KnownRound, rules: OfficeRules, calendar: Calendar) -> Iterator[Occasion]:
    if known.closed_at is not None:
        at = next_open(known.closed_at, rules, calendar)
        yield Occasion(Kind.FINAL, known.code, "closed", at)
        return
    at = provisional_at(known.due, rules, calendar)
    yield Occasion(Kind.PROVISIONAL, known.code, known.due.isoformat(), at)


def provisional_at(due: date, rules: OfficeRules, calendar: Calendar) -> datetime:
    """In the afternoon of the due day; of a closed day, on the working day after it."""
    day = calendar.working_day_on_or_after(due)
    return datetime.combine(day, rules.summary_at, BANGKOK)


def _is_running(known: KnownRound, today: date) -> bool:
    """True while the round is open, and until its fiscal year ends."""
    return known.closed_at is None or fiscal_year_of(today) == known.code.fiscal_year


def _monthly(
    rounds: Sequence[KnownRound], now: datetime, rules: OfficeRules, calendar: Calendar
) -> Iterator[Occasion]:
    """On the month's first working day, unless another summary is due anyway."""
    here = now.astimezone(BANGKOK)
    if not rules.monthly_summary or not rounds or not _is_running(rounds[0], here.date()):
        return
    day = calendar.working_day_on_or_after(here.date().replace(day=1))
    at = datetime.combine(day, rules.summary_at, BANGKOK)
    if at <= now < at + CATCH_UP:
        yield Occasion(Kind.MONTHLY, rounds[0].code, f"{here:%Y-%m}", at)
