"""What a button of these cards asks, as postback data: a topic of a round, of whom."""

from dataclasses import dataclass
from typing import Final

from bot.dialogue import Tap
from bot.topics import Topic

CONVERSATION: Final = "overview"


@dataclass(frozen=True)
class Ask:
    """`about` is the code of a project or person, a state or a threshold, as the topic wants.

    `action` is a topic, or `export` for the full report. `start`: the first line of a list.
    """

    action: str
    round: str = ""
    group: str = ""
    about: str = ""
    start: int = 0

    @property
    def data(self) -> str:
        """The postback data."""
        parts = (self.round, self.group, self.about, str(self.start))
        return str(Tap(CONVERSATION, self.action, tuple(map(_coded, parts))))

    @classmethod
    def of(cls, tap: Tap) -> "Ask":
        """What a button asked; a start that is no number is the first line."""
        round_, group, about, start = (_decoded(tap.argument(place)) for place in range(4))
        is_number = start.isascii() and start.isdecimal() and len(start) < 7
        return cls(tap.action, round_, group, about, int(start) if is_number else 0)


EXPORT: Final = "export"
ACTIONS: Final = (*(topic.value for topic in Topic), EXPORT)


def _coded(part: str) -> str:
    return part.replace("%", "%25").replace(":", "%3A")


def _decoded(part: str) -> str:
    return part.replace("%3A", ":").replace("%25", "%")
