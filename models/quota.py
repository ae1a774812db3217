"""The month's quota of counted messages, as LINE last told it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class QuotaReading(Base):
    """The newest reading of a month. No `allowed` means without limit."""

    __tablename__ = "quota_readings"
    __table_args__ = (CheckConstraint("used >= 0", "used_not_negative"),)

    month: Mapped[date] = mapped_column(primary_key=True)
    allowed: Mapped[int | None]
    used: Mapped[int]
    read_at: Mapped[datetime]
    warned_at: Mapped[datetime | None]
