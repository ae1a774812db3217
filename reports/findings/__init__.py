"""Findings, pure: what in a picture contradicts itself or needs a decision.

A new one is a function of a project and the picture, and one line in `CHECKS`.
"""

from collections.abc import Callable, Iterable, Iterator

from reports.findings import of_certifying, of_money, of_reporting
from reports.findings.finding import Amount, Finding, Kind
from reports.picture import ProjectPicture, RoundPicture

__all__ = ["Amount", "Finding", "Kind", "by_kind", "findings_about", "findings_of"]

Check = Callable[[ProjectPicture, RoundPicture], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    of_reporting.not_reported,
    of_reporting.late,
    of_reporting.counted_twice,
    of_reporting.allocated_not_submitted,
    of_reporting.under_way_not_submitted,
    of_reporting.cancelled,
    of_reporting.dates,
    of_reporting.results,
    of_money.over_allocation,
    of_money.spent_against_disbursed,
    of_money.disbursed_without_report,
    of_money.money_before_start,
    of_money.finished_with_money_left,
    of_money.moved,
    of_money.all_spent,
    of_money.less_than_before,
    of_money.remainder,
    of_money.other_source,
    of_certifying.certification,
)


def findings_of(picture: RoundPicture) -> tuple[Finding, ...]:
    """All findings, by kind and within a kind in the order of the plan."""
    return by_kind(one for project in picture.projects for one in findings_about(project, picture))


def findings_about(project: ProjectPicture, picture: RoundPicture) -> tuple[Finding, ...]:
    """Those of one project.

    Of the picture around it they ask dates, names and whether it `has_certifications`, of no other
    project anything.
    """
    return tuple([finding for check in CHECKS for finding in check(project, picture)])


def by_kind(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the kinds; within a kind as they come."""
    places = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(findings, key=lambda finding: places[finding.kind]))
