"""Fiscal years that a text names."""

import re
from collections.abc import Iterator
from datetime import date

_YEAR = re.compile(
    r"(?<!จาก)(?:ปี(?:งบประมาณ|งบ)?|งบ(?:ประมาณ)?ปี|fy) ?(?:พ\.? ?ศ\.? ?)?(?P<year>\d{4}"
    r"|\d{2})(?![\d,]|\.\d)"
)


def years(norm: str, today: date) -> Iterator[tuple[int, int, bool]]:
    """Fiscal years that are named, and whether it is the running one (ปีการศึกษา is none)."""
    running = today.year + 543 + (today.month >= 10)
    for found in _YEAR.finditer(norm):
        year = int(found["year"])
        same = year in (running, running - 543, running % 100)
        yield found.start(), found.end(), same
