"""The columns of a project as its owner sees it: each a subquery of one figure."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    bindparam,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased

from models.base import Baht
from models.finance import Disbursement
from models.plan import Allocation, AllocationStatus, Project
from models.progress import Certification, Draft, DraftState, Report


def newest_version(round_id: Any) -> ScalarSelect[Any]:
    """The newest version reported in the round."""
    return (
        select(func.max(Report.version))
        .where(Report.project_id == Project.id, Report.round_id == round_id)
        .correlate(Project, Draft)
        .scalar_subquery()
    )


def allocated() -> ScalarSelect[Any]:
    """What was given, of all sources."""
    return (
        select(func.sum(Allocation.amount, type_=Baht()))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def sources() -> ScalarSelect[Any]:
    """How many sources gave or will give."""
    return (
        select(func.count(Allocation.source_id))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def decision(report_id: Any) -> ScalarSelect[Any]:
    """The director's newest decision about the report."""
    return (
        select(Certification.decision)
        .where(Certification.report_id == report_id)
        .order_by(Certification.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def best_standing() -> ScalarSelect[Any]:
    """The place in `models.portfolio.STANDINGS` that counts among a project's allocations."""
    standing = case(
        (Allocation.status == AllocationStatus.ALLOCATED, 2),
        (Allocation.status == AllocationStatus.AWAITING, 1),
        else_=0,
    )
    return (
        select(func.max(standing))
        .where(Allocation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def disbursed_as_of() -> ScalarSelect[Any]:
    """The newest day of any source."""
    return (
        select(func.max(Disbursement.as_of))
        .where(Disbursement.project_id == Project.id, Disbursement.superseded_at.is_(None))
        .correlate(Project)
        .scalar_subquery()
    )


def disbursed() -> ScalarSelect[Any]:
    """The sum over the sources of a project, each at its newest day."""
    other = aliased(Disbursement)
    newest_day = (
        select(func.max(other.as_of))
        .where(
            other.project_id == Disbursement.project_id,
            other.source_id == Disbursement.source_id,
            other.superseded_at.is_(None),
        )
        .correlate(Disbursement)
        .scalar_subquery()
    )
    return (
        select(func.sum(Disbursement.amount, type_=Baht()))
        .where(
            Disbursement.project_id == Project.id,
            Disbursement.superseded_at.is_(None),
            Disbursement.as_of == newest_day,
        )
        .correlate(Project)
        .scalar_subquery()
    )


def spent_before(round_id: Any) -> ScalarSelect[Any]:
    """What was reported last in another round of the project's year."""
    return (
        select(Report.spent)
        .where(
            Report.project_id == Project.id,
            Report.round_id != round_id,
            Report.spent.is_not(None),
        )
        .order_by(Report.submitted_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Project, Draft)
        .scalar_subquery()
    )


_OPEN: ColumnElement[Any] = literal_column(f"'{DraftState.OPEN}'")
"""In the index's own words: for a bound value SQLite plans the whole statement anew each time."""


def open_draft(round_id: Any) -> ScalarSelect[Any]:
    """The key of the person's open draft in the round."""
    mine = aliased(Draft)
    return (
        select(mine.key)
        .where(
            mine.project_id == Project.id,
            mine.person_id == bindparam("person"),
            mine.round_id == round_id,
            mine.state == _OPEN,
        )
        .correlate(Project, Draft)
        .scalar_subquery()
    )
