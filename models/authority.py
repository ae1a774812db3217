"""Who may do what: the one place where it is decided, for the chat and the console alike."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, or_, select

from models.delegations import Delegation, LeadKind
from models.errors import KaonaError
from models.people import Person, PersonRole, Role


class Act(StrEnum):
    """What can be done; every word, button and page belongs to one of these."""

    TALK = "talk"
    REPORT = "report"
    OWN_DATA = "own_data"
    SEE_PROJECT = "see_project"
    SEE_GROUP = "see_group"
    SEE_OFFICE = "see_office"
    SEE_PEOPLE = "see_people"
    SEE_TRAIL = "see_trail"
    CERTIFY = "certify"
    DELEGATE = "delegate"
    NUDGE = "nudge"
    DISBURSE = "disburse"
    EXPORT = "export"
    CORRECT = "correct"
    ANSWER_FOR = "answer_for"
    JUDGE_LEVEL = "judge_level"
    MANAGE_ROUNDS = "manage_rounds"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PLAN = "manage_plan"
    MANAGE_RULES = "manage_rules"
    CONSOLE = "console"
    BROWSE = "browse"
    INSPECT = "inspect"


@dataclass(frozen=True)
class Rule:
    """Who may do an act: holders of a role anywhere, owners and leaders where it is theirs.

    `leaders` lead any of the groups concerned, `certifiers` the first one, which leads a joint
    project; `directors` do so in their own right, neither acting nor delegated.
    """

    roles: frozenset[Role] = frozenset()
    strangers: bool = False
    owners: bool = False
    leaders: bool = False
    certifiers: bool = False
    directors: bool = False


_PLANNER = frozenset({Role.PLANNER})
_WHOLE_OFFICE = frozenset({Role.PLANNER, Role.EXECUTIVE, Role.FINANCE})
_READERS = frozenset({Role.PLANNER, Role.EXECUTIVE})

RULES = {
    Act.TALK: Rule(strangers=True),
    Act.OWN_DATA: Rule(strangers=True),
    Act.REPORT: Rule(owners=True),
    Act.SEE_PROJECT: Rule(_WHOLE_OFFICE, owners=True, leaders=True),
    Act.SEE_GROUP: Rule(_WHOLE_OFFICE, leaders=True),
    Act.SEE_OFFICE: Rule(_WHOLE_OFFICE),
    Act.EXPORT: Rule(_WHOLE_OFFICE),
    Act.CERTIFY: Rule(certifiers=True),
    Act.DELEGATE: Rule(_PLANNER, directors=True),
    Act.NUDGE: Rule(_PLANNER, leaders=True),
    Act.DISBURSE: Rule(frozenset({Role.FINANCE, Role.PLANNER})),
    Act.CONSOLE: Rule(_WHOLE_OFFICE, leaders=True),
    Act.BROWSE: Rule(_READERS, leaders=True),
    Act.INSPECT: Rule(_READERS),
    **dict.fromkeys(
        (
            Act.SEE_PEOPLE,
            Act.SEE_TRAIL,
            Act.CORRECT,
            Act.ANSWER_FOR,
            Act.JUDGE_LEVEL,
            Act.MANAGE_ROUNDS,
            Act.MANAGE_PEOPLE,
            Act.MANAGE_PLAN,
            Act.MANAGE_RULES,
        ),
        Rule(_PLANNER),
    ),
}
"""A finance officer sees the whole office, since both figures are compared, and edits no report.

CONSOLE is the way into the console; BROWSE its pages of projects, INSPECT those of the office.
"""


class NotAllowedError(KaonaError):
    """Somebody asked for what is not theirs, or does not exist: nobody learns which.

    Raised where it is found out, translated at the edge into one sentence, and recorded.
    `asked` names what was asked by ids, never by a personal text.
    """

    def __init__(self, act: Act, asked: str = "") -> None:
        super().__init__()
        self.act = act
        self.asked = asked


@dataclass(frozen=True)
class Lead:
    """A group somebody leads today, and as what."""

    group_id: int
    kind: LeadKind


@dataclass(frozen=True)
class Authority:
    """What one person may do today. `person_id` 0 is nobody."""

    person_id: int
    roles: frozenset[Role] = frozenset()
    leads: tuple[Lead, ...] = ()

    @property
    def led(self) -> frozenset[int]:
        """The groups led today, as director, acting or delegated."""
        return frozenset(one.group_id for one in self.leads)

    def leads_as(self, group_id: int) -> LeadKind | None:
        """As what a group is led; None if it is not."""
        return next((one.kind for one in self.leads if one.group_id == group_id), None)

    def may(
        self,
        act: Act,
        *,
        groups: Sequence[int] | None = None,
        owners: Collection[int] | None = None,
    ) -> bool:
        """True if the person may do it to what belongs to these groups and owners.

        `groups` has the leading group first. With neither: true if there may be something they
        can do it to; then each thing is asked about again, with its groups and owners.
        """
        rule = RULES[act]
        if rule.strangers:
            return True
        if self.person_id == 0:
            return False
        if rule.roles & self.roles:
            return True
        if groups is None and owners is None:
            return rule.owners or self._leads_any(rule, None)
        if rule.owners and self.person_id in (owners or ()):
            return True
        return self._leads_any(rule, groups or ())

    def _leads_any(self, rule: Rule, groups: Sequence[int] | None) -> bool:
        """True if one of the groups (None: any) is led in a way that is enough for the rule."""
        enough = [
            one.group_id
            for one in self.leads
            if rule.leaders or rule.certifiers or (rule.directors and one.kind is LeadKind.DIRECTOR)
        ]
        if groups is None:
            return bool(enough)
        return any(one in enough for one in (groups[:1] if rule.certifiers else groups))

    def demand(
        self,
        act: Act,
        *,
        groups: Sequence[int] | None = None,
        owners: Collection[int] | None = None,
        asked: str = "",
    ) -> None:
        """`NotAllowedError` if the person may not."""
        if not self.may(act, groups=groups, owners=owners):
            raise NotAllowedError(act, asked)


NOBODY = Authority(0)


def read_authority(connection: Connection, person_id: int | None, today: date) -> Authority:
    """What somebody may do on a day; `NOBODY` for who is unknown or left. Two queries."""
    if person_id is None:
        return NOBODY
    rows = connection.execute(
        select(Person.group_id, PersonRole.role)
        .outerjoin(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.id == person_id, Person.active)
    ).all()
    if not rows:
        return NOBODY
    given = connection.execute(
        select(Delegation.group_id, Delegation.kind).where(
            Delegation.person_id == person_id, valid_on(today)
        )
    )
    roles = frozenset(row.role for row in rows if row.role)
    leads = [Lead(row.group_id, row.kind) for row in given]
    return authority_of(person_id, roles, rows[0].group_id, leads)


def authority_of(
    person_id: int, roles: frozenset[Role], group_id: int | None, given: Iterable[Lead]
) -> Authority:
    """The same for somebody active of whom everything was read; `given`: what is valid today."""
    leads = {one.group_id: one for one in sorted(given, key=lambda one: one.kind, reverse=True)}
    if Role.DIRECTOR in roles and group_id is not None:
        leads[group_id] = Lead(group_id, LeadKind.DIRECTOR)
    return Authority(person_id, roles, tuple(leads[one] for one in sorted(leads)))


def valid_on(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition of a delegation that counts on a day."""
    not_over = or_(Delegation.ends_on.is_(None), Delegation.ends_on >= today)
    return and_(Delegation.revoked_at.is_(None), Delegation.starts_on <= today, not_over)
