"""The rounds of a fiscal year beside each other: which came before, which has that period."""

from sqlalchemy import Connection, select

from models.fiscal import Period, RoundCode
from models.rounds import Round
from reports.picture import RoundPicture
from reports.reading import picture_of
from reports.scope import Detail


def rounds_of_year(connection: Connection, fiscal_year: int) -> list[RoundCode]:
    """In the order of their cut-off dates; figures of one are cumulative over those before."""
    codes = connection.scalars(
        select(Round.code).where(Round.fiscal_year == fiscal_year).order_by(Round.as_of, Round.id)
    )
    return [RoundCode.parse(code) for code in codes]


def round_before(connection: Connection, code: RoundCode) -> RoundCode | None:
    """The round of the same year with an earlier cut-off, the last of them; None for the first."""
    ends = code.last_day
    earlier = [one for one in rounds_of_year(connection, code.fiscal_year) if one.last_day < ends]
    return earlier[-1] if earlier else None


def round_of_period(connection: Connection, fiscal_year: int, period: str) -> RoundCode | None:
    """The round of that year's period (`Q1`); None if it was never opened."""
    wanted = RoundCode(fiscal_year, Period(period))
    return wanted if wanted in rounds_of_year(connection, fiscal_year) else None


def picture_before(
    connection: Connection, code: RoundCode, *, detail: Detail = Detail.WHOLE
) -> RoundPicture | None:
    """The round before as it counts: frozen once it is closed."""
    before = round_before(connection, code)
    return picture_of(connection, before, detail=detail) if before else None
