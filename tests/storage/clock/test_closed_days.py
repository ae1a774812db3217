"""The office's calendar: filled from the package, changed by the office, never overwritten."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import BANGKOK
from bot.office import Office
from models import closed_days
from models.audit import Channel
from models.closed_days import Calendar, ClosedDayError, read_calendar
from models.thai_holidays import holidays_of
from scheduler.calendar_job import FillCalendar

AT = datetime(2024, 4, 3, 9, 0, tzinfo=BANGKOK)
FLOOD = date(2024, 4, 9)
EXTRA = date(2024, 4, 12)
"""The cabinet's extra day before Songkran 2567."""


def filled(office: Office, at: datetime = AT) -> Calendar:
    FillCalendar().run(office, at)
    with office.database.read() as connection:
        return read_calendar(connection)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 1, 1), False),  # New Year
        (date(2024, 2, 29), True),  # a Thursday that is there every four years
        (date(2024, 3, 30), False),  # a Saturday
        (date(2024, 4, 8), False),  # in lieu of Chakri Day, a Saturday
        (date(2024, 4, 11), True),
        (EXTRA, False),
        (date(2024, 4, 15), False),  # Songkran
        (date(2024, 4, 16), False),  # in lieu of it
        (date(2024, 4, 17), True),
        (date(2024, 5, 1), True),  # Labour Day: offices work
        (date(2024, 5, 10), False),  # the Royal Ploughing Ceremony
        (date(2024, 9, 30), True),  # the last day of the fiscal year
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), False),  # the next year is filled too
    ],
)
def test_working_days_of_2567(first_calendar: Calendar, day: date, works: bool) -> None:
    assert first_calendar.is_working(day) == works


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2024, 4, 11), date(2024, 4, 11), date(2024, 4, 11)),
        (date(2024, 4, 14), date(2024, 4, 11), date(2024, 4, 17)),  # six closed days on end
        (date(2023, 12, 31), date(2023, 12, 28), date(2024, 1, 2)),
        (date(2024, 3, 2), date(2024, 3, 1), date(2024, 3, 4)),  # a Saturday after 29 February
    ],
)
def test_the_nearest_working_day(
    first_calendar: Calendar, day: date, before: date, after: date
) -> None:
    assert first_calendar.working_day_on_or_before(day) == before
    assert first_calendar.working_day_on_or_after(day) == after


def test_filling_again_changes_nothing(office: Office) -> None:
    assert FillCalendar().run(office, AT)["closed_days"] > 50
    assert not FillCalendar().run(office, AT)


def test_years_filled_from_this_package_are_not_read_from_it_again(office: Office) -> None:
    """It is large: a worker that starts on a filled calendar never has it in memory."""
    filled(office)
    holidays_of.cache_clear()
    filled(office)
    assert holidays_of.cache_info().misses == 0
    filled(office, AT + timedelta(days=366))
    assert holidays_of.cache_info().misses == 1


def test_a_new_year_fills_the_next(office: Office) -> None:
    filled(office)
    assert filled(office, AT + timedelta(days=366)).is_working(date(2026, 4, 13)) is False


def test_what_the_office_added_and_opened_stays(office: Office) -> None:
    filled(office)
    with office.database.write() as connection:
        closed_days.add_day(connection, FLOOD, "น้ำท่วม", at=AT, channel=Channel.COMMAND)
        closed_days.remove_day(connection, EXTRA, at=AT, channel=Channel.CONSOLE)
    calendar = filled(office)
    assert not calendar.is_working(FLOOD)
    assert calendar.is_working(EXTRA)
    with office.database.write() as connection:
        listed = {one.day: one for one in closed_days.days_of(connection, 2024)}
        assert listed[FLOOD].source == listed[EXTRA].source == "สำนักงาน"
        assert listed[date(2024, 4, 15)].source.startswith("holidays 0.")
        with pytest.raises(ClosedDayError):
            closed_days.add_day(connection, FLOOD, "อีกครั้ง", at=AT, channel=Channel.COMMAND)
        with pytest.raises(ClosedDayError):
            closed_days.remove_day(connection, EXTRA, at=AT, channel=Channel.COMMAND)
        closed_days.add_day(connection, EXTRA, "ปิดตามเดิม", at=AT, channel=Channel.COMMAND)
        assert not read_calendar(connection).is_working(EXTRA)


def test_what_a_newer_package_knows_comes_in_and_what_it_took_back_goes(office: Office) -> None:
    filled(office)
    wrong = date(2024, 7, 1)
    table = closed_days.ClosedDay.__table__
    with office.database.write() as connection:
        connection.execute(table.delete().where(table.c.day == date(2024, 4, 15)))  # type: ignore[attr-defined]
        old = {"day": wrong, "name": "?", "source": "holidays 0.1", "changed_at": AT}
        connection.execute(table.insert(), old)  # type: ignore[attr-defined]
    calendar = filled(office)
    assert not calendar.is_working(date(2024, 4, 15))
    assert calendar.is_working(wrong)
