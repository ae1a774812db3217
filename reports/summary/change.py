"""What changed since an earlier round of the same fiscal year (figures are cumulative)."""

from dataclasses import dataclass
from decimal import Decimal

from reports.picture import RoundPicture
from reports.summary.standing import NOTHING, Standing, office_of


@dataclass(frozen=True)
class Change:
    """The earlier round, and now less then; the percentage in points."""

    since: str
    reported: int
    completed: int
    spent: Decimal
    disbursed: Decimal
    disbursed_percent: Decimal
    then: Standing


def change_since(before: RoundPicture, now: Standing) -> Change:
    """`before` holds the same groups as `now` was measured of."""
    then = office_of(before)
    return Change(
        since=before.code,
        reported=now.reported - then.reported,
        completed=now.states[0].number - then.states[0].number,
        spent=now.money.spent - then.money.spent,
        disbursed=now.money.disbursed - then.money.disbursed,
        disbursed_percent=_percent(now) - _percent(then),
        then=then,
    )


def _percent(standing: Standing) -> Decimal:
    return standing.money.disbursed_percent or NOTHING
