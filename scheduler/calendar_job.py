"""The clock's job that keeps the office's calendar filled with holidays."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.clock import BANGKOK
from bot.office import Office
from models import closed_days
from models.fiscal import first_day, last_day
from models.plan import Plan


class FillCalendar:
    """The years around `now` and those of all plans; again when the package is a newer one."""

    name = "calendar"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        year = now.astimezone(BANGKOK).year
        with office.database.read() as connection:
            plans = connection.scalars(select(Plan.fiscal_year)).all()
            years = {year - 1, year, year + 1}
            years |= {day(plan).year for plan in plans for day in (first_day, last_day)}
            if not closed_days.to_fill(connection, years):
                return {}
        with office.database.write() as connection:
            return {"closed_days": closed_days.fill(connection, years, at=now)}
