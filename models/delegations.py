"""Who leads a group besides its director: acting (รักษาการ) and delegated for a period.

A director of a group in their own right is one by the role and group of the plan workbook. What
stands here begins and ends by itself, with its days.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.audit import Channel
from models.base import Base, RowId, one_of


class LeadKind(StrEnum):
    """As what somebody leads a group today."""

    DIRECTOR = "director"
    ACTING = "acting"
    DELEGATED = "delegated"


LEAD_NAMES = {
    LeadKind.DIRECTOR: "ผู้อำนวยการกลุ่ม",
    LeadKind.ACTING: "รก. ผู้อำนวยการกลุ่ม",
    LeadKind.DELEGATED: "ผู้ปฏิบัติหน้าที่ผู้อำนวยการกลุ่ม",
}
"""As it stands under a form (domain guide, section 1)."""


class Delegation(Base):
    """Somebody leads a group from one day to another; an acting one may have no last day yet.

    Only rows with `revoked_at` empty count. `given_by` is empty for the operator's commands.
    """

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", "ends_later"),
        CheckConstraint("kind <> 'director'", "not_by_the_plan"),
        Index("ix_delegations_person_group", "person_id", "group_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[LeadKind] = mapped_column(one_of(LeadKind, "kind"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    given_at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]
