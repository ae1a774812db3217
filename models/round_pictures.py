"""The frozen picture of a closed round, as JSON: its figures read the same for ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId


class RoundPictureRow(Base):
    """Written once, in the transaction that closes the round; never changed."""

    __tablename__ = "round_pictures"

    round_id: Mapped[int] = mapped_column(RowId, ForeignKey("rounds.id"), primary_key=True)
    picture: Mapped[dict[str, Any]]
    frozen_at: Mapped[datetime]
