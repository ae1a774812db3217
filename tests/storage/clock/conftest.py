"""What the tests of the clock share."""

from dataclasses import replace

import pytest

from bot.clock import MovableClock
from bot.memory_line import MemoryLine
from bot.office import Office
from models.closed_days import Calendar
from models.thai_holidays import holidays_of
from tests.office_sample import load


@pytest.fixture(scope="session")
def first_calendar() -> Calendar:
    """The calendar as it is first filled, without a database."""
    return Calendar(frozenset(one.day for year in (2023, 2024, 2025) for one in holidays_of(year)))


@pytest.fixture
def line(clock: MovableClock) -> MemoryLine:
    """LINE in memory."""
    return MemoryLine(clock)


@pytest.fixture
def bot(office: Office, line: MemoryLine) -> Office:
    """The office with LINE in memory."""
    return replace(office, connect_line=lambda _: line)


@pytest.fixture
def loaded(bot: Office) -> Office:
    """The sample office with its second quarter opened."""
    load(bot)
    return bot
