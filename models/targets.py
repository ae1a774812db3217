"""The quarters' disbursement targets (เป้าหมายการเบิกจ่าย) the office sets, in percent."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import CheckConstraint, Connection, Numeric, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.audit import Channel
from models.base import Base, one_of
from models.errors import KaonaError
from models.fiscal import Period, RoundCode

QUARTERS: Final = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
_QUARTER_OF: Final = {Period.HALF: Period.Q2, Period.YEAR: Period.Q4}


class TargetError(KaonaError):
    """เป้าหมายการเบิกจ่ายต้องเป็นร้อยละ 0 ถึง 100 ของไตรมาส Q1 ถึง Q4"""  # noqa: D415


class DisbursementTarget(Base):
    """How much of the year's money is to be disbursed by the end of a quarter, cumulative."""

    __tablename__ = "disbursement_targets"
    __table_args__ = (CheckConstraint("percent >= 0 AND percent <= 100", "percent_in_range"),)

    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quarter: Mapped[Period] = mapped_column(one_of(Period, "quarter"), primary_key=True)
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    changed_at: Mapped[datetime]


def read_targets(connection: Connection, fiscal_year: int) -> dict[Period, Decimal]:
    """The targets of a year (B.E.) by quarter; what the office has not set is not there."""
    found = select(DisbursementTarget.quarter, DisbursementTarget.percent)
    rows = connection.execute(found.where(DisbursementTarget.fiscal_year == fiscal_year))
    return {row.quarter: Decimal(row.percent) for row in rows}


def target_of(connection: Connection, code: RoundCode) -> Decimal | None:
    """The target a round is held against: its own quarter's, or the one its period ends with."""
    quarter = _QUARTER_OF.get(code.period, code.period)
    return read_targets(connection, code.fiscal_year).get(quarter)


def set_target(
    connection: Connection,
    fiscal_year: int,
    quarter: Period,
    percent: Decimal | None,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """Set a target, or take it away with None; `TargetError` for what is no percentage."""
    if quarter not in QUARTERS or not (percent is None or 0 <= percent <= 100):
        raise TargetError
    before = read_targets(connection, fiscal_year).get(quarter)
    this = (DisbursementTarget.fiscal_year == fiscal_year, DisbursementTarget.quarter == quarter)
    connection.execute(delete(DisbursementTarget).where(*this))
    if percent is not None:
        connection.execute(
            insert(DisbursementTarget).values(
                fiscal_year=fiscal_year, quarter=quarter, percent=percent, changed_at=at
            )
        )
    audit.record(
        connection,
        "target.changed",
        ("disbursement_target", f"{fiscal_year}-{quarter}"),
        at=at,
        channel=channel,
        actor_id=actor_id,
        before={"percent": before},
        after={"percent": percent},
    )
