"""Each project of a round's year as it stands: money, newest report, decision. One subquery.

Overview and list are made from it, so that both count the same. Sums go over the newest figure of
each source up to the cut-off, as in the official tables.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, select
from sqlalchemy.orm import aliased

from handlers.web.console.reading.rounds import RoundLine
from models.base import Baht
from models.finance import Disbursement
from models.people import Group
from models.plan import Allocation, Project, ProjectGroup, Strategy
from models.progress import Certification, Report


def standing(of_round: RoundLine, groups: Collection[int] | None = None) -> Subquery:
    """One row a project; only those some groups lead or take part in, if asked."""
    reported = _reported(of_round.id)
    newest = aliased(Report, name="newest")
    money, paid, decided = _allocated(), _disbursed(of_round), _decided(of_round.id)
    query = (
        select(
            Project.id,
            Project.code,
            Project.name,
            Project.position,
            Project.approval,
            Strategy.number.label("strategy"),
            Group.id.label("group_id"),
            Group.short_name.label("group_name"),
            Group.position.label("group_position"),
            money.c.amount.label("allocated"),
            paid.c.amount.label("disbursed"),
            newest.version,
            newest.status,
            newest.spent,
            newest.late,
            newest.submitted_at,
            decided.c.decision,
        )
        .outerjoin(Strategy, Strategy.id == Project.strategy_id)
        .outerjoin(
            ProjectGroup, and_(ProjectGroup.project_id == Project.id, ProjectGroup.position == 0)
        )
        .outerjoin(Group, Group.id == ProjectGroup.group_id)
        .outerjoin(money, money.c.project_id == Project.id)
        .outerjoin(paid, paid.c.project_id == Project.id)
        .outerjoin(reported, reported.c.project_id == Project.id)
        .outerjoin(
            newest,
            and_(
                newest.project_id == Project.id,
                newest.round_id == of_round.id,
                newest.version == reported.c.version,
            ),
        )
        .outerjoin(decided, decided.c.report_id == newest.id)
        .where(Project.fiscal_year == of_round.fiscal_year, Project.active)
    )
    if groups is not None:
        query = query.where(Project.id.in_(of_groups(groups)))
    return query.subquery("standing")


def of_groups(groups: Collection[int]) -> Select[Any]:
    """Projects one of the groups leads or takes part in."""
    return select(ProjectGroup.project_id).where(ProjectGroup.group_id.in_(groups))


def _reported(round_id: int) -> Subquery:
    return (
        select(Report.project_id, func.max(Report.version).label("version"))
        .where(Report.round_id == round_id)
        .group_by(Report.project_id)
        .subquery("reported")
    )


def _allocated() -> Subquery:
    return (
        select(Allocation.project_id, func.sum(Allocation.amount, type_=Baht()).label("amount"))
        .group_by(Allocation.project_id)
        .subquery("money")
    )


def _disbursed(of_round: RoundLine) -> Subquery:
    counted = (
        Disbursement.superseded_at.is_(None),
        Disbursement.as_of <= of_round.as_of,
    )
    last: Any = (
        select(
            Disbursement.project_id,
            Disbursement.source_id,
            func.max(Disbursement.as_of).label("as_of"),
        )
        .where(*counted)
        .group_by(Disbursement.project_id, Disbursement.source_id)
        .subquery("last_day")
    )
    same = and_(
        last.c.project_id == Disbursement.project_id,
        last.c.source_id == Disbursement.source_id,
        last.c.as_of == Disbursement.as_of,
    )
    return (
        select(Disbursement.project_id, func.sum(Disbursement.amount, type_=Baht()).label("amount"))
        .join(last, same)
        .where(*counted)
        .group_by(Disbursement.project_id)
        .subquery("paid")
    )


def _decided(round_id: int) -> Subquery:
    """The last decision about each report of the round."""
    last = (
        select(Certification.report_id, func.max(Certification.id).label("id"))
        .join(Report, Report.id == Certification.report_id)
        .where(Report.round_id == round_id)
        .group_by(Certification.report_id)
        .subquery("last_decision")
    )
    return (
        select(Certification.report_id, Certification.decision)
        .join(last, last.c.id == Certification.id)
        .subquery("decided")
    )
