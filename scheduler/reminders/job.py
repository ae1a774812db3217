"""The clock's job that reminds: once a working day, and again whenever something changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from bot.clock import BANGKOK
from bot.office import Office
from models.audit import AuditEntry
from models.closed_days import Calendar, read_calendar
from models.people import LineAccount
from models.reminders import ReminderDay
from models.rules import OfficeRules, read_rules
from scheduler.busy_chats import busy_chats, wait_for_quiet
from scheduler.reminders import writing
from scheduler.reminders.picture import start_of
from scheduler.reminders.plan import letters, must_haves
from scheduler.reminders.reading import read_picture
from scheduler.reminders.writing import (
    standing_of,
    told_otherwise,
)


@dataclass(frozen=True)
class _Look:
    """What a tick finds before it computes anything."""

    rules: OfficeRules
    calendar: Calendar
    computed_from: str
    known: str | None
    busy: Mapping[str, datetime]


@dataclass(frozen=True)
class Remind:
    """Everybody's one message of the day; see `scheduler.reminders.plan` for who and why.

    `batch`: how many letters are written in one transaction.
    """

    batch: int = writing.BATCH

    @property
    def name(self) -> str:
        """See `scheduler.jobs.Job`."""
        return "reminders"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        here = now.astimezone(BANGKOK)
        day = here.date()
        if not Calendar().is_working(day):
            return {}
        with office.database.read() as connection:
            rules = read_rules(connection)
            if not _in_hours(here.time(), rules):
                return {}
            look = _look(connection, day, now, rules)
        if not look.calendar.is_working(day):
            return {}
        waiting = wait_for_quiet(office, look.busy)
        if look.known == look.computed_from:
            return {"waiting": waiting}
        with office.database.read() as connection:
            picture = read_picture(connection, day, look.rules, look.calendar)
            standing = standing_of(connection, day)
            others = told_otherwise(connection, day)
        desk = writing.Desk(
            office=office,
            now=now,
            until=datetime.combine(day, rules.work_until, BANGKOK),
            day=day,
            standing=standing,
            busy=look.busy,
            greeting=rules.greeting,
            told_otherwise=others,
        )
        counted = desk.write(letters(picture), self.batch)
        with office.database.write() as connection:
            _remember(connection, day, look.computed_from)
        return {**counted, "waiting": waiting}

    def foresees(self, connection: Connection, now: datetime, until: datetime) -> int:
        """See `scheduler.foresight.Foresees`: reminders of the due day, and escalations."""
        today = now.astimezone(BANGKOK).date()
        rules, calendar = read_rules(connection), read_calendar(connection)
        picture = read_picture(connection, today, rules, calendar)
        told = standing_of(connection, today)
        return sum(
            stage.why in letter.reasons and (stage.day > today or letter.to.id not in told)
            for stage in must_haves(picture)
            if stage.day >= today and start_of(stage.day) < until
            for letter in letters(replace(picture, day=stage.day))
        )


def _in_hours(at: time, rules: OfficeRules) -> bool:
    return rules.remind_at <= at < rules.work_until


def _look(connection: Connection, day: date, now: datetime, rules: OfficeRules) -> _Look:
    known = connection.scalar(select(ReminderDay.computed_from).where(ReminderDay.day == day))
    return _Look(
        rules=rules,
        calendar=read_calendar(connection),
        computed_from=_stamp(connection),
        known=known,
        busy=busy_chats(connection, now),
    )


def _stamp(connection: Connection) -> str:
    """Stands for everything a day's letters come from: all that changes it leaves a trail.

    Who registers leaves none, so accounts are looked at besides.
    """
    trail = connection.scalar(select(func.max(AuditEntry.id)))
    accounts = connection.execute(
        select(func.count(), func.count(LineAccount.blocked_at), func.max(LineAccount.bound_at))
    ).one()
    return f"{trail} {' '.join(map(str, accounts))}"


def _remember(connection: Connection, day: date, computed_from: str) -> None:
    row = insert_or_update(ReminderDay).values(day=day, computed_from=computed_from)
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["day"], set_={"computed_from": row.excluded.computed_from}
        )
    )
