"""One LINE event -> one transaction: remembered, answered, written, or nothing at all."""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from bot import cards, outbox
from bot.cards import Json
from bot.dialogue import Answer, Session
from bot.events import InboundEvent, RawEvent, read
from bot.flood import Burst
from bot.office import Office
from models.errors import TryAgainError
from models.messages import ChatSession, EventState
from models.messages import InboundEvent as Remembered

log = logging.getLogger("kaona.inbox")

LATE = timedelta(hours=1)
"""A larger step back, in an event neither redelivered nor retried, is a clock that was set."""

STALE = timedelta(days=60)
"""An older event is an old webhook played again: no clock is so wrong, and LINE never so late.

Shorter than any office may keep the ids of events (models/rules.py: 90 days), so that between
the two no event is ever taken in twice. An event without a time is as young as it can be.
"""

DEEPEST = 50
"""Levels of nesting kept of an event that failed."""

FLOODING = ("message", "postback")
"""What is taken back, blocked or joined is always heard."""

DATABASE_AWAY = (OperationalError, InterfaceError, NoConnectionFreeError)

# What every event executes is built once: building a statement costs more than executing it.
_EVENTS = Remembered.metadata.tables["inbound_events"]
_SESSIONS = ChatSession.metadata.tables["chat_sessions"]
_REMEMBER = insert_or_skip(_EVENTS).on_conflict_do_nothing().returning(_EVENTS.c.webhook_event_id)
_OPEN_SESSION = insert_or_skip(_SESSIONS).on_conflict_do_nothing()
_LOCK_SESSION: Select[Any] = (
    select(
        _SESSIONS.c.state,
        _SESSIONS.c.last_event_at,
        _SESSIONS.c.touched_at,
        _SESSIONS.c.burst_began,
        _SESSIONS.c.burst_count,
        outbox.is_backing_off(_SESSIONS.c.line_user_id).label("backing_off"),
    )
    .where(_SESSIONS.c.line_user_id == bindparam("chat"))
    .with_for_update()
)
_SAVE_SESSION = update(_SESSIONS).where(_SESSIONS.c.line_user_id == bindparam("chat"))


class Outcome(StrEnum):
    """What became of one event."""

    ANSWERED = "answered"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    FLOODED = "flooded"
    STALE = "stale"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Heard:
    """Where the chat stands when an event comes in, and when its newest event happened.

    `late`: this one happened before one already answered.
    """

    session: Session
    touched: datetime | None = None
    newest: datetime | None = None
    late: bool = False
    burst: Burst = field(default_factory=Burst)


class Desk(Protocol):
    """Answers events; the handlers are one."""

    def answer(self, connection: Connection, event: InboundEvent, heard: Heard) -> Answer:
        """The answer to an event of one person; reads only."""

    def answer_elsewhere(self, event: InboundEvent) -> Sequence[Json]:
        """The answer to an event outside a private chat, if any."""

    def apology(self) -> Sequence[Json]:
        """One polite sentence for somebody whose event failed."""

    def too_fast(self) -> Sequence[Json]:
        """One polite sentence for a chat that floods the bot."""


class Inbox:
    """Takes events in, each in a transaction of its own."""

    def __init__(self, office: Office, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    def take(self, raw: RawEvent) -> Outcome:
        """Handle one raw event; raises only if the database cannot be reached."""
        event = read(raw)
        if event is None:
            log.warning("event without an id", extra={"outcome": Outcome.UNREADABLE})
            return Outcome.UNREADABLE
        outcome = self._handle_or_keep(event)
        log.info("event", extra={"event": event.id, "kind": event.kind, "outcome": outcome})
        self._office.outbox_filled.set()
        return outcome

    def retry(self, event_id: str) -> bool:
        """Play a failed event again; True if it went well this time."""
        event = self._failed(event_id)
        if event is None:
            return False
        try:
            with self._office.database.write() as connection:
                if not self._take_back(connection, event):
                    return False
                self._answer(connection, event, again=True)
        except DATABASE_AWAY:
            raise
        except Exception:
            self._keep_cause(event)
            return False
        self._office.outbox_filled.set()
        return True

    def _handle_or_keep(self, event: InboundEvent) -> Outcome:
        try:
            try:
                return self._handle(event)
            except (IntegrityError, TryAgainError):
                return self._handle(event)
            except (OperationalError, InterfaceError) as error:
                if not error.connection_invalidated:
                    raise
                return self._handle(event)  # a new connection; if that one committed: a duplicate
        except DATABASE_AWAY:
            raise
        except Exception:
            return self._keep_failed(event)

    def _handle(self, event: InboundEvent) -> Outcome:
        with self._office.database.write() as connection:
            if not self._remember(connection, event, EventState.DONE):
                return Outcome.DUPLICATE
            if self._is_stale(event):
                return Outcome.STALE
            return self._answer(connection, event)

    def _is_stale(self, event: InboundEvent) -> bool:
        return event.timed and event.happened_at < self._office.clock.now() - STALE

    def _take_back(self, connection: Connection, event: InboundEvent) -> bool:
        """A failed event is failed no more; False if somebody else plays it again just now."""
        taken = connection.execute(
            update(Remembered)
            .where(Remembered.webhook_event_id == event.id, Remembered.state == EventState.FAILED)
            .values(state=EventState.DONE, payload=None, error=None)
        )
        return taken.rowcount == 1

    def _answer(
        self, connection: Connection, event: InboundEvent, *, again: bool = False
    ) -> Outcome:
        """`again`: a failed event is retried; it is late, and its reply token long dead."""
        if not event.active:
            return Outcome.ANSWERED
        if event.user_id is None or not event.in_private:
            say = self._desk.answer_elsewhere(event)
            if say and event.chat_id:
                outbox.hurry(connection, event.chat_id, self._office.clock.now())
            self._send(connection, event, say, "elsewhere", reply=not again)
            return Outcome.ANSWERED
        heard = self._lock(connection, event, event.user_id, again=again)
        if heard.burst.is_too_much and event.kind in FLOODING and not again:
            return self._leave_alone(connection, event, heard)
        answer = self._desk.answer(connection, event, heard)
        for effect in answer.effects:
            effect.apply(connection)
        self._save(connection, event, heard, answer.session)
        must_arrive = answer.must_arrive
        self._send(
            connection, event, answer.say, "answer", reply=not again, must_arrive=must_arrive
        )
        return Outcome.ANSWERED

    def _leave_alone(self, connection: Connection, event: InboundEvent, heard: Heard) -> Outcome:
        """The conversation stands where it stood."""
        self._save(connection, event, heard, heard.session)
        if heard.burst.has_just_become_too_much:
            self._send(connection, event, self._desk.too_fast(), "too_fast", reply=True)
        return Outcome.FLOODED

    def _remember(self, connection: Connection, event: InboundEvent, state: EventState) -> bool:
        """True the first time; the unique id makes a second delivery wait here, then end."""
        new = {
            "webhook_event_id": event.id,
            "kind": event.kind[:40],
            "line_user_id": event.user_id,
            "message_id": event.message_id,
            "happened_at": event.happened_at,
            "received_at": self._office.clock.now(),
            "state": state,
        }
        return connection.execute(_REMEMBER, new).first() is not None

    def _lock(
        self, connection: Connection, event: InboundEvent, user_id: str, *, again: bool
    ) -> Heard:
        """Where the chat stands; what is backing off for it goes at once, or it would block."""
        row = self._locked_row(connection, user_id)
        if row is None:
            new = {"line_user_id": user_id, "state": {}, "touched_at": self._office.clock.now()}
            connection.execute(_OPEN_SESSION, new)
            row = self._locked_row(connection, user_id)
        if row is None:
            return Heard(Session())
        if row.backing_off:
            outbox.hurry(connection, user_id, self._office.clock.now())
        burst = Burst(row.burst_began, row.burst_count).and_one_more(self._office.clock.now())
        if row.last_event_at is None:
            return Heard(Session(), burst=burst)
        behind = row.last_event_at - event.happened_at
        repeated = again or event.redelivered
        late = behind > timedelta(0) and (repeated or behind < LATE)
        return Heard(Session.from_json(row.state), row.touched_at, row.last_event_at, late, burst)

    def _locked_row(self, connection: Connection, user_id: str) -> Row[*tuple[Any, ...]] | None:
        return connection.execute(_LOCK_SESSION, {"chat": user_id}).first()

    def _save(
        self, connection: Connection, event: InboundEvent, heard: Heard, session: Session
    ) -> None:
        after = {
            "chat": event.user_id,
            "state": session.as_json(),
            "touched_at": self._office.clock.now(),
            "last_event_at": heard.newest if heard.late else event.happened_at,
            "burst_began": heard.burst.began,
            "burst_count": heard.burst.count,
        }
        connection.execute(_SAVE_SESSION, after)

    def _send(
        self,
        connection: Connection,
        event: InboundEvent,
        say: Sequence[Json],
        kind: str,
        *,
        reply: bool,
        must_arrive: bool = False,
    ) -> None:
        """Put the answer, if there is one and a chat to put it to."""
        if not say or event.chat_id is None:
            return
        cards.check(say)
        token = event.reply_token if reply else None
        message = outbox.Outgoing(
            recipient=event.chat_id,
            objects=tuple(say),
            kind=kind,
            reply_token=token,
            reply_until=self._office.clock.now() + outbox.REPLY_WITHIN if token else None,
            must_arrive=must_arrive,
            caused_by=event.id,
        )
        outbox.put(connection, self._office, [message])

    def _keep_failed(self, event: InboundEvent) -> Outcome:
        """Nothing of the event was written: keep it with its cause, and say so politely."""
        cause = traceback.format_exc()
        with self._office.database.write() as connection:
            if not self._remember(connection, event, EventState.FAILED):
                return Outcome.DUPLICATE
            connection.execute(
                update(Remembered)
                .where(Remembered.webhook_event_id == event.id)
                .values(payload=_storable(event.raw), error=cause)
            )
            if event.chat_id and event.active and event.in_private and event.reply_token:
                outbox.hurry(connection, event.chat_id, self._office.clock.now())
                self._send(connection, event, self._desk.apology(), "apology", reply=True)
        log.error("event failed", extra={"event": event.id, "kind": event.kind})
        return Outcome.FAILED

    def _failed(self, event_id: str) -> InboundEvent | None:
        with self._office.database.read() as connection:
            payload = connection.execute(
                select(Remembered.payload).where(
                    Remembered.webhook_event_id == event_id,
                    Remembered.state == EventState.FAILED,
                )
            ).scalar()
        return read(payload) if payload else None

    def _keep_cause(self, event: InboundEvent) -> None:
        with self._office.database.write() as connection:
            connection.execute(
                update(Remembered)
                .where(Remembered.webhook_event_id == event.id)
                .values(error=traceback.format_exc(), attempts=Remembered.attempts + 1)
            )


def _storable(raw: RawEvent) -> RawEvent:
    """The event without what a database refuses, so that it can be kept whatever it holds."""
    stored: RawEvent = _without_odd(raw, 0)
    return stored


def _without_odd(value: Any, depth: int) -> Any:
    """No NUL, no lone surrogate, no NaN, nothing nested deeper than an event of LINE ever is."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "")
    if isinstance(value, float):
        return value if isfinite(value) else None
    if depth == DEEPEST:
        return None
    if isinstance(value, dict):
        return {_without_odd(k, 0): _without_odd(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [_without_odd(one, depth + 1) for one in value]
    return value
