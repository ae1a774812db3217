"""The overview's figures: by group from the picture of the round, by day and of the outbox."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, select

from bot import outbox
from bot.clock import BANGKOK
from handlers.web.console.reading.rounds import RoundLine
from models.messages import Delivery
from models.plan import Project
from models.progress import Report, WorkStatus
from reports.picture import ProjectPicture, RoundPicture


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
    """How many projects were reported for the first time on a day, and by its end.

    `in_all` is None for a day to come.
    """

    day: date
    new: int
    in_all: int | None


def by_group(picture: RoundPicture, projects: Iterable[ProjectPicture]) -> list[GroupStanding]:
    """The groups in the order of the official tables; projects count for the group that leads."""
    led: dict[str, list[ProjectPicture]] = {group.code: [] for group in picture.groups}
    for one in projects:
        led.setdefault(one.lead, []).append(one)
    names = {group.code: group.short_name for group in picture.groups}
    return [_standing(names.get(code, "–"), mine) for code, mine in led.items() if mine]


def in_all(projects: Sequence[ProjectPicture]) -> GroupStanding:
    """All of them together."""
    return _standing("รวม", projects)


def _standing(name: str, projects: Sequence[ProjectPicture]) -> GroupStanding:
    zero = Decimal(0)
    return GroupStanding(
        name,
        dict(Counter(one.report.status if one.report else None for one in projects)),
        sum((one.allocated or zero for one in projects), zero),
        sum((one.spent for one in projects), zero),
        sum((one.disbursed for one in projects), zero),
    )


def by_day(
    connection: Connection,
    of_round: RoundLine,
    projects: Collection[ProjectPicture],
    today: date,
    *,
    is_whole: bool,
) -> list[DayOfReports]:
    """From the opening to the due date, or to today if that is later; at most 60 days.

    Of a closed round until it was closed. `is_whole`: the projects are all of the round.
    """
    query = select(Report.submitted_at).where(Report.round_id == of_round.id, Report.version == 1)
    if of_round.closed_at:
        query = query.where(Report.submitted_at <= of_round.closed_at)
    if of_round.closed_at or not is_whole:
        query = query.where(
            Report.project_id.in_(
                select(Project.id).where(
                    Project.fiscal_year == of_round.fiscal_year,
                    Project.code.in_([one.code for one in projects]),
                )
            )
        )
    return _days(of_round, connection.scalars(query), today)


def _days(of_round: RoundLine, moments: Iterable[datetime], today: date) -> list[DayOfReports]:
    news = Counter(_day(at) for at in moments)
    last = _last_day(of_round, today)
    first = max(min([_day(of_round.opened_at), *news]), last - timedelta(days=59))
    total, days = sum(count for day, count in news.items() if day < first), []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        total += news[day]
        days.append(DayOfReports(day, news[day], total if day <= today else None))
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
