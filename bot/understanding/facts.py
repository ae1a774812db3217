"""What was understood: values with the piece of text they came from, and what is in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

Status: TypeAlias = Literal["not_started", "in_progress", "completed", "cancelled"]
Intent: TypeAlias = Literal["report", "correction", "question", "command", "other"]
Disposal: TypeAlias = Literal["return", "cancel", "moved", "continue"]
Key: TypeAlias = Literal[
    "status",
    "spent_baht",
    "remaining_baht",
    "progress_percent",
    "as_of",
    "problem",
    "suggestion",
    "project",
]
Why: TypeAlias = Literal[
    "estimate",  # ประมาณ, เกือบ, กว่า
    "share",  # ครึ่งนึงของงบ
    "increment",  # เพิ่มอีก 2,000: not the total
    "contradiction",  # received - spent is not remaining; two totals
    "role",  # an amount, but of what?
    "slip",  # 1.200, 12,5000: a decimal point or comma that may be a slip
    "someone_else",  # another person's, office's or year's money
    "candidates",  # more than one project
    "unknown_project",  # a project that is not among the person's own
    "future",  # a balance date that is still to come
    "unclear",  # postponed; "ยังค่ะ" without a question; three lines without names
]

T = TypeVar("T")
JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"


class Known(NamedTuple):
    """One of the person's own projects."""

    code: str
    name: str
    allocated: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value, the piece of the original text it was read from, and whether it is sure."""

    value: T
    text: str
    span: tuple[int, int]
    sure: bool = True
    worked_out: bool = False  # not said, but it follows from what was said


@dataclass(frozen=True, slots=True)
class Doubt:
    """A key to ask about, why, and what it may be: offered for confirmation, never stored."""

    key: Key
    why: Why
    guess: Fact[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of one project. Every field is settled; what is not, is among the doubts."""

    project: Fact[str] | None = None
    status: Fact[Status] | None = None
    spent: Fact[Decimal] | None = None
    remaining: Fact[Decimal] | None = None
    allocated: Fact[Decimal] | None = None
    returned: Fact[Decimal] | None = None
    disbursed: Fact[Decimal] | None = None
    percent: Fact[Decimal] | None = None
    as_of: Fact[date] | None = None
    problem: Fact[str] | None = None
    suggestion: Fact[str] | None = None
    disposal: Fact[Disposal] | None = None
    activities: tuple[Fact[str], ...] = ()
    results: tuple[Fact[str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def has_facts(self) -> bool:
        """Whether any key of the contract beside the project is settled."""
        return any(
            getattr(self, name) is not None for key, name in _FIELDS.items() if key != "project"
        )

    @property
    def ask_about(self) -> tuple[Key, ...]:
        """The keys in doubt, each once, in the order of the contract."""
        doubtful = {doubt.key for doubt in self.doubts}
        return tuple(key for key in _ORDER if key in doubtful)

    def as_json(self) -> dict[str, JSON]:
        """The answer of the contract for one project."""
        answer: dict[str, JSON] = dict(self._settled())
        if self.ask_about:
            answer |= {"ask": True, "ask_about": list(self.ask_about)}
        if "project" in self.ask_about:
            answer["candidates"] = list(self.candidates)
        return answer

    def _settled(self) -> Iterator[tuple[str, JSON]]:
        doubtful = self.ask_about
        for key, name in _FIELDS.items():
            fact = getattr(self, name)
            if fact is not None and key not in doubtful:
                yield key, _json(fact.value)


@dataclass(frozen=True, slots=True)
class Understanding(Said):
    """What a text says: its intent, and the facts of one project or (`multi`) of several."""

    intent: Intent = "other"
    multi: tuple[Said, ...] = ()
    removed: tuple[Key, ...] = field(default=())  # what a correction takes back

    def as_json(self) -> dict[str, JSON]:
        """The answer of the contract (docs/reference/understand.md)."""
        answer: dict[str, JSON] = {"intent": self.intent}
        answer |= Said.as_json(self)
        if self.multi:
            answer["multi"] = [said.as_json() for said in self.multi]
        return answer


_FIELDS: dict[Key, str] = {
    "project": "project",
    "status": "status",
    "spent_baht": "spent",
    "remaining_baht": "remaining",
    "progress_percent": "percent",
    "as_of": "as_of",
    "problem": "problem",
    "suggestion": "suggestion",
}
_ORDER: tuple[Key, ...] = tuple(_FIELDS)


def without_doubtful(said: Said) -> Said:
    """The same, with every fact left out whose key is in doubt."""
    doubtful = said.ask_about
    return replace(
        said,
        project=None if "project" in doubtful else said.project,
        status=None if "status" in doubtful else said.status,
        spent=None if "spent_baht" in doubtful else said.spent,
        remaining=None if "remaining_baht" in doubtful else said.remaining,
        percent=None if "progress_percent" in doubtful else said.percent,
        as_of=None if "as_of" in doubtful else said.as_of,
    )


def _json(value: str | Decimal | date) -> JSON:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def known(codes: Sequence[Known], code: str | None) -> Known | None:
    """The project of that code among the person's own."""
    return next((project for project in codes if project.code == code), None)
