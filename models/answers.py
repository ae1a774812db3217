"""What an owner has said so far about one project: every field of both official forms, optional.

A draft keeps it as JSON; submitting makes a report of it. None means "not answered"; an empty
text means "there is none" (ไม่มี).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from models.progress import RemainingUse, WorkStatus


@dataclass(frozen=True)
class ActivityDone:
    """An activity or step (form item 3); `done_on` is the date text as the owner wrote it.

    `status` and `percent`: how far an activity of the plan is, where the owner told it.
    """

    text: str
    done_on: str = ""
    activity_id: int | None = None
    status: WorkStatus | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class IndicatorResult:
    """A row of form item 4: the indicator, its target, what came of it.

    `not_yet`: the indicator has not come about (ตัวชี้วัดยังไม่เกิด); `result` then says what was
    done so far, as the form asks.
    """

    indicator: str
    target: str
    result: str
    indicator_id: int | None = None
    not_yet: bool = False


@dataclass(frozen=True)
class Continuation:
    """An activity still needed: completion form, item 6, fourth box. `budget` in baht."""

    name: str
    budget: Decimal | None = None
    planned_for: str = ""


@dataclass(frozen=True)
class Remark:
    """A warning that was shown, and what the owner said to it."""

    kind: str
    answer: str


@dataclass(frozen=True)
class Answers:
    """All answers. Money is baht, cumulative from 1 October; dates are A.D.

    `balance_date` is the form's "ณ วันที่", `data_month` a day of its "ข้อมูล ณ สิ้นสุดเดือน";
    `book`: a whole book (รูปเล่ม) is handed in instead of the form. `pending_result`: the
    indicator of which only "not yet" is known so far.
    """

    status: WorkStatus | None = None
    percent: Decimal | None = None
    spent: Decimal | None = None
    spent_by_source: tuple[tuple[int, Decimal], ...] = ()
    remaining: Decimal | None = None
    balance_date: date | None = None
    data_month: date | None = None
    book: bool = False
    activities: tuple[ActivityDone, ...] | None = None
    results: tuple[IndicatorResult, ...] | None = None
    pending_result: int | None = None
    problems: str | None = None
    suggestions: str | None = None
    highlights: str | None = None
    goals_met: bool | None = None
    goals_reason: str | None = None
    remaining_use: RemainingUse | None = None
    moved_project_id: int | None = None
    moved_to: str | None = None
    moved_amount: Decimal | None = None
    continuations: tuple[Continuation, ...] | None = None
    continue_reason: str | None = None
    remarks: tuple[Remark, ...] = ()

    def remark(self, kind: str) -> str | None:
        """What the owner said to a warning of that kind."""
        return next((remark.answer for remark in self.remarks if remark.kind == kind), None)

    def with_text(self, line: str, text: str | None) -> "Answers":
        """These answers with one of the text lines (`problems` ...) set; empty means none."""
        changed: dict[str, Any] = {line: text}
        return replace(self, **changed)

    def as_json(self) -> dict[str, Any]:
        """JSON for a draft; what was not answered is left out."""
        stored: dict[str, Any] = _CODEC.dump_python(self, mode="json", exclude_defaults=True)
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Answers":
        """Back from a draft; keys of older drafts that no longer exist are ignored."""
        return _CODEC.validate_python(stored)


_CODEC = TypeAdapter(Answers)
