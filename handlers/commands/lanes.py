"""Who handles which request of `flask serve`: webhooks one after another, all else beside them.

SQLite lets one webhook at a time write, so more threads for them only wait for each other, and
each change from one to the next costs: with sixteen clients pressing, about a sixth of the steps
a second. A page or a document that takes its time is in no webhook's way.
"""

import logging
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from waitress.task import ThreadedTaskDispatcher

LOG = logging.getLogger(f"kaona.{__name__}")

WEBHOOK = "/callback"


class Channel(Protocol):
    """A connection of waitress's, with its first request read."""

    requests: list[Any]

    def service(self) -> None:
        """Answer it."""

    def cancel(self) -> None:
        """Give it up."""


class Lanes:
    """In the place of waitress's dispatcher of requests to threads."""

    def __init__(self, threads: int) -> None:
        self._webhooks = OneLane()
        self._others = ThreadedTaskDispatcher()
        self._others.set_thread_count(threads)

    def add_task(self, task: Channel) -> None:
        """A request is there to be answered."""
        if task.requests and task.requests[0].path == WEBHOOK:
            self._webhooks.add_task(task)
        else:
            self._others.add_task(task)

    def shutdown(self, *, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """End what is begun, give up what is not; True if it was told to give up."""
        self._webhooks.shutdown(timeout)
        given_up: bool = self._others.shutdown(cancel_pending, timeout)
        return given_up


class OneLane:
    """One thread, and what waits for it in the order of its coming."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Channel | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="webhooks", daemon=True)
        self._thread.start()

    def add_task(self, task: Channel) -> None:
        """It has its turn after all that came before."""
        self._waiting.put(task)

    def shutdown(self, timeout: float) -> None:
        """Give up what waits, LINE delivers it again; end the one in hand."""
        while (task := self._next_waiting()) is not None:
            task.cancel()
        self._waiting.put(None)
        self._thread.join(timeout)

    def _next_waiting(self) -> Channel | None:
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            try:
                task.service()
            except Exception:
                LOG.exception("a webhook could not be answered")
