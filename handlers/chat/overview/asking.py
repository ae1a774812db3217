"""From a question understood to what the buttons of the cards ask, or to "which one?"."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import cast

from bot.thaitext import clip
from bot.topics import Comparison, Measure, Threshold, Topic
from bot.understanding.questions import Names, Question
from reports.outputs.chat.ask import Ask

_COMPARISONS = ("<=", ">=", "<", ">")
_BAHT = "b"
LARGEST = Decimal(10) ** 12


def choices(question: Question, names: Names, round_: str) -> list[tuple[str, Ask]]:
    """What is asked, with a label; several if the question does not tell which."""
    about = _about(question)
    return list(_named(question, names, round_, about)) or [
        ("", Ask(question.topic, round_, about=about))
    ]


def _named(question: Question, names: Names, round_: str, about: str) -> Iterator[tuple[str, Ask]]:
    for group in names.groups:
        if group.code in question.groups:
            topic = Topic.GROUP if question.topic is Topic.PROJECT else question.topic
            yield group.name, Ask(topic, round_, group.code, about)
    for person in names.people:
        if person.code in question.people:
            yield person.name, Ask(Topic.PERSON, round_, about=person.code)
    for project in names.projects:
        if project.code in question.projects:
            label = f"{project.code}. {clip(project.name, 60)}"
            yield label, Ask(Topic.PROJECT, round_, about=project.code)


def _about(question: Question) -> str:
    if question.threshold:
        return written(question.threshold)
    return question.state or ""


def written(asked: Threshold) -> str:
    """`disbursed<30`; `spent>=50000b` for baht."""
    unit = _BAHT if asked.is_baht else ""
    return f"{asked.measure}{asked.comparison}{asked.number.normalize():f}{unit}"


def threshold_of(about: str) -> Threshold | None:
    """Read what `written` wrote; None for anything else."""
    for comparison in _COMPARISONS:
        measure, sign, number = about.partition(comparison)
        if sign and measure in tuple(Measure):
            value = _number(number.removesuffix(_BAHT))
            if value is None:
                return None
            is_baht = number.endswith(_BAHT)
            return Threshold(Measure(measure), cast(Comparison, sign), value, is_baht)
    return None


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= LARGEST else None
