"""Days on which the office is closed: the holidays, and what the office adds or opens itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, ForeignKey, String, delete, insert, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.audit import Channel
from models.base import Base
from models.errors import KaonaError
from models.thai_holidays import Holiday, holidays_of, source

OWN_SOURCE = "สำนักงาน"
SATURDAY = 5


class ClosedDayError(KaonaError):
    """The day cannot be added or removed."""


class ClosedDay(Base):
    """A day with its source. `closed` is false for a holiday on which the office works.

    Rows with `source` of the office are the office's own: filling from the package leaves them.
    """

    __tablename__ = "closed_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(400))
    source: Mapped[str] = mapped_column(String(80))
    closed: Mapped[bool] = mapped_column(default=True, server_default=true())
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True)
class Calendar:
    """Tells working days: Monday to Friday, unless the office is closed."""

    closed: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """True on a day the office works."""
        return day.weekday() < SATURDAY and day not in self.closed

    def working_day_on_or_before(self, day: date) -> date:
        """The day itself, or the nearest working day before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def working_day_on_or_after(self, day: date) -> date:
        """The day itself, or the next working day."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def read_calendar(connection: Connection) -> Calendar:
    """The office's calendar, one query."""
    days = connection.scalars(select(ClosedDay.day).where(ClosedDay.closed))
    return Calendar(frozenset(days))


@dataclass(frozen=True)
class ListedDay:
    """A day of the calendar as it is shown."""

    day: date
    name: str
    source: str
    closed: bool


def days_of(connection: Connection, year: int) -> list[ListedDay]:
    """All days of a calendar year (A.D.) that are closed, or were opened by the office."""
    found = select(ClosedDay.day, ClosedDay.name, ClosedDay.source, ClosedDay.closed)
    within = ClosedDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return [
        ListedDay(*row) for row in connection.execute(found.where(within).order_by(ClosedDay.day))
    ]


@dataclass(frozen=True)
class Filling:
    """What is to be changed for the calendar to agree with the package."""

    stale: tuple[date, ...]
    new: tuple[Holiday, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.new)


def to_fill(connection: Connection, years: Iterable[int]) -> Filling:
    """How the stored holidays of `years` (A.D.) differ from the package's; one query.

    Days announced since come in, those the package took back go; the office's own stay. Years
    filled from the package's version at hand are not read from it again.
    """
    known = set(years)
    rows = connection.execute(select(ClosedDay.day, ClosedDay.name, ClosedDay.source)).all()
    filled = {row.day.year for row in rows if row.source == source()}
    filled -= {row.day.year for row in rows if row.source not in (OWN_SOURCE, source())}
    known -= filled
    wanted = {one.day: one for year in sorted(known) for one in holidays_of(year)}
    stored = {row.day: Holiday(*row) for row in rows if row.day.year in known}
    own = {day for day, one in stored.items() if one.source == OWN_SOURCE}
    stale = [day for day, one in stored.items() if day not in own and wanted.get(day) != one]
    new = [one for day, one in wanted.items() if day not in own and stored.get(day) != one]
    return Filling(tuple(stale), tuple(new))


def fill(connection: Connection, years: Iterable[int], *, at: datetime) -> int:
    """Bring the holidays of `years` (A.D.) up to the package; how many days changed."""
    filling = to_fill(connection, years)
    if filling.stale:
        connection.execute(delete(ClosedDay).where(ClosedDay.day.in_(filling.stale)))
    if filling.new:
        rows = [{"day": one.day, "name": one.name, "source": one.source} for one in filling.new]
        connection.execute(insert(ClosedDay), [row | {"changed_at": at} for row in rows])
    return len({*filling.stale, *(one.day for one in filling.new)})


def drop_filled(connection: Connection) -> None:
    """Take out what `fill` put in; it can be filled again."""
    connection.execute(delete(ClosedDay).where(ClosedDay.source != OWN_SOURCE))


def add_day(
    connection: Connection,
    day: date,
    name: str,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """The office closes on a day; `ClosedDayError` if it is closed already."""
    _write(connection, day, name, closed=True, at=at, channel=channel, actor_id=actor_id)


def remove_day(
    connection: Connection,
    day: date,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """The office works on a day that was closed; `ClosedDayError` if it was not."""
    _write(connection, day, None, closed=False, at=at, channel=channel, actor_id=actor_id)


def _write(
    connection: Connection,
    day: date,
    name: str | None,
    *,
    closed: bool,
    at: datetime,
    channel: Channel,
    actor_id: int | None,
) -> None:
    found = connection.execute(
        select(ClosedDay.name, ClosedDay.closed).where(ClosedDay.day == day).with_for_update()
    ).first()
    if closed == bool(found and found.closed):
        raise ClosedDayError("วันนี้เป็นวันหยุดอยู่แล้ว" if closed else "วันนี้ไม่ได้เป็นวันหยุด")
    values = {
        "name": name or (found.name if found else ""),
        "source": OWN_SOURCE,
        "closed": closed,
        "changed_at": at,
        "changed_by": actor_id,
    }
    if found:
        connection.execute(update(ClosedDay).where(ClosedDay.day == day).values(values))
    else:
        connection.execute(insert(ClosedDay).values(day=day, **values))
    audit.record(
        connection,
        "closed_day.added" if closed else "closed_day.removed",
        ("closed_day", day.isoformat()),
        at=at,
        channel=channel,
        actor_id=actor_id,
        after={"name": values["name"]},
    )
