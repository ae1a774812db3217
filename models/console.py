"""Who comes into the console: sign-in links, sessions, wrong links. Only digests are stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId


class ConsoleLink(Base):
    """A single-use link that lets one person in."""

    __tablename__ = "console_links"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_later"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ConsoleSession(Base):
    """A signed-in browser. `device` is what it says of itself, to be told apart in the list."""

    __tablename__ = "console_sessions"
    __table_args__ = (CheckConstraint("expires_at > started_at", name="expires_later"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(200), default="", server_default="")


class ConsoleAttempts(Base):
    """Unknown links asked for from one address (kept as a digest) since `since`."""

    __tablename__ = "console_attempts"

    address: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]


class ConsoleUpload(Base):
    """A workbook that was looked through and waits for its sender's word to be stored."""

    __tablename__ = "console_uploads"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    uploaded_at: Mapped[datetime]
