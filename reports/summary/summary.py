"""A round at a glance: what executives and directors are sent, and asked about in chat."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.findings import Finding, findings_of
from reports.picture import ProjectPicture, RoundPicture
from reports.summary.change import Change, change_since
from reports.summary.decisions import decisions
from reports.summary.standing import NOTHING, Standing, groups_of, office_of


@dataclass(frozen=True)
class Summary:
    """`whose` names the groups if it is not of the whole office; `target` is in percent."""

    round: str
    as_of: date
    due: date
    is_closed: bool
    whose: str
    office: Standing
    groups: tuple[Standing, ...]
    missing: tuple[ProjectPicture, ...]
    decisions: tuple[Finding, ...]
    change: Change | None
    target: Decimal | None

    @property
    def ahead_of_target(self) -> Decimal | None:
        """Points of disbursement above the target (below zero: behind); None without a target."""
        if self.target is None:
            return None
        return (self.office.money.disbursed_percent or NOTHING) - self.target


def summary_of(
    picture: RoundPicture,
    *,
    before: RoundPicture | None = None,
    target: Decimal | None = None,
    groups: frozenset[str] | None = None,
    whose: str = "",
) -> Summary:
    """Of the whole picture, or of what these groups lead, under their names."""
    if groups is not None:
        picture = picture.of_groups(groups)
        before = before.of_groups(groups) if before else None
        whose = ", ".join(one.name for one in picture.groups)
    office = office_of(picture)
    return Summary(
        round=picture.code,
        as_of=picture.as_of,
        due=picture.due,
        is_closed=picture.closed_at is not None,
        whose=whose,
        office=office,
        groups=groups_of(picture),
        missing=tuple(one for one in picture.projects if one.report is None),
        decisions=decisions(findings_of(picture)),
        change=change_since(before, office) if before else None,
        target=target,
    )
