"""The loop that empties the outbox, and one pass of it for `flask send --once`."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from threading import Event, Thread
from time import monotonic

from bot.claims import Claimed
from bot.line import LineClient
from bot.office import Office
from scheduler.desk import NOTHING, Counters, Desk, Result
from scheduler.limiter import Limiter

LOG = logging.getLogger(f"kaona.{__name__}")

THREADS = 200
"""Calls on their way at once. Threads are made when they are needed."""
POLL_SECONDS = 0.5
"""How often to look for what falls due where this process fills the outbox itself, and knows."""
LOOK_SECONDS, BRISK_SECONDS, BRISK_FOR_SECONDS = 0.1, 0.02, 2.0
"""Where others fill it: how often to look, and how often for a while after something was found."""
BUSY = 16
"""With more calls than this on their way, results wait for each other; new messages never do."""
GATHER_SECONDS = 0.04
PROBE_SECONDS = 30.0
TROUBLE_SECONDS, LONGEST_TROUBLE_SECONDS = 0.5, 10.0
"""How long to keep quiet when the database fails; doubled each time."""
UNWELL_AFTER_SECONDS = 30.0


def deliver_due(
    office: Office, line: LineClient, *, threads: int = 1, desk: Desk | None = None
) -> Counters:
    """Deliver everything that is due, then end. With one thread: in order, in this thread."""
    desk = desk or Desk(office, line)
    desk.look_around()
    total, results = NOTHING, list[Result]()
    with ThreadPoolExecutor(threads, "send") as pool:
        while True:
            turn = desk.turn(results, threads if threads > 1 else 1)
            total += turn.counters
            if not turn.calls and not turn.counters:
                break
            results = list(pool.map(desk.call, turn.calls))
    LOG.info("outbox delivered", extra=asdict(total))
    return total


class Sending:
    """Delivers from a background thread until stopped; calls go out from a pool of threads.

    The database sees to it that one call at a time is on its way to a recipient.
    """

    def __init__(
        self,
        office: Office,
        line: LineClient,
        *,
        threads: int = THREADS,
        desk: Desk | None = None,
        limiter: Limiter | None = None,
        trouble_seconds: float = TROUBLE_SECONDS,
    ) -> None:
        self._office, self._desk = office, desk or Desk(office, line)
        self._threads, self._limiter = threads, limiter or Limiter()
        self._trouble_seconds = trouble_seconds
        self._pool = ThreadPoolExecutor(threads, "send")
        self._thread = Thread(target=self._run, name="sending", daemon=True)
        self._stopping = Event()
        self._done: deque[Result] = deque()
        self._unwritten: list[Result] = []
        self._on_their_way = 0
        self._is_gathering = False
        self._probe_at, self._seen = 0.0, office.clock.now()
        self._last_turn = monotonic()
        self._brisk_until = 0.0

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def stop(self, timeout: float = 20.0) -> None:
        """Take nothing more in hand, wait for the calls on their way and write down their ends."""
        self._stopping.set()
        self._office.outbox_filled.set()
        self._thread.join(timeout)

    def is_well(self) -> bool:
        """True while turns succeed."""
        return self._thread.is_alive() and monotonic() - self._last_turn < UNWELL_AFTER_SECONDS

    def _run(self) -> None:
        pause = self._trouble_seconds
        self._survive(self._release)
        while not self._stopping.is_set():
            try:
                self._wait(self._turn())
                pause = self._trouble_seconds
            except Exception:
                LOG.exception("sending is interrupted", extra={"pause_seconds": pause})
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_TROUBLE_SECONDS)
        self._finish()

    def _survive(self, step: Callable[[], object]) -> None:
        """Do it if the database lets us; the leases are there if it does not."""
        try:
            step()
        except Exception:
            LOG.exception("the outbox could not be tidied")

    def _release(self) -> None:
        """On SQLite one process sends: what is in hand was left by one that died."""
        if self._office.database.is_sqlite and (left := self._desk.release()):
            LOG.warning("messages were left in hand", extra={"rows": left})

    def _turn(self) -> float:
        """Write back, take the next calls, start them; how long to wait for the next turn."""
        self._collect()
        self._look_around_now_and_then()
        wanted = self._threads - self._on_their_way
        granted = self._limiter.grant(wanted)
        calls = self._exchange(granted)
        self._limiter.give_back(granted - len(calls))
        for claimed in calls:
            self._on_their_way += 1
            self._pool.submit(self._call, claimed)
        is_throttled = granted < wanted and len(calls) == granted
        return GATHER_SECONDS if is_throttled else self._next_look(found=bool(calls))

    def _next_look(self, *, found: bool) -> float:
        """People write in bursts: where one message was found, the next is not far."""
        if self._office.database.is_sqlite:
            return POLL_SECONDS
        if found:
            self._brisk_until = monotonic() + BRISK_FOR_SECONDS
        return BRISK_SECONDS if monotonic() < self._brisk_until else LOOK_SECONDS

    def _exchange(self, limit: int) -> list[Claimed]:
        """One transaction. If it fails, the results are kept for the next."""
        turn = self._desk.turn(self._unwritten, limit)
        self._unwritten = []
        self._last_turn = monotonic()
        if turn.counters:
            LOG.info("outbox delivered", extra=asdict(turn.counters))
        return turn.calls

    def _collect(self) -> None:
        while self._done:
            self._unwritten.append(self._done.popleft())
            self._on_their_way -= 1

    def _look_around_now_and_then(self) -> None:
        """And at once when the clock goes back."""
        before, self._seen = self._seen, self._office.clock.now()
        if monotonic() >= self._probe_at or self._seen < before:
            self._probe_at = monotonic() + PROBE_SECONDS
            self._survive(self._desk.look_around)

    def _call(self, claimed: Claimed) -> None:
        self._done.append(self._desk.call(claimed))
        if not self._is_gathering:
            self._office.outbox_filled.set()

    def _wait(self, seconds: float) -> None:
        """Until the outbox is filled, or there is something to write back."""
        filled = self._office.outbox_filled
        self._is_gathering = self._on_their_way > BUSY
        if self._is_gathering:
            filled.wait(min(seconds, GATHER_SECONDS))
        elif not self._done:
            filled.wait(seconds)
        filled.clear()

    def _finish(self) -> None:
        """What is lost here comes to light when its lease runs out."""
        self._pool.shutdown(wait=True)
        self._collect()
        if self._unwritten:
            self._survive(lambda: self._exchange(0))
