"""The office's own rules for the clock: what can be configured, with its defaults, and its trail.

Only what the office changed is stored, one row for each rule; a new rule needs no migration.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, ForeignKey, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.audit import Channel
from models.base import Base, Json
from models.errors import KaonaError
from models.fiscal import Period


class RuleError(KaonaError):
    """The rule cannot be set to this."""


class OfficeRule(Base):
    """A rule the office changed, as JSON."""

    __tablename__ = "office_rules"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, kw_only=True)
class OfficeRules:
    """Everything the office decides about the clock; `RuleError` for what makes no sense."""

    remind_before: tuple[int, ...] = field(
        default=(7, 3, 1, 0), metadata={"meaning": "เตือนก่อนกำหนดส่งกี่วัน (0 คือเช้าวันกำหนดส่ง)"}
    )
    remind_after: tuple[int, ...] = field(
        default=(1, 3, 7), metadata={"meaning": "เตือนหลังเลยกำหนดกี่วัน"}
    )
    completion_days: int = field(
        default=15, metadata={"meaning": "ต้องรายงานภายในกี่วันหลังสิ้นสุดโครงการ"}
    )
    work_from: time = field(default=time(8, 30), metadata={"meaning": "เริ่มส่งข้อความเตือนได้ตั้งแต่เวลา"})
    work_until: time = field(default=time(16, 30), metadata={"meaning": "ส่งข้อความเตือนได้ถึงเวลา"})
    remind_at: time = field(default=time(9, 0), metadata={"meaning": "เวลาเตือนประจำวัน"})
    director_after: int = field(default=1, metadata={"meaning": "แจ้ง ผอ.กลุ่ม เมื่อเลยกำหนดกี่วัน"})
    planner_after: int = field(default=3, metadata={"meaning": "แจ้งกลุ่มแผนเมื่อเลยกำหนดกี่วัน"})
    draft_after_days: int = field(default=2, metadata={"meaning": "เตือนร่างที่ค้างไว้กี่วัน"})
    summary_at: time = field(
        default=time(16, 0), metadata={"meaning": "เวลาส่งสรุปเบื้องต้นในวันกำหนดส่ง"}
    )
    monthly_summary: bool = field(default=False, metadata={"meaning": "ส่งสรุปย่อทุกเดือน"})
    opens_by_itself: tuple[Period, ...] = field(
        default=(), metadata={"meaning": "รอบที่เปิดเองอัตโนมัติ เช่น Q1,Q2,Q3,Q4 หรือ H1,Y"}
    )
    opens_after_days: int = field(default=1, metadata={"meaning": "เปิดรอบเองเมื่อผ่านวันตัดยอดกี่วัน"})
    due_after_days: int = field(
        default=10, metadata={"meaning": "กำหนดส่งของรอบที่เปิดเอง นับจากวันตัดยอดกี่วัน"}
    )
    quota_warning: Decimal = field(
        default=Decimal("0.8"), metadata={"meaning": "แจ้งกลุ่มแผนเมื่อใช้โควตาข้อความถึงสัดส่วนนี้"}
    )
    thai_digits: bool = field(default=False, metadata={"meaning": "ใช้เลขไทยในเอกสาร"})
    keep_chats_days: int = field(
        default=365, metadata={"meaning": "เก็บข้อความในแชตไว้กี่วัน (รายงานเก็บตลอดไป)"}
    )
    greeting: str = field(
        default="", metadata={"meaning": "คำทักทายของสำนักงาน เมื่อเพิ่มเพื่อนและเมื่อเปิดรอบ"}
    )
    paused: bool = field(default=False, metadata={"meaning": "หยุดส่งข้อความเตือนและสรุปทั้งหมดชั่วคราว"})

    def __post_init__(self) -> None:
        _check("remind_before", all(0 <= one <= 60 for one in self.remind_before), "0 ถึง 60 วัน")
        _check("remind_after", all(1 <= one <= 60 for one in self.remind_after), "1 ถึง 60 วัน")
        for name in ("completion_days", "director_after", "planner_after", "draft_after_days"):
            _check(name, 1 <= getattr(self, name) <= 90, "1 ถึง 90 วัน")
        _check("work_until", self.work_from < self.work_until, "หลังเวลาเริ่ม (work_from)")
        for name in ("remind_at", "summary_at"):
            within = self.work_from <= getattr(self, name) <= self.work_until
            _check(name, within, "ในเวลาราชการ (work_from ถึง work_until)")
        _check("opens_after_days", -30 <= self.opens_after_days <= 60, "-30 ถึง 60 วัน")
        _check("due_after_days", 0 <= self.due_after_days <= 120, "0 ถึง 120 วัน")
        in_order = self.opens_after_days <= self.due_after_days
        _check("due_after_days", in_order, "ไม่ก่อนวันเปิดรอบ (opens_after_days)")
        for quarter, longer in ((Period.Q2, Period.HALF), (Period.Q4, Period.YEAR)):
            both = quarter in self.opens_by_itself and longer in self.opens_by_itself
            _check("opens_by_itself", not both, f" {quarter} หรือ {longer} อย่างใดอย่างหนึ่ง")
        _check("keep_chats_days", 90 <= self.keep_chats_days <= 3650, "90 ถึง 3650 วัน")
        _check("quota_warning", 0 < self.quota_warning <= 1, "มากกว่า 0 และไม่เกิน 1")
        _check("greeting", len(self.greeting) <= 200, "ข้อความไม่เกิน 200 ตัวอักษร")

    def with_text(self, name: str, text: str) -> "OfficeRules":
        """The rules with one set to what somebody typed, like `7,3,1` or `09:30`; `RuleError`."""
        if name not in NAMES:
            raise RuleError(f"ไม่มีการตั้งค่า {name} มี: {', '.join(NAMES)}")
        default = getattr(DEFAULTS, name)
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return self.with_value(name, parts if isinstance(default, tuple) else text.strip())

    def with_value(self, name: str, value: object) -> "OfficeRules":
        """The rules with one set to a value of its kind, or to its JSON; `RuleError`."""
        try:
            read = _codec(name).validate_python(value)
        except ValidationError:
            shown = ",".join(map(str, value)) if isinstance(value, list) else value
            raise RuleError(
                f'{name}: ใช้ค่า "{shown}" ไม่ได้ ตัวอย่าง: {written(DEFAULTS, name)}'
            ) from None
        return replace(self, **{name: read})


def _check(name: str, holds: bool, expected: str) -> None:  # noqa: FBT001
    if not holds:
        raise RuleError(f"{name}: ต้องเป็น{expected}")


NAMES: Final = tuple(one.name for one in fields(OfficeRules))
MEANINGS: Final = {one.name: str(one.metadata["meaning"]) for one in fields(OfficeRules)}
DEFAULTS: Final = OfficeRules()


@cache
def _codec(name: str) -> TypeAdapter[Any]:
    kinds = {
        "opens_by_itself": tuple[Period, ...],
        "remind_before": tuple[int, ...],
        "remind_after": tuple[int, ...],
    }
    return TypeAdapter(kinds.get(name, type(getattr(DEFAULTS, name))))


def _json(rules: OfficeRules, name: str) -> Any:
    return _codec(name).dump_python(getattr(rules, name), mode="json")


def written(rules: OfficeRules, name: str) -> str:
    """A rule as `with_text` reads it: `7,3,1,0`, `09:00`, `yes`."""
    value = getattr(rules, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_rules(connection: Connection) -> OfficeRules:
    """The rules as they stand; a stored rule this version does not know is left alone."""
    rows = connection.execute(select(OfficeRule.name, OfficeRule.value))
    read = {
        row.name: _codec(row.name).validate_python(row.value) for row in rows if row.name in NAMES
    }
    return replace(DEFAULTS, **read)


def change_rules(
    connection: Connection,
    before: OfficeRules,
    after: OfficeRules,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> tuple[str, ...]:
    """Store what differs, with its trail; which rules changed. Others stay as they stand."""
    changed = tuple(name for name in NAMES if getattr(before, name) != getattr(after, name))
    for name in changed:
        value = _json(after, name)
        connection.execute(delete(OfficeRule).where(OfficeRule.name == name))
        connection.execute(
            insert(OfficeRule).values(name=name, value=value, changed_at=at, changed_by=actor_id)
        )
        audit.record(
            connection,
            "rule.changed",
            ("rule", name),
            at=at,
            channel=channel,
            actor_id=actor_id,
            before={"value": _json(before, name)},
            after={"value": value},
        )
    if changed:
        read_rules(connection)  # two changes at once may fit alone and not together
    return changed
