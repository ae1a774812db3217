"""The clock's letters of the next days, computed as the clock itself computes them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from models.closed_days import read_calendar
from models.rules import OfficeRules
from scheduler.reminders.letter import Letter
from scheduler.reminders.plan import letters
from scheduler.reminders.reading import read_picture

DAYS = 14


@dataclass(frozen=True)
class PlannedDay:
    """A working day with the messages that would go out if nothing more were reported."""

    day: date
    letters: tuple[Letter, ...]

    @property
    def optional(self) -> int:
        """How many the month could do without, were the quota short."""
        return sum(one.optional for one in self.letters)


def planned_days(connection: Connection, first: date, rules: OfficeRules) -> list[PlannedDay]:
    """The next 14 days; days on which nothing goes out are left out."""
    calendar = read_calendar(connection)
    found = []
    for ahead in range(DAYS):
        day = first + timedelta(days=ahead)
        if calendar.is_working(day):
            made = tuple(letters(read_picture(connection, day, rules, calendar)))
            if made:
                found.append(PlannedDay(day, made))
    return found
