"""Which findings most need a decision of the executives."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.findings import Finding, Kind

NEED: tuple[tuple[Kind, ...], ...] = (
    (
        Kind.DISBURSED_OVER_ALLOCATION,
        Kind.SPENT_OVER_ALLOCATION,
        Kind.MONEY_NOT_STARTED,
    ),
    (Kind.CANCELLED, Kind.REMAINING_UNDECIDED, Kind.ALLOCATED_NOT_SUBMITTED, Kind.MONEY_MOVED),
    (Kind.DISBURSED_NOT_REPORTED, Kind.LESS_THAN_BEFORE, Kind.GOALS_NOT_MET),
    (
        Kind.DISBURSED_OVER_SPENT,
        Kind.SPENT_NOT_DISBURSED,
        Kind.ALL_SPENT_IN_PROGRESS,
        Kind.OTHER_SOURCE,
    ),
)
"""Most urgent first: money without a ground; what somebody must settle; what is out of sight; gaps.

Late and missing reports are not here: they are reminded of, not decided.
"""
_PLACES = {
    kind: (row, column) for row, kinds in enumerate(NEED) for column, kind in enumerate(kinds)
}
SHOWN = 3


def decisions(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that need one: by urgency, then by the money they are about; one for each project."""
    waiting = [one for one in findings if one.kind in _PLACES]
    return tuple(_first_of_each(sorted(waiting, key=_urgency)))


def _urgency(finding: Finding) -> tuple[int, Decimal, int]:
    row, column = _PLACES[finding.kind]
    return row, -_money(finding), column


def _money(finding: Finding) -> Decimal:
    """The gap, which stands last among a finding's figures."""
    return Decimal(finding.figures[-1].value) if finding.figures else Decimal(0)


def _first_of_each(findings: Sequence[Finding]) -> Iterator[Finding]:
    seen = set()
    for one in findings:
        if one.project not in seen:
            seen.add(one.project)
            yield one
