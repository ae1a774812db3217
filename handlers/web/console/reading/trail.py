"""The audit trail, failed events and failed messages. A fixed number of queries."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, false, or_, select, update

from bot.clock import BANGKOK
from bot.office import Office
from bot.outbox import EXPIRES_AFTER
from handlers.web.console import words
from models import audit
from models.audit import AuditEntry, Channel
from models.messages import Delivery, EventState, InboundEvent, OutgoingMessage
from models.people import LineAccount, Person

PER_PAGE = 100
MOST_EXPORTED = 50_000
MOST_FAILED = 50


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    who: str = ""
    action: str = ""
    channel: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True)
class Entry:
    """One change; `before` and `after` as one line each."""

    at: datetime
    name: str | None
    channel: Channel
    action: str
    subject: str
    subject_id: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class FailedEvent:
    """An event that failed; the last line of its cause."""

    id: str
    kind: str
    name: str | None
    received_at: datetime
    attempts: int
    cause: str | None


@dataclass(frozen=True)
class FailedMessage:
    """A message that could not be delivered."""

    id: int
    kind: str
    name: str | None
    created_at: datetime
    attempts: int
    cause: str | None


def entries(connection: Connection, asked: Asked, most: int | None = None) -> list[Entry]:
    """The newest first; one more than a page holds, if there are more."""
    query = (
        select(
            AuditEntry.at,
            Person.name,
            AuditEntry.channel,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.subject_id,
            AuditEntry.before,
            AuditEntry.after,
            AuditEntry.reason,
        )
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(*_conditions(asked))
        .order_by(AuditEntry.id.desc())
    )
    if most is None:
        query = query.limit(PER_PAGE + 1).offset((asked.page - 1) * PER_PAGE)
    else:
        query = query.limit(most)
    return [_entry(tuple(row)) for row in connection.execute(query)]


def _entry(row: tuple[Any, ...]) -> Entry:
    at, name, channel, action, subject, subject_id, before, after, reason = row
    return Entry(
        at, name, channel, action, subject, subject_id, _line(before), _line(after), reason
    )


def _line(value: dict[str, Any] | None) -> str:
    return ", ".join(words.changed(name, one) for name, one in (value or {}).items())


def _conditions(asked: Asked) -> list[Any]:
    found: list[Any] = []
    if asked.who:
        found.append(
            or_(Person.code == asked.who, Person.name.contains(asked.who, autoescape=True))
        )
    if asked.action:
        found.append(AuditEntry.action == asked.action)
    if asked.channel:
        known = asked.channel in set(Channel)
        found.append(AuditEntry.channel == Channel(asked.channel) if known else false())
    if asked.about:
        found.append(AuditEntry.subject_id.contains(asked.about, autoescape=True))
    if asked.since:
        found.append(AuditEntry.at >= _begin(asked.since))
    if asked.until:
        found.append(AuditEntry.at < _begin(asked.until + timedelta(days=1)))
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)


def actions(connection: Connection) -> list[str]:
    """The actions there are."""
    return list(
        connection.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action))
    )


def failed_events(connection: Connection) -> list[FailedEvent]:
    """The oldest first, as they are to be played again."""
    rows = connection.execute(
        select(
            InboundEvent.webhook_event_id,
            InboundEvent.kind,
            Person.name,
            InboundEvent.received_at,
            InboundEvent.attempts,
            InboundEvent.error,
        )
        .outerjoin(LineAccount, LineAccount.line_user_id == InboundEvent.line_user_id)
        .outerjoin(Person, Person.id == LineAccount.person_id)
        .where(InboundEvent.state == EventState.FAILED)
        .order_by(InboundEvent.received_at)
        .limit(MOST_FAILED)
    )
    found = [FailedEvent(*row) for row in rows]
    return [replace(one, cause=_last_line(one.cause)) for one in found]


def failed_messages(connection: Connection) -> list[FailedMessage]:
    """The newest first."""
    rows = connection.execute(
        select(
            OutgoingMessage.id,
            OutgoingMessage.kind,
            Person.name,
            OutgoingMessage.created_at,
            OutgoingMessage.attempts,
            OutgoingMessage.error,
        )
        .outerjoin(LineAccount, LineAccount.line_user_id == OutgoingMessage.recipient)
        .outerjoin(Person, Person.id == LineAccount.person_id)
        .where(OutgoingMessage.state == Delivery.FAILED)
        .order_by(OutgoingMessage.id.desc())
        .limit(MOST_FAILED)
    )
    found = [FailedMessage(*row) for row in rows]
    return [replace(one, cause=_last_line(one.cause)) for one in found]


def _last_line(cause: str | None) -> str:
    """What an operator needs; never the whole traceback."""
    lines = (cause or "").strip().splitlines()
    return lines[-1][:200] if lines else ""


def send_again(connection: Connection, message_id: int, *, office: Office, actor_id: int) -> bool:
    """A failed message as a new push; False if it is not failed any more."""
    now = office.clock.now()
    again = (
        update(OutgoingMessage)
        .where(OutgoingMessage.id == message_id, OutgoingMessage.state == Delivery.FAILED)
        .values(
            state=Delivery.WAITING,
            retry_key=office.ids.uuid(),
            reply_token=None,
            reply_until=None,
            rides_with=None,
            in_doubt=False,
            attempts=0,
            first_tried_at=None,
            due_at=now,
            expires_at=now + EXPIRES_AFTER,
            error=None,
        )
    )
    if connection.execute(again).rowcount == 0:
        return False
    audit.record(
        connection,
        "message.sent_again",
        ("message", str(message_id)),
        at=now,
        channel=Channel.CONSOLE,
        actor_id=actor_id,
    )
    return True
