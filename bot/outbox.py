"""Outgoing messages, as those who write them see it: put, hurried, withdrawn in a transaction.

Set `office.outbox_filled` after the commit, so that a sender in this process starts at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.office import Office
from models import quota
from models.messages import Delivery, OutgoingMessage

TABLE: Table = OutgoingMessage.metadata.tables["outgoing_messages"]
OUT = TABLE.c

MOST_OBJECTS = 5
"""LINE takes at most five message objects in one call."""
REPLY_WITHIN = timedelta(seconds=50)
"""LINE promises a reply token for a minute after the webhook; the rest is our margin."""
EXPIRES_AFTER = timedelta(hours=23)


def is_open(state: ColumnElement[Any]) -> ColumnElement[bool]:
    """The indexes' own words (`models.messages.OPEN`); SQLite uses them only for the same words."""
    return state.in_([literal_column(f"'{word}'") for word in ("waiting", "in_hand", "parked")])


def _backs_off(recipient: Any) -> ColumnElement[bool]:
    """Whether a row was tried for that recipient, and waits to be tried again."""
    return and_(
        is_open(OUT.state),
        OUT.recipient == recipient,
        OUT.state == Delivery.WAITING,
        OUT.attempts > 0,
    )


def is_backing_off(recipient: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether anything backs off for a recipient, as a column of another query."""
    return select(OUT.id).where(_backs_off(recipient)).exists()


# Statements of every webhook are made once: making them costs more than running them.
INSERT = TABLE.insert()
HURRY = (
    update(TABLE)
    .where(_backs_off(bindparam("whose")), OUT.due_at > bindparam("now", type_=OUT.due_at.type))
    .values(due_at=bindparam("now", type_=OUT.due_at.type))
)


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """What is to be sent to one recipient in one call.

    `objects` are message objects as LINE documents them, 1 to 5, checked by whoever made them.
    `reply_until` is the webhook's receipt plus `REPLY_WITHIN`. With a `natural_key` that was put
    before, the message is skipped. `must_arrive`: better twice than never (only for replies; a
    push is never lost nor doubled). `optional`: written as withdrawn when the month's quota has no
    room for it beside the must-haves.
    """

    recipient: str
    objects: Sequence[Mapping[str, Any]]
    kind: str
    reply_token: str | None = None
    reply_until: datetime | None = None
    must_arrive: bool = False
    optional: bool = False
    natural_key: str | None = None
    due_at: datetime | None = None
    expires_after: timedelta = EXPIRES_AFTER
    caused_by: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.objects) <= MOST_OBJECTS:
            raise ValueError(f"one call takes 1 to {MOST_OBJECTS} message objects")
        if (self.reply_token is None) != (self.reply_until is None):
            raise ValueError("a reply token goes with the time until which it is good")


def put(connection: Connection, office: Office, messages: Sequence[Outgoing]) -> int:
    """Write messages in the caller's transaction; how many were new (see `natural_key`)."""
    if not messages:
        return 0
    now = office.clock.now()
    rows = [_row(message, office, now) for message in messages]
    _drop_optional(connection, rows, now)
    if all(message.natural_key is None for message in messages):
        connection.execute(INSERT, rows)
        return len(rows)
    new = _unless_known(connection).returning(OUT.optional)
    written = connection.scalars(new, rows).all()
    if arrived := written.count(False):  # what has a natural key was foreseen by its job
        quota.note_arrival(connection, now, arrived)
    return len(written)


def _row(message: Outgoing, office: Office, now: datetime) -> dict[str, Any]:
    due_at = message.due_at or now
    return {
        "retry_key": office.ids.uuid(),
        "recipient": message.recipient,
        "kind": message.kind,
        "natural_key": message.natural_key,
        "caused_by": message.caused_by,
        "reply_token": message.reply_token,
        "reply_until": message.reply_until,
        "must_arrive": message.must_arrive,
        "optional": message.optional,
        "body": list(message.objects),
        "state": Delivery.WAITING,
        "created_at": now,
        "due_at": due_at,
        "expires_at": max(now, due_at) + message.expires_after,
        "error": None,
    }


def _drop_optional(connection: Connection, rows: list[dict[str, Any]], now: datetime) -> None:
    """What the month's quota has no room for is written as withdrawn, with the reason."""
    optional = [row for row in rows if row["optional"]]
    if not optional:
        return
    stands = quota.read_quota(connection, now)
    if stands is None or stands.room is None:
        return
    counted = sum(row["reply_token"] is None for row in rows) - len(optional)
    unforeseen = max(0, counted - stands.expected)
    for row in optional[max(0, stands.room - unforeseen) :]:
        row.update(state=Delivery.WITHDRAWN, error=quota.DROPPED)


def _unless_known(connection: Connection) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(TABLE).on_conflict_do_nothing(index_elements=["natural_key"])
    return sqlite.insert(TABLE).on_conflict_do_nothing(index_elements=["natural_key"])


def hurry(connection: Connection, recipient: str, now: datetime) -> int:
    """Try at once what is backing off for `recipient`, who is evidently there; how many rows."""
    return connection.execute(HURRY, {"whose": recipient, "now": now}).rowcount


def withdraw(
    connection: Connection,
    *,
    reason: str,
    recipient: str | None = None,
    natural_keys: Sequence[str] | None = None,
    frees_keys: bool = False,
) -> int:
    """Take back what is not on its way yet: a recipient's, or by natural keys; how many rows.

    What was tried with an unknown outcome is left alone: it may have arrived already. With
    `frees_keys` another message may be put in its place under the same natural key.
    """
    if recipient is None and natural_keys is None:
        raise ValueError("say whose messages, or which")
    statement = update(TABLE).where(
        is_open(OUT.state), OUT.state != Delivery.IN_HAND, OUT.in_doubt.is_(False)
    )
    if recipient is not None:
        statement = statement.where(OUT.recipient == recipient)
    if natural_keys is not None:
        statement = statement.where(OUT.natural_key.in_(natural_keys))
    taken = statement.values(state=Delivery.WITHDRAWN, error=reason, reply_token=None)
    if frees_keys:
        taken = taken.values(natural_key=None)
    return connection.execute(taken).rowcount


def standing(connection: Connection) -> dict[Delivery, int]:
    """How many messages stand where."""
    counted = select(OUT.state, func.count()).group_by(OUT.state)
    return {Delivery(state): number for state, number in connection.execute(counted)}


def waiting_since(connection: Connection) -> datetime | None:
    """Since when the oldest message never tried has been due; None if nothing waits."""
    oldest = select(func.min(OUT.due_at)).where(
        is_open(OUT.state), OUT.state == Delivery.WAITING, OUT.attempts == 0
    )
    return connection.execute(oldest).scalar()
