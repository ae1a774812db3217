"""A question of a report, which is also a line of its card."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Json
from handlers.chat.progress_report.view import View
from models.answers import Answers

NOTHING_WORDS = frozenset(
    {"-", "–", "ไม่มี", "ไม่มีค่ะ", "ไม่มีครับ", "ไม่มีปัญหา", "ไม่มีข้อเสนอแนะ", "none", "no"}
)
SO_FAR = 1500
"""Letters shown of what was said so far: with all else on it, a card holds no more."""


@dataclass(frozen=True)
class Question:
    """A question in words, with the choices (label, value) that answer it at a tap."""

    title: str
    lines: Sequence[Json] = ()
    choices: Sequence[tuple[str, str]] = ()


class Field:
    """When a line is asked for, how, and what an answer to it means.

    `required`: the report cannot be sent without it. `takes_text`: whatever is typed is the
    answer. `stays`: after an answer the same question is asked on, until the person goes on.
    `on_card`: it has a line of its own there.
    """

    key = ""
    required = False
    takes_text = False
    stays = False
    on_card = True

    def applies(self, view: View) -> bool:  # noqa: ARG002
        """True if this project's report has the line at all."""
        return True

    def is_answered(self, view: View) -> bool:
        """True if nothing is to be asked."""
        raise NotImplementedError

    def shown(self, view: View) -> str:  # noqa: ARG002
        """The value on the card; empty if there is none yet."""
        return ""

    def question(self, view: View, *, again: bool) -> Question:
        """The question; `again`: the last answer was not understood."""
        raise NotImplementedError

    def said(self, view: View, text: str) -> Answers | None:  # noqa: ARG002
        """The answers after a typed answer to this question; None leaves it to `learning`."""
        return None

    def chosen(self, view: View, value: str) -> Answers | None:  # noqa: ARG002
        """The answers after a choice was tapped; None if there is no such choice."""
        return None


def numbered(labels: Sequence[str]) -> list[tuple[str, str]]:
    """Choices whose value is their place."""
    return [(label, str(number)) for number, label in enumerate(labels)]


def picked(labels: Sequence[str], value: str) -> str | None:
    """The label at that place."""
    known = value.isdecimal() and len(value) < 3 and int(value) < len(labels)
    return labels[int(value)] if known else None
