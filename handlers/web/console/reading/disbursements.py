"""Where what owners reported as spent and what finance disbursed differ. One query."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, func, or_, select

from handlers.web.console.reading.rounds import RoundLine
from handlers.web.console.reading.standing import standing


@dataclass(frozen=True)
class Gap:
    """A project with two truths; without a report the owner's is not known."""

    project_id: int
    code: str
    name: str
    group_name: str
    allocated: Decimal | None
    spent: Decimal | None
    disbursed: Decimal | None
    is_reported: bool

    @property
    def gap(self) -> Decimal:
        """Spent less disbursed."""
        return (self.spent or Decimal(0)) - (self.disbursed or Decimal(0))


def gaps(connection: Connection, of_round: RoundLine) -> list[Gap]:
    """The largest gap first."""
    line = standing(of_round).c
    rows = connection.execute(
        select(
            line.id,
            line.code,
            line.name,
            func.coalesce(line.group_name, "–"),
            line.allocated,
            line.spent,
            line.disbursed,
            line.version.is_not(None),
        ).where(or_(line.spent.is_not(None), line.disbursed > Decimal(0)))
    )
    found = [Gap(*row) for row in rows]
    return sorted(
        (one for one in found if one.gap != 0), key=lambda one: abs(one.gap), reverse=True
    )
