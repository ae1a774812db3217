"""The year's plan: strategies, funding sources, projects, money, activities and indicators."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId, one_of


class TableStyle(StrEnum):
    """Whose official tables the office prints (plan workbook, รูปแบบตาราง)."""

    SAMUT_SAKHON = "สมุทรสาคร"
    NAKHON_PATHOM = "นครปฐม"


class ProjectKind(StrEnum):
    """Planned from the start or added during the year (table 5 of the first office)."""

    PLANNED = "ตามแผน"
    MIDYEAR = "ระหว่างปี"


class Approval(StrEnum):
    """Whether the project was submitted for approval (การอนุมัติ); table 1 counts the second."""

    APPROVED = "อนุมัติแล้ว"
    NOT_SUBMITTED = "ยังไม่เสนออนุมัติ"


class AllocationStatus(StrEnum):
    """Awaiting and none differ from an allocation of 0 (domain guide, section 6)."""

    ALLOCATED = "จัดสรรแล้ว"
    AWAITING = "รอจัดสรร"
    NONE = "ไม่ใช้งบ"


class AlignmentKind(StrEnum):
    """What a project is in line with: forms' items 1.1 to 1.5."""

    NATIONAL_STRATEGY = "ยุทธศาสตร์ชาติ"
    STANDARD = "มาตรฐาน"
    STRATEGY = "กลยุทธ์"
    QUICK_WIN = "Quick Win"
    MINISTRY_POLICY = "นโยบาย ศธ."


class Plan(Base):
    """One fiscal year's plan of the office (sheet ข้อมูลทั่วไป). The year is B.E."""

    __tablename__ = "plans"

    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    office_name: Mapped[str] = mapped_column(String(400))
    office_short_name: Mapped[str] = mapped_column(String(200))
    table_style: Mapped[TableStyle] = mapped_column(one_of(TableStyle, "table_style"))


class Strategy(Base):
    """A strategy (กลยุทธ์) of one fiscal year. `active` is false once the plan lacks it."""

    __tablename__ = "strategies"
    __table_args__ = (UniqueConstraint("fiscal_year", "number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(ForeignKey("plans.fiscal_year"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class FundingSource(Base):
    """Where money comes from (แหล่งงบ). `active` is false once the plan lacks it."""

    __tablename__ = "funding_sources"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class Project(Base):
    """A project of one fiscal year. `active` is false once it is no longer in the plan."""

    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "code"),
        CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", "dates"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(ForeignKey("plans.fiscal_year"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    strategy_id: Mapped[int | None] = mapped_column(ForeignKey("strategies.id"))
    kind: Mapped[ProjectKind | None] = mapped_column(one_of(ProjectKind, "kind"))
    approval: Mapped[Approval] = mapped_column(one_of(Approval, "approval"))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class ProjectGroup(Base):
    """A group of a project; position 0 leads."""

    __tablename__ = "project_groups"
    __table_args__ = (UniqueConstraint("project_id", "position"),)

    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True, index=True)
    position: Mapped[int]


class ProjectOwner(Base):
    """A person responsible for a project (ผู้รับผิดชอบ); position 0 stands first on the form."""

    __tablename__ = "project_owners"
    __table_args__ = (UniqueConstraint("project_id", "position"),)

    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]


class Objective(Base):
    """An objective (วัตถุประสงค์) of a project; completion form, item 2."""

    __tablename__ = "objectives"

    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Alignment(Base):
    """What a project is in line with; both forms, items 1.1 to 1.5."""

    __tablename__ = "alignments"

    project_id: Mapped[int] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AlignmentKind] = mapped_column(one_of(AlignmentKind, "kind"))
    text: Mapped[str] = mapped_column(Text)


class Allocation(Base):
    """Money given to a project from one source; for "no budget" a row without a source."""

    __tablename__ = "allocations"
    __table_args__ = (
        UniqueConstraint("project_id", "source_id"),
        CheckConstraint("amount >= 0", "amount_not_negative"),
        CheckConstraint("(status = 'จัดสรรแล้ว') = (amount IS NOT NULL)", "amount_if_allocated"),
        CheckConstraint("status = 'ไม่ใช้งบ' OR source_id IS NOT NULL", "source_if_budget"),
        Index(
            "uq_allocations_no_budget",
            "project_id",
            unique=True,
            sqlite_where=text("source_id IS NULL"),
            postgresql_where=text("source_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("funding_sources.id"))
    status: Mapped[AllocationStatus] = mapped_column(one_of(AllocationStatus, "status"))
    amount: Mapped[Decimal | None]


class Activity(Base):
    """A planned activity (กิจกรรม); may have its own budget and group (second office)."""

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("project_id", "position"),
        CheckConstraint("budget >= 0", "budget_not_negative"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(Text)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    budget: Mapped[Decimal | None]
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class Indicator(Base):
    """An indicator (ตัวชี้วัด) with its target as the plan writes it ("ร้อยละ 90")."""

    __tablename__ = "indicators"
    __table_args__ = (UniqueConstraint("project_id", "position"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text, default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True, server_default=true())
