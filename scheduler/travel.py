"""A clock that is moved forward step by step, ticking on the way: a quarter goes by in a minute.

For the simulator's page: whatever would have happened between now and then happens in order.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from threading import Event, Lock, Thread
from typing import Final

from bot import outbox
from bot.clock import BANGKOK, MovableClock
from bot.office import Office
from scheduler.sending import deliver_due
from scheduler.ticking import Ticking

SHORT: Final = timedelta(days=2)
"""Up to here each quarter of an hour is ticked, beyond it each half hour."""
FIRST, LAST = time(8, 0), time(17, 0)
"""Between them offices are told things; a night is one step."""
THREADS: Final = 8


def steps(start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments to tick at on the way, the last one being `end`."""
    pace = timedelta(minutes=15 if end - start <= SHORT else 30)
    here, goal = start.astimezone(BANGKOK), end.astimezone(BANGKOK)
    day = here.date()
    while day <= goal.date():
        at = datetime.combine(day, FIRST, BANGKOK)
        while at.time() <= LAST:
            if here < at < goal:
                yield at
            at += pace
        day += timedelta(days=1)
    yield goal


class Travel:
    """A `MovableClock` whose `set` takes its time when it goes forward."""

    def __init__(self, clock: MovableClock, step: Callable[[datetime], object]) -> None:
        self._clock, self._step = clock, step
        self._lock = Lock()
        self._thread: Thread | None = None
        self._turned_off = Event()

    def now(self) -> datetime:
        """The moment, aware, in UTC; it moves while the clock is on its way."""
        return self._clock.now()

    def set(self, at: datetime) -> None:
        """Go to `at`: back at once, forward through all that is due on the way."""
        with self._lock:
            self.stop()
            self._turned_off = Event()
            arguments = (at, self._turned_off)
            self._thread = Thread(target=self._go, args=arguments, name="travel", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stay where the clock is."""
        self._turned_off.set()
        self.wait()

    def wait(self) -> None:
        """Until it has arrived."""
        if self._thread is not None:
            self._thread.join()

    def _go(self, end: datetime, turned_off: Event) -> None:
        start = self._clock.now()
        on_the_way = steps(start, end) if end > start else [end]
        for at in on_the_way:
            if turned_off.is_set():
                return
            self._clock.set(at)
            self._step(at)


def step_of(office: Office, ticking: Ticking) -> Callable[[datetime], None]:
    """What one step does: tick, and deliver what came due, before time goes on."""

    def step(at: datetime) -> None:
        ticking.tick_at(at)
        with office.database.read() as connection:
            since = outbox.waiting_since(connection)
        if since is not None and since <= at:
            deliver_due(office, office.line, threads=THREADS)

    return step
