"""Who is talking, and the chat a conversation is handed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Date, Select, String, bindparam, cast, func, select

from bot.clock import BANGKOK
from bot.office import Office
from models.authority import NOBODY, Authority, Lead, authority_of, valid_on
from models.delegations import Delegation, LeadKind
from models.people import Group, LineAccount, Person, PersonRole, Role


@dataclass(frozen=True)
class Official:
    """A registered person of the office."""

    id: int
    code: str
    name: str
    title: str
    group_id: int | None
    group_name: str
    roles: frozenset[Role]
    given: tuple[Lead, ...] = ()
    """Groups led today by a delegation."""


@dataclass(frozen=True)
class OfficeChat:
    """One event's view of a chat: reads through `connection`, never writes there itself.

    `person` is None for a LINE account not bound to anybody (or to somebody who left).
    `reply_token` is for slow work that answers by itself; who says something uses it up.
    """

    office: Office
    connection: Connection
    line_user_id: str
    person: Official | None
    event_id: str
    now: datetime
    reply_token: str | None = None

    @property
    def today(self) -> date:
        """The day in Bangkok, A.D."""
        return self.now.astimezone(BANGKOK).date()

    @cached_property
    def authority(self) -> Authority:
        """What the person may do today; nothing for a stranger."""
        one = self.person
        return authority_of(one.id, one.roles, one.group_id, one.given) if one else NOBODY

    @property
    def official(self) -> Official:
        """The person, where only registered people come."""
        if self.person is None:
            raise LookupError("this conversation is for registered people")
        return self.person


def find(connection: Connection, line_user_id: str, today: date) -> Official | None:
    """The active person bound to a LINE account, with what they may do today; one query."""
    row = connection.execute(_bound_person(), {"account": line_user_id, "today": today}).first()
    if row is None:
        return None
    person_id, code, name, title, group_id, group_name, held, leads = row
    names = frozenset(Role(role) for role in (held or "").split(",") if role)
    given = tuple(_lead(one) for one in (leads or "").split(",") if one)
    return Official(person_id, code, name, title, group_id, group_name or "", names, given)


def _lead(text: str) -> Lead:
    group_id, _, kind = text.partition(":")
    return Lead(int(group_id), LeadKind(kind))


@cache
def _bound_person() -> Select[Any]:
    roles = (
        select(func.aggregate_strings(cast(PersonRole.role, String), ","))
        .where(PersonRole.person_id == Person.id)
        .scalar_subquery()
    )
    lead = cast(Delegation.group_id, String) + ":" + cast(Delegation.kind, String)
    leads = (
        select(func.aggregate_strings(lead, ","))
        .where(Delegation.person_id == Person.id, valid_on(bindparam("today", type_=Date)))
        .scalar_subquery()
    )
    return (
        select(
            Person.id,
            Person.code,
            Person.name,
            Person.title,
            Person.group_id,
            Group.name,
            roles,
            leads,
        )
        .join(LineAccount, LineAccount.person_id == Person.id)
        .outerjoin(Group, Group.id == Person.group_id)
        .where(LineAccount.line_user_id == bindparam("account"), Person.active)
    )
