"""How well the labelled utterances are understood: precision and recall of each field.

Used by the tests (nothing may get worse) and by `make bench` (the figures).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.understanding import answer

HERE = Path(__file__).parent
FIELDS = (
    "intent",
    "status",
    "spent_baht",
    "remaining_baht",
    "progress_percent",
    "as_of",
    "problem",
    "suggestion",
    "project",
    "ask",
    "ask_about",
    "candidates",
)
AMOUNTS = ("spent_baht", "remaining_baht")
Line = dict[str, Any]


@dataclass
class Score:
    """Counts over a set of lines; `misread` holds what went wrong, for whoever mends it."""

    right: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misread: list[str] = field(default_factory=list)
    wrong_amounts: list[str] = field(default_factory=list)

    def precision(self, name: str) -> float:
        """Of what was answered, the share that is right; 1 if nothing was answered."""
        return self.right[name] / self.answered[name] if self.answered[name] else 1.0

    def recall(self, name: str) -> float:
        """Of what was wanted, the share that was answered right; 1 if nothing was wanted."""
        return self.right[name] / self.wanted[name] if self.wanted[name] else 1.0


def lines(name: str) -> list[Line]:
    """The lines of `dev.jsonl` or `held_out.jsonl`."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def score(chosen: list[Line]) -> Score:
    """Understand each line and compare, field by field, each project of a message by itself."""
    owners = json.loads((HERE / "offices.json").read_text(encoding="utf-8"))
    total = Score()
    for line in chosen:
        request = {key: line[key] for key in ("text", "today", "current", "asked") if key in line}
        got = answer(request | {"projects": owners[line["owner"]]["projects"]})
        _compare(total, line, got)
    return total


def _compare(total: Score, line: Line, got: Line) -> None:
    wanted_parts, got_parts = dict(_parts(line["expect"])), dict(_parts(got))
    for place in wanted_parts.keys() | got_parts.keys():
        wanted, found = wanted_parts.get(place, {}), got_parts.get(place, {})
        for name in FIELDS:
            _count(total, name, wanted.get(name), found.get(name), line)


def _parts(understood: Line) -> Iterator[tuple[str, Line]]:
    """The message as a whole, and each project of a message about several."""
    yield "", understood
    for part in understood.get("multi", ()):
        yield str(part.get("project")), part


def _count(total: Score, name: str, wanted: Any, found: Any, line: Line) -> None:
    right = found is not None and wanted is not None and _same(name, wanted, found)
    total.right[name] += right
    total.answered[name] += found is not None
    total.wanted[name] += wanted is not None
    if not right and not (wanted is None and found is None):
        total.misread.append(f"{line['id']} {name}: wanted {wanted!r}, got {found!r}")
        if name in AMOUNTS and found is not None:
            total.wrong_amounts.append(f"{line['id']} {name}: wanted {wanted!r}, got {found!r}")


def _same(name: str, wanted: Any, found: Any) -> bool:
    if name in ("problem", "suggestion"):
        one, other = _bare(wanted), _bare(found)
        return bool(one and other) and (one in other or other in one)
    if isinstance(wanted, list):
        return isinstance(found, list) and set(wanted) == set(found)
    return bool(wanted == found)


def _bare(text: str) -> str:
    return re.sub(r"\s|ค่ะ|คะ|ครับ|คับ|นะ", "", text)
