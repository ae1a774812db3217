"""The pieces these cards share: bars with their labels, lines of projects, cards that fit."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from bot.topics import Topic
from models.progress import WorkStatus
from reports.outputs.chat import texts
from reports.outputs.chat.ask import Ask
from reports.picture import ProjectPicture

STATE_COLORS = {
    "completed": cards.GOOD,
    "done": cards.GOOD,
    "in_progress": cards.BUSY,
    "partial": cards.WARN,
    "not_started": cards.QUIET,
    "cancelled": cards.BAD,
    "not_reported": cards.BAD,
}
STATUS_COLORS = {
    None: cards.BAD,
    WorkStatus.NOT_STARTED: cards.QUIET,
    WorkStatus.IN_PROGRESS: cards.BUSY,
    WorkStatus.COMPLETED: cards.GOOD,
    WorkStatus.CANCELLED: cards.BAD,
}
ROOM = cards.CAROUSEL_BYTES - 2_000
"""What the cards of a carousel may weigh together, with something to spare."""


def labelled_bar(
    label: str, value: str, share: Decimal | None, color: str, action: Json | None = None
) -> Json:
    """What it is, its figure at the right, and a bar below."""
    line = cards.side_by_side(
        [
            cards.words(label, flex=6, size="sm"),
            cards.words(value, flex=5, align="end", size="sm", weight="bold"),
        ]
    )
    stacked = cards.stack([line, cards.bar(share or Decimal(0), color)], margin="md")
    return stacked | {"action": action} if action else stacked


def tap(label: str, ask: Ask, shown: str = "") -> Json:
    """An action that asks."""
    return cards.postback(label, ask.data, shown or None)


def project_line(project: ProjectPicture, note: str, round_: str, color: str = "") -> Json:
    """A project with a note below it; a tap opens its card."""
    name = f"{project.code}. {clip(project.name, 70)}"
    ask = Ask(Topic.PROJECT, round_, about=project.code)
    return cards.stack(
        [
            cards.words(name, maxLines=2, weight="bold", size="sm"),
            cards.note(clip(note, 160), color=color or cards.MUTED, maxLines=3),
        ],
        margin="md",
        action=tap(clip(name, 20), ask, clip(f"โครงการ {project.code}", 60)),
    )


def status_color(project: ProjectPicture) -> str:
    """The colour of its state."""
    return STATUS_COLORS[project.report.status if project.report else None]


def fitted(build: Callable[[int], Sequence[Json]], sizes: Sequence[int]) -> Sequence[Json]:
    """The bubbles with as many lines as LINE takes: `build` is tried with each size in turn."""
    for size in sizes[:-1]:
        bubbles = build(size)
        weights = [len(json.dumps(one)) for one in bubbles]
        if sum(weights) <= ROOM and max(weights) <= cards.BUBBLE_BYTES:
            return bubbles
    return build(sizes[-1])


def more(rest: int, ask: Ask) -> list[Json]:
    """A line that says how many are not shown, and opens them."""
    if rest <= 0:
        return []
    line = cards.words(
        f"และอีก {rest:,} รายการ", size="sm", color=cards.BRAND, decoration="underline", margin="md"
    )
    return [line | {"action": tap(texts.MORE, ask)}]
