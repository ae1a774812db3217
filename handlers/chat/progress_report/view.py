"""A draft as the conversation looks at it: answers so far, the project, the plan's lines."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from models.answers import Answers
from models.portfolio import (
    DraftFacts,
    PlannedActivity,
    PlannedIndicator,
    ProjectFacts,
    activities_of,
    indicators_of,
)


class View:
    """One draft in one event. The plan's lines are read only where a question needs them."""

    def __init__(self, draft: DraftFacts, connection: Connection, today: date) -> None:
        self.draft = draft
        self.today = today
        self._connection = connection

    @property
    def answers(self) -> Answers:
        """What was said so far."""
        return self.draft.answers

    @property
    def project(self) -> ProjectFacts:
        """The project reported."""
        return self.draft.project

    @cached_property
    def activities(self) -> list[PlannedActivity]:
        """The plan's activities."""
        return activities_of(self._connection, self.project.id)

    @cached_property
    def indicators(self) -> list[PlannedIndicator]:
        """The plan's indicators."""
        return indicators_of(self._connection, self.project.id)

    def with_answers(self, answers: Answers) -> "View":
        """The view once these answers are saved: one revision later."""
        draft = replace(self.draft, answers=answers, revision=self.draft.revision + 1)
        return View(draft, self._connection, self.today)

    def data(self, action: str, *arguments: str) -> str:
        """Postback data of a button that belongs to this draft."""
        return ":".join(("report", action, self.draft.key, *arguments))
