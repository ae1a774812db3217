"""The one clock: which process acts, until when, and when it last ticked; one row."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json


class ClockTurn(Base):
    """Who holds the clock. On SQLite the lease decides; on PostgreSQL a lock does, and this tells.

    `ticked_at` is the moment the last tick was for, `failed` the jobs that failed in it.
    """

    __tablename__ = "clock_turns"
    __table_args__ = (CheckConstraint("id = 1", "one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    holder: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]
    lease_until: Mapped[datetime]
    ticked_at: Mapped[datetime | None]
    failed: Mapped[list[str]] = mapped_column(Json, server_default=text("'[]'"))
