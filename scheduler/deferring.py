"""The loop that does deferred work, and one pass of it for commands and tests."""

import logging
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from random import random
from threading import Event, Lock, Thread, current_thread
from time import monotonic

from bot import deferred
from bot.deferred import End, Handlers, Jitter, Task
from bot.office import Office
from models.messages import TaskState

LOG = logging.getLogger(f"kaona.{__name__}")

POLL_SECONDS = 0.5
THREADS = 2
"""One fetches while the other works."""
LONGEST_TROUBLE_PAUSE = 10.0
UNWELL_AFTER_SECONDS = 600.0
"""A large file on a slow line takes its time."""


@dataclass(frozen=True)
class Counters:
    """What became of tasks; they are the log line and the metric."""

    done: int = 0
    retried: int = 0
    failed: int = 0
    expired: int = 0
    lost: int = 0

    def __add__(self, other: "Counters") -> "Counters":
        names = [field.name for field in fields(self)]
        return Counters(**{name: getattr(self, name) + getattr(other, name) for name in names})


NOTHING = Counters()
COUNTED_AS = {
    TaskState.DONE: Counters(done=1),
    TaskState.WAITING: Counters(retried=1),
    TaskState.FAILED: Counters(failed=1),
    TaskState.EXPIRED: Counters(expired=1),
}
LOST = Counters(lost=1)
"""Somebody else had the task by the time it was done; theirs counts."""


def run_due(office: Office, handlers: Handlers, *, jitter: Jitter = random) -> Counters:
    """Do everything that is due, one by one, then end."""
    total = NOTHING
    while (task := take(office, handlers.keys())) is not None:
        total += carry_out(office, handlers, task, jitter)
    LOG.info("deferred work done", extra=asdict(total))
    return total


def take(office: Office, kinds: Collection[str]) -> Task | None:
    """Take the next due task in hand. A look comes first: it keeps no writer waiting."""
    now = office.clock.now()
    with office.database.read() as connection:
        if not deferred.is_due(connection, now, kinds):
            return None
    with office.database.write() as connection:
        return deferred.claim(connection, now, kinds)


def carry_out(office: Office, handlers: Handlers, task: Task, jitter: Jitter) -> Counters:
    """Do a task in hand and write its end."""
    end = deferred.attempt(handlers[task.kind], task, office.clock.now, jitter)
    try:
        counted = _write(office, task, end)
    except Exception as error:
        LOG.exception("a task's end could not be written", extra={"task": task.id})
        end = _without_effects(office, task, end, type(error).__name__, jitter)
        counted = _write(office, task, end)
    _log(task, end)
    return counted


def _without_effects(office: Office, task: Task, end: End, reason: str, jitter: Jitter) -> End:
    """What was done is done again later; what was given up stays so."""
    if end.state is TaskState.DONE:
        return deferred.put_off(task, reason, office.clock.now(), jitter)
    return replace(end, effects=())


def _write(office: Office, task: Task, end: End) -> Counters:
    with office.database.write() as connection:
        ours = deferred.record(connection, task, end)
    office.outbox_filled.set()
    return COUNTED_AS[end.state] if ours else LOST


def _log(task: Task, end: End) -> None:
    level = logging.INFO if end.state is TaskState.DONE else logging.WARNING
    fields = {
        "task": task.id,
        "kind": task.kind,
        "state": end.state.value,
        "attempts": task.attempts,
        "reason": end.error,
        "caused_by": task.caused_by,
    }
    LOG.log(level, "deferred task", extra=fields)


class Deferring:
    """Does deferred work from background threads until stopped.

    Tasks of the kinds in `alone` are done one at a time, in the order of their coming.
    """

    def __init__(
        self,
        office: Office,
        handlers: Handlers,
        *,
        alone: Collection[str] = (),
        threads: int = THREADS,
    ) -> None:
        self._office, self._handlers, self._alone = office, handlers, alone
        self._taking, self._free = Lock(), set(handlers)
        self._stopping = Event()
        names = [f"deferring-{number}" for number in range(threads)]
        self._threads = [Thread(target=self._run, name=name, daemon=True) for name in names]
        self._last_turn = dict.fromkeys(names, monotonic())

    def start(self) -> None:
        """Begin to work."""
        self._release()
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 20.0) -> None:
        """Take nothing more in hand and wait for what is; a lease frees what takes too long."""
        self._stopping.set()
        until = monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))

    def is_well(self) -> bool:
        """True while turns succeed."""
        oldest = min(self._last_turn.values())
        alive = all(thread.is_alive() for thread in self._threads)
        return alive and monotonic() - oldest < UNWELL_AFTER_SECONDS

    def _release(self) -> None:
        """On SQLite one process works: what is in hand was left by one that died."""
        if not self._office.database.is_sqlite:
            return
        try:
            with self._office.database.write() as connection:
                left = deferred.release(connection)
        except Exception:
            LOG.exception("deferred work could not be tidied")
        else:
            LOG.log(
                logging.WARNING if left else logging.DEBUG, "left in hand", extra={"rows": left}
            )

    def _run(self) -> None:
        pause = POLL_SECONDS
        while not self._stopping.is_set():
            try:
                worked = self._turn()
            except Exception:
                LOG.exception("deferred work is interrupted", extra={"pause_seconds": pause})
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_TROUBLE_PAUSE)
                continue
            pause = POLL_SECONDS
            if not worked:
                self._stopping.wait(POLL_SECONDS)

    def _turn(self) -> bool:
        """Do one task; False if none was due."""
        task = self._take()
        if task is not None:
            try:
                carry_out(self._office, self._handlers, task, random)
            finally:
                self._free.add(task.kind)
        self._last_turn[current_thread().name] = monotonic()
        return task is not None

    def _take(self) -> Task | None:
        """Two threads never take two tasks of a kind that is done alone."""
        with self._taking:
            task = take(self._office, frozenset(self._free))
            if task is not None and task.kind in self._alone:
                self._free.discard(task.kind)
            return task
