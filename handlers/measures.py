"""What a web process counts and times: events by outcome, handling time, refused webhooks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from models.errors import KaonaError

SECONDS: Final = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
"""LINE counts a webhook as failed after two."""
SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Where several web processes of one machine put their figures together, if it is set."""


class SharedPlaceError(KaonaError):
    """The directory where processes put their figures together is not there to be written to."""


def _look_at_shared_place() -> None:
    place = os.environ.get(SHARED)
    if place and not os.access(place, os.W_OK | os.X_OK):
        raise SharedPlaceError(
            f"{SHARED}: {place} is no directory this user can write to; "
            "only the web processes need it, set it for them alone"
        )


class Measures:
    """The counters of one app, in a registry of their own."""

    def __init__(self) -> None:
        _look_at_shared_place()
        self.registry = CollectorRegistry()
        self._events = Counter(
            "kaona_events", "Events taken in, by outcome", ["outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "kaona_event_seconds", "Handling time of one event", buckets=SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._refused = Counter(
            "kaona_webhooks_refused", "Webhooks refused, by reason", ["reason"],
            registry=self.registry,
        )  # fmt: skip

    @contextmanager
    def handling(self) -> Iterator[None]:
        """Time the handling of one event."""
        begun = perf_counter()
        try:
            yield
        finally:
            self._seconds.observe(perf_counter() - begun)

    def event(self, outcome: str) -> None:
        """An event came to an end."""
        self._events.labels(outcome).inc()

    def refused(self, reason: str) -> None:
        """A webhook was refused as a whole."""
        self._refused.labels(reason).inc()

    def of_all_processes(self) -> CollectorRegistry:
        """This process's figures, or those of all where they are put together."""
        if not os.environ.get(SHARED):
            return self.registry
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return together
