"""Progress: drafts, submitted reports as versions, evidence, and certifications.

A report holds everything that stands on the two official forms. A submitted one is never
overwritten: a correction is a new version beside the old one.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.audit import Channel
from models.base import Base, RowId, SignedBaht, one_of
from models.delegations import LeadKind


class WorkStatus(StrEnum):
    """State of the work (domain guide, section 5); "not reported" is a state of the report."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


STATUS_NAMES = {
    WorkStatus.NOT_STARTED: "ยังไม่ดำเนินการ",
    WorkStatus.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    WorkStatus.COMPLETED: "เสร็จสิ้นแล้ว",
    WorkStatus.CANCELLED: "ยกเลิกโครงการ",
}
"""The words of the first office's forms and tables."""


ACTIVITY_STATES = {
    WorkStatus.NOT_STARTED: "ยังไม่ดำเนินการ",
    WorkStatus.IN_PROGRESS: "ระหว่างดำเนินการ",
    WorkStatus.COMPLETED: "สำเร็จแล้ว",
    WorkStatus.CANCELLED: "ยกเลิก",
}
"""The words of the second office's list of activities."""


def activity_state(status: WorkStatus | None, percent: Decimal | None) -> str:
    """What stands behind an activity: `: ร้อยละ 50`, `: สำเร็จแล้ว`, or nothing."""
    if percent is not None:
        return f": ร้อยละ {percent.normalize():f}"
    return f": {ACTIVITY_STATES[status]}" if status else ""


class FormKind(StrEnum):
    """Which official form a report fills; some owners hand in a whole book (รูปเล่ม) instead."""

    PROGRESS = "progress"
    COMPLETION = "completion"
    BOOK = "book"


class RemainingUse(StrEnum):
    """What happens with the money left: completion form, item 6 (การดำเนินโครงการ)."""

    NOTHING_LEFT = "nothing_left"
    RETURNED = "returned"
    CANCELLED_RETURNED = "cancelled_returned"
    MOVED = "moved"
    CONTINUING = "continuing"


class DraftState(StrEnum):
    """A draft is open until it is submitted or thrown away."""

    OPEN = "open"
    SUBMITTED = "submitted"
    DISCARDED = "discarded"


class Decision(StrEnum):
    """What a director decided about a report."""

    CERTIFIED = "certified"
    RETURNED = "returned"


class Report(Base):
    """One version of what an owner reported for one project in one round.

    Money is cumulative from 1 October. `spent` includes what is committed and not yet submitted
    (ใช้ไป รวมผูกพันแล้วยังไม่ส่งเบิก); it is empty only for a project without budget.
    `balance_date` is the owner's own date (ณ วันที่), not the round's cut-off. A text that is
    empty says that there is none (ไม่มี); one that is NULL was not filled in.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("project_id", "round_id", "version"),
        CheckConstraint("version >= 1", "version_from_one"),
        CheckConstraint("spent >= 0", "spent_not_negative"),
        CheckConstraint("moved_amount >= 0", "moved_amount_not_negative"),
        CheckConstraint("percent >= 0 AND percent <= 100", "percent_in_range"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    version: Mapped[int]
    receipt: Mapped[str] = mapped_column(String(60), unique=True)
    form: Mapped[FormKind] = mapped_column(one_of(FormKind, "form"))
    status: Mapped[WorkStatus] = mapped_column(one_of(WorkStatus, "status"))
    percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    spent: Mapped[Decimal | None]
    remaining: Mapped[Decimal | None] = mapped_column(SignedBaht)
    balance_date: Mapped[date | None]
    data_month: Mapped[date | None]
    problems: Mapped[str | None] = mapped_column(Text)
    suggestions: Mapped[str | None] = mapped_column(Text)
    highlights: Mapped[str | None] = mapped_column(Text)
    goals_met: Mapped[bool | None]
    goals_reason: Mapped[str | None] = mapped_column(Text)
    remaining_use: Mapped[RemainingUse | None] = mapped_column(
        one_of(RemainingUse, "remaining_use")
    )
    moved_project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"))
    moved_to: Mapped[str | None] = mapped_column(Text)
    moved_amount: Mapped[Decimal | None]
    continue_reason: Mapped[str | None] = mapped_column(Text)
    signer_name: Mapped[str] = mapped_column(String(400))
    signer_title: Mapped[str] = mapped_column(String(400), default="", server_default="")
    submitted_by: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    submitted_at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    on_behalf_of: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    late: Mapped[bool] = mapped_column(default=False, server_default=false())
    correction_reason: Mapped[str] = mapped_column(Text, default="", server_default="")


class ReportActivity(Base):
    """An activity or step done (กิจกรรมที่ดำเนินการ), with its dates as the owner wrote them."""

    __tablename__ = "report_activities"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"))
    text: Mapped[str] = mapped_column(Text)
    done_on: Mapped[str] = mapped_column(Text, default="", server_default="")
    status: Mapped[WorkStatus | None] = mapped_column(one_of(WorkStatus, "status"))
    percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))


class ReportResult(Base):
    """An indicator with its target and what came of it (ผลที่ได้)."""

    __tablename__ = "report_results"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicators.id"))
    indicator: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text, default="", server_default="")
    result: Mapped[str] = mapped_column(Text, default="", server_default="")
    not_yet: Mapped[bool] = mapped_column(default=False, server_default=false())


class ReportSpending(Base):
    """What was spent of one source, where the owner gave the parts; their sum is `spent`."""

    __tablename__ = "report_spendings"
    __table_args__ = (CheckConstraint("spent >= 0", "spent_not_negative"),)

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    source_id: Mapped[int] = mapped_column(ForeignKey("funding_sources.id"), primary_key=True)
    spent: Mapped[Decimal]


class ReportContinuation(Base):
    """An activity still needed: completion form, item 6, fourth box."""

    __tablename__ = "report_continuations"
    __table_args__ = (CheckConstraint("budget >= 0", "budget_not_negative"),)

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    budget: Mapped[Decimal | None]
    planned_for: Mapped[str] = mapped_column(Text, default="", server_default="")


class ReportRemark(Base):
    """A warning the owner was shown and what they answered (a warning is not a wall)."""

    __tablename__ = "report_remarks"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(Text)


class Draft(Base):
    """A report being written: survives interruptions, belongs to one person and one round.

    `values` holds the answers so far as the conversation keeps them; `revision` counts changes, so
    that a card shown earlier can be told from the draft as it stands. `based_on` is the version
    the draft starts from (0: none yet). The planning group writes a draft for an owner who phoned
    (`on_behalf_of`), or to correct a report, with the reason. `reminded_at`: the clock spoke of it,
    which it does once.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        Index(
            "uq_drafts_open",
            "person_id",
            "project_id",
            "round_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    state: Mapped[DraftState] = mapped_column(one_of(DraftState, "state"))
    revision: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    based_on: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    values: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    on_behalf_of: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    correction_reason: Mapped[str] = mapped_column(Text, default="", server_default="")


class StoredFile(Base):
    """A file in the store, named by the SHA-256 of its content; the same file is kept once."""

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size >= 0", "size_not_negative"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    stored_at: Mapped[datetime]


class EvidenceState(StrEnum):
    """Where a sent photo or document stands."""

    ON_ITS_WAY = "on_its_way"
    READY = "ready"
    REFUSED = "refused"
    REMOVED = "removed"


class EvidenceKind(StrEnum):
    """What it was sent as."""

    IMAGE = "image"
    FILE = "file"
    VIDEO = "video"


class Evidence(Base):
    """A photo or document sent for a draft, then part of the report made of it.

    The row is written when the message comes, its file follows. Without a draft and a report it
    waits to be told its project. A photo has no name. `refusal`: why it was not taken; `notice`:
    the natural key of the message that says so.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (digest IS NOT NULL)", "file_if_ready"),
        CheckConstraint("(state = 'removed') = (removed_at IS NOT NULL)", "removed_at_if_removed"),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", "refusal_if_refused"),
        Index(
            "ix_evidence_waiting",
            "added_by",
            sqlite_where=text("draft_id IS NULL AND report_id IS NULL"),
            postgresql_where=text("draft_id IS NULL AND report_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[EvidenceKind] = mapped_column(one_of(EvidenceKind, "kind"))
    state: Mapped[EvidenceState] = mapped_column(one_of(EvidenceState, "state"))
    digest: Mapped[str | None] = mapped_column(ForeignKey("stored_files.digest"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"), index=True)
    name: Mapped[str] = mapped_column(String(400), default="", server_default="")
    message_id: Mapped[str | None] = mapped_column(String(64), index=True)
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    refusal: Mapped[str | None] = mapped_column(String(24))
    notice: Mapped[str | None] = mapped_column(String(80), index=True)


class Certification(Base):
    """A director's decision (รับรองถูกต้อง, or sent back with a reason) about one version.

    `capacity` says as what they led the group, `acting` that it was not in their own right.
    `concerns` is the line of the form a return is about ("spent"), if it is about one.
    """

    __tablename__ = "certifications"
    __table_args__ = (
        CheckConstraint("decision <> 'returned' OR reason <> ''", "reason_if_returned"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decision: Mapped[Decision] = mapped_column(one_of(Decision, "decision"))
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    concerns: Mapped[str] = mapped_column(String(24), default="", server_default="")
    capacity: Mapped[LeadKind] = mapped_column(
        one_of(LeadKind, "capacity"), default=LeadKind.DIRECTOR, server_default="director"
    )
    acting: Mapped[bool] = mapped_column(default=False, server_default=false())
    self_certified: Mapped[bool] = mapped_column(default=False, server_default=false())
    decided_at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
