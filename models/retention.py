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
DONE: Final = (Delivery.SENT, Delivery.FAILED, Delivery.EXPIRED, Delivery.WITHDRAWN)
ENDED: Final = (TaskState.DONE, TaskState.FAILED, TaskState.EXPIRED)


def let_chats_go(connection: Connection, now: datetime) -> int:
    """Remove a portion of what is older than the office keeps (`keep_chats_days`); how many rows.

    The trail and the reports are never touched.
    """
    before = now - timedelta(days=read_rules(connection).keep_chats_days)
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
    bound = select(LineAccount.line_user_id)
    strange = ChatSession.line_user_id.not_in(bound) & (ChatSession.touched_at < before)
    return _gone(connection, ChatSession, ChatSession.line_user_id, strange)


def _gone(
    connection: Connection,
    table: type[Base],
    key: InstrumentedAttribute[Any],
    which: ColumnElement[bool],
) -> int:
    chosen = select(key).where(which).limit(AT_ONCE)
    return connection.execute(delete(table).where(key.in_(chosen))).rowcount
