"""What a question asks for: a topic, and what it is about."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.topics import State, Threshold, Topic
from bot.understanding.facts import Known


class NamedGroup(NamedTuple):
    """A group as people may call it."""

    code: str
    name: str
    short_name: str


class NamedPerson(NamedTuple):
    """A person as people may call them."""

    code: str
    name: str


@dataclass(frozen=True)
class Names:
    """Who and what a question may be about."""

    groups: tuple[NamedGroup, ...] = ()
    people: tuple[NamedPerson, ...] = ()
    projects: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Question:
    """Codes of what it is about: more than one of `groups`, `people`, `projects` means "which?".

    `round`: a period (`Q1`), `before` for the round before, or empty for the one at hand.
    `unknown`: it names something that is not among the names. `sure`: it has the form of a
    question, so it is no answer to something else.
    """

    topic: Topic
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    threshold: Threshold | None = None
    state: State | None = None
    round: str = ""
    unknown: bool = False
    sure: bool = True
