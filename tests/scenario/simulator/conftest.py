"""Fixtures of the simulator's scenarios."""

from collections.abc import Iterator

import pytest

from tests.scenario.simulator.world import World, running_world


@pytest.fixture
def world() -> Iterator[World]:
    with running_world() as world:
        yield world
