"""Questions of managers and planners: Thai text -> what is asked for. Pure, like its parent."""

from bot.understanding.questions.question import (
    Comparison,
    Measure,
    NamedGroup,
    NamedPerson,
    Names,
    Question,
    State,
    Threshold,
    Topic,
)
from bot.understanding.questions.reading import asks, read_question

__all__ = [
    "Comparison",
    "Measure",
    "NamedGroup",
    "NamedPerson",
    "Names",
    "Question",
    "State",
    "Threshold",
    "Topic",
    "asks",
    "read_question",
]
