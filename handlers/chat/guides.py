"""The guides of docs/th: the section `สั้น ๆ` of each is what ช่วยเหลือ answers in the chat."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.menus import Ability

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "th"
FILES = {
    Ability.OWNER: "owner.md",
    Ability.LEADER: "director.md",
    Ability.FINANCE: "finance.md",
    Ability.EXECUTIVE: "manager.md",
    Ability.PLANNER: "planner.md",
}
_TITLE = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
_SHORT = re.compile(r"^## สั้น ๆ\n+(?P<lines>(?:- .+\n?)+)", re.MULTILINE)
_MARKS = re.compile(r"\*\*|`")


@dataclass(frozen=True)
class Guide:
    """A guide's title and its short form, a sentence a line."""

    title: str
    short: tuple[str, ...]


def of(abilities: Iterable[Ability]) -> list[Guide]:
    """The guides for what somebody is, in the order of the menu; an owner's for nobody else's."""
    held = [one for one in FILES if one in set(abilities)] or [Ability.OWNER]
    return [read(one) for one in held]


@cache
def read(ability: Ability) -> Guide:
    """The guide of one ability."""
    text = (FOLDER / FILES[ability]).read_text(encoding="utf-8")
    title, short = _TITLE.search(text), _SHORT.search(text)
    if title is None or short is None:
        raise ValueError(f"{FILES[ability]} lacks its title or the section สั้น ๆ")
    lines = [_MARKS.sub("", line[2:]).strip() for line in short["lines"].splitlines()]
    return Guide(title["title"], tuple(lines))
