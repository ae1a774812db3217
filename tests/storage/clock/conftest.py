"""What the tests of the clock share."""

import pytest

from models.closed_days import Calendar
from models.thai_holidays import holidays_of


@pytest.fixture(scope="session")
def first_calendar() -> Calendar:
    """The calendar as it is first filled, without a database."""
    return Calendar(frozenset(one.day for year in (2023, 2024, 2025) for one in holidays_of(year)))
