"""When the office may be written to: its hours on its working days."""

from datetime import datetime, timedelta

from bot.clock import BANGKOK
from models.closed_days import Calendar
from models.rules import OfficeRules


def next_open(now: datetime, rules: OfficeRules, calendar: Calendar) -> datetime:
    """`now` within the hours of a working day, else when the office opens next."""
    here = now.astimezone(BANGKOK)
    if calendar.is_working(here.date()) and here.time() < rules.work_until:
        opens = datetime.combine(here.date(), rules.work_from, BANGKOK)
        return max(here, opens)
    following = calendar.working_day_on_or_after(here.date() + timedelta(days=1))
    return datetime.combine(following, rules.work_from, BANGKOK)
