"""People and what they may do: groups, persons, roles, LINE accounts, invite codes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text, true
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId, one_of


class Role(StrEnum):
    """What a person may do (domain guide, section 1)."""

    OWNER = "owner"
    DIRECTOR = "director"
    PLANNER = "planner"
    FINANCE = "finance"
    EXECUTIVE = "executive"


ROLE_NAMES = {
    Role.OWNER: "ผู้รับผิดชอบ",
    Role.DIRECTOR: "ผอ.กลุ่ม",
    Role.PLANNER: "แผน",
    Role.FINANCE: "การเงิน",
    Role.EXECUTIVE: "ผู้บริหาร",
}
"""The words of the plan workbook, sheet บุคลากร, column บทบาท."""


class Group(Base):
    """A group (กลุ่ม) of the office; `position` is its place (ลำดับ) in the official tables."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(400))
    short_name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class Person(Base):
    """An official. `active` is false for somebody who left; nothing of theirs is deleted."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(400))
    title: Mapped[str] = mapped_column(String(400), default="", server_default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())


class PersonRole(Base):
    """One role of one person; a person may have several."""

    __tablename__ = "person_roles"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Role] = mapped_column(one_of(Role, "role"), primary_key=True)


class LineAccount(Base):
    """The one LINE account a person is bound to, with when they agreed that their data is kept.

    `blocked_at` is set while the person has blocked the bot.
    """

    __tablename__ = "line_accounts"

    line_user_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    bound_at: Mapped[datetime]
    consented_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    menu: Mapped[str | None] = mapped_column(String(80))
    """The rich menu shown to the account; None: none was."""


class Invite(Base):
    """A single-use code that binds a LINE account to a person. Only its digest is stored."""

    __tablename__ = "invites"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_later"),
        Index(
            "uq_invites_open",
            "person_id",
            unique=True,
            sqlite_where=text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class RegistrationAttempts(Base):
    """Wrong invite codes typed by one LINE account, and until when it is locked out."""

    __tablename__ = "registration_attempts"

    line_user_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrong: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    locked_until: Mapped[datetime | None]
