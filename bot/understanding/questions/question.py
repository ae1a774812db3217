"""What a question asks for: a topic, and what it is about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from bot.understanding.facts import Known


class Topic(StrEnum):
    """What somebody wants to know."""

    SUMMARY = "summary"
    MISSING = "missing"
    LATE = "late"
    GROUP = "group"
    GROUPS = "groups"
    THRESHOLD = "threshold"
    STATE = "state"
    PROJECT = "project"
    PERSON = "person"
    COMPARE = "compare"
    MONEY = "money"
    PROBLEMS = "problems"
    DECISIONS = "decisions"
    UNREGISTERED = "unregistered"
    DAYS = "days"


class Measure(StrEnum):
    """Of which money a share is asked."""

    DISBURSED = "disbursed"
    SPENT = "spent"


Comparison: TypeAlias = Literal["<", "<=", ">", ">="]
State: TypeAlias = Literal["completed", "in_progress", "not_started", "cancelled", "reported"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """`เบิกต่ำกว่า 30%`: a share of the allocation in percent, or baht."""

    measure: Measure
    comparison: Comparison
    number: Decimal
    is_baht: bool = False


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
