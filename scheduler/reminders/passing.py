"""Reminding at somebody's wish: a director of the group's owners, planners of all or of a few.

This is the one way, whatever was tapped, typed or clicked: a wish is written and the clock sends it
as that person's one message of the day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, select

from bot.clock import BANGKOK
from models import audit
from models.audit import Channel
from models.closed_days import Calendar, read_calendar
from models.people import LineAccount, Person
from models.plan import Project, ProjectGroup, ProjectOwner
from models.progress import Report
from models.reminders import Reminder, ReminderRequest
from models.rounds import Round
from models.rules import OfficeRules, read_rules
from scheduler.reminders.letter import Missing
from scheduler.reminders.picture import OwedProject, ReportingRound
from scheduler.reminders.reading import read_groups, read_round
from scheduler.reminders.wishes import Wish


@dataclass(frozen=True)
class Whose:
    """Whom it is for: the owners of what is missing, narrowed by what is not None.

    `groups` are leading groups; `people` these owners alone.
    """

    groups: Collection[int] | None = None
    projects: Collection[int] | None = None
    people: Collection[int] | None = None

    def as_json(self) -> dict[str, list[int] | None]:
        """For the trail: only what narrows; `groups` always."""
        named = {"projects": self.projects, "people": self.people}
        found = {name: sorted(ids) for name, ids in named.items() if ids is not None}
        return {"groups": None if self.groups is None else sorted(self.groups), **found}


EVERYBODY = Whose()


@dataclass(frozen=True)
class Owner:
    """Who owes something. `told`: the clock wrote to them today; `asked`: passed on already."""

    id: int
    name: str
    reachable: bool
    told: bool
    asked: bool


@dataclass(frozen=True)
class PassingOn:
    """What one tap would do. `at_once`: who is reminded on `on`; `later`: on `then`.

    `immediate`: `on` is today, and the time of the day's reminders (`at`) has come already.
    `missing`: how many projects it is about.
    """

    round: ReportingRound
    on: date
    then: date
    at: time
    immediate: bool
    owners: Sequence[Owner]
    missing: int = 0

    @property
    def at_once(self) -> list[Owner]:
        """Who hears on the first day possible, being told nothing else that day."""
        return [one for one in self._left if not one.told]

    @property
    def later(self) -> list[Owner]:
        """Who was told today already: one message a day."""
        return [one for one in self._left if one.told]

    @property
    def asked(self) -> list[Owner]:
        """For whom it was passed on before, and not told yet."""
        return [one for one in self.owners if one.reachable and one.asked]

    @property
    def unreachable(self) -> list[Owner]:
        """Who has no LINE account."""
        return [one for one in self.owners if not one.reachable]

    @property
    def _left(self) -> list[Owner]:
        return [one for one in self.owners if one.reachable and not one.asked]


def read_passing_on(
    connection: Connection, whose: Whose, asker_id: int, now: datetime
) -> PassingOn | None:
    """Who would be reminded of the open round; None if no round is open."""
    of_round = read_round(connection)
    if of_round is None or not of_round.open:
        return None
    today = now.astimezone(BANGKOK).date()
    rules, calendar = read_rules(connection), read_calendar(connection)
    on = _first_day(now, rules, calendar)
    owners = _owners(connection, of_round.id, whose, asker_id, today)
    missing = select(func.count()).select_from(missing_ids(of_round.id, whose).subquery())
    return PassingOn(
        round=of_round,
        on=on,
        then=calendar.working_day_on_or_after(today + timedelta(days=1)),
        at=rules.remind_at,
        immediate=on == today and now.astimezone(BANGKOK).time() >= rules.remind_at,
        owners=owners,
        missing=connection.execute(missing).scalar_one(),
    )


def _first_day(now: datetime, rules: OfficeRules, calendar: Calendar) -> date:
    """Today while messages may go out, else the next working day."""
    here = now.astimezone(BANGKOK)
    ahead = 0 if here.time() < rules.work_until else 1
    return calendar.working_day_on_or_after(here.date() + timedelta(days=ahead))


def _owners(
    connection: Connection, round_id: int, whose: Whose, asker_id: int, today: date
) -> list[Owner]:
    told = exists().where(Reminder.person_id == Person.id, Reminder.day == today)
    asked = exists().where(
        ReminderRequest.person_id == Person.id,
        ReminderRequest.asked_by == asker_id,
        ReminderRequest.ended_at.is_(None),
        ReminderRequest.remind_on >= today,
        ~exists().where(
            Reminder.person_id == Person.id, Reminder.written_at > ReminderRequest.asked_at
        ),
    )
    bound = and_(LineAccount.person_id == Person.id, LineAccount.blocked_at.is_(None))
    query = (
        select(Person.id, Person.name, LineAccount.line_user_id.is_not(None), told, asked)
        .outerjoin(LineAccount, bound)
        .where(
            Person.active,
            Person.id != asker_id,
            Person.id.in_(
                select(ProjectOwner.person_id).where(
                    ProjectOwner.project_id.in_(missing_ids(round_id, whose))
                )
            ),
        )
        .order_by(Person.code)
    )
    if whose.people is not None:
        query = query.where(Person.id.in_(whose.people))
    rows = connection.execute(query)
    return [Owner(row[0], row[1], bool(row[2]), bool(row[3]), bool(row[4])) for row in rows]


def missing_ids(round_id: int, whose: Whose) -> Select[Any]:
    """The projects without a report in the round."""
    missing = (
        select(Project.id)
        .join(Round, Round.fiscal_year == Project.fiscal_year)
        .where(Round.id == round_id, Project.active)
        .where(~exists().where(Report.project_id == Project.id, Report.round_id == round_id))
    )
    if whose.projects is not None:
        missing = missing.where(Project.id.in_(whose.projects))
    if whose.people is not None:
        owned = select(ProjectOwner.project_id).where(ProjectOwner.person_id.in_(whose.people))
        missing = missing.where(Project.id.in_(owned))
    if whose.groups is None:
        return missing
    lead = and_(ProjectGroup.project_id == Project.id, ProjectGroup.position == 0)
    return missing.join(ProjectGroup, lead).where(ProjectGroup.group_id.in_(whose.groups))


def read_missing(connection: Connection, of: ReportingRound, whose: Whose) -> list[Missing]:
    """The projects without a report with their owners, by group in the order of the office."""
    lead = and_(ProjectGroup.project_id == Project.id, ProjectGroup.position == 0)
    projects = connection.execute(
        select(Project.id, Project.code, Project.name, ProjectGroup.group_id, Project.ends_on)
        .outerjoin(ProjectGroup, lead)
        .where(Project.id.in_(missing_ids(of.id, whose)))
        .order_by(Project.position, Project.id)
    ).all()
    bound = and_(LineAccount.person_id == Person.id, LineAccount.blocked_at.is_(None))
    names: dict[int, list[str]] = {}
    reachable: set[int] = set()
    owners = connection.execute(
        select(ProjectOwner.project_id, Person.name, LineAccount.line_user_id)
        .join(Person, Person.id == ProjectOwner.person_id)
        .outerjoin(LineAccount, bound)
        .where(Person.active, ProjectOwner.project_id.in_([row.id for row in projects]))
        .order_by(ProjectOwner.project_id, ProjectOwner.position)
    )
    for project_id, name, account in owners:
        names.setdefault(project_id, []).append(name)
        if account:
            reachable.add(project_id)
    order = {group: place for place, group in enumerate(read_groups(connection))}
    found = [
        Missing(
            OwedProject(
                row.id, row.code, row.name, row.group_id, row.ends_on, missing=True, ended=False
            ),
            names.get(row.id, ()),
            row.id not in reachable,
        )
        for row in projects
    ]
    return sorted(found, key=lambda one: order.get(one.project.group_id or 0, len(order)))


@dataclass(frozen=True)
class PassOn:
    """Writes the wishes; the clock's next tick sends what is for today. Recorded in the trail."""

    passing: PassingOn
    whose: Whose
    asker_id: int
    at: datetime
    channel: Channel
    caused_by: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it; a newer wish of the same asker takes the place of an older one."""
        wishes = [(one.id, self.passing.on) for one in self.passing.at_once]
        wishes += [(one.id, self.passing.then) for one in self.passing.later]
        if not wishes:
            return
        for person_id, on in wishes:
            Wish(person_id, self.asker_id, on, self.at, self.caused_by).apply(connection)
        after = {
            **self.whose.as_json(),
            "on": {str(person_id): on.isoformat() for person_id, on in wishes},
        }
        audit.record(
            connection,
            "reminder.passed_on",
            ("round", self.passing.round.code),
            at=self.at,
            channel=self.channel,
            actor_id=self.asker_id,
            after=after,
        )
