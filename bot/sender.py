"""What is done about an outgoing message in hand, and what an outcome means: decisions only.

LINE gives two handles against sending twice. A push carries its retry key: repeated within 24
hours it is answered 409 if it was accepted before. A reply token works once: refused while it is
still young, after an attempt that nobody knows the outcome of, it was that attempt that used it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.claims import Change, Claimed, Row, Way
from bot.outbox import REPLY_WITHIN
from bot.outcomes import (
    Accepted,
    MonthlyLimit,
    NotConnected,
    Outcome,
    RateLimited,
    Refused,
    TokenRefused,
    Unknown,
)
from bot.parking import REASON, next_probe
from models.messages import Delivery

TRIED_FOR = timedelta(hours=23)
"""A retry key is good for 24 hours from its first use."""
FIRST_PAUSE = {Way.REPLY: 0.5, Way.PUSH: 2.0}
LONGEST_PAUSE = {Way.REPLY: 8.0, Way.PUSH: 900.0}
"""Seconds before the next attempt; doubled with each attempt."""
REPLY_UNKNOWN = "reply outcome unknown"

Jitter = Callable[[], float]
"""A number from 0 to 1, evenly spread (`random.random`)."""


@dataclass(frozen=True)
class Verdict:
    """How a message ends without a call."""

    state: Delivery
    reason: str


def verdict(claimed: Claimed, now: datetime) -> Verdict | None:
    """What ends this message before a call is made; None if it is to be sent."""
    row = claimed.lead
    if claimed.way == Way.REPLY:
        return None
    if row.reply_until is not None or row.rides_with is not None:
        return Verdict(Delivery.FAILED, REPLY_UNKNOWN)
    if row.in_doubt:
        return Verdict(Delivery.FAILED, _gave_up(row.error)) if _too_long(row, now) else None
    if row.expires_at <= now:
        return Verdict(Delivery.EXPIRED, row.error or "its time was over")
    if row.blocked:
        return Verdict(Delivery.WITHDRAWN, "the recipient has blocked the bot")
    return None


def end(claimed: Claimed, how: Verdict) -> list[Change]:
    """What is written when a message ends without a call."""
    return [_closed(row, how.state, how.reason) for row in claimed.rows]


def decide(claimed: Claimed, outcome: Outcome, now: datetime, jitter: Jitter) -> list[Change]:
    """What is written for each row of a call, given what came of it."""
    if isinstance(outcome, Accepted):
        return [_taken(row, claimed.way, now, outcome) for row in claimed.rows]
    if claimed.way == Way.REPLY:
        return _after_reply(claimed, outcome, now, jitter)
    return [_after_push(claimed.lead, outcome, now, jitter)]


def _after_push(row: Row, outcome: Outcome, now: datetime, jitter: Jitter) -> Change:
    match outcome:
        case Unknown():
            return _later(row, Way.PUSH, outcome.reason, now, jitter, in_doubt=True)
        case NotConnected() | RateLimited():
            return _later(row, Way.PUSH, outcome.reason, now, jitter, in_doubt=row.in_doubt)
        case MonthlyLimit():
            return _parked(row, outcome.reason, now)
        case Refused() | TokenRefused():
            return _closed(row, Delivery.FAILED, outcome.reason, outcome.request_id)
        case Accepted():
            return _taken(row, Way.PUSH, now, outcome)
        case _:
            assert_never(outcome)


def _after_reply(claimed: Claimed, outcome: Outcome, now: datetime, jitter: Jitter) -> list[Change]:
    lead, rows = claimed.lead, claimed.rows
    match outcome:
        case Unknown():
            return _again(claimed, outcome.reason, now, jitter, in_doubt=True)
        case NotConnected() | RateLimited() | MonthlyLimit():
            return _again(claimed, outcome.reason, now, jitter, in_doubt=lead.in_doubt)
        case TokenRefused():
            return _token_refused(claimed, outcome, now)
        case Refused() if len(rows) > 1:
            return _each_by_itself(claimed, outcome.reason, now)
        case Refused():
            return [_closed(lead, Delivery.FAILED, outcome.reason, outcome.request_id)]
        case Accepted():
            return [_taken(row, Way.REPLY, now, outcome) for row in rows]
        case _:
            assert_never(outcome)


def _again(
    claimed: Claimed, reason: str, now: datetime, jitter: Jitter, *, in_doubt: bool
) -> list[Change]:
    """The same call once more; all its rows wait for the same moment."""
    lead = claimed.lead
    due_at = now + _pause(lead.attempts, Way.REPLY, jitter)
    if lead.reply_until is not None:
        due_at = min(due_at, max(lead.reply_until, now))
    return [_waiting(row, due_at, reason, in_doubt=in_doubt, keeps=True) for row in claimed.rows]


def _token_refused(claimed: Claimed, outcome: TokenRefused, now: datetime) -> list[Change]:
    """Used by our own earlier attempt, or never good: then by push."""
    lead = claimed.lead
    if not lead.in_doubt:
        return [
            _waiting(row, now, outcome.reason, in_doubt=False, keeps=False) for row in claimed.rows
        ]
    if _is_young(lead, now):
        return [_sent(row, Way.REPLY, now) for row in claimed.rows]
    return [_doubtful_end(row, now, outcome.reason) for row in claimed.rows]


def _is_young(row: Row, now: datetime) -> bool:
    """Whether the token cannot have died of age; a clock that was set back cannot tell."""
    return row.reply_until is not None and row.reply_until - REPLY_WITHIN <= now < row.reply_until


def _doubtful_end(row: Row, now: datetime, reason: str) -> Change:
    if row.must_arrive:
        return _waiting(row, now, reason, in_doubt=True, keeps=False)
    return _closed(row, Delivery.FAILED, REPLY_UNKNOWN)


def _each_by_itself(claimed: Claimed, reason: str, now: datetime) -> list[Change]:
    """One of them is bad and LINE does not say which: the reply alone, the others by push."""
    *riders, lead = claimed.rows
    return [
        *[_waiting(row, now, reason, in_doubt=row.in_doubt, keeps=False) for row in riders],
        _waiting(lead, now, reason, in_doubt=lead.in_doubt, keeps=True),
    ]


def _later(
    row: Row, way: Way, reason: str, now: datetime, jitter: Jitter, *, in_doubt: bool
) -> Change:
    due_at = now + _pause(row.attempts, way, jitter)
    if _too_long(row, due_at):
        return _closed(row, Delivery.FAILED, _gave_up(reason), in_doubt=in_doubt)
    return _waiting(row, due_at, reason, in_doubt=in_doubt, keeps=True)


def _pause(attempts: int, way: Way, jitter: Jitter) -> timedelta:
    """Doubles with each attempt, half of it left to chance so that not all come back at once."""
    full = min(FIRST_PAUSE[way] * 2 ** min(attempts - 1, 20), LONGEST_PAUSE[way])
    return timedelta(seconds=full * (0.5 + jitter() / 2))


def _too_long(row: Row, at: datetime) -> bool:
    return row.first_tried_at is not None and at >= row.first_tried_at + TRIED_FOR


def _gave_up(reason: str | None) -> str:
    return f"given up after 23 hours: {reason or 'outcome unknown'}"


def _taken(row: Row, way: Way, now: datetime, outcome: Accepted) -> Change:
    """LINE says so."""
    return replace(_sent(row, way, now), line_request_id=outcome.request_id, certain=True)


def _sent(row: Row, way: Way, now: datetime) -> Change:
    return Change(
        id=row.id,
        attempts=row.attempts,
        state=Delivery.SENT,
        due_at=row.due_at,
        in_doubt=False,
        first_tried_at=row.first_tried_at,
        rides_with=row.rides_with,
        sent_at=now,
        sent_as=way,
    )


def _waiting(row: Row, due_at: datetime, reason: str, *, in_doubt: bool, keeps: bool) -> Change:
    """Wait for another attempt; `keeps` the reply token and the company."""
    return Change(
        id=row.id,
        attempts=row.attempts,
        state=Delivery.WAITING,
        due_at=due_at,
        in_doubt=in_doubt,
        first_tried_at=row.first_tried_at,
        reply_token=row.reply_token if keeps else None,
        reply_until=row.reply_until if keeps else None,
        rides_with=row.rides_with if keeps else None,
        error=reason,
    )


def _parked(row: Row, reason: str, now: datetime) -> Change:
    """The 23 hours start anew with the next attempt, unless one may have been accepted."""
    return Change(
        id=row.id,
        attempts=row.attempts,
        state=Delivery.PARKED,
        due_at=next_probe(now),
        in_doubt=row.in_doubt,
        first_tried_at=row.first_tried_at if row.in_doubt else None,
        error=f"{REASON}: {reason}",
    )


def _closed(
    row: Row,
    state: Delivery,
    reason: str,
    request_id: str | None = None,
    *,
    in_doubt: bool | None = None,
) -> Change:
    return Change(
        id=row.id,
        attempts=row.attempts,
        state=state,
        due_at=row.due_at,
        in_doubt=row.in_doubt if in_doubt is None else in_doubt,
        first_tried_at=row.first_tried_at,
        rides_with=row.rides_with,
        line_request_id=request_id,
        error=reason,
    )
