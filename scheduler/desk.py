"""One turn of sending: write back what came of calls, take the next ones in hand."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from random import random

from sqlalchemy import Connection

from bot import claims, parking, sender, set_back
from bot.claims import Change, Claimed, Way
from bot.line import LineClient
from bot.office import Office
from bot.outcomes import Accepted, MonthlyLimit, Outcome, Unknown
from bot.sender import Jitter
from models.messages import Delivery

LOG = logging.getLogger(f"kaona.{__name__}")


@dataclass(frozen=True)
class Counters:
    """What became of messages; they are the log line and the metric."""

    replied: int = 0
    pushed: int = 0
    retried: int = 0
    failed: int = 0
    parked: int = 0
    expired: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Counters") -> "Counters":
        names = [field.name for field in fields(self)]
        return Counters(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Counters()
COUNTED_AS = {
    Delivery.WAITING: "retried",
    Delivery.FAILED: "failed",
    Delivery.PARKED: "parked",
    Delivery.EXPIRED: "expired",
    Delivery.WITHDRAWN: "withdrawn",
}
SENT_AS = {Way.REPLY: "replied", Way.PUSH: "pushed"}


@dataclass(frozen=True)
class Result:
    """What came of one call, and when."""

    claimed: Claimed
    outcome: Outcome
    at: datetime


@dataclass(frozen=True)
class Turn:
    """The calls to make next, and what became of messages in this turn."""

    calls: list[Claimed]
    counters: Counters


class Desk:
    """Works for one office with one LINE client. A turn is one transaction; calls are outside."""

    def __init__(self, office: Office, line: LineClient, *, jitter: Jitter = random) -> None:
        self._office, self._line, self._jitter = office, line, jitter

    def call(self, claimed: Claimed) -> Result:
        """Make the call. Whatever goes wrong is an outcome, never an exception."""
        try:
            outcome = self._send(claimed)
        except Exception as error:
            LOG.exception("sending broke", extra={"outbox_id": claimed.lead.id})
            outcome = Unknown(type(error).__name__)
        return Result(claimed, outcome, self._office.clock.now())

    def _send(self, claimed: Claimed) -> Outcome:
        lead = claimed.lead
        if claimed.way == Way.REPLY and lead.reply_token is not None:
            return self._line.reply(lead.reply_token, claimed.objects)
        return self._line.push(lead.recipient, claimed.objects, lead.retry_key)

    def turn(self, results: Sequence[Result], limit: int) -> Turn:
        """Write back `results` and take up to `limit` calls in hand; all or nothing."""
        now = self._office.clock.now()
        with self._office.database.write() as connection:
            written = self._write_back(connection, results, now)
            taken = claims.claim(connection, now, limit) if limit else []
            calls, ended = _judged(taken, now)
            claims.record(connection, ended)
        _log(results, written, ended)
        return Turn(calls, _counted([*written, *ended]))

    def _write_back(
        self, connection: Connection, results: Sequence[Result], now: datetime
    ) -> list[Change]:
        changes = list(self._changes(results))
        claims.record(connection, changes)
        pushes = [result for result in results if result.claimed.way == Way.PUSH]
        if any(isinstance(result.outcome, MonthlyLimit) for result in pushes):
            parked = parking.park(connection, now)
            LOG.warning("the month's quota is used up", extra={"parked": parked})
        elif any(_is_way_free(result) for result in pushes):
            freed = parking.unpark(connection, now)
            LOG.info("counted messages go out again", extra={"freed": freed})
        return changes

    def _changes(self, results: Sequence[Result]) -> Iterator[Change]:
        for result in results:
            try:
                yield from sender.decide(result.claimed, result.outcome, result.at, self._jitter)
            except Exception:
                LOG.exception("no decision", extra={"outbox_id": result.claimed.lead.id})

    def look_around(self) -> None:
        """Try a parked message if it is time to; make due what a clock set back left behind."""
        now = self._office.clock.now()
        with self._office.database.write() as connection:
            parking.probe(connection, now)
            left = set_back.mend(connection, now)
        if left:
            LOG.warning("the clock was set back", extra={"rows": left})

    def release(self) -> int:
        """Free what a dead process held; only where no other can be alive."""
        with self._office.database.write() as connection:
            return claims.release(connection)


def _is_way_free(result: Result) -> bool:
    return isinstance(result.outcome, Accepted) and parking.is_probe(result.claimed.lead.error)


def _judged(taken: Sequence[Claimed], now: datetime) -> tuple[list[Claimed], list[Change]]:
    calls: list[Claimed] = []
    ended: list[Change] = []
    for claimed in taken:
        how = sender.verdict(claimed, now)
        if how is None:
            calls.append(claimed)
        else:
            ended += sender.end(claimed, how)
    return calls, ended


def _counted(changes: Sequence[Change]) -> Counters:
    return Counters(
        **Counter(
            SENT_AS[change.sent_as] if change.sent_as else COUNTED_AS[change.state]
            for change in changes
        )
    )


def _log(results: Sequence[Result], written: Sequence[Change], ended: Sequence[Change]) -> None:
    rows = {row.id: row for result in results for row in result.claimed.rows}
    for change in (*written, *ended):
        level = logging.INFO if change.state == Delivery.SENT else logging.WARNING
        if not LOG.isEnabledFor(level):
            continue
        row = rows.get(change.id)
        fields = {
            "outbox_id": change.id,
            "state": change.state.value,
            "sent_as": change.sent_as,
            "attempts": change.attempts,
            "reason": change.error,
            "line_request_id": change.line_request_id,
            "kind": row.kind if row else None,
            "caused_by": row.caused_by if row else None,
        }
        LOG.log(level, "outgoing message", extra=fields)
