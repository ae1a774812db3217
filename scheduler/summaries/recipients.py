"""Who is sent summaries: executives the whole office's, who leads groups theirs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from models.authority import Lead, authority_of, valid_on
from models.delegations import Delegation
from models.people import Group, LineAccount, Person, PersonRole, Role


@dataclass(frozen=True)
class Recipient:
    """A person with the LINE account; without groups the summary is of the whole office."""

    person_id: int
    account: str
    groups: tuple[str, ...] = ()


def read_recipients(connection: Connection, day: date) -> list[Recipient]:
    """Everybody who can be written to that day, in the order of their ids; three queries."""
    people = connection.execute(
        select(Person.id, Person.group_id, LineAccount.line_user_id, PersonRole.role)
        .join(LineAccount, LineAccount.person_id == Person.id)
        .outerjoin(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.active, LineAccount.blocked_at.is_(None))
        .order_by(Person.id)
    ).all()
    given = defaultdict(list)
    for person_id, group_id, kind in connection.execute(
        select(Delegation.person_id, Delegation.group_id, Delegation.kind).where(valid_on(day))
    ):
        given[person_id].append(Lead(group_id, kind))
    codes = dict(connection.execute(select(Group.id, Group.code).where(Group.active)).all())
    roles: dict[int, set[Role]] = defaultdict(set)
    for row in people:
        if row.role:
            roles[row.id].add(row.role)
    found = {}
    for row in people:
        held = frozenset(roles[row.id])
        if Role.EXECUTIVE in held:
            found[row.id] = Recipient(row.id, row.line_user_id)
            continue
        authority = authority_of(row.id, held, row.group_id, given[row.id])
        led = sorted(codes[one] for one in authority.led if one in codes)
        if led:
            found[row.id] = Recipient(row.id, row.line_user_id, tuple(led))
    return list(found.values())
