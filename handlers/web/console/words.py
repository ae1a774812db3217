"""What templates say dates, money and states with: filters of the console's pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from bot import thaitext
from models.progress import STATUS_NAMES, WorkStatus

NOT_REPORTED = "ยังไม่รายงาน"


def baht(amount: Decimal | None) -> str:
    """`23,800`; a dash where there is no figure."""
    return "–" if amount is None else thaitext.baht(amount)


def day(moment: date | None) -> str:
    """`31 มี.ค. 2567`; a dash where there is none."""
    return "–" if moment is None else thaitext.day(moment)


def moment(at: datetime | None) -> str:
    """`3 เม.ย. 2567 09:05 น.`; a dash where there is none."""
    return "–" if at is None else thaitext.day_and_time(at)


def percent(part: Any, whole: Any) -> str:
    """`62.5 %`; a dash where there is no whole."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def status(value: WorkStatus | None) -> str:
    """The words of the forms; without a report "not reported"."""
    return NOT_REPORTED if value is None else STATUS_NAMES[value]


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        baht=baht,
        day=day,
        moment=moment,
        percent=percent,
        status=status,
        round_name=thaitext.round_name,
    )
