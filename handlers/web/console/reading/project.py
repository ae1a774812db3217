"""One project with everything about it in a round. A fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import aliased

from handlers.web.console.reading.rounds import RoundLine
from models.answers import Answers
from models.audit import AuditEntry, Channel
from models.finance import Disbursement
from models.messages import Delivery, OutgoingMessage
from models.people import Group, LineAccount, Person
from models.plan import (
    Allocation,
    AllocationStatus,
    Approval,
    FundingSource,
    Indicator,
    Project,
    ProjectGroup,
    ProjectOwner,
    Strategy,
)
from models.progress import Certification, Decision, Evidence, EvidenceState, Report, StoredFile
from models.report_reading import answers_of

MOST_MESSAGES = 30
MOST_ENTRIES = 50


@dataclass(frozen=True)
class Owner:
    """Somebody responsible, and whether the bot reaches them."""

    id: int
    code: str
    name: str
    title: str
    bound_at: datetime | None
    blocked_at: datetime | None


@dataclass(frozen=True)
class Money:
    """One source's allocation."""

    source: str
    status: AllocationStatus
    amount: Decimal | None


@dataclass(frozen=True)
class Paid:
    """A disbursement figure; superseded ones are shown struck out."""

    source: str
    as_of: date
    amount: Decimal
    recorded_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True)
class Version:
    """One submitted version."""

    id: int
    version: int
    receipt: str
    submitted_at: datetime
    by: str
    on_behalf_of: str | None
    channel: Channel
    late: bool
    reason: str
    answers: Answers


@dataclass(frozen=True)
class Decided:
    """A director's decision about a version."""

    version: int
    name: str
    decision: Decision
    reason: str
    decided_at: datetime
    acting: bool


@dataclass(frozen=True)
class Attached:
    """A photo or document of a report of the round."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime

    @property
    def is_picture(self) -> bool:
        """True if a browser may show it."""
        return self.media_type in ("image/jpeg", "image/png")


@dataclass(frozen=True)
class Told:
    """A message of ours to an owner, while the round was open."""

    name: str
    kind: str
    state: Delivery
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class Changed:
    """An entry of the trail about the project or its reports."""

    at: datetime
    name: str | None
    channel: Channel
    action: str
    reason: str


@dataclass(frozen=True)
class ProjectFacts:
    """The project as the plan has it."""

    id: int
    code: str
    name: str
    fiscal_year: int
    approval: Approval
    starts_on: date | None
    ends_on: date | None
    strategy_number: int | None
    strategy: str | None


@dataclass(frozen=True)
class WholeProject:
    """Everything the page shows."""

    facts: ProjectFacts
    groups: list[str]
    owners: list[Owner]
    money: list[Money]
    paid: list[Paid]
    indicators: list[tuple[str, str]]
    versions: list[Version]
    decisions: list[Decided]
    evidence: list[Attached]
    told: list[Told]
    trail: list[Changed]

    @property
    def newest(self) -> Version | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None

    @property
    def allocated(self) -> Decimal | None:
        """Of all sources; None if nothing was given."""
        given = [one.amount for one in self.money if one.amount is not None]
        return sum(given, Decimal(0)) if given else None


def whole(connection: Connection, project_id: int, of_round: RoundLine) -> WholeProject | None:
    """None if there is no such project."""
    facts = _facts(connection, project_id)
    if facts is None:
        return None
    owners = _owners(connection, project_id)
    versions = _versions(connection, project_id, of_round.id)
    return WholeProject(
        facts=facts,
        groups=_groups(connection, project_id),
        owners=owners,
        money=_money(connection, project_id),
        paid=_paid(connection, project_id),
        indicators=_indicators(connection, project_id),
        versions=versions,
        decisions=_decisions(connection, project_id, of_round.id),
        evidence=_evidence(connection, project_id, of_round.id),
        told=_told(connection, project_id, of_round),
        trail=_trail(connection, facts, versions, of_round.code),
    )


def _facts(connection: Connection, project_id: int) -> ProjectFacts | None:
    row = connection.execute(
        select(
            Project.id,
            Project.code,
            Project.name,
            Project.fiscal_year,
            Project.approval,
            Project.starts_on,
            Project.ends_on,
            Strategy.number,
            Strategy.name,
        )
        .outerjoin(Strategy, Strategy.id == Project.strategy_id)
        .where(Project.id == project_id)
    ).first()
    return ProjectFacts(*row) if row else None


def _groups(connection: Connection, project_id: int) -> list[str]:
    query = (
        select(Group.name)
        .join(ProjectGroup, ProjectGroup.group_id == Group.id)
        .where(ProjectGroup.project_id == project_id)
        .order_by(ProjectGroup.position)
    )
    return list(connection.scalars(query))


def _owners(connection: Connection, project_id: int) -> list[Owner]:
    rows = connection.execute(
        select(
            Person.id,
            Person.code,
            Person.name,
            Person.title,
            LineAccount.bound_at,
            LineAccount.blocked_at,
        )
        .join(ProjectOwner, ProjectOwner.person_id == Person.id)
        .outerjoin(LineAccount, LineAccount.person_id == Person.id)
        .where(ProjectOwner.project_id == project_id)
        .order_by(ProjectOwner.position)
    )
    return [Owner(*row) for row in rows]


def _money(connection: Connection, project_id: int) -> list[Money]:
    rows = connection.execute(
        select(FundingSource.name, Allocation.status, Allocation.amount)
        .select_from(Allocation)
        .outerjoin(FundingSource, FundingSource.id == Allocation.source_id)
        .where(Allocation.project_id == project_id)
        .order_by(FundingSource.code)
    )
    return [Money(row.name or "–", row.status, row.amount) for row in rows]


def _paid(connection: Connection, project_id: int) -> list[Paid]:
    rows = connection.execute(
        select(
            FundingSource.name,
            Disbursement.as_of,
            Disbursement.amount,
            Disbursement.recorded_at,
            Disbursement.superseded_at,
        )
        .join(FundingSource, FundingSource.id == Disbursement.source_id)
        .where(Disbursement.project_id == project_id)
        .order_by(Disbursement.as_of.desc(), FundingSource.code, Disbursement.id.desc())
    )
    return [Paid(*row) for row in rows]


def _indicators(connection: Connection, project_id: int) -> list[tuple[str, str]]:
    rows = connection.execute(
        select(Indicator.text, Indicator.target)
        .where(Indicator.project_id == project_id, Indicator.active)
        .order_by(Indicator.position)
    )
    return [(row.text, row.target) for row in rows]


def _versions(connection: Connection, project_id: int, round_id: int) -> list[Version]:
    """The oldest first. A version costs five queries of its own parts; there are few versions."""
    submitter, owner = aliased(Person), aliased(Person)
    rows = connection.execute(
        select(Report.__table__, submitter.name.label("by_name"), owner.name.label("for_name"))
        .join(submitter, submitter.id == Report.submitted_by)
        .outerjoin(owner, owner.id == Report.on_behalf_of)
        .where(Report.project_id == project_id, Report.round_id == round_id)
        .order_by(Report.version)
    ).all()
    return [_version(connection, row) for row in rows]


def _version(connection: Connection, row: Any) -> Version:
    return Version(
        id=row.id,
        version=row.version,
        receipt=row.receipt,
        submitted_at=row.submitted_at,
        by=row.by_name,
        on_behalf_of=row.for_name,
        channel=row.channel,
        late=row.late,
        reason=row.correction_reason,
        answers=answers_of(connection, row),
    )


def _decisions(connection: Connection, project_id: int, round_id: int) -> list[Decided]:
    rows = connection.execute(
        select(
            Report.version,
            Person.name,
            Certification.decision,
            Certification.reason,
            Certification.decided_at,
            Certification.acting,
        )
        .join(Report, Report.id == Certification.report_id)
        .join(Person, Person.id == Certification.person_id)
        .where(Report.project_id == project_id, Report.round_id == round_id)
        .order_by(Certification.id)
    )
    return [Decided(*row) for row in rows]


def _evidence(connection: Connection, project_id: int, round_id: int) -> list[Attached]:
    """Of all versions of the round; what a later version keeps is there once."""
    rows = connection.execute(
        select(
            Evidence.id,
            Evidence.name,
            StoredFile.media_type,
            StoredFile.size,
            Evidence.added_at,
            Evidence.digest,
        )
        .join(Report, Report.id == Evidence.report_id)
        .join(StoredFile, StoredFile.digest == Evidence.digest)
        .where(
            Report.project_id == project_id,
            Report.round_id == round_id,
            Evidence.state == EvidenceState.READY,
        )
        .order_by(Evidence.id)
    )
    return list({row.digest: Attached(*row[:5]) for row in rows}.values())


def _told(connection: Connection, project_id: int, of_round: RoundLine) -> list[Told]:
    """What the clock or somebody of the office had us say; answers in a chat are not shown."""
    query = (
        select(
            Person.name,
            OutgoingMessage.kind,
            OutgoingMessage.state,
            OutgoingMessage.created_at,
            OutgoingMessage.sent_at,
        )
        .join(LineAccount, LineAccount.line_user_id == OutgoingMessage.recipient)
        .join(Person, Person.id == LineAccount.person_id)
        .join(ProjectOwner, ProjectOwner.person_id == Person.id)
        .where(
            ProjectOwner.project_id == project_id,
            OutgoingMessage.natural_key.is_not(None),
            OutgoingMessage.created_at >= of_round.opened_at,
        )
        .order_by(OutgoingMessage.id.desc())
        .limit(MOST_MESSAGES)
    )
    if of_round.closed_at:
        query = query.where(OutgoingMessage.created_at <= of_round.closed_at)
    return [Told(*row) for row in connection.execute(query)]


def _trail(
    connection: Connection, facts: ProjectFacts, versions: list[Version], round_code: str
) -> list[Changed]:
    called = [f"{facts.fiscal_year}/{facts.code}"[:60], f"{round_code} {facts.code}", str(facts.id)]
    about = [
        (AuditEntry.subject == "project") & AuditEntry.subject_id.in_(called),
        (AuditEntry.subject == "report")
        & AuditEntry.subject_id.in_([str(one.id) for one in versions]),
    ]
    rows = connection.execute(
        select(AuditEntry.at, Person.name, AuditEntry.channel, AuditEntry.action, AuditEntry.reason)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(or_(*about))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_ENTRIES)
    )
    return [Changed(*row) for row in rows]
