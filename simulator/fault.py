"""Faults played on purpose: slowness, refusals, lost answers, dropped connections."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call.

    `accepted` says whether the call takes effect all the same: an accepted fault is the answer
    that got lost. `slow_before` and `slow_after` are seconds around that moment.
    """

    status: int | None = None
    message: str = ""
    dropped: bool = False
    accepted: bool = False
    slow_before: float = 0.0
    slow_after: float = 0.0

    @property
    def breaks(self) -> bool:
        """Whether the caller gets something else than the true answer."""
        return self.dropped or self.status is not None


def rate_limited() -> Fault:
    """429 of the other kind: too many calls at once."""
    return Fault(status=429, message="The API rate limit has been exceeded. Try again later.")


def server_error(*, accepted: bool = False) -> Fault:
    """500; with `accepted` the message went out nevertheless."""
    return Fault(status=500, message="Internal Server Error", accepted=accepted)


def connection_dropped(*, accepted: bool = False) -> Fault:
    """The connection closes without an answer, before or after the call took effect."""
    return Fault(dropped=True, accepted=accepted)


def never_answers(seconds: float) -> Fault:
    """Accepts the call and lets the caller wait longer than it will."""
    return Fault(dropped=True, accepted=True, slow_after=seconds)


class Faults(Protocol):
    """Decides for every call what goes wrong with it."""

    def next_for(self, method: str, path: str) -> Fault | None:
        """The fault for this call, if any."""

    def wait(self, seconds: float) -> None:
        """Lets that time pass."""


class FaultPlan:
    """Faults told beforehand, each used up by the calls it names; empty: nothing goes wrong."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._lock = Lock()
        self._planned: list[tuple[str, Fault]] = []

    def add(self, fault: Fault, *, path: str = "", times: int = 1) -> None:
        """The next `times` calls whose path holds `path` meet `fault`."""
        with self._lock:
            self._planned += [(path, fault)] * times

    def next_for(self, method: str, path: str) -> Fault | None:  # noqa: ARG002
        """The first planned fault that fits, taken off the plan."""
        with self._lock:
            for index, (part, fault) in enumerate(self._planned):
                if part in path:
                    del self._planned[index]
                    return fault
        return None

    def wait(self, seconds: float) -> None:
        """Lets that time pass."""
        if seconds:
            self._sleep(seconds)
