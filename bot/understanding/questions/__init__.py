"""Questions of managers and planners: Thai text -> what is asked for. Pure, like its parent."""

from bot.understanding.questions.question import NamedGroup, NamedPerson, Names, Question
from bot.understanding.questions.reading import asks, read_question

__all__ = [
    "NamedGroup",
    "NamedPerson",
    "Names",
    "Question",
    "asks",
    "read_question",
]
