"""Disbursement figures somebody of finance sent and was shown; nothing counts before they agree.

An offer is of one file or one message. Its button imports exactly what was shown: `shown` is the
fingerprint of the changes on the card, and a card of other changes has another one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, RowId, one_of


class OfferState(StrEnum):
    """What became of an offer."""

    CHECKING = "checking"
    OFFERED = "offered"
    FAULTY = "faulty"
    SAME = "same"
    IMPORTED = "imported"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


OPEN = (OfferState.CHECKING, OfferState.OFFERED)


class DisbursementOffer(Base):
    """Figures offered by one person. `content` holds the rows, or the faults, while of use."""

    __tablename__ = "disbursement_offers"
    __table_args__ = (Index("ix_disbursement_offers_person", "person_id", "state"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    message_id: Mapped[str | None] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(400), default="", server_default="")
    digest: Mapped[str] = mapped_column(String(64), default="", server_default="")
    shown: Mapped[str] = mapped_column(String(64), default="", server_default="")
    state: Mapped[OfferState] = mapped_column(one_of(OfferState, "state"))
    content: Mapped[dict[str, Any] | None]
    offered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


TABLE = DisbursementOffer.metadata.tables["disbursement_offers"]


@dataclass(frozen=True)
class OfferFacts:
    """An offer as it stands."""

    key: str
    person_id: int
    message_id: str | None
    name: str
    digest: str
    shown: str
    state: OfferState
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def is_file(self) -> bool:
        """True for a sent workbook, false for figures told in words."""
        return bool(self.name)


def offer_of(connection: Connection, key: str, person_id: int) -> OfferFacts | None:
    """A person's own offer by its key, whatever became of it."""
    return _first(connection, TABLE.c.key == key, TABLE.c.person_id == person_id)


def open_offer(connection: Connection, person_id: int) -> OfferFacts | None:
    """What a person was offered last and has not answered yet."""
    return _first(connection, TABLE.c.person_id == person_id, TABLE.c.state == OfferState.OFFERED)


def _first(connection: Connection, *where: Any) -> OfferFacts | None:
    names = ("key", "person_id", "message_id", "name", "digest", "shown", "state", "content")
    row = connection.execute(
        select(*(TABLE.c[name] for name in names))
        .where(*where)
        .order_by(TABLE.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return OfferFacts(**{**row._mapping, "content": row.content or {}})


@dataclass(frozen=True)
class MakeOffer:
    """A new offer; it takes the place of the person's earlier one."""

    offer: OfferFacts
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        one = self.offer
        connection.execute(
            update(TABLE)
            .where(TABLE.c.person_id == one.person_id, TABLE.c.state.in_(OPEN))
            .values(state=OfferState.REPLACED, content=None, ended_at=self.now)
        )
        connection.execute(
            insert(TABLE).values(
                key=one.key,
                person_id=one.person_id,
                message_id=one.message_id,
                name=one.name,
                digest=one.digest,
                shown=one.shown,
                state=one.state,
                content=one.content or None,
                offered_at=self.now,
            )
        )


@dataclass(frozen=True)
class ChangeOffer:
    """What became of an offer that still waits; nothing if it was answered meanwhile."""

    key: str
    state: OfferState
    now: datetime
    content: dict[str, Any] | None = None
    digest: str | None = None
    shown: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it."""
        new: dict[str, Any] = {"state": self.state, "content": self.content}
        new |= {} if self.digest is None else {"digest": self.digest}
        new |= {} if self.shown is None else {"shown": self.shown}
        new |= {} if self.state in OPEN else {"ended_at": self.now}
        connection.execute(
            update(TABLE).where(TABLE.c.key == self.key, TABLE.c.state.in_(OPEN)).values(new)
        )


@dataclass(frozen=True)
class ForgetOffer:
    """The message was taken back: what it offered goes; figures that were imported stay."""

    message_id: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        of_message = update(TABLE).where(TABLE.c.message_id == self.message_id)
        connection.execute(of_message.values(content=None, name=""))
        connection.execute(
            of_message.where(TABLE.c.state.in_(OPEN)).values(
                state=OfferState.CANCELLED, ended_at=self.now
            )
        )
