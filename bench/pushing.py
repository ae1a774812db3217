"""Ten thousand pushes with LINE answering in 100 ms, never above LINE's 2,000 a second."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from statistics import median
from time import monotonic

from sqlalchemy import func, select

from bench import crowd, deployed, places, servers
from bench.figures import print_table
from bench.line import StandIn, line
from bench.servers import Server
from bot import cards, outbox
from bot.office import Office
from bot.outbox import Outgoing
from bot.settings import Settings
from models.database import Database
from models.messages import Delivery, OutgoingMessage

ROUNDS, PUSHES, LATENCY, MOST_A_SECOND = 3, 10_000, 0.1, 2000
SETTLES_WITHIN = 20.0
RETRY_KEY = OutgoingMessage.retry_key
Run = Callable[[Mapping[str, str]], AbstractContextManager[Server]]


@dataclass(frozen=True)
class Pushed:
    """Seconds from the commit of all to the last answer; the most that came within a second."""

    seconds: float
    most: int


def run() -> None:
    """Measure and print."""
    with ExitStack() as stack:
        place, stand_in = stack.enter_context(places.directory()), stack.enter_context(line())
        stand_in.answers_in(LATENCY)
        rows = [
            _row(name, [_push(database, stand_in) for _ in range(ROUNDS)])
            for name, database in _senders(stack, f"sqlite:///{place}/kaona.db", stand_in)
        ]
    title = f"{PUSHES:,} pushes, LINE answers in {LATENCY * 1000:.0f} ms, medians of {ROUNDS}"
    print_table(title, ("sender", "seconds", "a second", "most in any second"), rows)


def _senders(stack: ExitStack, url: str, stand_in: StandIn) -> Iterator[tuple[str, Database]]:
    other = stack.enter_context(places.postgresql())
    cases: list[tuple[str, str | None, Run]] = [
        ("flask serve on SQLite", url, servers.flask_serve),
        ("flask worker on PostgreSQL", other, servers.flask_worker),
    ]
    for name, database_url, sender in cases:
        if database_url:
            crowd.gather(database_url)
            with sender(deployed.environ_of(database_url, stand_in)):
                database = Database(database_url)
                yield name, database
                database.close()


def _push(database: Database, stand_in: StandIn) -> Pushed:
    office = Office(Settings(), database)
    hello = cards.message("ถึงกำหนดรายงานแล้วค่ะ")
    messages = [
        Outgoing(recipient=f"U{number:032x}", objects=(hello,), kind="bench")
        for number in range(PUSHES)
    ]
    with database.write() as connection:
        outbox.put(connection, office, messages)
        waiting = OutgoingMessage.state == Delivery.WAITING
        keys = [str(key) for key in connection.scalars(select(RETRY_KEY).where(waiting))]
    begun = monotonic()
    came = sorted(one.at for one in stand_in.taken(keys).values())
    _check_settled(database)
    return Pushed(came[-1] + LATENCY - begun, _most_in_a_second(came))


def _check_settled(database: Database) -> None:
    """The books: everything stands as sent."""
    deadline = monotonic() + SETTLES_WITHIN
    left = select(func.count()).where(OutgoingMessage.state != Delivery.SENT)
    while monotonic() < deadline:
        with database.read() as connection:
            if not connection.execute(left).scalar_one():
                return
        time.sleep(0.2)
    raise AssertionError("messages that came do not stand as sent")


def _most_in_a_second(came: Sequence[float]) -> int:
    most = max(bisect_left(came, at + 1.0) - place for place, at in enumerate(came))
    if most > MOST_A_SECOND:
        raise AssertionError(f"{most} pushes within a second")
    return most


def _row(name: str, rounds: Sequence[Pushed]) -> tuple[str, ...]:
    seconds = median(one.seconds for one in rounds)
    most = max(one.most for one in rounds)
    return (name, f"{seconds:.1f}", f"{PUSHES / seconds:,.0f}", f"{most:,}")
