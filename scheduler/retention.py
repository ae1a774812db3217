"""What was kept long enough goes: chats, events, drafts of rounds long past, and strangers' chats."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.office import Office
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
"""Rows of one kind that one tick removes: a tick is over in a moment, and comes again."""
STRANGERS_AFTER: Final = timedelta(days=7)
"""Chats of LINE accounts bound to nobody: never registered, or forgotten."""
DONE: Final = (Delivery.SENT, Delivery.FAILED, Delivery.EXPIRED, Delivery.WITHDRAWN)
ENDED: Final = (TaskState.DONE, TaskState.FAILED, TaskState.EXPIRED)


class Retention:
    """Keeps chats for as long as the office decided (`keep_chats_days`), and no longer."""

    name = "retention"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Remove a portion; the trail and the reports are never touched."""
        with office.database.write() as connection:
            before = now - timedelta(days=read_rules(connection).keep_chats_days)
            strangers_before = now - STRANGERS_AFTER
            return {
                "messages": _old_messages(connection, before)
                + _strangers_messages(connection, strangers_before),
                "events": _old_events(connection, before),
                "tasks": _old_tasks(connection, before),
                "drafts": _emptied_drafts(connection, before),
                "chats": _strangers_chats(connection, strangers_before),
            }


def _old_messages(connection: Connection, before: datetime) -> int:
    done = OutgoingMessage.state.in_(DONE) & (OutgoingMessage.created_at < before)
    return _gone(connection, OutgoingMessage, OutgoingMessage.id, done)


def _strangers_messages(connection: Connection, before: datetime) -> int:
    done = OutgoingMessage.state.in_(DONE) & (OutgoingMessage.created_at < before)
    bound = select(LineAccount.line_user_id)
    strange = done & OutgoingMessage.recipient.not_in(bound)
    return _gone(connection, OutgoingMessage, OutgoingMessage.id, strange)


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
    return connection.execute(
        update(Draft).where(Draft.id.in_(chosen)).values(values={})
    ).rowcount


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
