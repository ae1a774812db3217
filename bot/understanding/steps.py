"""A line about something done: what, and when, as the completion form wants them (item 3)."""

import re
from dataclasses import dataclass
from datetime import date

from bot.understanding.dates import dates
from bot.understanding.normalise import normalise

_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*")
_AFTER = re.compile(r"[\s).]*(?:เป็นต้นไป|เป็นต้นมา)?[\s).]*")
_WEEKDAY = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์"
_BEFORE = re.compile(rf"(?:[\s(:,-]|วัน(?:{_WEEKDAY})?ที่|เมื่อ|ระหว่าง|ช่วง)+$")


@dataclass(frozen=True)
class Step:
    """What was done, and the date text as it was written (empty if there is none)."""

    text: str
    done_on: str = ""


def read_step(line: str, today: date) -> Step:
    """Part `กิจกรรม | วันที่`, or a date at the end of the line, from what was done."""
    text, bar, when = line.partition("|")
    if bar:
        return Step(text.strip(), when.strip())
    bracketed = _BRACKETED.fullmatch(line)
    if bracketed and dates(normalise(bracketed[2]).norm, today):
        return Step(bracketed[1].strip(), bracketed[2].strip())
    norm = normalise(line)
    found = dates(norm.norm, today)
    if not found or not _AFTER.fullmatch(norm.norm[found[-1].end :]):
        return Step(line.strip())
    start = _first_of_run(norm.norm, [(one.start, one.end) for one in found])
    at = norm.span(start, start)[0]
    before = line[:at]
    what = _BEFORE.sub("", before).strip()
    if not what:
        return Step(line.strip())
    return Step(what, line[at:].strip(" ()"))


def _first_of_run(norm: str, spans: list[tuple[int, int]]) -> int:
    """Where the dates that end the line begin, only blanks and joining words between them."""
    start = spans[-1][0]
    for begin, end in reversed(spans[:-1]):
        if re.fullmatch(r"[\s,;-]*(?:และ|ถึง)?[\s,;-]*", norm[end:start]) is None:
            break
        start = begin
    return start


def last_day_named(text: str, today: date) -> date | None:
    """The latest day a date text names; None if it names none."""
    return max((one.last for one in dates(normalise(text).norm, today)), default=None)
