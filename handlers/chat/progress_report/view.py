"""A draft as the conversation looks at it: answers so far, the project, the plan's lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sqlalchemy import Connection

from bot.understanding import Known, last_day_named, rank_projects
from models import portfolio
from models.answers import Answers
from models.evidence import EvidenceFacts, evidence_of_draft, evidence_of_version
from models.portfolio import (
    DraftFacts,
    PlannedActivity,
    PlannedIndicator,
    ProjectFacts,
    SourceFacts,
)
from models.submission import FINISHED

REPORT_WITHIN = timedelta(days=15)
"""Printed on the completion form: รายงานภายใน 15 วัน หลังสิ้นสุดโครงการ."""


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

    @property
    def finished(self) -> bool:
        """True where the completion form is due: finished or cancelled."""
        return self.answers.status in FINISHED

    @property
    def remaining(self) -> Decimal | None:
        """Allocated less spent; None while either is not known."""
        spent, given = self.answers.spent, self.project.allocated
        return None if spent is None or given is None else given - spent

    @property
    def ended_on(self) -> date | None:
        """The day the project ended: the last one named with its steps, else the plan's."""
        named = [last_day_named(one.done_on, self.today) for one in self.answers.activities or ()]
        days = [one for one in named if one and one <= self.today]
        return max(days) if days else self.project.ends_on

    @property
    def days_late(self) -> int:
        """Days beyond the fifteen after a finished project's end; 0 if in time or not known."""
        ended = self.ended_on if self.finished else None
        return max(0, (self.today - ended - REPORT_WITHIN).days) if ended else 0

    @cached_property
    def activities(self) -> Sequence[PlannedActivity]:
        """The plan's activities."""
        return portfolio.activities_of(self._connection, self.project.id)

    @cached_property
    def indicators(self) -> Sequence[PlannedIndicator]:
        """The plan's indicators."""
        return portfolio.indicators_of(self._connection, self.project.id)

    @cached_property
    def sources(self) -> Sequence[SourceFacts]:
        """The project's funding sources."""
        return portfolio.sources_of(self._connection, self.project.id)

    @cached_property
    def evidence(self) -> Sequence[EvidenceFacts]:
        """Photos and files; of a draft opened just now, those of the version it corrects."""
        if self.draft.id:
            has_any = self.draft.has_files
            return evidence_of_draft(self._connection, self.draft.id) if has_any else ()
        version = self.draft.based_on
        return evidence_of_version(self._connection, self.project.id, self.draft.round.id, version)

    def project_called(self, text: str) -> tuple[int, str] | None:
        """A project of the same year that a text clearly means: id, and code with name."""
        year = self.draft.round.fiscal_year
        found = portfolio.names_of_year(self._connection, year)
        ranked = rank_projects(text, [Known(code, name) for _, code, name in found])
        if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < CLEAR_LEAD):
            return None
        best = next(one for one in found if one[1] == ranked[0].code)
        return best[0], f"โครงการ {best[1]} {best[2]}"

    def with_answers(self, answers: Answers) -> "View":
        """The view once these answers are saved: one revision later."""
        draft = replace(self.draft, answers=answers, revision=self.draft.revision + 1)
        return self._with(draft)

    def without_evidence(self, evidence_id: int) -> "View":
        """The view once that file is removed."""
        after = self._with(self.draft)
        after.evidence = [one for one in self.evidence if one.id != evidence_id]
        return after

    def _with(self, draft: DraftFacts) -> "View":
        """Another view of the same project; what was read of the plan is not read again."""
        after = View(draft, self._connection, self.today)
        after.__dict__ |= {name: self.__dict__[name] for name in _READ if name in self.__dict__}
        return after

    def data(self, action: str, *arguments: str) -> str:
        """Postback data of a button that belongs to this draft."""
        return ":".join(("report", action, self.draft.key, *arguments))


_READ = ("activities", "indicators", "sources", "evidence")

CLEAR_LEAD = 25
"""Of 100: with less than this between the first two projects, the person is asked."""
