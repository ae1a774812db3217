"""What comes in and goes out: chat sessions, inbound events, outgoing messages, deferred work."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, RowId, one_of


class EventState(StrEnum):
    """What became of an inbound event."""

    DONE = "done"
    FAILED = "failed"


class Delivery(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


class TaskState(StrEnum):
    """Where a deferred task stands."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"


OPEN = "state IN ('waiting', 'in_hand', 'parked')"
"""What a sender still has to do with. The few rows it looks for lie in indexes of just these."""


class ChatSession(Base):
    """One chat: where its conversation stands. Locked before it is read, for every event.

    `state` is small JSON with each flow's name and version; `last_event_at` is the time of the
    newest event handled, so that a late one can be told. The burst is what came in the last minute.
    """

    __tablename__ = "chat_sessions"

    line_user_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[dict[str, Any]]
    last_event_at: Mapped[datetime | None]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    burst_began: Mapped[datetime | None]
    burst_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class InboundEvent(Base):
    """A webhook event that was accepted; its id makes every later delivery of it end at once.

    The payload is kept only while the event stands as failed, so that it can be played again.
    """

    __tablename__ = "inbound_events"
    __table_args__ = (Index("ix_inbound_events_state_received_at", "state", "received_at"),)

    webhook_event_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    line_user_id: Mapped[str | None] = mapped_column(String(64))
    message_id: Mapped[str | None] = mapped_column(String(64), index=True)
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[EventState] = mapped_column(one_of(EventState, "state"))
    payload: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=1, server_default=text("1"))


class OutgoingMessage(Base):
    """Up to five message objects for one recipient, frozen when written; usually one call to LINE.

    Rows of one recipient are delivered in the order of `id`. While `reply_until` has not passed
    the free reply token is used, else a counted push with `retry_key`; token and `reply_until`
    are taken away when it comes to a push. `must_arrive`: a reply whose outcome stays unknown is
    followed by a push. `natural_key` (round, person, kind, day) makes what the clock writes
    unique. A lease says until when a sender has the row in hand. `optional` ones are dropped when
    the month's quota runs short.

    `in_doubt`: an attempt may have been accepted without our knowing. `rides_with`: the reply in
    whose call this row is (to be) delivered. `sent_as`: the way of the last attempt.
    """

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        CheckConstraint("(state = 'in_hand') = (lease_until IS NOT NULL)", "lease_if_in_hand"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", "sent_at_if_sent"),
        Index(
            "ix_outgoing_messages_open",
            "recipient",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index(
            "ix_outgoing_messages_due",
            "due_at",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index(
            "ix_outgoing_messages_reply",
            "reply_until",
            sqlite_where=text(f"{OPEN} AND reply_until IS NOT NULL"),
            postgresql_where=text(f"{OPEN} AND reply_until IS NOT NULL"),
        ),
        Index(
            "ix_outgoing_messages_pushed",
            "sent_at",
            sqlite_where=text("sent_as = 'push'"),
            postgresql_where=text("sent_as = 'push'"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    retry_key: Mapped[UUID] = mapped_column(unique=True)
    recipient: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40))
    natural_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    caused_by: Mapped[str | None] = mapped_column(String(64), index=True)
    reply_token: Mapped[str | None] = mapped_column(String(200))
    reply_until: Mapped[datetime | None]
    must_arrive: Mapped[bool] = mapped_column(default=False, server_default=false())
    optional: Mapped[bool] = mapped_column(default=False, server_default=false())
    body: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    state: Mapped[Delivery] = mapped_column(one_of(Delivery, "state"))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    first_tried_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    in_doubt: Mapped[bool] = mapped_column(default=False, server_default=false())
    rides_with: Mapped[int | None] = mapped_column(RowId)
    sent_at: Mapped[datetime | None]
    sent_as: Mapped[str | None] = mapped_column(String(8))
    line_request_id: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None] = mapped_column(Text)


class DeferredTask(Base):
    """Slow work an event asked for (fetching a sent photo): claimed, retried, counted.

    Written by `models.deferral.Deferral`; `bot/deferred.py` takes it in hand by a lease.
    """

    __tablename__ = "deferred_tasks"
    __table_args__ = (
        CheckConstraint("(state = 'in_hand') = (lease_until IS NOT NULL)", "lease_if_in_hand"),
        Index(
            "ix_deferred_tasks_due",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'in_hand')"),
            postgresql_where=text("state IN ('waiting', 'in_hand')"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]]
    caused_by: Mapped[str | None] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[TaskState] = mapped_column(one_of(TaskState, "state"))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
