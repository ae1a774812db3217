"""The state of the work, from the words of status in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.facts import Status
from bot.understanding.percent import Share
from bot.understanding.signs import ITS_STEP, Found, Sign, find_signs

_LIST = re.compile(
    r"(?<![\d,.])(?:\(?[1-9]\d?[.)]?|ข้อ ?[1-9]) ?(?P<said>ทำแล้ว|เสร็จแล้ว|เสร็จ"
    r"|ยังไม่(?:ได้)?(?:ทำ|เริ่ม|เสร็จ)|ยัง|กำลังทำ|กำลัง|เรียบร้อย|จบ|ทำอยู่|ยังเลย|แล้ว|ok|โอเค)"
)
_TICKED = re.compile(r"(?:\[ ?[✓✔xX√/*] ?\]|\([✓✔√/xX*]\)|☑|☒|✅|✔|✓)")
_UNTICKED = re.compile(r"(?:\[ *\]|\( *\)|☐|□|○|⬜)")


@dataclass(frozen=True, slots=True)
class State:
    """The status a text tells, or that it must be asked."""

    status: Status | None
    start: int = 0
    end: int = 0
    ask: bool = False


def read_state(view: str, shares: Sequence[Share]) -> State:
    """The state of the work; in `view` names and void clauses are blanked, length kept."""
    view = _without_empty_boxes(view)
    signs = sorted(find_signs(view, shares), key=lambda found: found.start)
    kinds = {found.sign for found in signs}
    if not kinds:
        return State(None)
    if "cancelled" in kinds and "begun" not in kinds:
        return _as("cancelled", signs, "cancelled")
    if "not_started" in kinds:
        if kinds & {"done", "near", "did"} or _begun_elsewhere(view, signs):
            return _as("in_progress", signs, "begun", "near", "done", "did")
        return _as("not_started", signs, "not_started")
    if "near" in kinds or ("begun" in kinds):
        return _as("in_progress", signs, "begun", "near")
    if "done" in kinds:
        return _as("completed", signs, "done")
    doubtful = next((found for found in signs if found.sign in ("postponed", "unsure")), None)
    if doubtful:
        return State(None, doubtful.start, doubtful.end, ask=True)
    return _as("in_progress", signs, "prepared") if "prepared" in kinds else State(None)


def _as(status: Status, signs: Sequence[Found], *wanted: Sign) -> State:
    first = next(found for found in signs if found.sign in wanted)
    return State(status, first.start, first.end)


def _begun_elsewhere(view: str, signs: Sequence[Found]) -> bool:
    """One step has not begun while others have: the project is in progress."""
    begun = [found for found in signs if found.sign == "begun"]
    late = [found for found in signs if found.sign == "not_started"]
    return bool(begun) and any(ITS_STEP.search(view, 0, found.start) for found in late)


def _without_empty_boxes(view: str) -> str:
    """On a form, a box that is not ticked says nothing up to the next box."""
    if not (_TICKED.search(view) and _UNTICKED.search(view)):
        return view
    boxes = sorted(
        [(found.start(), True) for found in _TICKED.finditer(view)]
        + [(found.start(), False) for found in _UNTICKED.finditer(view)]
    )
    ends = [start for start, _ in boxes[1:]] + [len(view)]
    for (start, ticked), end in zip(boxes, ends, strict=True):
        if not ticked:
            line = view.find("\n", start, end)
            stop = line if line >= 0 else end
            view = view[:start] + "\x01" * (stop - start) + view[stop:]
    return view


def is_numbered_list(norm: str) -> bool:
    """`1 ทำแล้ว 2 กำลังทำ 3 ยัง`: of what, is not said."""
    return len(_LIST.findall(norm)) >= 2
