"""What a button of these cards asks: a topic of a round, of whom, which page; as postback data."""

from dataclasses import dataclass, replace
from typing import Final

from bot.dialogue import Tap
from bot.understanding.questions import Topic

CONVERSATION: Final = "overview"


@dataclass(frozen=True)
class Ask:
    """`about` is the code of a project or person, a state or a threshold, as the topic wants.

    `action` is a topic, or `export` for the full report.
    """

    action: str
    round: str = ""
    group: str = ""
    about: str = ""
    page: int = 0

    @property
    def data(self) -> str:
        """The postback data."""
        parts = (self.round, self.group, self.about, str(self.page))
        return str(Tap(CONVERSATION, self.action, tuple(map(_coded, parts))))

    @classmethod
    def of(cls, tap: Tap) -> "Ask":
        """What a button asked; a page that is no number is the first."""
        round_, group, about, page = (_decoded(tap.argument(place)) for place in range(4))
        is_page = page.isascii() and page.isdecimal() and len(page) < 5
        return cls(tap.action, round_, group, about, int(page) if is_page else 0)

    def next_page(self) -> "Ask":
        """The same, one page on."""
        return replace(self, page=self.page + 1)


EXPORT: Final = "export"
ACTIONS: Final = (*(topic.value for topic in Topic), EXPORT)


def _coded(part: str) -> str:
    return part.replace("%", "%25").replace(":", "%3A")


def _decoded(part: str) -> str:
    return part.replace("%3A", ":").replace("%25", "%")
