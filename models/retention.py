"""What was kept long enough goes: chats, events, old drafts, and the chats of strangers."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute

from models.base import Base
from models.messages import (
    ChatSession,
    DeferredTask,
    Delivery,
    EventState,
    InboundEvent,
    OutgoingMessage,
    TaskState,
)
from models.people import LineAccount
from models.progress import Draft, DraftState
from models.rules import read_rules

AT_ONCE: Final = 5_000
"""Rows of one kind that go in one transaction, so that nobody waits for it."""
STRANGERS_AFTER: Final = timedelta(days=7)
"""Chats of LINE accounts bound to nobody: never registered, or forgotten."""
SLACK: Final = timedelta(days=1)
DONE: Final = (Delivery.SENT, Delivery.FAILED, Delivery.EXPIRED, Delivery.WITHDRAWN)
ENDED: Final = (TaskState.DONE, TaskState.FAILED, TaskState.EXPIRED)


def chats_to_let_go(connection: Connection, now: datetime) -> int:
    """0 while there is nothing worth a look through all rows; once a day at most it is more."""
    oldest = select(OutgoingMessage.created_at).order_by(OutgoingMessage.id).limit(1)
    first = connection.execute(oldest).scalar()
    overdue = first is not None and first < _before(connection, now) - SLACK
    strange = select(ChatSession.line_user_id).where(_of_strangers(now - STRANGERS_AFTER)).limit(1)
    return overdue + (connection.execute(strange).first() is not None)


def let_chats_go(connection: Connection, now: datetime) -> int:
    """Remove a portion of what is older than the office keeps (`keep_chats_days`); how many rows.

    The trail and the reports are never touched.
    """
    before = _before(connection, now)
    strangers_before = now - STRANGERS_AFTER
    return (
        _old_messages(connection, before)
        + _old_events(connection, before)
        + _old_tasks(connection, before)
        + _emptied_drafts(connection, before)
        + _strangers_messages(connection, strangers_before)
        + _strangers_events(connection, strangers_before)
        + _strangers_chats(connection, strangers_before)
    )


def _before(connection: Connection, now: datetime) -> datetime:
    return now - timedelta(days=read_rules(connection).keep_chats_days)


def _old_messages(connection: Connection, before: datetime) -> int:
    done = OutgoingMessage.state.in_(DONE) & (OutgoingMessage.created_at < before)
    return _gone(connection, OutgoingMessage, OutgoingMessage.id, done)


def _strangers_messages(connection: Connection, before: datetime) -> int:
    done = OutgoingMessage.state.in_(DONE) & (OutgoingMessage.created_at < before)
    bound = select(LineAccount.line_user_id)
    strange = done & OutgoingMessage.recipient.not_in(bound)
    return _gone(connection, OutgoingMessage, OutgoingMessage.id, strange)


def _strangers_events(connection: Connection, before: datetime) -> int:
    """The ids stay, so that a second delivery stays a second one; whose they were goes."""
    done = (InboundEvent.state == EventState.DONE) & (InboundEvent.received_at < before)
    strange = InboundEvent.line_user_id.is_not(None) & InboundEvent.line_user_id.not_in(
        select(LineAccount.line_user_id)
    )
    chosen = select(InboundEvent.webhook_event_id).where(done, strange).limit(AT_ONCE)
    nobodys = update(InboundEvent).where(InboundEvent.webhook_event_id.in_(chosen))
    return connection.execute(nobodys.values(line_user_id=None, message_id=None)).rowcount


def _old_events(connection: Connection, before: datetime) -> int:
    """Those that failed stay until somebody played them again."""
    done = (InboundEvent.state == EventState.DONE) & (InboundEvent.received_at < before)
    return _gone(connection, InboundEvent, InboundEvent.webhook_event_id, done)


def _old_tasks(connection: Connection, before: datetime) -> int:
    ended = DeferredTask.state.in_(ENDED) & (DeferredTask.created_at < before)
    return _gone(connection, DeferredTask, DeferredTask.id, ended)


def _emptied_drafts(connection: Connection, before: datetime) -> int:
    """The row stays, for the evidence that came with it; what was typed goes."""
    old = (Draft.state != DraftState.OPEN) & (Draft.touched_at < before) & (Draft.values != {})
    chosen = select(Draft.id).where(old).limit(AT_ONCE)
    return connection.execute(update(Draft).where(Draft.id.in_(chosen)).values(values={})).rowcount


def _strangers_chats(connection: Connection, before: datetime) -> int:
    return _gone(connection, ChatSession, ChatSession.line_user_id, _of_strangers(before))


def _of_strangers(before: datetime) -> ColumnElement[bool]:
    bound = select(LineAccount.line_user_id)
    return ChatSession.line_user_id.not_in(bound) & (ChatSession.touched_at < before)


def _gone(
    connection: Connection,
    table: type[Base],
    key: InstrumentedAttribute[Any],
    which: ColumnElement[bool],
) -> int:
    chosen = select(key).where(which).limit(AT_ONCE)
    return connection.execute(delete(table).where(key.in_(chosen))).rowcount
