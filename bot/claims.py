"""Outgoing messages, as senders see them: taken in hand by a lease, and written back.

A lease makes sure that one sender at a time has a row, in any number of processes. The earliest
open row of a recipient stands for all of theirs: whoever holds it may take those that go along.
PostgreSQL skips rows that another sender is just taking; SQLite lets one writer in at a time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.outbox import MOST_OBJECTS, OUT, TABLE, is_open
from models.messages import Delivery
from models.people import LineAccount

LEASE = timedelta(seconds=20)
"""Longer than a call can take (bot/line.py), so short that a reply token outlives it."""
NEARLY_DUE = timedelta(hours=1)
"""What is due within this time may ride along with a reply."""


class Way(StrEnum):
    """How a message goes out: free by a reply token, or counted."""

    REPLY = "reply"
    PUSH = "push"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One outgoing message in hand. `in_doubt`: an earlier attempt may have been accepted."""

    id: int
    retry_key: UUID
    recipient: str
    kind: str
    caused_by: str | None
    reply_token: str | None
    reply_until: datetime | None
    must_arrive: bool
    body: list[dict[str, Any]]
    state: Delivery
    due_at: datetime
    expires_at: datetime
    attempts: int
    first_tried_at: datetime | None
    in_doubt: bool
    rides_with: int | None
    error: str | None
    blocked: bool = False


@dataclass(frozen=True)
class Claimed:
    """Rows for one recipient that one call delivers, in this order; a reply's own row is last."""

    rows: tuple[Row, ...]
    way: Way

    @property
    def lead(self) -> Row:
        """The row whose reply token or retry key is used."""
        return self.rows[-1]

    @property
    def objects(self) -> list[dict[str, Any]]:
        """All message objects of the call."""
        return [part for row in self.rows for part in row.body]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is written back for one row. `attempts` proves that no other sender has it by now.

    `certain`: LINE said that it took the message, so it counts whoever has the row by now.
    """

    id: int
    attempts: int
    state: Delivery
    due_at: datetime
    in_doubt: bool
    first_tried_at: datetime | None
    reply_token: str | None = None
    reply_until: datetime | None = None
    rides_with: int | None = None
    sent_at: datetime | None = None
    sent_as: Way | None = None
    line_request_id: str | None = None
    error: str | None = None
    certain: bool = False


COLUMNS = [OUT[name] for name in Row.__dataclass_fields__ if name != "blocked"]
ACCOUNT = LineAccount.metadata.tables["line_accounts"]
BLOCKED = (
    exists()
    .where(ACCOUNT.c.line_user_id == OUT.recipient, ACCOUNT.c.blocked_at.is_not(None))
    .correlate(TABLE)
    .label("blocked")
)
# The statements are made once: making them anew would cost more than running them.
MOMENT = OUT.due_at.type
NOW = bindparam("now", type_=MOMENT)
WHOSE: BindParameter[Any] = bindparam("whose", expanding=True)
EARLIER = TABLE.alias("earlier")

LEFT_IN_HAND = and_(OUT.state == Delivery.IN_HAND, OUT.lease_until <= NOW)
FREE = or_(OUT.state == Delivery.WAITING, LEFT_IN_HAND)
BUSY = or_(
    EARLIER.c.state == Delivery.IN_HAND,
    and_(
        EARLIER.c.state == Delivery.WAITING,
        or_(
            EARLIER.c.due_at <= NOW,
            EARLIER.c.due_at <= EARLIER.c.created_at,  # due at once, by a clock since set back
            EARLIER.c.attempts > 0,
        ),
    ),
)
FIRST_OPEN = ~(
    exists()
    .where(EARLIER.c.recipient == OUT.recipient, EARLIER.c.id < OUT.id)
    .where(is_open(EARLIER.c.state), BUSY)
    .correlate(TABLE)
)
"""No earlier row of the recipient is in hand, due, or backing off; future ones do not count."""

AWAITING_REPLY = (
    select(OUT.recipient)
    .where(is_open(OUT.state), OUT.reply_until > NOW, OUT.due_at <= NOW, FREE)
    .order_by(OUT.reply_until, OUT.id)
    .limit(bindparam("most"))
)
"""Whose reply tokens are running out: people who are looking at the chat just now."""
HEADS = (
    select(*COLUMNS, BLOCKED)
    .where(is_open(OUT.state), OUT.due_at <= NOW, FREE, FIRST_OPEN)
    .order_by(OUT.due_at, OUT.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=TABLE)
)
"""The first open row of each recipient, if it may be taken now. Its lock stands for all."""
THEIR_HEADS = HEADS.where(OUT.recipient.in_(WHOSE))
OTHER_HEADS = HEADS.where(OUT.recipient.not_in(WHOSE))
COMPANY = (
    select(*COLUMNS)
    .where(is_open(OUT.state), OUT.recipient.in_(WHOSE))
    .where(
        or_(
            OUT.state == Delivery.PARKED,
            and_(OUT.state == Delivery.WAITING, OUT.due_at <= bindparam("soon", type_=MOMENT)),
            LEFT_IN_HAND,
        )
    )
    .order_by(OUT.recipient, OUT.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
"""What may go along with the heads."""
TAKE = (
    update(TABLE)
    .where(OUT.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=Delivery.IN_HAND,
        lease_until=bindparam("until", type_=MOMENT),
        attempts=OUT.attempts + 1,
        first_tried_at=func.coalesce(OUT.first_tried_at, NOW),
        in_doubt=bindparam("doubt", type_=OUT.in_doubt.type),
        rides_with=bindparam("lead", type_=OUT.rides_with.type),
    )
)
TAKE_FOR_PUSH = TAKE.values(reply_token=None, reply_until=None)


def claim(connection: Connection, now: datetime, limit: int) -> list[Claimed]:
    """Take up to `limit` calls' worth of rows in hand: replies first, then what is due longest."""
    _walk_along_indexes(connection)
    whose = _awaiting_reply(connection, now, limit)
    heads = _rows(connection, THEIR_HEADS, now, limit, whose=whose) if whose else []
    if whose and len(heads) < limit:
        heads += _rows(connection, OTHER_HEADS, now, limit - len(heads), whose=whose)
    elif not whose:
        heads = _rows(connection, HEADS, now, limit)
    company = _company(connection, heads, whose, now)
    taken = [_in_hand(assemble(head, company.get(head.recipient, ()), now), now) for head in heads]
    _write_in_hand(connection, taken, now)
    return taken


def _walk_along_indexes(connection: Connection) -> None:
    """Statistics lag behind a queue: PostgreSQL would expect few rows, and sort all for the first.

    10,000 waiting: 70 ms for each claim with its own plan, 1 ms along the index.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")


def _rows(
    connection: Connection, statement: Select[Any], now: datetime, most: int, **more: object
) -> list[Row]:
    found = connection.execute(statement, {"now": now, "most": most, **more})
    return [Row(**row._mapping) for row in found]


def _awaiting_reply(connection: Connection, now: datetime, most: int) -> list[str]:
    awaiting = connection.execute(AWAITING_REPLY, {"now": now, "most": most})
    return list(dict.fromkeys(awaiting.scalars()))


def _company(
    connection: Connection, heads: Sequence[Row], whose: Sequence[str], now: datetime
) -> dict[str, list[Row]]:
    """What may go along with the heads, by recipient and in order of id."""
    wanted = [head.recipient for head in heads if head.rides_with or head.recipient in whose]
    if not wanted:
        return {}
    company: dict[str, list[Row]] = {}
    most = 20 * len(wanted)
    for row in _rows(connection, COMPANY, now, most, whose=wanted, soon=now + NEARLY_DUE):
        company.setdefault(row.recipient, []).append(row)
    return company


def assemble(head: Row, company: Sequence[Row], now: datetime) -> Claimed:
    """What goes in the head's call: with a reply, what is waiting for the person and fits."""
    if head.rides_with is not None:
        return _same_call_again(head, company, now)
    lead = head if _token_lives(head, now) else _fresh_reply(company, now)
    if lead is None:
        return Claimed((head,), Way.PUSH)
    riders = _riders(lead, company, now) if lead.attempts == 0 else []
    if lead is not head and head.id not in [rider.id for rider in riders]:
        return Claimed((head,), Way.PUSH)
    return Claimed((*riders, lead), Way.REPLY)


def _token_lives(row: Row, now: datetime) -> bool:
    return row.reply_until is not None and row.reply_until > now


def _same_call_again(head: Row, company: Sequence[Row], now: datetime) -> Claimed:
    """A call is repeated with the rows it had, so that its outcome says something about each."""
    members = [row for row in company if head.rides_with in (row.id, row.rides_with)]
    if members and members[-1].id == head.rides_with and _token_lives(members[-1], now):
        return Claimed(tuple(members), Way.REPLY)
    return Claimed((head,), Way.PUSH)


def _fresh_reply(company: Sequence[Row], now: datetime) -> Row | None:
    fresh = (row for row in company if row.attempts == 0 and _token_lives(row, now))
    return next((row for row in fresh if row.due_at <= now), None)


def _riders(lead: Row, company: Sequence[Row], now: datetime) -> list[Row]:
    """Earlier rows that fit beside the reply; none if one that is in turn cannot come along."""
    earlier = [row for row in company if row.id < lead.id]
    in_turn = [row for row in earlier if _in_turn(row, now)]
    room = MOST_OBJECTS - len(lead.body) - sum(len(row.body) for row in in_turn)
    if room < 0 or not all(_may_ride(row, now) for row in in_turn):
        return []
    chosen = {row.id for row in in_turn}
    for row in earlier:
        if row.id not in chosen and _may_ride(row, now) and len(row.body) <= room:
            chosen.add(row.id)
            room -= len(row.body)
    return [row for row in earlier if row.id in chosen]


def _in_turn(row: Row, now: datetime) -> bool:
    return row.state != Delivery.PARKED and (row.due_at <= now or row.attempts > 0)


def _may_ride(row: Row, now: datetime) -> bool:
    """Not what may have arrived already: its retry key covers only its own body."""
    return (
        row.state != Delivery.IN_HAND
        and not row.in_doubt
        and row.rides_with is None
        and not _token_lives(row, now)
        and row.expires_at > now
    )


def _in_hand(claimed: Claimed, now: datetime) -> Claimed:
    """The rows as they stand once taken."""
    rides_with = claimed.lead.id if claimed.way == Way.REPLY else None
    rows = [_taken(row, claimed.way, now) for row in claimed.rows]
    if rides_with is not None:
        rows[:-1] = [replace(row, rides_with=rides_with) for row in rows[:-1]]
    return Claimed(tuple(rows), claimed.way)


def _taken(row: Row, way: Way, now: datetime) -> Row:
    """A row found in hand was tried by somebody who never told.

    A push drops the reply token, except where the outcome of the reply is unknown and the message
    may be lost: it is kept to show that the sender has to give up.
    """
    in_doubt = row.in_doubt or row.state == Delivery.IN_HAND
    keeps = way == Way.REPLY or (in_doubt and not row.must_arrive)
    return replace(
        row,
        state=Delivery.IN_HAND,
        attempts=row.attempts + 1,
        first_tried_at=row.first_tried_at or now,
        in_doubt=in_doubt,
        reply_token=row.reply_token if keeps else None,
        reply_until=row.reply_until if keeps else None,
        rides_with=row.rides_with if keeps else None,
    )


def _write_in_hand(connection: Connection, taken: Sequence[Claimed], now: datetime) -> None:
    """One statement for all rows that change alike."""
    alike: dict[tuple[bool, bool, int | None], list[int]] = {}
    for row in (row for claimed in taken for row in claimed.rows):
        key = (row.in_doubt, row.reply_until is None, row.rides_with)
        alike.setdefault(key, []).append(row.id)
    for (doubt, without_token, lead), ids in alike.items():
        values = {"ids": ids, "now": now, "until": now + LEASE, "doubt": doubt, "lead": lead}
        connection.execute(TAKE_FOR_PUSH if without_token else TAKE, values)


def record(connection: Connection, changes: Iterable[Change]) -> None:
    """Write back what became of rows in hand. What another sender has taken since is left alone.

    Unless LINE said that it has the message: then it is sent, whatever is thought of it by now.
    """
    in_turn = sorted(changes, key=lambda change: change.id)
    for statement, certain in ((RECORD, False), (RECORD_CERTAIN, True)):
        rows = [_bound(change) for change in in_turn if change.certain is certain]
        if rows:
            connection.execute(statement, rows)


WRITTEN = tuple(name for name in Change.__dataclass_fields__ if name != "certain")


def _bound(change: Change) -> dict[str, Any]:
    return {f"new_{name}": getattr(change, name) for name in WRITTEN}


CHANGE = (
    update(TABLE)
    .where(OUT.id == bindparam("new_id"))
    .values(
        lease_until=None,
        **{
            name: bindparam(f"new_{name}", type_=OUT[name].type)
            for name in WRITTEN
            if name not in ("id", "attempts")
        },
    )
)
RECORD = CHANGE.where(OUT.attempts == bindparam("new_attempts"), OUT.state == Delivery.IN_HAND)
RECORD_CERTAIN = CHANGE.where(OUT.state != Delivery.SENT, OUT.attempts >= bindparam("new_attempts"))


def release(connection: Connection) -> int:
    """Free all rows in hand at once, when nobody else can be alive who holds them."""
    freed = update(TABLE).where(is_open(OUT.state), OUT.state == Delivery.IN_HAND)
    values = {"state": Delivery.WAITING, "lease_until": None, "in_doubt": True}
    return connection.execute(freed.values(values)).rowcount
