"""A project's level of progress as the planning group judged it by hand, with the reason.

The second office judges levels by hand (ตารางแสดงระดับการดำเนินการ); where nobody did, they follow
from the activities. What was judged before is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    Row,
    Text,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.audit import Channel
from models.base import Base, RowId, one_of
from models.errors import KaonaError
from models.plan import Project
from models.rounds import Round

AnyRow = Row[*tuple[Any, ...]]


class Level(StrEnum):
    """How far a project is; one of four."""

    IN_PROGRESS = "ระหว่าง"
    NOT_STARTED = "ยังไม่ดำเนินการ"
    DONE = "สำเร็จแล้ว"
    PARTIAL = "บางส่วน"


class LevelError(KaonaError):
    """The level cannot be judged so."""


class LevelOverride(Base):
    """A level judged by hand; it stands until another supersedes it, or it is withdrawn."""

    __tablename__ = "level_overrides"
    __table_args__ = (
        CheckConstraint("reason <> ''", "reason_given"),
        Index(
            "uq_level_overrides_standing",
            "project_id",
            "round_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    level: Mapped[Level] = mapped_column(one_of(Level, "level"))
    reason: Mapped[str] = mapped_column(Text)
    judged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    judged_at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    superseded_at: Mapped[datetime | None]


@dataclass(frozen=True, kw_only=True)
class JudgeLevel:
    """Judge a project's level in an open round; no level withdraws what was judged."""

    round: str
    project: str
    level: Level | None
    reason: str
    at: datetime
    channel: Channel
    actor_id: int | None = None

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; `LevelError` says what does not fit."""
        reason = self.reason.strip()
        if not reason:
            raise LevelError("กรุณาบอกเหตุผลด้วย")
        found = self._found(connection)
        standing = self._standing(connection, found)
        if self.level is None and standing is None:
            raise LevelError(f"โครงการ {self.project} ไม่มีระดับที่พิจารณาเองให้ยกเลิก")
        self._supersede(connection, standing)
        if self.level:
            self._judge(connection, found, self.level, reason)
        audit.record(
            connection,
            "level.judged" if self.level else "level.withdrawn",
            ("project", f"{self.round} {self.project}"),
            at=self.at,
            channel=self.channel,
            actor_id=self.actor_id,
            before={"level": standing.level} if standing else None,
            after={"level": self.level} if self.level else None,
            reason=reason,
        )

    def _found(self, connection: Connection) -> AnyRow:
        """Ids of project and round; the figures of a closed round are final."""
        found = connection.execute(
            select(Project.id, Round.id.label("round_id"), Round.closed_at)
            .join(Round, Round.fiscal_year == Project.fiscal_year)
            .where(Round.code == self.round, Project.code == self.project, Project.active)
        ).first()
        if found is None:
            raise LevelError(f"ไม่มีโครงการ {self.project} ในรอบ {self.round}")
        if found.closed_at is not None:
            raise LevelError(f"รอบ {self.round} ปิดแล้ว ตัวเลขของรอบที่ปิดแล้วไม่เปลี่ยน")
        return found

    def _standing(self, connection: Connection, found: AnyRow) -> AnyRow | None:
        return connection.execute(
            select(LevelOverride.id, LevelOverride.level).where(
                LevelOverride.project_id == found.id,
                LevelOverride.round_id == found.round_id,
                LevelOverride.superseded_at.is_(None),
            )
        ).first()

    def _supersede(self, connection: Connection, standing: AnyRow | None) -> None:
        if standing is not None:
            its = LevelOverride.id == standing.id
            connection.execute(update(LevelOverride).where(its).values(superseded_at=self.at))

    def _judge(
        self,
        connection: Connection,
        found: AnyRow,
        level: Level,
        reason: str,
    ) -> None:
        connection.execute(
            insert(LevelOverride).values(
                project_id=found.id,
                round_id=found.round_id,
                level=level,
                reason=reason,
                judged_by=self.actor_id,
                judged_at=self.at,
                channel=self.channel,
            )
        )
