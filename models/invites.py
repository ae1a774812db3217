"""Invite codes and what they do: bind one LINE account to one person. Five wrong tries lock."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from models.audit import AuditEntry, Channel
from models.errors import TryAgainError
from models.messages import ChatSession
from models.people import Group, Invite, LineAccount, Person, RegistrationAttempts

CODE_LENGTH = 8
VALID_FOR = timedelta(days=30)
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class SpentInviteError(TryAgainError):
    """Somebody used or ended this invite in the meantime."""


@dataclass(frozen=True)
class Invited:
    """The person an open invite is for."""

    invite_id: int
    person_id: int
    name: str
    title: str
    group_name: str


@dataclass(frozen=True)
class Tries:
    """Wrong codes of a LINE account so far, and whether it is locked out."""

    wrong: int
    locked_until: datetime | None


def written(code: str) -> str:
    """A code as people read it: `7K3M-Q9XD`."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str:
    """A code as people type it, without blanks and any kind of dash, in capitals."""
    return "".join(letter for letter in text.translate(_THAI_DIGITS).upper() if letter.isalnum())


def digest(code: str, key: str) -> str:
    """What is stored of a code, so that the database alone lets nobody in."""
    return hmac.new(key.encode(), typed(code).encode(), hashlib.sha256).hexdigest()


def known(connection: Connection, person_code: str) -> list[tuple[int, str, str]]:
    """Id, code and name of one active person, registered or not; empty if there is none."""
    rows = connection.execute(
        select(Person.id, Person.code, Person.name).where(Person.active, Person.code == person_code)
    )
    return [(row.id, row.code, row.name) for row in rows]


def unregistered(connection: Connection) -> list[tuple[int, str, str]]:
    """Id, code and name of everybody active who has no LINE account yet, in order of code."""
    rows = connection.execute(
        select(Person.id, Person.code, Person.name)
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .where(Person.active, LineAccount.person_id.is_(None))
        .order_by(Person.code)
    )
    return [(row.id, row.code, row.name) for row in rows]


def issue(connection: Connection, digests: Mapping[int, str], now: datetime) -> None:
    """Give each person (id) a new open invite with that digest; older open ones end."""
    if not digests:
        return
    connection.execute(
        update(Invite)
        .where(Invite.person_id.in_(digests), Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    connection.execute(
        insert(Invite),
        [
            {
                "person_id": person_id,
                "code_digest": code_digest,
                "created_at": now,
                "expires_at": now + VALID_FOR,
            }
            for person_id, code_digest in digests.items()
        ],
    )


def find_open(connection: Connection, code_digest: str, now: datetime) -> Invited | None:
    """Whom an open invite is for; None if it is unknown, used, expired or its person left."""
    row = connection.execute(
        select(Invite.id, Person.id, Person.name, Person.title, Group.name)
        .join(Person, Person.id == Invite.person_id)
        .outerjoin(Group, Group.id == Person.group_id)
        .where(
            Invite.code_digest == code_digest,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > now,
            Person.active,
        )
    ).first()
    if row is None:
        return None
    invite_id, person_id, name, title, group_name = row
    return Invited(invite_id, person_id, name, title, group_name or "")


def tries_of(connection: Connection, line_user_id: str, now: datetime) -> Tries:
    """Wrong tries of an account; a lock that ran out starts afresh."""
    row = connection.execute(
        select(RegistrationAttempts.wrong, RegistrationAttempts.locked_until).where(
            RegistrationAttempts.line_user_id == line_user_id
        )
    ).first()
    if row is None or (row.locked_until and row.locked_until <= now):
        return Tries(0, None)
    return Tries(row.wrong, row.locked_until)


def ended_locks(connection: Connection, now: datetime) -> int:
    """How many accounts were locked out and are not any more: their tries count for nothing."""
    ended = select(func.count()).where(RegistrationAttempts.locked_until <= now)
    return connection.scalar(ended) or 0


def forget_ended_locks(connection: Connection, now: datetime) -> None:
    """Forget them: most are accounts of strangers."""
    ended = RegistrationAttempts.locked_until <= now
    connection.execute(delete(RegistrationAttempts).where(ended))


@dataclass(frozen=True)
class CountWrongCode:
    """A wrong code was typed; the fifth locks the account out for a while."""

    line_user_id: str
    before: Tries
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write the count."""
        wrong = self.before.wrong + 1
        locked_until = self.now + LOCKED_FOR if wrong >= TRIES else None
        connection.execute(
            delete(RegistrationAttempts).where(
                RegistrationAttempts.line_user_id == self.line_user_id
            )
        )
        connection.execute(
            insert(RegistrationAttempts).values(
                line_user_id=self.line_user_id, wrong=wrong, locked_until=locked_until
            )
        )


@dataclass(frozen=True)
class BindAccount:
    """The person agreed: bind their LINE account, end the invite, undo older bindings."""

    line_user_id: str
    invited: Invited
    now: datetime
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write the binding and its trail; `SpentInviteError` if the invite is spent."""
        used = connection.execute(
            update(Invite)
            .where(
                Invite.id == self.invited.invite_id,
                Invite.used_at.is_(None),
                Invite.revoked_at.is_(None),
            )
            .values(used_at=self.now)
        )
        if used.rowcount == 0:
            raise SpentInviteError
        former = connection.execute(
            delete(LineAccount)
            .where(
                or_(
                    LineAccount.person_id == self.invited.person_id,
                    LineAccount.line_user_id == self.line_user_id,
                )
            )
            .returning(LineAccount.line_user_id)
        ).all()
        others = [row.line_user_id for row in former if row.line_user_id != self.line_user_id]
        connection.execute(
            update(ChatSession).where(ChatSession.line_user_id.in_(others)).values(state={})
        )
        connection.execute(
            insert(LineAccount).values(
                line_user_id=self.line_user_id,
                person_id=self.invited.person_id,
                bound_at=self.now,
                consented_at=self.now,
            )
        )
        connection.execute(
            delete(RegistrationAttempts).where(
                RegistrationAttempts.line_user_id == self.line_user_id
            )
        )
        connection.execute(
            insert(AuditEntry).values(
                at=self.now,
                actor_id=self.invited.person_id,
                channel=Channel.CHAT,
                action="register" if not former else "register_again",
                subject="person",
                subject_id=str(self.invited.person_id),
                after={"consented": True},
                caused_by=self.caused_by,
            )
        )
