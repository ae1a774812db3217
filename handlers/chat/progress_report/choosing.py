"""Choosing a project: only one's own, the unreported first, by a tap or part of its name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import cards
from bot.dialogue import Turn
from bot.understanding import rank_projects
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import layout, texts
from handlers.chat.progress_report.learning import known
from handlers.chat.progress_report.state import CHOOSING, State
from handlers.chat.progress_report.view import CLEAR_LEAD
from models.portfolio import ProjectFacts, RoundFacts, current_round, projects_of

EXACT = 100
"""What the understanding gives a project whose code was typed."""


@dataclass(frozen=True)
class Own:
    """The round to report for, and the person's projects in it."""

    round: RoundFacts
    projects: Sequence[ProjectFacts]

    def by_id(self, project_id: str) -> ProjectFacts | None:
        """One of the person's own projects, or None."""
        return next((one for one in self.projects if str(one.id) == project_id), None)

    def by_code(self, code: str) -> ProjectFacts | None:
        """One of the person's own projects, or None."""
        return next((one for one in self.projects if one.code == code), None)

    def exactly(self, text: str) -> ProjectFacts | None:
        """The project whose code a text is, and nothing else."""
        ranked = rank_projects(text, [known(one) for one in self.projects])
        return self.by_code(ranked[0].code) if ranked and ranked[0].score >= EXACT else None

    def named(self, text: str) -> list[ProjectFacts]:
        """The projects a text may mean: one if there is a clear lead, else all candidates."""
        ranked = rank_projects(text, [known(one) for one in self.projects])
        if len(ranked) > 1 and ranked[0].score - ranked[1].score >= CLEAR_LEAD:
            ranked = ranked[:1]
        found = [self.by_code(one.code) for one in ranked]
        return [one for one in found if one]

    @property
    def left(self) -> list[ProjectFacts]:
        """Those not reported yet."""
        return [one for one in self.projects if not one.reported]


def own(chat: OfficeChat) -> Own | None:
    """What there is to report; None while no round was ever opened."""
    of_round = current_round(chat.connection)
    if of_round is None:
        return None
    projects = projects_of(chat.connection, chat.official.id, of_round.id, of_round.fiscal_year)
    return Own(of_round, projects)


def offer(mine: Own, *, page: str = "0", lead: str = "", missed: bool = False) -> Turn:
    """The carousel of all one's projects; a page that does not exist is the first."""
    pages = range(0, len(mine.projects), layout.PER_PAGE)
    number = int(page) if page.isdecimal() and page in map(str, range(len(pages))) else 0
    say = layout.carousel(mine.projects, mine.round, page=number, lead=lead)
    return Turn(say=say, state=State(asking=CHOOSING).as_json(), missed=missed)


def offer_among(mine: Own, found: Sequence[ProjectFacts], at: State, lead: str = "") -> Turn:
    """Several fit: all of them as buttons, never a guess."""
    lead = lead or texts.choose_among(len(found))
    say = layout.carousel(found, mine.round, page=0, lead=lead)
    return Turn(say=say, state=replace(at, asking=CHOOSING, draft="").as_json())


def nothing(mine: Own | None) -> Turn:
    """No round, or no projects."""
    return Turn(say=[cards.message(texts.NO_ROUND if mine is None else texts.NO_PROJECTS)])
