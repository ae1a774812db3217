"""Every outgoing message was delivered once, or stands as failed with its reason."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from bot.outbox import TABLE
from bot.sender import REPLY_UNKNOWN
from models.messages import Delivery
from tests.soak.books.events import ANSWERS
from tests.soak.books.record import Accepted, Json, Record
from tests.soak.books.sums import Sums

UNKNOWN = (REPLY_UNKNOWN, "given up after 23 hours")
"""How the reason begins where nobody can know: a dead reply token, a dead retry key."""
UNSENT = (Delivery.FAILED, Delivery.EXPIRED, Delivery.WITHDRAWN)


@dataclass
class Attribution:
    """Which rows each accepted call delivered."""

    ways: dict[int, list[str]]
    """By row: each delivery, "reply" or "push"."""
    turns: dict[str, list[int]]
    """By recipient: the rows in the order somebody first saw them."""
    unknown: list[str]

    def times(self, row: Any) -> int:
        """How often somebody got it."""
        return len(self.ways.get(row.id, ()))

    def is_receipt_made_sure_of(self, row: Any) -> bool:
        """A reply whose outcome stayed unknown, then a push, since it must arrive."""
        return bool(row.must_arrive) and sorted(self.ways.get(row.id, ())) == ["push", "reply"]


def attribute(rows: Sequence[Any], record: Record) -> Attribution:
    """Find the rows of each accepted call by retry key or reply token, and compare the words."""
    by_key = {str(row.retry_key): row for row in rows}
    tokens = {letter.event.reply_token: letter.event.id for letter in record.letters}
    by_event = {row.caused_by: row for row in rows if row.kind in ANSWERS}
    of_chat: dict[str, list[Any]] = {}
    for row in rows:
        of_chat.setdefault(row.recipient, []).append(row)
    found = Attribution({}, {}, [])
    for recipient, calls in record.accepted.items():
        for call in calls:
            lead = (
                by_key.get((call.retry_key or "").lower())
                if call.token is None
                else by_event.get(tokens.get(call.token))
            )
            delivered = _rows_of(call, lead, of_chat.get(recipient, []))
            if delivered is None:
                handle = "a reply" if call.token else "a push"
                found.unknown.append(f"{handle} of {len(call.bodies)} to somebody")
                continue
            for row in delivered:
                if not found.times(row):
                    found.turns.setdefault(recipient, []).append(row.id)
                found.ways.setdefault(row.id, []).append("reply" if call.token else "push")
    return found


def _rows_of(call: Accepted, lead: Any, of_chat: Sequence[Any]) -> list[Any] | None:
    """The lead, behind what rode along with its reply; None if the words differ."""
    if lead is None or lead.recipient != call.recipient:
        return None
    size = len(lead.body)
    if list(call.bodies[-size:]) != lead.body:
        return None
    before = call.bodies[:-size]
    if before and call.token is None:
        return None
    earlier = sorted((row for row in of_chat if row.id < lead.id), key=lambda row: _rode(row, lead))
    along = _spelling(before, earlier)
    return None if along is None else [*sorted(along, key=lambda row: int(row.id)), lead]


def _rode(row: Any, lead: Any) -> tuple[bool, int]:
    """Those first that still say so; a receipt that is pushed after forgets it."""
    return (row.rides_with != lead.id, int(row.id))


def _spelling(bodies: Sequence[Json], rows: Sequence[Any]) -> list[Any] | None:
    """Rows whose bodies, one after another, are just these."""
    if not bodies:
        return []
    for at, row in enumerate(rows):
        size = len(row.body)
        if list(bodies[:size]) == row.body:
            rest = _spelling(bodies[size:], [*rows[:at], *rows[at + 1 :]])
            if rest is not None:
                return [row, *rest]
    return None


def of_messages(connection: Connection, record: Record, parked: Set[int]) -> Sums:
    sums = Sums("Messages: each was delivered once, or stands as failed with its reason")
    rows = connection.execute(select(TABLE).order_by(TABLE.c.id)).all()
    balance(sums, rows, record, parked)
    return sums


def balance(
    sums: Sums, rows: Sequence[Any], record: Record, parked: Set[int] = frozenset()
) -> None:
    """All rows of the outbox against all calls that were accepted; `parked`: once without quota."""
    found = attribute(rows, record)
    _count(sums, rows)
    calls = sum(len(calls) for calls in record.accepted.values())
    sums.line("calls that LINE accepted", calls)
    sums.none("accepted calls that fit no message of ours", found.unknown)
    open_ones = [row for row in rows if row.state in (Delivery.IN_HAND, Delivery.PARKED)]
    sums.none("messages left in hand or parked", [_name(row) for row in open_ones])
    _sent(sums, rows, found, record)
    _unsent(sums, rows, found)
    _waiting(sums, rows, found)
    keys = Counter(row.natural_key for row in rows if row.natural_key)
    sums.none("natural keys written twice", [key for key, times in keys.items() if times > 1])
    _order(sums, [row for row in rows if row.id not in parked], found)


def _count(sums: Sums, rows: Sequence[Any]) -> None:
    sums.line("messages written", len(rows))
    states = Counter(
        f"{row.state.value} by {row.sent_as}" if row.state is Delivery.SENT else row.state.value
        for row in rows
    )
    for state, number in sorted(states.items()):
        sums.line(f"  {state}", number)


def _sent(sums: Sums, rows: Sequence[Any], found: Attribution, record: Record) -> None:
    sent = [row for row in rows if row.state is Delivery.SENT]
    token_of = {letter.event.id: letter.event.reply_token or "" for letter in record.letters}
    sums.line("sent, and delivered exactly once", sum(found.times(row) == 1 for row in sent))
    never = [row for row in sent if not found.times(row)]
    dead = [row for row in never if _was_dead(row, token_of, record)]
    sums.line("sent by our books, but the token was dead and our process died just then", len(dead))
    sums.none("sent, but never delivered", [_name(row) for row in never if row not in dead])
    twice = [row for row in rows if found.times(row) > 1]
    allowed = [row for row in twice if found.is_receipt_made_sure_of(row)]
    sums.line(
        "receipts pushed since their reply's outcome stayed unknown: came twice", len(allowed)
    )
    sums.none("delivered twice", [_name(row) for row in twice if row not in allowed])


def _was_dead(row: Any, token_of: dict[str, str], record: Record) -> bool:
    token = token_of.get(row.caused_by, "")
    return token in record.doomed and record.refused_tokens.get(token, 0) > 1


def _unsent(sums: Sums, rows: Sequence[Any], found: Attribution) -> None:
    ended = [row for row in rows if row.state in UNSENT]
    for (state, reason), number in sorted(Counter(map(_reason, ended)).items()):
        sums.line(f"  {state}: {reason}"[:74], number)
    sums.none("ended without a reason", [_name(row) for row in ended if not row.error])
    arrived = [row for row in ended if found.times(row)]
    unknown = [row for row in arrived if str(row.error).startswith(UNKNOWN)]
    sums.line("failed since the outcome stayed unknown, and had been delivered", len(unknown))
    known = [row for row in arrived if row not in unknown]
    sums.none("ended as not sent, but delivered", [_name(row) for row in known])


def _reason(row: Any) -> tuple[str, str]:
    return row.state.value, str(row.error)


def _waiting(sums: Sums, rows: Sequence[Any], found: Attribution) -> None:
    waiting = [row for row in rows if row.state is Delivery.WAITING]
    tried = [row for row in waiting if row.attempts or found.times(row)]
    sums.line("waiting for their time, never tried", len(waiting) - len(tried))
    sums.none("still waiting for another attempt", [_name(row) for row in tried])


def _order(sums: Sums, rows: Sequence[Any], found: Attribution) -> None:
    """Answers come in the order of their events.

    Those by their own token and at the first attempt: what was tried again comes in order too, but
    not if the clock is moved while a call is on its way, and the call arrives after all.
    """
    answers = {
        row.id
        for row in rows
        if row.kind in ANSWERS
        and row.sent_as == "reply"
        and row.rides_with is None
        and row.attempts == 1
    }
    late = []
    for turns in found.turns.values():
        ours = [one for one in turns if one in answers]
        late += [f"{b} after {a}" for a, b in pairwise(ours) if b < a]
    sums.line("answers by reply at the first attempt", len(answers))
    sums.none("  of these out of the order of their chat", late)


def _name(row: Any) -> str:
    told = f"{row.id} {row.kind} {row.state.value} {row.sent_as} attempts={row.attempts}"
    return f"{told} must_arrive={row.must_arrive} error={row.error}"
