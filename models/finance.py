"""The finance group's figures: what was disbursed (เบิกจ่าย), with its history."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.audit import Channel
from models.base import Base, RowId, one_of


class Disbursement(Base):
    """What finance had disbursed of one source of a project by a day, cumulative from 1 October.

    A corrected figure for the same day supersedes the older row, which stays.
    """

    __tablename__ = "disbursements"
    __table_args__ = (
        CheckConstraint("amount >= 0", "amount_not_negative"),
        Index(
            "uq_disbursements_current",
            "project_id",
            "source_id",
            "as_of",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("funding_sources.id"))
    as_of: Mapped[date]
    amount: Mapped[Decimal]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    superseded_at: Mapped[datetime | None]
