"""Giving somebody a group to lead for a period, and taking it back; each with its trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from models import audit
from models.audit import Channel
from models.delegations import Delegation, LeadKind
from models.people import Group, LineAccount, Person

LONGEST = timedelta(days=366)
"""A delegation with an end is for a while; a longer one is a slip in the year."""


@dataclass(frozen=True)
class DelegationFacts:
    """A delegation that counts today or later."""

    id: int
    group_id: int
    group_name: str
    person_id: int
    person_name: str
    kind: LeadKind
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be given a group; `account` is empty for who is not in LINE."""

    person_id: int
    code: str
    name: str
    group_id: int | None
    account: str


def read_delegations(
    connection: Connection, groups: Collection[int], today: date
) -> list[DelegationFacts]:
    """What counts today or begins later, of these groups."""
    rows = connection.execute(
        select(
            Delegation.id,
            Delegation.group_id,
            Group.name,
            Delegation.person_id,
            Person.name,
            Delegation.kind,
            Delegation.starts_on,
            Delegation.ends_on,
        )
        .join(Group, Group.id == Delegation.group_id)
        .join(Person, Person.id == Delegation.person_id)
        .where(
            Delegation.group_id.in_(groups),
            Delegation.revoked_at.is_(None),
            or_(Delegation.ends_on.is_(None), Delegation.ends_on >= today),
        )
        .order_by(Group.position, Delegation.starts_on, Delegation.id)
    )
    return [DelegationFacts(*row) for row in rows]


def group_of_delegation(connection: Connection, delegation_id: int) -> int | None:
    """Whose delegation it is, over or not; None if there never was one."""
    return connection.scalar(select(Delegation.group_id).where(Delegation.id == delegation_id))


def read_candidates(connection: Connection, *, besides: int) -> list[Candidate]:
    """Everybody of the office but one, by their code."""
    rows = connection.execute(
        select(Person.id, Person.code, Person.name, Person.group_id, LineAccount.line_user_id)
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .where(Person.active, Person.id != besides)
        .order_by(Person.code)
    )
    return [Candidate(*row[:4], row[4] or "") for row in rows]


@dataclass(frozen=True)
class Delegate:
    """Somebody leads a group for a period. Doing it twice is doing it once."""

    group_id: int
    person_id: int
    kind: LeadKind
    starts_on: date
    ends_on: date | None
    by: int | None
    at: datetime
    channel: Channel

    def apply(self, connection: Connection) -> None:
        """Write it with its trail."""
        values = {
            "group_id": self.group_id,
            "person_id": self.person_id,
            "kind": self.kind,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }
        connection.execute(
            select(Group.id).where(Group.id == self.group_id).with_for_update()
        ).first()
        known = read_delegations(connection, [self.group_id], self.starts_on)
        if any(self._is_same(one) for one in known):
            return
        found = connection.execute(
            insert(Delegation)
            .values(**values, given_by=self.by, given_at=self.at, channel=self.channel)
            .returning(Delegation.id)
        ).scalar_one()
        ends = self.ends_on.isoformat() if self.ends_on else None
        audit.record(
            connection,
            "delegate",
            ("delegation", str(found)),
            at=self.at,
            channel=self.channel,
            actor_id=self.by,
            after={**values, "starts_on": self.starts_on.isoformat(), "ends_on": ends},
        )

    def _is_same(self, one: DelegationFacts) -> bool:
        mine = (self.person_id, self.kind, self.starts_on, self.ends_on)
        return (one.person_id, one.kind, one.starts_on, one.ends_on) == mine


@dataclass(frozen=True)
class Revoke:
    """A delegation ends before its day."""

    delegation_id: int
    by: int | None
    at: datetime
    channel: Channel

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; nothing if it was taken back before."""
        taken = connection.execute(
            update(Delegation)
            .where(Delegation.id == self.delegation_id, Delegation.revoked_at.is_(None))
            .values(revoked_at=self.at, revoked_by=self.by)
        )
        if taken.rowcount:
            audit.record(
                connection,
                "revoke_delegation",
                ("delegation", str(self.delegation_id)),
                at=self.at,
                channel=self.channel,
                actor_id=self.by,
            )
