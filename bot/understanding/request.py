"""One JSON object in, one out: the contract of `flask understand`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.understanding.facts import JSON, Known, Understanding
from bot.understanding.understanding import understand


class BadRequestError(ValueError):
    """The line is not a request as docs/reference/understand.md describes it."""

    def __init__(self, key: str, expected: str, got: object) -> None:
        super().__init__(f"{key}: expected {expected}, got {_short(got)}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Request:
    """A text with what is known about its writer."""

    text: str
    today: date
    projects: tuple[Known, ...] = ()
    current: str | None = None
    asked: str | None = None

    def understood(self) -> Understanding:
        """What the text says."""
        return understand(
            self.text,
            today=self.today,
            projects=self.projects,
            current=self.current,
            asked=self.asked,
        )


def parse_request(line: object) -> Request:
    """The request in one decoded JSON object; `BadRequestError` names what is wrong."""
    if not isinstance(line, Mapping):
        raise BadRequestError("line", "an object", line)
    return Request(
        text=_string(line, "text"),
        today=_day(line.get("today")),
        projects=tuple(_projects(line.get("projects"))),
        current=_optional(line, "current"),
        asked=_optional(line, "asked"),
    )


def answer(line: object) -> dict[str, JSON]:
    """The answer of the contract to one decoded JSON object."""
    return parse_request(line).understood().as_json()


def _string(line: Mapping[str, object], key: str) -> str:
    value = line.get(key)
    if not isinstance(value, str):
        raise BadRequestError(key, "a text", value)
    return value


def _optional(line: Mapping[str, object], key: str) -> str | None:
    return None if line.get(key) is None else _string(line, key)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_day(value)
    except ValueError:
        return _no_day(value)


def _no_day(value: object) -> date:
    raise BadRequestError("today", "a day like 2024-04-18", value)


def _projects(value: object) -> list[Known]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRequestError("projects", "a list", value)
    return [_project(place, one) for place, one in enumerate(value)]


def _project(place: int, value: object) -> Known:
    if not isinstance(value, Mapping):
        raise BadRequestError(f"projects[{place}]", "an object", value)
    for key in ("code", "name"):
        if not isinstance(value.get(key), str):
            raise BadRequestError(f"projects[{place}].{key}", "a text", value.get(key))
    return Known(value["code"], value["name"], _baht(place, value.get("allocated_baht")))


def _baht(place: int, value: object) -> Decimal | None:
    key = f"projects[{place}].allocated_baht"
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise BadRequestError(key, "a number or null", value)
    try:
        baht = Decimal(str(value))
    except InvalidOperation:
        raise BadRequestError(key, "a number or null", value) from None
    if not baht.is_finite() or baht < 0:
        raise BadRequestError(key, "a number or null", value)
    return baht


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
