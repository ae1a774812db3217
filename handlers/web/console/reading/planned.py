"""What the clock will send in the next days, computed as the clock itself computes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.clock import BANGKOK
from models.closed_days import Calendar, read_calendar
from models.people import Person
from models.quota import Quota
from models.rules import OfficeRules
from scheduler import certification_requests
from scheduler.foresight import Foreseen
from scheduler.quota_job import planners
from scheduler.reminders.letter import Letter
from scheduler.reminders.picture import Heard
from scheduler.reminders.plan import letters
from scheduler.reminders.reading import read_picture
from scheduler.reminders.writing import standing_of
from scheduler.summaries import job as summaries

DAYS = 14
REMINDER, QUOTA_WARNING = "reminder", "quota_warning"


@dataclass(frozen=True)
class PlannedMessage:
    """One counted message: to whom, why, and about how many projects."""

    name: str
    why: tuple[str, ...]
    projects: int
    optional: bool


@dataclass(frozen=True)
class PlannedDay:
    """A working day with the messages that would go out if nothing more were reported."""

    day: date
    messages: tuple[PlannedMessage, ...]

    @property
    def optional(self) -> int:
        """How many the month could do without, were the quota short."""
        return sum(one.optional for one in self.messages)


def planned_days(
    connection: Connection, now: datetime, rules: OfficeRules, quota: Quota | None
) -> list[PlannedDay]:
    """The next 14 days; days on which nothing goes out are left out."""
    if rules.paused:
        return []
    first, calendar = now.astimezone(BANGKOK).date(), read_calendar(connection)
    days = [first + timedelta(days=ahead) for ahead in range(DAYS)]
    days = [day for day in days if calendar.is_working(day)]
    reminders = _reminders(connection, days, rules, calendar)
    told = standing_of(connection, first)
    if first in reminders:
        reminders[first] = [one for one in reminders[first] if one.to.id not in told]
    others = summaries.foreseen(connection, now, days, rules)
    others += certification_requests.foreseen(
        connection, now, days, {day: {one.to.id for one in made} for day, made in reminders.items()}
    )
    names = _names(connection, others)
    found = []
    for day in days:
        messages = [_reminder(one) for one in reminders[day]]
        messages += [_other(one, names) for one in others if one.day == day]
        found.append(PlannedDay(day, tuple(messages)))
    found = _with_quota_warning(connection, found, rules, quota)
    return [one for one in found if one.messages]


def _reminders(
    connection: Connection, days: Sequence[date], rules: OfficeRules, calendar: Calendar
) -> dict[date, list[Letter]]:
    """The letters day by day: what is told on one of them is known on the next."""
    found: dict[date, list[Letter]] = {}
    heard: dict[int, Heard] = {}
    spoken: set[int] = set()
    for day in days:
        picture = read_picture(connection, day, rules, calendar)
        drafts = {
            person: [replace(one, reminded=one.reminded or one.id in spoken) for one in lying]
            for person, lying in picture.drafts.items()
        }
        picture = replace(picture, heard={**picture.heard, **heard}, drafts=drafts)
        found[day] = list(letters(picture))
        at = datetime.combine(day, rules.remind_at, BANGKOK)
        for one in found[day]:
            before = picture.heard.get(one.to.id)
            escalated = at if one.escalation else before.escalated_at if before else None
            heard[one.to.id] = Heard(at, escalated)
            spoken.update(one.drafts)
    return found


def _reminder(letter: Letter) -> PlannedMessage:
    return PlannedMessage(letter.to.name, tuple(letter.reasons), len(letter.lines), letter.optional)


def _other(one: Foreseen, names: dict[int, str]) -> PlannedMessage:
    return PlannedMessage(names.get(one.person_id, ""), (one.kind,), one.about, one.optional)


def _names(connection: Connection, messages: Iterable[Foreseen]) -> dict[int, str]:
    ids = {one.person_id for one in messages}
    rows = connection.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(rows.all())


def _with_quota_warning(
    connection: Connection, days: Sequence[PlannedDay], rules: OfficeRules, quota: Quota | None
) -> list[PlannedDay]:
    """On the day the month's messages reach the share at which planners are told."""
    if quota is None or quota.allowed is None or quota.warned:
        return list(days)
    limit, spent = quota.allowed * rules.quota_warning, quota.used + quota.waiting
    ids = [person_id for person_id, _ in planners(connection)]
    rows = connection.execute(select(Person.name).where(Person.id.in_(ids)).order_by(Person.id))
    told = [PlannedMessage(name, (QUOTA_WARNING,), 0, optional=False) for name in rows.scalars()]
    found: list[PlannedDay] = []
    for one in days:
        before, spent = spent, spent + _in_month(one, quota)
        warns = before < limit <= spent or (not found and before >= limit)
        found.append(PlannedDay(one.day, (*one.messages, *told)) if warns else one)
    return found


def _in_month(one: PlannedDay, quota: Quota) -> int:
    return len(one.messages) if one.day.month == quota.month.month else 0
