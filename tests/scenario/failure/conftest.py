"""A letterbox on both databases."""

import pytest

from bot.clock import MovableClock
from bot.memory_line import MemoryLine
from bot.office import Office
from handlers.chat.desk import ChatDesk
from tests.scenario.letterbox import BreakingDesk, Letterbox


@pytest.fixture
def line(clock: MovableClock) -> MemoryLine:
    return MemoryLine(clock)


@pytest.fixture
def letterbox(office: Office, line: MemoryLine) -> Letterbox:
    return Letterbox.of(office, line)


@pytest.fixture
def breaking(office: Office, line: MemoryLine) -> Letterbox:
    """Whatever is posted here, the handler raises at the end of its work."""
    return Letterbox.of(office, line, BreakingDesk(ChatDesk(office)))
