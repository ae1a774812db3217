"""Reporting rounds: a period of a fiscal year with its as-of date and its due date."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId, one_of
from models.fiscal import Period


class Round(Base):
    """A reporting round, for example `2567-Q2`: open until `closed_at` is set.

    `as_of` is the cut-off of the official tables, `due` the last day to report in time (both A.D.).
    """

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "period"),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", "closed_later"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    fiscal_year: Mapped[int] = mapped_column(ForeignKey("plans.fiscal_year"))
    period: Mapped[Period] = mapped_column(one_of(Period, "period"))
    as_of: Mapped[date]
    due: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
