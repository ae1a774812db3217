"""What the form is about: a project in a round, as the chat's questions look at it."""

from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import Connection

from handlers.chat.progress_report.view import View
from handlers.owners_told import ToldOwner, owners_told
from handlers.web.console.reading import project as reading
from handlers.web.console.reading.project import WholeProject
from handlers.web.console.reading.rounds import RoundLine
from models.answers import Answers
from models.portfolio import DraftFacts, RoundFacts, project_in_round
from models.progress import DraftState


@dataclass(frozen=True)
class Asked:
    """The project and round of the form; `view` is what the chat's own questions ask."""

    project: WholeProject
    of_round: RoundLine
    view: View
    told: list[ToldOwner]

    @property
    def answers(self) -> Answers:
        """What stands so far."""
        return self.view.answers

    @property
    def version(self) -> int:
        """The version the form starts from; 0 without a report."""
        newest = self.project.newest
        return newest.version if newest else 0


def read_asked(
    connection: Connection, project_id: int, of_round: RoundLine, writer_id: int, today: date
) -> Asked:
    """404 unless the project belongs to the round's year."""
    found = reading.whole(connection, project_id, of_round)
    facts = project_in_round(connection, project_id, of_round.id, writer_id)
    if found is None or facts is None or found.facts.fiscal_year != of_round.fiscal_year:
        abort(404)
    newest = found.newest
    draft = DraftFacts(
        id=0,
        key="",
        revision=0,
        based_on=newest.version if newest else 0,
        state=DraftState.OPEN,
        answers=newest.answers if newest else Answers(),
        origins={},
        project=facts,
        round=round_facts(of_round),
    )
    told = owners_told(connection, project_id, writer_id)
    view = View(draft, connection, today)
    # Read while the connection lives: the page is drawn after it.
    _ = (view.activities, view.indicators, view.sources, view.evidence)
    return Asked(found, of_round, view, told)


def round_facts(one: RoundLine) -> RoundFacts:
    """The round as a submission wants it."""
    return RoundFacts(
        one.id, one.code, one.fiscal_year, one.as_of, one.due, one.closed_at is not None
    )
