"""The overview's figures: by group, by day, the outbox. A fixed number of queries."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, Select, func, select

from bot import outbox
from bot.clock import BANGKOK
from handlers.web.console.reading.findings import Counted, Found
from handlers.web.console.reading.rounds import RoundLine
from handlers.web.console.reading.standing import of_groups, standing
from models.base import Baht
from models.messages import Delivery
from models.plan import Project
from models.progress import Report, WorkStatus


@dataclass(frozen=True)
class GroupStanding:
    """A group's projects by status (None: not reported), and its money in baht."""

    name: str
    by_status: dict[WorkStatus | None, int]
    allocated: Decimal
    spent: Decimal
    disbursed: Decimal

    @property
    def projects(self) -> int:
        """All projects the group leads."""
        return sum(self.by_status.values())

    @property
    def reported(self) -> int:
        """Those with a report of the round."""
        return self.projects - self.by_status.get(None, 0)


@dataclass(frozen=True)
class DayOfReports:
    """How many projects were reported for the first time on a day, and by its end."""

    day: date
    new: int
    in_all: int


def by_group(
    connection: Connection, of_round: RoundLine, groups: Collection[int] | None
) -> list[GroupStanding]:
    """The groups in the order of the official tables; projects count for the group that leads."""
    line = standing(of_round, groups).c
    rows = connection.execute(
        select(
            line.group_name,
            line.status,
            func.count(),
            func.sum(line.allocated, type_=Baht()),
            func.sum(line.spent, type_=Baht()),
            func.sum(line.disbursed, type_=Baht()),
        )
        .group_by(line.group_id, line.group_name, line.group_position, line.status)
        .order_by(line.group_position, line.group_id)
    )
    found: dict[str, GroupStanding] = {}
    for name, status, count, *money in rows:
        allocated, spent, disbursed = (amount or Decimal(0) for amount in money)
        before = found.get(name) or GroupStanding(name or "–", {}, *([Decimal(0)] * 3))
        found[name] = GroupStanding(
            before.name,
            before.by_status | {status: count},
            before.allocated + allocated,
            before.spent + spent,
            before.disbursed + disbursed,
        )
    return list(found.values())


def frozen_by_group(found: Found, groups: Collection[str] | None) -> list[GroupStanding]:
    """The same of a closed round, as it stood; `groups` by code."""
    led: dict[str, list[Counted]] = {group.code: [] for group in found.groups}
    for one in mine(found, groups):
        led.setdefault(one.groups[0] if one.groups else "", []).append(one)
    names = {group.code: group.short_name for group in found.groups}
    return [
        GroupStanding(
            names.get(code, "–"),
            dict(Counter(one.status for one in projects)),
            sum((one.allocated for one in projects), Decimal(0)),
            sum((one.spent for one in projects), Decimal(0)),
            sum((one.disbursed for one in projects), Decimal(0)),
        )
        for code, projects in led.items()
        if projects
    ]


def mine(found: Found, groups: Collection[str] | None) -> list[Counted]:
    """Projects one of the groups leads or takes part in; all of them for None."""
    return [
        one
        for one in found.projects
        if groups is None or not frozenset(groups).isdisjoint(one.groups)
    ]


def in_all(groups: list[GroupStanding]) -> GroupStanding:
    """The whole office."""
    statuses: Counter[WorkStatus | None] = Counter()
    for one in groups:
        statuses.update(one.by_status)
    return GroupStanding(
        "รวม",
        dict(statuses),
        sum((one.allocated for one in groups), Decimal(0)),
        sum((one.spent for one in groups), Decimal(0)),
        sum((one.disbursed for one in groups), Decimal(0)),
    )


def by_day(
    connection: Connection, of_round: RoundLine, groups: Collection[int] | None, today: date
) -> list[DayOfReports]:
    """From the opening to the due date, or to today if that is later; at most 60 days."""
    query = _first_reports(of_round)
    if groups is not None:
        query = query.where(Report.project_id.in_(of_groups(groups)))
    return _days(of_round, connection.scalars(query), today)


def frozen_by_day(
    connection: Connection, of_round: RoundLine, projects: Collection[Counted], today: date
) -> list[DayOfReports]:
    """The same of a closed round: of the projects it had, until it was closed."""
    had = select(Project.id).where(
        Project.fiscal_year == of_round.fiscal_year,
        Project.code.in_([one.code for one in projects]),
    )
    query = _first_reports(of_round).where(
        Report.project_id.in_(had), Report.submitted_at <= of_round.closed_at
    )
    return _days(of_round, connection.scalars(query), today)


def _first_reports(of_round: RoundLine) -> Select[datetime]:
    return select(Report.submitted_at).where(Report.round_id == of_round.id, Report.version == 1)


def _days(of_round: RoundLine, moments: Iterable[datetime], today: date) -> list[DayOfReports]:
    news = Counter(_day(at) for at in moments)
    last = _last_day(of_round, today)
    first = max(min([_day(of_round.opened_at), *news]), last - timedelta(days=59))
    total, days = sum(count for day, count in news.items() if day < first), []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        total += news[day]
        days.append(DayOfReports(day, news[day], total))
    return days


def _last_day(of_round: RoundLine, today: date) -> date:
    end = max(of_round.due, today)
    return min(end, _day(of_round.closed_at)) if of_round.closed_at else end


def _day(at: datetime) -> date:
    return at.astimezone(BANGKOK).date()


@dataclass(frozen=True)
class OutboxStanding:
    """Messages that still wait, those held back by the quota, and those that failed."""

    waiting: int
    parked: int
    failed: int


def of_outbox(connection: Connection) -> OutboxStanding:
    """As the outbox counts itself."""
    counts = outbox.standing(connection)
    waiting = counts.get(Delivery.WAITING, 0) + counts.get(Delivery.IN_HAND, 0)
    return OutboxStanding(waiting, counts.get(Delivery.PARKED, 0), counts.get(Delivery.FAILED, 0))
