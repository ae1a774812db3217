"""People: who is in LINE, and a project handed over to another owner with its draft."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot import cards, outbox
from bot.dialogue import Effect, Tap, Turn
from bot.office import Office
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, texts
from handlers.chat.planning.finding import HANDING, person_called, project_called
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.handing_over import HandOver
from models.members import read_members
from models.people import LineAccount, Person
from models.portfolio import current_round
from models.progress import Draft, DraftState
from models.project_scope import ProjectScope, allowed_project, as_id


def members(chat: OfficeChat) -> Turn:
    """`ผู้ใช้งาน`: who is not registered, who blocked the bot, who left."""
    of_round = current_round(chat.connection)
    year = of_round.fiscal_year if of_round else 0
    return Turn(say=[layout.members(read_members(chat.connection, year))])


def begin_handing(chat: OfficeChat, rest: str) -> Turn:
    """`โอนโครงการ 5 ให้ ก03`, also `โอนโครงการ 8 จาก ก06 ให้ ก03`."""
    said = HANDING.fullmatch(rest.strip())
    if said is None:
        return Turn(say=[cards.message(texts.HOW_HAND_OVER)])
    scope = project_called(chat, said["code"], Act.MANAGE_PEOPLE)
    if scope is None:
        return Turn(say=[cards.message(texts.NO_PROJECT)])
    new = person_called(chat, said["new"])
    if new is None:
        return Turn(say=[cards.message(texts.NO_PERSON)])
    if new[0] in scope.owners and len(scope.owners) == 1:
        return Turn(say=[cards.message(texts.SAME_OWNER)])
    named = _owners(chat, scope, said["old"] or "")
    if len(named) == 1:
        return _look_over(chat, scope, named[0][0], new[0])
    others = [one for one in _owners(chat, scope, "") if one[0] != new[0]]
    choices = [(name, f"plan:from:{scope.id}:{old}:{new[0]}") for old, name in others]
    above = f"{texts.HAND_OVER} {scope.code}"
    return Turn(say=[layout.choose(texts.FROM_WHOM, above, choices)])


def from_whom(chat: OfficeChat, tap: Tap) -> Turn:
    """Of joint owners one was chosen."""
    scope = allowed_project(chat.connection, chat.authority, tap.argument(0), Act.MANAGE_PEOPLE)
    return _look_over(chat, scope, as_id(tap.argument(1)), as_id(tap.argument(2)))


def handed(chat: OfficeChat, tap: Tap) -> Turn:
    """The card was confirmed; a second tap finds it done."""
    scope = allowed_project(chat.connection, chat.authority, tap.argument(0), Act.MANAGE_PEOPLE)
    old, new = as_id(tap.argument(1)), as_id(tap.argument(2))
    names = _names(chat, [old, new])
    if old not in scope.owners:
        return Turn(say=[cards.message(texts.CHANGED_MEANWHILE)])
    if new not in names:
        raise NotAllowedError(Act.MANAGE_PEOPLE, str(tap))
    drafts = _drafts(chat, scope.id, old)
    effects: list[Effect] = [
        HandOver(scope.id, old, new, chat.official.id, chat.now, Channel.CHAT),
        _Tell(chat.office, scope, new, drafts, chat.event_id),
    ]
    say = [cards.message(texts.handed(scope, names[new]))]
    return Turn(say=say, effects=effects, must_arrive=True)


def _look_over(chat: OfficeChat, scope: ProjectScope, old: int, new: int) -> Turn:
    names = _names(chat, [old, new])
    if old not in scope.owners or new not in names:
        return Turn(say=[cards.message(texts.CHANGED_MEANWHILE)])
    rows = texts.hand_over(scope, names.get(old, "-"), names[new], _drafts(chat, scope.id, old))
    data = f"plan:hand:{scope.id}:{old}:{new}"
    return Turn(say=[layout.confirm(texts.HAND_OVER, rows, data)])


def _owners(chat: OfficeChat, scope: ProjectScope, named: str) -> list[tuple[int, str]]:
    """The owners, or the one called so; who left is still one."""
    rows = chat.connection.execute(
        select(Person.id, Person.name, Person.code)
        .where(Person.id.in_(scope.owners))
        .order_by(Person.code)
    )
    return [(row.id, row.name) for row in rows if named in ("", row.code, row.name)]


def _names(chat: OfficeChat, people: list[int]) -> dict[int, str]:
    """Names of the old owner, and of the new one if they are still there."""
    old = people[0]
    rows = chat.connection.execute(
        select(Person.id, Person.name, Person.active).where(Person.id.in_(people))
    )
    return {row.id: row.name for row in rows if row.active or row.id == old}


def _drafts(chat: OfficeChat, project_id: int, person_id: int) -> int:
    found = chat.connection.scalar(
        select(func.count()).where(
            Draft.project_id == project_id,
            Draft.person_id == person_id,
            Draft.state == DraftState.OPEN,
        )
    )
    return found or 0


@dataclass(frozen=True)
class _Tell:
    """The new owner hears it at once."""

    office: Office
    scope: ProjectScope
    person_id: int
    drafts: int
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write the message, if they are in LINE."""
        account = connection.scalar(
            select(LineAccount.line_user_id).where(
                LineAccount.person_id == self.person_id, LineAccount.blocked_at.is_(None)
            )
        )
        if account is None:
            return
        text = texts.received(self.scope, self.drafts)
        card = layout.onward(text, texts.OPEN_PROJECT, f"report:open:{self.scope.id}")
        message = outbox.Outgoing(
            recipient=account,
            objects=(card,),
            kind="handed_over",
            caused_by=self.caused_by,
        )
        outbox.put(connection, self.office, [message])
