"""Certification: what waits for whom, who may decide about it, and the decision itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select
from sqlalchemy.orm import aliased

from models import audit
from models.audit import Channel
from models.authority import Authority, valid_on
from models.delegations import Delegation, LeadKind
from models.errors import TryAgainError
from models.people import LineAccount, Person, PersonRole, Role
from models.plan import Project, ProjectGroup
from models.progress import Certification, Decision, Report
from models.project_scope import ProjectScope, read_scopes
from models.rounds import Round


class DecidedMeanwhileError(TryAgainError):
    """Somebody else decided about this report, or a newer version came."""


@dataclass(frozen=True)
class Decided:
    """The last decision about a version."""

    id: int
    decision: Decision
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ReportToCertify:
    """One version of a report as somebody who certifies looks at it.

    `newest` is the project's newest version in the round; an older one is not decided about.
    """

    id: int
    version: int
    newest: int
    project: ProjectScope
    round_id: int
    round_code: str
    submitted_at: datetime
    submitted_by: int
    signer_name: str
    on_behalf_of: int | None
    correction_reason: str
    late: bool
    decided: Decided | None

    @property
    def parties(self) -> frozenset[int]:
        """Those whose own report it is: owners, who sent it, for whom it was sent."""
        others = {self.submitted_by, self.on_behalf_of or self.submitted_by}
        return self.project.owners | others

    @property
    def last_decision(self) -> int:
        """The id of the last decision, 0 while there is none: a button remembers it."""
        return self.decided.id if self.decided else 0


@dataclass(frozen=True)
class Certifier:
    """Somebody who leads a group today and can be reached in LINE."""

    person_id: int
    name: str
    kind: LeadKind


def read_waiting(connection: Connection, groups: Collection[int]) -> list[ReportToCertify]:
    """Newest versions nobody decided about, of open rounds and of the newest one; by the plan."""
    if not groups:
        return []
    leading = select(ProjectGroup.project_id).where(
        ProjectGroup.group_id.in_(groups), ProjectGroup.position == 0
    )
    newest_round = select(func.max(Round.id)).scalar_subquery()
    undecided = ~select(Certification.id).where(Certification.report_id == Report.id).exists()
    return _read(
        connection,
        Report.project_id.in_(leading),
        or_(Round.closed_at.is_(None), Round.id == newest_round),
        undecided,
        Report.version == _newest(),
    )


def read_report(connection: Connection, report_id: int) -> ReportToCertify | None:
    """One version by its id, decided about or not."""
    found = _read(connection, Report.id == report_id)
    return found[0] if found else None


def newest_report_id(connection: Connection, project_id: int, round_id: int) -> int:
    """The id of a project's newest version in a round; 0 if nothing was reported."""
    found = connection.scalar(
        select(Report.id)
        .where(Report.project_id == project_id, Report.round_id == round_id)
        .order_by(Report.version.desc())
        .limit(1)
    )
    return found or 0


def _newest() -> Any:
    other = aliased(Report)
    return (
        select(func.max(other.version))
        .where(other.project_id == Report.project_id, other.round_id == Report.round_id)
        .correlate(Report)
        .scalar_subquery()
    )


def _read(connection: Connection, *conditions: Any) -> list[ReportToCertify]:
    rows = connection.execute(
        select(
            Report.id,
            Report.version,
            _newest().label("newest"),
            Report.project_id,
            Report.round_id,
            Round.code,
            Report.submitted_at,
            Report.submitted_by,
            Report.signer_name,
            Report.on_behalf_of,
            Report.correction_reason,
            Report.late,
        )
        .join(Round, Round.id == Report.round_id)
        .join(Project, Project.id == Report.project_id)
        .where(*conditions)
        .order_by(Project.position, Project.id, Round.as_of, Report.version)
    ).all()
    if not rows:
        return []
    scopes = {one.id: one for one in read_scopes(connection, [row.project_id for row in rows])}
    decided = _decisions(connection, [row.id for row in rows])
    return [
        ReportToCertify(
            row.id,
            row.version,
            row.newest,
            scopes[row.project_id],
            row.round_id,
            row.code,
            row.submitted_at,
            row.submitted_by,
            row.signer_name,
            row.on_behalf_of,
            row.correction_reason,
            row.late,
            decided.get(row.id),
        )
        for row in rows
        if row.project_id in scopes
    ]


def _decisions(connection: Connection, report_ids: Sequence[int]) -> Mapping[int, Decided]:
    """The last decision about each; later rows take the place of earlier ones."""
    rows = connection.execute(
        select(
            Certification.report_id,
            Certification.id,
            Certification.decision,
            Person.name,
            Certification.decided_at,
            Certification.reason,
        )
        .join(Person, Person.id == Certification.person_id)
        .where(Certification.report_id.in_(report_ids))
        .order_by(Certification.id)
    )
    return {row[0]: Decided(*row[1:]) for row in rows}


def read_certifiers(
    connection: Connection, groups: Collection[int], today: date
) -> dict[int, list[Certifier]]:
    """Who leads each group today and can be reached: directors first, then by delegation."""
    reachable = and_(
        Person.active,
        select(LineAccount.person_id)
        .where(LineAccount.person_id == Person.id, LineAccount.blocked_at.is_(None))
        .exists(),
    )
    directors = connection.execute(
        select(Person.group_id, Person.id, Person.name)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == Role.DIRECTOR, Person.group_id.in_(groups), reachable)
        .order_by(Person.code)
    )
    found: dict[int, list[Certifier]] = {one: [] for one in groups}
    for group_id, person_id, name in directors:
        if group_id is not None:
            found[group_id].append(Certifier(person_id, name, LeadKind.DIRECTOR))
    given = connection.execute(
        select(Delegation.group_id, Person.id, Person.name, Delegation.kind)
        .join(Person, Person.id == Delegation.person_id)
        .where(Delegation.group_id.in_(groups), valid_on(today), reachable)
        .order_by(Delegation.id)
    )
    for group_id, person_id, name, kind in given:
        if all(one.person_id != person_id for one in found[group_id]):
            found[group_id].append(Certifier(person_id, name, kind))
    return found


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a report: as what they would certify it, and whether it is their own.

    `instead`: those who must do it, since nobody certifies their own report while another can.
    """

    kind: LeadKind
    own: bool
    instead: tuple[Certifier, ...]

    @property
    def may_decide(self) -> bool:
        """True unless it is their own and another can."""
        return not self.instead


def standing_of(
    authority: Authority, report: ReportToCertify, certifiers: Mapping[int, Sequence[Certifier]]
) -> Standing:
    """How a person who leads the report's group stands to it."""
    group_id = report.project.groups[0]
    kind = authority.leads_as(group_id) or LeadKind.DELEGATED
    if authority.person_id not in report.parties:
        return Standing(kind, own=False, instead=())
    others = tuple(
        one for one in certifiers.get(group_id, ()) if one.person_id not in report.parties
    )
    return Standing(kind, own=True, instead=others)


@dataclass(frozen=True)
class Decide:
    """A decision about the newest version; written only if nothing changed since it was shown.

    `last_decision` is what the person saw (0: none); `concerns` the line of the form a return is
    about, if it is about one.
    """

    report_id: int
    last_decision: int
    person_id: int
    decision: Decision
    kind: LeadKind
    own: bool
    at: datetime
    channel: Channel
    reason: str = ""
    concerns: str = ""

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; `DecidedMeanwhileError` if somebody was faster."""
        connection.execute(
            select(Report.id).where(Report.id == self.report_id).with_for_update()
        ).first()
        found = read_report(connection, self.report_id)
        if found is None or found.version != found.newest:
            raise DecidedMeanwhileError
        if found.last_decision != self.last_decision:
            raise DecidedMeanwhileError
        connection.execute(
            insert(Certification).values(
                report_id=self.report_id,
                person_id=self.person_id,
                decision=self.decision,
                reason=self.reason,
                concerns=self.concerns,
                capacity=self.kind,
                acting=self.kind is not LeadKind.DIRECTOR,
                self_certified=self.own and self.decision is Decision.CERTIFIED,
                decided_at=self.at,
                channel=self.channel,
            )
        )
        audit.record(
            connection,
            "certify_report" if self.decision is Decision.CERTIFIED else "return_report",
            ("report", str(self.report_id)),
            at=self.at,
            channel=self.channel,
            actor_id=self.person_id,
            after={"version": found.version, "capacity": self.kind, "own": self.own},
            reason=self.reason,
        )
