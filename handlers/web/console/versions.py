"""Versions of a report side by side: one row for each line of the form, what changed marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import thaitext
from handlers.web.console import words
from handlers.web.console.reading.project import Version
from models.answers import Answers
from models.progress import RemainingUse

REMAINING_USES = {
    RemainingUse.NOTHING_LEFT: "ไม่มีเงินเหลือ",
    RemainingUse.RETURNED: "ขอส่งคืน",
    RemainingUse.CANCELLED_RETURNED: "ขอยกเลิกโครงการและส่งคืน",
    RemainingUse.MOVED: "นำไปดำเนินโครงการอื่นแล้ว",
    RemainingUse.CONTINUING: "ยังมีกิจกรรมที่จำเป็น",
}
NONE = "ไม่มี"
BLANK = "–"


@dataclass(frozen=True)
class Cell:
    """A value of one version; `is_changed`: not what the version before had."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """A line of the form through all versions."""

    label: str
    cells: tuple[Cell, ...]


def _text(value: str | None) -> str:
    return BLANK if value is None else value or NONE


def _activities(answers: Answers) -> str:
    lines = [" ".join(filter(None, (one.text, one.done_on))) for one in answers.activities or ()]
    return "\n".join(lines) or BLANK


def _results(answers: Answers) -> str:
    lines = [
        f"{one.indicator} (เป้าหมาย {one.target or BLANK}): {one.result or BLANK}"
        for one in answers.results or ()
    ]
    return "\n".join(lines) or BLANK


def _goals(answers: Answers) -> str:
    if answers.goals_met is None:
        return BLANK
    return "บรรลุ" if answers.goals_met else f"ไม่บรรลุ เนื่องจาก {answers.goals_reason or BLANK}"


def _moved(answers: Answers) -> str:
    use = REMAINING_USES.get(answers.remaining_use) if answers.remaining_use else None
    parts = [use, answers.moved_to, answers.continue_reason]
    parts += [f"{thaitext.baht(answers.moved_amount)} บาท"] if answers.moved_amount else []
    return " ".join(filter(None, parts)) or BLANK


def _continued(answers: Answers) -> str:
    lines = [
        f"{one.name} {words.baht(one.budget)} บาท {one.planned_for}"
        for one in answers.continuations or ()
    ]
    return "\n".join(lines) or BLANK


def _remarks(answers: Answers) -> str:
    return "\n".join(one.answer for one in answers.remarks) or BLANK


LINES: Sequence[tuple[str, Callable[[Answers], str]]] = (
    ("สถานะ", lambda one: words.status(one.status)),
    ("ความก้าวหน้า (ร้อยละ)", lambda one: BLANK if one.percent is None else f"{one.percent:f}"),
    ("ใช้ไป (บาท)", lambda one: words.baht(one.spent)),
    ("คงเหลือ (บาท)", lambda one: words.baht(one.remaining)),
    ("ณ วันที่", lambda one: words.day(one.balance_date)),
    ("กิจกรรมที่ดำเนินการ", _activities),
    ("ตัวชี้วัดและผล", _results),
    ("บรรลุเป้าหมาย", _goals),
    ("เงินคงเหลือ", _moved),
    ("กิจกรรมที่ต้องทำต่อ", _continued),
    ("จุดเด่น", lambda one: _text(one.highlights)),
    ("ปัญหาอุปสรรค", lambda one: _text(one.problems)),
    ("ข้อเสนอแนะ", lambda one: _text(one.suggestions)),
    ("คำตอบต่อข้อทักท้วง", _remarks),
)


def side_by_side(versions: Sequence[Version]) -> list[Row]:
    """The lines any version has something in, the oldest version at the left."""
    rows = []
    for label, read in LINES:
        texts = [read(one.answers) for one in versions]
        if any(text != BLANK for text in texts):
            before = [*texts[:1], *texts[:-1]]
            cells = (Cell(text, text != last) for text, last in zip(texts, before, strict=True))
            rows.append(Row(label, tuple(cells)))
    return rows
