"""One frozen picture of a reporting round: everything that tables and findings are made from.

Amounts are baht, cumulative from 1 October; codes stand for groups, sources, people and projects.
A frozen round keeps this picture as JSON, so a new field needs a default.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from models.delegations import LeadKind
from models.fiscal import RoundCode
from models.level_overrides import Level
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle
from models.progress import Decision, EvidenceKind, FormKind, RemainingUse, WorkStatus


@dataclass(frozen=True)
class GroupPicture:
    """A group (กลุ่ม) of the office."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class StrategyPicture:
    """A strategy (กลยุทธ์) of the year."""

    number: int
    name: str


@dataclass(frozen=True)
class SourcePicture:
    """Where money comes from (แหล่งงบ)."""

    code: str
    name: str


@dataclass(frozen=True)
class OwnerPicture:
    """A person responsible for a project (ผู้รับผิดชอบ)."""

    code: str
    name: str
    title: str = ""


@dataclass(frozen=True)
class AllocationPicture:
    """Money given from one source; no source for "no budget", no amount while it is awaited."""

    source: str | None
    status: AllocationStatus
    amount: Decimal | None


@dataclass(frozen=True)
class DisbursementPicture:
    """The finance group's figure (เบิกจ่าย) of one source, the newest up to the as-of date."""

    source: str
    amount: Decimal
    as_of: date


@dataclass(frozen=True)
class ObjectivePicture:
    """An objective (วัตถุประสงค์) of the plan; completion form, item 2."""

    number: int
    text: str


@dataclass(frozen=True)
class AlignmentPicture:
    """What the project is in line with; both forms, items 1.1 to 1.5."""

    kind: AlignmentKind
    text: str


@dataclass(frozen=True)
class IndicatorPicture:
    """An indicator of the plan with its target (ค่าเป้าหมาย), whether or not it was reported."""

    number: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class PlannedActivityPicture:
    """An activity of the plan; may have a budget and a group of its own (second office)."""

    number: str
    name: str
    group: str | None = None
    budget: Decimal | None = None


@dataclass(frozen=True)
class ActivityPicture:
    """An activity as reported; `number` is the plan's, if the owner named one of the plan's."""

    text: str
    done_on: str = ""
    number: str | None = None
    status: WorkStatus | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class ResultPicture:
    """An indicator with its target and what came of it (ผลที่ได้)."""

    indicator: str
    target: str = ""
    result: str = ""
    not_yet: bool = False


@dataclass(frozen=True)
class ContinuationPicture:
    """An activity still needed: completion form, item 6, fourth box."""

    name: str
    budget: Decimal | None = None
    planned_for: str = ""


@dataclass(frozen=True)
class SpendingPicture:
    """What the owner says was spent of one source (the box of the form it stands in)."""

    source: str
    spent: Decimal


@dataclass(frozen=True)
class EvidencePicture:
    """A photo or document that belongs to a report, once its file is kept.

    The file store has it under `digest`. A photo is named by its number ("รูปที่ 1").
    """

    digest: str
    kind: EvidenceKind
    media_type: str
    name: str
    size: int = 0

    @property
    def is_photo(self) -> bool:
        """True for a picture, whatever it was sent as."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class RemarkPicture:
    """A warning the owner was shown, and the answer."""

    kind: str
    answer: str


@dataclass(frozen=True)
class CertificationPicture:
    """The newest decision of a director about a report."""

    by: str
    name: str
    decision: Decision
    decided_at: datetime
    title: str = ""
    reason: str = ""
    acting: bool = False
    self_certified: bool = False
    capacity: LeadKind = LeadKind.DIRECTOR


@dataclass(frozen=True)
class ReportPicture:
    """The newest version of a project's report in the round: what stands on the form.

    `on_behalf_of` is the name of the owner for whom somebody else submitted it.
    """

    version: int
    receipt: str
    form: FormKind
    status: WorkStatus
    submitted_by: str
    submitted_at: datetime
    late: bool = False
    percent: Decimal | None = None
    spent: Decimal | None = None
    spendings: tuple[SpendingPicture, ...] = ()
    remaining: Decimal | None = None
    balance_date: date | None = None
    data_month: date | None = None
    activities: tuple[ActivityPicture, ...] = ()
    results: tuple[ResultPicture, ...] = ()
    problems: str | None = None
    suggestions: str | None = None
    highlights: str | None = None
    goals_met: bool | None = None
    goals_reason: str | None = None
    remaining_use: RemainingUse | None = None
    moved_project: str | None = None
    moved_to: str | None = None
    moved_amount: Decimal | None = None
    continuations: tuple[ContinuationPicture, ...] = ()
    continue_reason: str | None = None
    signer_name: str = ""
    signer_title: str = ""
    correction_reason: str = ""
    on_behalf_of: str = ""
    evidence: tuple[EvidencePicture, ...] = ()
    remarks: tuple[RemarkPicture, ...] = ()
    certification: CertificationPicture | None = None


@dataclass(frozen=True)
class EarlierPicture:
    """What was reported in the last round of the year before this one that has a report."""

    round: str
    status: WorkStatus
    spent: Decimal | None


@dataclass(frozen=True)
class JudgedPicture:
    """The level of progress as the planning group judged it by hand, and why."""

    level: Level
    reason: str
    by: str = ""


@dataclass(frozen=True)
class ProjectPicture:
    """A project with its money and its report. The first of `groups` leads."""

    code: str
    name: str
    groups: tuple[str, ...]
    approval: Approval = Approval.APPROVED
    owners: tuple[OwnerPicture, ...] = ()
    strategy: int | None = None
    kind: ProjectKind | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    allocations: tuple[AllocationPicture, ...] = ()
    disbursements: tuple[DisbursementPicture, ...] = ()
    objectives: tuple[ObjectivePicture, ...] = ()
    alignments: tuple[AlignmentPicture, ...] = ()
    activities: tuple[PlannedActivityPicture, ...] = ()
    indicators: tuple[IndicatorPicture, ...] = ()
    report: ReportPicture | None = None
    before: EarlierPicture | None = None
    judged: JudgedPicture | None = None
    difference_reason: str = ""
    """Why spending and disbursement differ, as the owner said of this very difference."""

    @property
    def lead(self) -> str:
        """The group that leads, or an empty code."""
        return self.groups[0] if self.groups else ""

    @cached_property
    def allocated(self) -> Decimal | None:
        """The money given, of all sources; None without any allocation (none needed, awaited)."""
        given = [one.amount for one in self.allocations if one.amount is not None]
        return sum(given, Decimal(0)) if given else None

    @property
    def is_awaiting(self) -> bool:
        """True while money is awaited (รอจัดสรร) and none was given."""
        awaited = any(one.status is AllocationStatus.AWAITING for one in self.allocations)
        return awaited and self.allocated is None

    @cached_property
    def disbursed(self) -> Decimal:
        """The finance group's figures of all sources."""
        return sum((one.amount for one in self.disbursements), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """What the owner reported as spent; 0 without a report or without budget."""
        return (self.report.spent if self.report else None) or Decimal(0)

    @property
    def status(self) -> WorkStatus | None:
        """State of the work: as reported; without a report only "not submitted" tells it.

        Table 1 of the first office counts projects not yet submitted for approval
        (ยังไม่เสนออนุมัติ) as not started.
        """
        if self.report:
            return self.report.status
        is_unsubmitted = self.approval is Approval.NOT_SUBMITTED
        return WorkStatus.NOT_STARTED if is_unsubmitted else None

    def allocated_of(self, source: str) -> Decimal | None:
        """The money given of one source."""
        given = [one.amount for one in self.allocations if one.source == source]
        return next((amount for amount in given if amount is not None), None)


@dataclass(frozen=True)
class RoundPicture:
    """The round with the whole plan of its year. `style` is the style its tables are made in."""

    code: str
    as_of: date
    due: date
    office_name: str
    office_short_name: str
    style: TableStyle
    groups: tuple[GroupPicture, ...] = ()
    strategies: tuple[StrategyPicture, ...] = ()
    sources: tuple[SourcePicture, ...] = ()
    projects: tuple[ProjectPicture, ...] = ()
    closed_at: datetime | None = None

    @cached_property
    def round(self) -> RoundCode:
        """Fiscal year and period."""
        return RoundCode.parse(self.code)

    @cached_property
    def has_certifications(self) -> bool:
        """True once a director decided about any report of the round."""
        return any(one.report and one.report.certification for one in self.projects)

    def in_style(self, style: TableStyle) -> "RoundPicture":
        """The same data for the tables of another style."""
        return replace(self, style=style)

    def of_groups(self, codes: frozenset[str]) -> "RoundPicture":
        """Only these groups: what they lead; in the second style all they take part in."""

        def belongs(project: ProjectPicture) -> bool:
            if self.style is TableStyle.NAKHON_PATHOM:
                return not codes.isdisjoint(project.groups)
            return project.lead in codes

        return replace(
            self,
            groups=tuple(group for group in self.groups if group.code in codes),
            projects=tuple(project for project in self.projects if belongs(project)),
        )

    def as_json(self) -> dict[str, Any]:
        """JSON to keep, every field: a default that changes later changes no frozen round."""
        stored: dict[str, Any] = _CODEC.dump_python(self, mode="json")
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "RoundPicture":
        """Back from what was kept; keys of older pictures that no longer exist are ignored."""
        return _CODEC.validate_python(stored)


_CODEC = TypeAdapter(RoundPicture)
