"""Numbered lines with a state each: `1 ทำแล้ว 2 กำลังทำ 3 ยัง`, `1-2 เสร็จ, 3 ร้อยละ 50`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.understanding.facts import Status

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_STATES: Final[tuple[tuple[Status, str], ...]] = (
    ("not_started", r"ยังไม่(?:ได้)?(?:ทำ|เริ่ม|จัด|ดำเนินการ)|ไม่ได้ทำ|ยัง(?!ไม่)(?:เลย)?"),
    (
        "in_progress",
        r"กำลัง(?:ทำ|จัด|ดำเนินการ)?(?:อยู่)?|(?:อยู่)?ระหว่าง(?:ทำ|ดำเนินการ)?|(?:ทำ|ดำเนินการ)อยู่"
        r"|ยังไม่เสร็จ|(?:ทำไป(?:แล้ว)?)?บางส่วน",
    ),
    (
        "completed",
        r"(?:ทำ|จัด|ดำเนินการ)?(?:แล้ว)?(?:เสร็จ|สำเร็จ|เรียบร้อย|ครบ|จบ)(?:สิ้น)?(?:แล้ว)?"
        r"|(?:ทำ|จัด|ดำเนินการ)(?:ไป)?แล้ว",
    ),
)
_SHARE: Final = (
    r"(?:ทำ(?:ไป)?(?:แล้ว)?(?:ได้)? ?)?(?:ร้อยละ ?(?P<words>\d{1,3}(?:\.\d{1,2})?)"
    r"|(?P<sign>\d{1,3}(?:\.\d{1,2})?) ?(?:%|เปอร์เซ็นต์))"
)
_ITEM: Final = re.compile(
    r"(?:(?:กิจกรรม|ข้อ)?(?:ที่)? ?(?P<numbers>\d{1,2}(?: ?(?:-|ถึง|,|และ|กับ) ?\d{1,2})*)"
    r"(?:[.):=](?!\d) ?| |(?!\d))|(?P<all>ทุก(?:กิจกรรม|ข้อ)|ทั้งหมด) ?)"
    rf"(?:{_SHARE}|{'|'.join(f'(?P<{name}>{words})' for name, words in _STATES)})"
    r"(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ)?(?:[ ,;/]|และ|ส่วน)*"
)
_RUN: Final = re.compile(r"(\d+) ?(?:-|ถึง) ?(\d+)")
ALL: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class NumberedState:
    """How far the lines of these numbers are; no numbers: all of them."""

    numbers: tuple[int, ...]
    status: Status
    percent: Decimal | None = None


def read_numbered(text: str) -> tuple[NumberedState, ...]:
    """What a text says of numbered lines; nothing unless the whole text is such a list."""
    plain = re.sub(r"\s+", " ", text.translate(_DIGITS)).strip()
    found, at = [], 0
    while at < len(plain):
        item = _ITEM.match(plain, at)
        state = _state(item) if item else None
        if item is None or state is None:
            return ()
        found.append(state)
        at = item.end()
    return tuple(found)


def _state(item: re.Match[str]) -> NumberedState | None:
    numbers = _numbers(item["numbers"] or "")
    written = item["words"] or item["sign"]
    if written is None:
        named = next(name for name, _ in _STATES if item[name])
        return NumberedState(numbers, named)
    share = Decimal(written)
    if share > ALL:
        return None
    status: Status = "completed" if share == ALL else "in_progress" if share else "not_started"
    return NumberedState(numbers, status, share)


def _numbers(written: str) -> tuple[int, ...]:
    """`1-3, 5` is 1, 2, 3, 5."""
    found: list[int] = []
    for first, last in _RUN.findall(written):
        found.extend(range(int(first), int(last) + 1))
    found.extend(int(one) for one in re.findall(r"\d+", _RUN.sub("", written)))
    return tuple(sorted(set(found)))
