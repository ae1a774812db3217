"""Reminders: what each person was told on a day and why, and what people asked to be told when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, RowId


class Reminder(Base):
    """The one message of a day from the clock to a person; `natural_key` is its key in the outbox.

    `reasons` says why it was written, `signature` stands for all it says, so that one still waiting
    can be told from what would be written now. `escalation`: it names what others owe.
    """

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date] = mapped_column(index=True)
    natural_key: Mapped[str] = mapped_column(String(200), unique=True)
    reasons: Mapped[list[str]] = mapped_column(Json)
    signature: Mapped[str] = mapped_column(String(40))
    escalation: Mapped[bool] = mapped_column(default=False, server_default=false())
    written_at: Mapped[datetime]


class ReminderRequest(Base):
    """A person is to be reminded on a day: asked for by themselves (a snooze), or passed on.

    A newer request of the same asker ends the one before. It needs no mark once it is fulfilled:
    the reminder that was written since says so.
    """

    __tablename__ = "reminder_requests"
    __table_args__ = (
        Index(
            "uq_reminder_requests_open",
            "person_id",
            "asked_by",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    remind_on: Mapped[date]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    caused_by: Mapped[str | None] = mapped_column(String(64))


class ReminderDay(Base):
    """What a day's reminders were computed from; while nothing changes they need no computing."""

    __tablename__ = "reminder_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    computed_from: Mapped[str] = mapped_column(String(200))
