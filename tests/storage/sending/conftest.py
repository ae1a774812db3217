"""An outbox on both databases, a LINE in memory, and short words for what a test does with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import claims, outbox
from bot.claims import Claimed
from bot.clock import MovableClock
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.outbox import OUT, TABLE, Outgoing
from models.messages import Delivery
from scheduler.desk import Counters, Desk, Result
from scheduler.sending import deliver_due

ANN, BEN = "U" + "a" * 32, "U" + "b" * 32


def texts(*words: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": word} for word in words]


@dataclass
class Outbox:
    """The outbox as a test sees it: put, deliver, look."""

    office: Office
    clock: MovableClock
    line: MemoryLine

    def __post_init__(self) -> None:
        self.desk = Desk(self.office, self.line, jitter=lambda: 1.0)

    def push(self, recipient: str, *words: str, **more: Any) -> int:
        return self.put(Outgoing(recipient=recipient, objects=texts(*words), kind="test", **more))

    def reply(self, recipient: str, *words: str, token: str, **more: Any) -> int:
        """What a handler puts right after the webhook came in."""
        self.line.issue(token)
        until = self.clock.now() + outbox.REPLY_WITHIN
        kind, objects = "answer", texts(*words)
        return self.put(
            Outgoing(
                recipient=recipient,
                objects=objects,
                kind=kind,
                reply_token=token,
                reply_until=until,
                **more,
            )
        )

    def put(self, *messages: Outgoing) -> int:
        with self.office.database.write() as connection:
            return outbox.put(connection, self.office, messages)

    def claim(self, limit: int = 100) -> list[Claimed]:
        with self.office.database.write() as connection:
            return claims.claim(connection, self.clock.now(), limit)

    def deliver(self) -> Counters:
        return deliver_due(self.office, self.line, desk=self.desk)

    def take(self, limit: int = 100) -> list[Claimed]:
        """Take in hand what is to be sent, as a sender does."""
        return self.desk.turn([], limit).calls

    def carry_out(self, claimed: Claimed) -> Result:
        """The call itself, whose result a test may then forget."""
        return self.desk.call(claimed)

    def record(self, *results: Result) -> Counters:
        return self.desk.turn(results, 0).counters

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    def rows(self) -> list[Any]:
        with self.office.database.read() as connection:
            return list(connection.execute(select(TABLE).order_by(OUT.id)))

    def states(self) -> list[str]:
        return [str(row.state) for row in self.rows()]

    def chat(self) -> list[list[str]]:
        """What arrived, call by call."""
        return [delivered.texts for delivered in self.line.delivered]

    def ways(self) -> list[str]:
        return [str(delivered.way) for delivered in self.line.delivered]


@pytest.fixture
def line(clock: MovableClock) -> MemoryLine:
    return MemoryLine(clock)


@pytest.fixture
def box(office: Office, clock: MovableClock, line: MemoryLine) -> Outbox:
    return Outbox(replace(office, connect_line=lambda _: line), clock, line)


__all__: Sequence[str] = ["ANN", "BEN", "Delivery", "Outbox", "texts"]
