"""Sign-in to the console: links that work once for ten minutes, sessions of eight hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_add

from models import audit
from models.audit import Channel
from models.console import ConsoleAttempts, ConsoleLink, ConsoleSession
from models.people import Person
from models.plan import Plan

TOKEN_LENGTH = 40
"""Letters of a link or session: more than any guesser gets through."""
LINK_FOR = timedelta(minutes=10)
SESSION_FOR = timedelta(hours=8)
KEPT_FOR = timedelta(days=30)
"""So long an old link is still known, so that it can be told from a guessed one."""
GUESSES = 20
GUESSES_WITHIN = timedelta(minutes=15)


class LinkState(StrEnum):
    """What a link is worth."""

    OPEN = "open"
    SPENT = "spent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SignedIn:
    """The session of somebody who is in, and who they are."""

    session_id: int
    person_id: int
    code: str
    name: str
    title: str
    office_name: str
    expires_at: datetime


@dataclass(frozen=True)
class OpenSession:
    """A line of the list of sessions."""

    id: int
    person_id: int
    name: str
    started_at: datetime
    expires_at: datetime
    device: str


@dataclass(frozen=True)
class IssueLink:
    """A new link for a person; links and sessions long over are forgotten."""

    digest: str
    person_id: int
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        forget_long_over(connection, self.now)
        connection.execute(
            insert(ConsoleLink).values(
                digest=self.digest,
                person_id=self.person_id,
                created_at=self.now,
                expires_at=self.now + LINK_FOR,
            )
        )


def long_over(connection: Connection, now: datetime) -> int:
    """How many links and sessions ended long ago."""
    before = now - KEPT_FOR
    links = select(func.count()).where(ConsoleLink.expires_at < before)
    sessions = select(func.count()).where(ConsoleSession.expires_at < before)
    return (connection.scalar(links) or 0) + (connection.scalar(sessions) or 0)


def forget_long_over(connection: Connection, now: datetime) -> None:
    """Forget links and sessions that ended long ago."""
    before = now - KEPT_FOR
    connection.execute(delete(ConsoleLink).where(ConsoleLink.expires_at < before))
    connection.execute(delete(ConsoleSession).where(ConsoleSession.expires_at < before))


def state_of(connection: Connection, digest: str, now: datetime) -> LinkState:
    """What a link is worth; looking does not use it up (previews of links look)."""
    row = connection.execute(
        select(ConsoleLink.used_at, ConsoleLink.expires_at).where(ConsoleLink.digest == digest)
    ).first()
    if row is None:
        return LinkState.UNKNOWN
    return LinkState.OPEN if row.used_at is None and row.expires_at > now else LinkState.SPENT


def take_link(connection: Connection, digest: str, now: datetime) -> int | None:
    """Use a link up: whom it lets in; None if it is unknown, used, too old, or the person left."""
    return connection.execute(
        update(ConsoleLink)
        .where(
            ConsoleLink.digest == digest,
            ConsoleLink.used_at.is_(None),
            ConsoleLink.expires_at > now,
            ConsoleLink.person_id.in_(select(Person.id).where(Person.active)),
        )
        .values(used_at=now)
        .returning(ConsoleLink.person_id)
    ).scalar()


def start_session(
    connection: Connection, *, digest: str, person_id: int, device: str, now: datetime
) -> None:
    """Somebody is in, for eight hours."""
    connection.execute(
        insert(ConsoleSession).values(
            digest=digest,
            person_id=person_id,
            started_at=now,
            expires_at=now + SESSION_FOR,
            device=device[:200],
        )
    )
    _trail(connection, "console.signed_in", person_id, person_id, now)


def find_session(connection: Connection, digest: str, now: datetime) -> SignedIn | None:
    """Who is in with this session; None if it ended, or the person left."""
    newest = (
        select(Plan.office_short_name).order_by(Plan.fiscal_year.desc()).limit(1).scalar_subquery()
    )
    row = connection.execute(
        select(
            ConsoleSession.id,
            Person.id,
            Person.code,
            Person.name,
            Person.title,
            func.coalesce(newest, ""),
            ConsoleSession.expires_at,
        )
        .join(Person, Person.id == ConsoleSession.person_id)
        .where(ConsoleSession.digest == digest, Person.active, *_open(now))
    ).first()
    return SignedIn(*row) if row else None


def open_sessions(
    connection: Connection, now: datetime, person_id: int | None = None
) -> list[OpenSession]:
    """Who is in just now, the newest first; only one person's if asked."""
    query = (
        select(
            ConsoleSession.id,
            Person.id,
            Person.name,
            ConsoleSession.started_at,
            ConsoleSession.expires_at,
            ConsoleSession.device,
        )
        .join(Person, Person.id == ConsoleSession.person_id)
        .where(*_open(now))
        .order_by(ConsoleSession.started_at.desc(), ConsoleSession.id.desc())
    )
    if person_id is not None:
        query = query.where(Person.id == person_id)
    return [OpenSession(*row) for row in connection.execute(query)]


def end_session(connection: Connection, session_id: int, *, by: int, now: datetime) -> bool:
    """Somebody is out; False if that session had ended already."""
    whose = connection.execute(
        update(ConsoleSession)
        .where(ConsoleSession.id == session_id, *_open(now))
        .values(ended_at=now)
        .returning(ConsoleSession.person_id)
    ).scalar()
    if whose is None:
        return False
    _trail(connection, "console.signed_out", by, whose, now)
    return True


def is_locked_out(connection: Connection, address: str, now: datetime) -> bool:
    """True once too many unknown links were asked for from an address."""
    row = connection.execute(
        select(ConsoleAttempts.wrong, ConsoleAttempts.since).where(
            ConsoleAttempts.address == address
        )
    ).first()
    return row is not None and row.wrong >= GUESSES and now - row.since < GUESSES_WITHIN


def count_guess(connection: Connection, address: str, now: datetime) -> None:
    """An unknown link was asked for."""
    connection.execute(delete(ConsoleAttempts).where(ConsoleAttempts.since <= now - GUESSES_WITHIN))
    first = insert_or_add(ConsoleAttempts).values(address=address, wrong=1, since=now)
    connection.execute(
        first.on_conflict_do_update(
            index_elements=[ConsoleAttempts.address], set_={"wrong": ConsoleAttempts.wrong + 1}
        )
    )


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (ConsoleSession.ended_at.is_(None), ConsoleSession.expires_at > now)


def _trail(connection: Connection, action: str, by: int, whose: int, now: datetime) -> None:
    audit.record(
        connection,
        action,
        ("person", str(whose)),
        at=now,
        channel=Channel.CONSOLE,
        actor_id=by,
    )
