"""Why an owner's spending differs from the disbursement: asked once for each difference.

Both figures are right and neither overwrites the other (models/finance.py); the reason goes into
the remark column of table 4. It belongs to the difference it was given for: when that changes,
it counts no more and the owner is asked again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    ScalarSelect,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models import audit
from models.audit import Channel
from models.base import Baht, Base, RowId, one_of
from models.finance import Disbursement
from models.plan import Project, ProjectOwner
from models.portfolio import RoundFacts
from models.progress import Report
from models.rounds import Round

AGAIN_AFTER = timedelta(days=7)
"""A question that was not answered may ride along once more after this long."""


class Reason(StrEnum):
    """The usual reasons (domain guide, section 6)."""

    ADVANCED = "advanced"
    BORROWED = "borrowed"
    IN_REVIEW = "in_review"
    COMMITTED = "committed"
    OTHER = "other"


REASON_NAMES = {
    Reason.ADVANCED: "สำรองจ่าย",
    Reason.BORROWED: "ยืมเงินราชการ",
    Reason.IN_REVIEW: "อยู่ระหว่างตรวจสอบเอกสาร",
    Reason.COMMITTED: "ผูกพันยังไม่ส่งเบิก",
}
"""As they stand on table 4; for `OTHER` the owner's own words do."""


class DifferenceReason(Base):
    """A difference an owner was asked about, with the figures then, and the answer if any."""

    __tablename__ = "difference_reasons"
    __table_args__ = (UniqueConstraint("project_id", "round_id", "spent", "disbursed"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    spent: Mapped[Decimal]
    disbursed: Mapped[Decimal]
    asked_at: Mapped[datetime]
    reason: Mapped[Reason | None] = mapped_column(one_of(Reason, "reason"))
    words: Mapped[str] = mapped_column(Text, default="", server_default="")
    said_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime | None]


TABLE = DifferenceReason.metadata.tables["difference_reasons"]


def reason_text(reason: Reason | None, words: str) -> str:
    """What stands in the remark column; empty without an answer."""
    return words if reason is Reason.OTHER else REASON_NAMES.get(reason, "") if reason else ""


@dataclass(frozen=True)
class Difference:
    """A project of which the owner's spending is not what finance disbursed."""

    project_id: int
    code: str
    name: str
    round_id: int
    spent: Decimal
    disbursed: Decimal
    key: str = ""
    asked_at: datetime | None = None
    reason: str = ""

    @property
    def gap(self) -> Decimal:
        """Spent less disbursed; may lie below zero."""
        return self.spent - self.disbursed

    def is_to_be_asked(self, now: datetime) -> bool:
        """Not answered, and not asked just lately."""
        if self.reason:
            return False
        return self.asked_at is None or now - self.asked_at >= AGAIN_AFTER


def differences_of(
    connection: Connection, person_id: int, of_round: RoundFacts
) -> list[Difference]:
    """A person's own projects that differ, with the reasons that still fit; two queries.

    Where finance has told no figure yet nothing differs: there is nothing to compare with.
    """
    one = _compared().where(Report.round_id == bindparam("round"))
    return _found(connection, one, {"person": person_id, "round": of_round.id})


def open_differences(connection: Connection, person_id: int) -> list[Difference]:
    """The same in the round that is open; none if none is. One query where nothing differs."""
    return _found(connection, _compared_in_open_round(), {"person": person_id})


def _found(connection: Connection, query: Select[Any], who: dict[str, int]) -> list[Difference]:
    found = [
        Difference(row.id, row.code, row.name, row.round_id, row.spent, row.disbursed)
        for row in connection.execute(query, who)
        if row.disbursed is not None and row.spent != row.disbursed
    ]
    return list(_with_reasons(connection, found, found[0].round_id)) if found else []


def _with_reasons(
    connection: Connection, found: Sequence[Difference], round_id: int
) -> Iterable[Difference]:
    rows = connection.execute(
        select(TABLE)
        .where(
            TABLE.c.round_id == round_id,
            TABLE.c.project_id.in_([one.project_id for one in found]),
        )
        .order_by(TABLE.c.id)
    )
    given = {(row.project_id, row.spent - row.disbursed): row for row in rows}
    for one in found:
        row = given.get((one.project_id, one.gap))
        yield one if row is None else _known(one, row)


def _known(one: Difference, row: Any) -> Difference:
    return Difference(
        one.project_id,
        one.code,
        one.name,
        one.round_id,
        one.spent,
        one.disbursed,
        row.key,
        row.asked_at,
        reason_text(row.reason, row.words),
    )


@cache
def _compared() -> Select[Any]:
    newer = aliased(Report, name="newer")
    newest = (
        select(func.max(newer.version))
        .where(newer.project_id == Report.project_id, newer.round_id == Report.round_id)
        .correlate(Report)
        .scalar_subquery()
    )
    return (
        select(
            Project.id,
            Project.code,
            Project.name,
            Report.round_id,
            Report.spent,
            _disbursed().label("disbursed"),
        )
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .join(Report, Report.project_id == Project.id)
        .join(Round, Round.id == Report.round_id)
        .where(
            ProjectOwner.person_id == bindparam("person"),
            Report.version == newest,
            Report.spent.is_not(None),
            Project.active,
        )
        .order_by(Project.position, Project.id)
    )


def _disbursed() -> ScalarSelect[Any]:
    """Each source at its newest day up to the cut-off; NULL where finance told nothing."""
    other = aliased(Disbursement)
    newest_day = (
        select(func.max(other.as_of))
        .where(
            other.project_id == Disbursement.project_id,
            other.source_id == Disbursement.source_id,
            other.superseded_at.is_(None),
            other.as_of <= Round.as_of,
        )
        .correlate(Disbursement, Round)
        .scalar_subquery()
    )
    return (
        select(func.sum(Disbursement.amount, type_=Baht()))
        .where(
            Disbursement.project_id == Project.id,
            Disbursement.superseded_at.is_(None),
            Disbursement.as_of == newest_day,
        )
        .correlate(Project, Round)
        .scalar_subquery()
    )


@cache
def _compared_in_open_round() -> Select[Any]:
    latest = (
        select(Round.id)
        .where(Round.closed_at.is_(None))
        .order_by(Round.as_of.desc(), Round.id.desc())
        .limit(1)
        .correlate(None)
        .scalar_subquery()
    )
    return _compared().where(Report.round_id == latest)


@dataclass(frozen=True)
class AskedFacts:
    """A difference somebody was asked about."""

    key: str
    project_id: int
    code: str
    name: str
    round_id: int
    round_closed: bool
    spent: Decimal
    disbursed: Decimal
    reason: str


def asked(connection: Connection, key: str) -> AskedFacts | None:
    """What was asked under that key."""
    row = connection.execute(
        select(TABLE, Project.code, Project.name, Round.closed_at)
        .join(Project, Project.id == TABLE.c.project_id)
        .join(Round, Round.id == TABLE.c.round_id)
        .where(TABLE.c.key == key)
    ).first()
    if row is None:
        return None
    return AskedFacts(
        row.key,
        row.project_id,
        row.code,
        row.name,
        row.round_id,
        row.closed_at is not None,
        row.spent,
        row.disbursed,
        reason_text(row.reason, row.words),
    )


@dataclass(frozen=True)
class AskReason:
    """The question was put; a difference asked about before keeps its key."""

    difference: Difference
    key: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        one = self.difference
        if one.key:
            again = update(TABLE).where(TABLE.c.key == one.key)
            connection.execute(again.values(asked_at=self.now))
            return
        connection.execute(
            insert(TABLE).values(
                key=self.key,
                project_id=one.project_id,
                round_id=one.round_id,
                spent=one.spent,
                disbursed=one.disbursed,
                asked_at=self.now,
            )
        )


@dataclass(frozen=True)
class GiveReason:
    """An owner's answer; a later one takes its place, and the trail knows both."""

    asked: AskedFacts
    reason: Reason
    words: str
    person_id: int
    channel: Channel
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            update(TABLE)
            .where(TABLE.c.key == self.asked.key)
            .values(reason=self.reason, words=self.words, said_by=self.person_id, said_at=self.now)
        )
        audit.record(
            connection,
            "difference.explained",
            ("project", self.asked.code),
            at=self.now,
            channel=self.channel,
            actor_id=self.person_id,
            before={"reason": self.asked.reason} if self.asked.reason else None,
            after={
                "reason": reason_text(self.reason, self.words),
                "spent_baht": str(self.asked.spent),
                "disbursed_baht": str(self.asked.disbursed),
            },
        )
