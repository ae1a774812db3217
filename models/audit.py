"""The audit trail: who changed what, when, through which channel. Rows are only ever added."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, String, Text, insert
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId, one_of


class Channel(StrEnum):
    """Through which door a change came."""

    CHAT = "chat"
    CONSOLE = "console"
    COMMAND = "command"
    CLOCK = "clock"
    PHONE = "phone"


class AuditEntry(Base):
    """One change. `actor_id` is empty for the clock and for commands of the operator."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    caused_by: Mapped[str | None] = mapped_column(String(64))


def record(
    connection: Connection,
    action: str,
    subject: tuple[str, str],
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Add one change; `subject` is a kind of thing and which one, like `("round", "2567-Q2")`."""
    kind, which = subject
    connection.execute(
        insert(AuditEntry).values(
            at=at,
            actor_id=actor_id,
            channel=channel,
            action=action,
            subject=kind,
            subject_id=which,
            before=before,
            after=after,
            reason=reason,
        )
    )
