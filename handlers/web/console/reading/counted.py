"""What of a project counts in a round's tables: the newest version, or what the closing kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from handlers.web.console.reading.project import Money, Owner, Paid, WholeProject
from models.progress import WorkStatus
from reports.picture import ProjectPicture, RoundPicture


@dataclass(frozen=True)
class Counted:
    """The version that counts, with its figures."""

    version: int
    receipt: str
    status: WorkStatus | None
    spent: Decimal | None


def newest(found: WholeProject) -> Counted | None:
    """While the round is open; None without a report."""
    one = found.newest
    if one is None:
        return None
    return Counted(one.version, one.receipt, one.answers.status, one.answers.spent)


def frozen(project: ProjectPicture | None) -> Counted | None:
    """Of a closed round; None if the project was not reported, or not there, when it was closed."""
    report = project.report if project else None
    if report is None:
        return None
    return Counted(report.version, report.receipt, report.status, report.spent)


def as_closed(
    found: WholeProject, picture: RoundPicture, project: ProjectPicture, closed_at: datetime
) -> WholeProject:
    """The project with its plan and money as they stood; its versions and trail as they are."""
    strategies = {one.number: one.name for one in picture.strategies}
    groups = {one.code: one.name for one in picture.groups}
    sources = {one.code: one.name for one in picture.sources}
    facts = replace(
        found.facts,
        name=project.name,
        approval=project.approval,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        strategy_number=project.strategy,
        strategy=strategies.get(project.strategy or 0),
    )
    return replace(
        found,
        facts=facts,
        groups=[groups.get(code, code) for code in project.groups],
        owners=[Owner(0, one.code, one.name, one.title, None, None) for one in project.owners],
        money=[
            Money(sources.get(one.source or "", one.source or "–"), one.status, one.amount)
            for one in project.allocations
        ],
        paid=[
            Paid(sources.get(one.source, one.source), one.as_of, one.amount, closed_at, None)
            for one in project.disbursements
        ],
        indicators=[(one.text, one.target) for one in project.indicators],
    )
