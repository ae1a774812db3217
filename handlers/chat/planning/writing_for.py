"""Reports the planning group writes: for an owner who phoned, or to correct one with a reason.

What is written is a draft as any other; the report conversation goes on with it.
"""

from dataclasses import replace

from sqlalchemy import select

from bot import cards
from bot.dialogue import Tap, Turn
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, texts
from handlers.chat.planning.finding import project_called
from handlers.chat.progress_report import filling
from handlers.chat.progress_report.choosing import Own
from models.authority import Act
from models.people import Person
from models.portfolio import ProjectFacts, current_round, draft_of, project_in_round
from models.project_scope import ProjectScope, allowed_project

MOST_OF_A_REASON = 500


def begin_for_owner(chat: OfficeChat, rest: str) -> Turn:
    """`รายงานแทน 5`: which owner phoned, or straight on if there is one."""
    scope = project_called(chat, rest, Act.ANSWER_FOR)
    if scope is None:
        return Turn(say=[cards.message(texts.NO_PROJECT if rest else texts.HOW_FOR_OWNER)])
    owners = _owners(chat, scope)
    if len(owners) == 1:
        return _for_owner(chat, scope, owners[0])
    choices = [(name, f"plan:for:{scope.id}:{person_id}") for person_id, name in owners]
    if not choices:
        return Turn(say=[cards.message(texts.NO_PERSON)])
    above = f"{texts.FOR_OWNER} โครงการ {scope.code}"
    return Turn(say=[layout.choose(texts.WHOSE_WORDS, above, choices)])


def for_owner(chat: OfficeChat, tap: Tap) -> Turn:
    """The owner who phoned was chosen."""
    scope = allowed_project(chat.connection, chat.authority, tap.argument(0), Act.ANSWER_FOR)
    owner = next((one for one in _owners(chat, scope) if str(one[0]) == tap.argument(1)), None)
    if owner is None:
        return Turn(say=[cards.message(texts.CHANGED_MEANWHILE)])
    return _for_owner(chat, scope, owner)


def begin_correcting(chat: OfficeChat, rest: str) -> Turn:
    """`แก้รายงานแทน 5`: the reason is asked first."""
    scope = project_called(chat, rest, Act.CORRECT)
    if scope is None:
        return Turn(say=[cards.message(texts.NO_PROJECT if rest else texts.HOW_CORRECT)])
    found = _facts(chat, scope)
    if isinstance(found, Turn):
        return found
    _, project = found
    if not project.reported:
        return Turn(say=[cards.message(texts.NOT_REPORTED)])
    above = f"{texts.CORRECT} · โครงการ {scope.code} ฉบับที่ {project.version}"
    card = layout.ask(texts.ASK_REASON, above, texts.REASON_HINT)
    return Turn(say=[card], state={"asking": "reason", "project": scope.id})


def corrected_because(chat: OfficeChat, project_id: str, reason: str) -> Turn:
    """The reason was typed: the draft of the next version is ready to be looked over."""
    scope = allowed_project(chat.connection, chat.authority, project_id, Act.CORRECT)
    found = _facts(chat, scope)
    if isinstance(found, Turn):
        return found
    of_round, project = found
    reason = reason.strip()[:MOST_OF_A_REASON]
    made = filling.opened_for(chat, of_round, project, correction_reason=reason)
    text = texts.correcting(project, reason)
    return _begin(text, made, texts.LOOK_OVER)


def _for_owner(chat: OfficeChat, scope: ProjectScope, owner: tuple[int, str]) -> Turn:
    found = _facts(chat, scope)
    if isinstance(found, Turn):
        return found
    of_round, project = found
    made = filling.opened_for(chat, of_round, project, on_behalf_of=owner[0])
    return _begin(texts.for_owner(project, owner[1]), made)


def _begin(text: str, made: filling.Opened, label: str = texts.BEGIN) -> Turn:
    view, effects = made
    card = layout.onward(text, label, view.data("card"))
    return Turn(say=[card], effects=effects)


def _facts(chat: OfficeChat, scope: ProjectScope) -> tuple[Own, ProjectFacts] | Turn:
    """The project in the round reports are taken for; a draft of one's own comes first."""
    of_round = current_round(chat.connection)
    if of_round is None or of_round.fiscal_year != scope.fiscal_year:
        return Turn(say=[cards.message(texts.NO_ROUND)])
    project = project_in_round(chat.connection, scope.id, of_round.id, chat.official.id)
    if project is None:
        return Turn(say=[cards.message(texts.NO_PROJECT)])
    if project.draft_key:
        draft = draft_of(chat.connection, project.draft_key, chat.official.id)
        if draft and not draft.for_owner:
            return Turn(say=[cards.message(texts.DRAFT_OF_ONES_OWN)])
    return Own(of_round, [project]), replace(project)


def _owners(chat: OfficeChat, scope: ProjectScope) -> list[tuple[int, str]]:
    rows = chat.connection.execute(
        select(Person.id, Person.name).where(Person.id.in_(scope.owners)).order_by(Person.code)
    )
    return [(row.id, row.name) for row in rows]
