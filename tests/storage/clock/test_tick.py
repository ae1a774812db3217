"""A tick runs all jobs in order; one that fails stops no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.office import Office
from scheduler.clock import at_moment, tick


@dataclass
class Note:
    """A job that notes what it saw."""

    name: str
    seen: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        self.seen.append((self.name, now, office.clock.now()))
        if self.name == "broken":
            raise RuntimeError("a fault in the program")
        return {"seen": 1}


def test_jobs_run_in_order_at_the_moment_of_the_tick(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[tuple[str, datetime, datetime]] = []
    jobs = [Note(name, seen) for name in ("first", "broken", "last")]
    at = office.clock.now() + timedelta(days=3)
    done = tick(office, at, jobs=jobs)
    assert seen == [(name, at, at) for name in ("first", "broken", "last")]
    assert done.failed == ("broken",)
    assert set(done.counted) == {"first", "last"}
    assert "a fault in the program" in caplog.text  # the operator gets the cause


def test_the_house_s_jobs_run_twice_without_harm(loaded: Office) -> None:
    assert not tick(loaded, loaded.clock.now()).failed
    again = tick(loaded, loaded.clock.now())
    assert not again.failed
    assert not any(sum(counted.values()) for counted in again.counted.values())


def test_the_moved_office_shares_all_but_the_clock(office: Office) -> None:
    there = at_moment(office, office.clock.now() + timedelta(days=1))
    assert there.line is office.line
    assert there.outbox_filled is office.outbox_filled
    assert there.clock.now() - office.clock.now() == timedelta(days=1)
