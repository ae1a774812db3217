"""The clock's job for rounds: opens those that open by themselves, freezes what is not frozen."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.clock import BANGKOK
from bot.office import Office
from models.audit import Channel
from models.closed_days import Calendar, read_calendar
from models.fiscal import RoundCode
from models.plan import Plan
from models.rounds import Round, RoundError, open_round
from models.rules import OfficeRules, read_rules
from reports.closing import freeze_closed, is_unfrozen


@dataclass(frozen=True)
class OwnDates:
    """When a round opens by itself, and its due date; both working days."""

    code: RoundCode
    opens: date
    due: date


class OpenRounds:
    """A round opens in the morning of its day, or later, as long as it is not due."""

    name = "rounds"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        with office.database.read() as connection:
            found = list(_to_open(connection, now))
            unfrozen = is_unfrozen(connection)
        if not found and not unfrozen:
            return {}
        with office.database.write() as connection:
            frozen = freeze_closed(connection, now)
        return {"opened": sum(_open(office, one, now) for one in found), "frozen": frozen}


def dates_of(code: RoundCode, rules: OfficeRules, calendar: Calendar) -> OwnDates:
    """The cut-off is the period's last day; the others are counted from it."""
    opens = code.last_day + timedelta(days=rules.opens_after_days)
    due = code.last_day + timedelta(days=rules.due_after_days)
    on_or_after = calendar.working_day_on_or_after
    return OwnDates(code, on_or_after(opens), on_or_after(due))


def _to_open(connection: Connection, now: datetime) -> Iterator[OwnDates]:
    rules = read_rules(connection)
    if not rules.opens_by_itself:
        return
    here = now.astimezone(BANGKOK)
    calendar = read_calendar(connection)
    known = set(connection.scalars(select(Round.code)))
    for year in connection.scalars(select(Plan.fiscal_year)).all():
        for period in rules.opens_by_itself:
            own = dates_of(RoundCode(year, period), rules, calendar)
            opens_at = datetime.combine(own.opens, rules.work_from, BANGKOK)
            if str(own.code) not in known and opens_at <= here and here.date() <= own.due:
                yield own


def _open(office: Office, own: OwnDates, now: datetime) -> int:
    """Alone in a transaction. Somebody may have opened it in this moment: that is well too."""
    with suppress(RoundError), office.database.write() as connection:
        open_round(
            connection,
            own.code,
            as_of=own.code.last_day,
            due=own.due,
            at=now,
            channel=Channel.CLOCK,
        )
        return 1
    return 0
