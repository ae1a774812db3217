"""Which round a page is about: the one in the address, else the one reports are taken for."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from models.rounds import Round


@dataclass(frozen=True)
class RoundLine:
    """A round with its dates."""

    id: int
    code: str
    fiscal_year: int
    as_of: date
    due: date
    opened_at: datetime
    closed_at: datetime | None


def all_rounds(connection: Connection) -> list[RoundLine]:
    """The newest first; open ones before closed ones."""
    rows = connection.execute(
        select(
            Round.id,
            Round.code,
            Round.fiscal_year,
            Round.as_of,
            Round.due,
            Round.opened_at,
            Round.closed_at,
        ).order_by(Round.closed_at.is_(None).desc(), Round.as_of.desc(), Round.id.desc())
    )
    return [RoundLine(*row) for row in rows]


def chosen(rounds: list[RoundLine], code: str) -> RoundLine | None:
    """The one of that code, else the one reports are taken for; None before the first round."""
    return next((one for one in rounds if one.code == code), rounds[0] if rounds else None)
