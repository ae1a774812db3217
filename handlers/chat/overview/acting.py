"""What can be done from these cards: remind owners, report for one who phoned.

Only in the open round, and only for who may; the buttons are those of the planning group's and
the reminders' conversations, which check again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot import cards
from bot.cards import Json
from handlers.chat.overview import texts
from handlers.chat.person import OfficeChat
from handlers.chat.planning import nudging
from handlers.chat.planning.texts import FOR_OWNER, NUDGE_ALL
from models.authority import Act
from models.fiscal import RoundCode
from models.people import Group, Person
from models.portfolio import current_round
from models.project_scope import read_scopes


@dataclass(frozen=True)
class Acting:
    """What of the open round somebody may do something about."""

    chat: OfficeChat
    round_id: int

    def on_missing(self, group: str) -> tuple[Json, ...]:
        """All who owe a report: of the office, of the asked group, or of the groups led."""
        authority = self.chat.authority
        if group:
            asked = self.chat.connection.scalar(select(Group.id).where(Group.code == group))
            groups = [asked] if asked and authority.may(Act.NUDGE, groups=[asked]) else []
        elif authority.may(Act.NUDGE, groups=(), owners=()):
            return (cards.button(cards.says(NUDGE_ALL)),)
        else:
            groups = sorted(authority.led)
        if not groups:
            return ()
        data = f"remind:pass:{self.round_id}:{','.join(map(str, groups))}"
        return (cards.button(cards.postback(texts.NUDGE_GROUP, data)),)

    def on_project(self, project_id: int) -> tuple[Json, ...]:
        """The owners of a project without a report; of one's own only the others."""
        scope = next(iter(read_scopes(self.chat.connection, [project_id])), None)
        if scope is None or scope.owners <= {self.chat.official.id}:
            return ()
        may, found = self.chat.authority.may, []
        if may(Act.NUDGE, groups=scope.groups, owners=scope.owners):
            data = nudging.of_project(self.round_id, scope.id)
            found.append(cards.button(cards.postback(texts.NUDGE_OWNERS, data)))
        if may(Act.ANSWER_FOR, groups=scope.groups, owners=scope.owners):
            found.append(cards.button(cards.says(f"{FOR_OWNER} {scope.code}")))
        return tuple(found)

    def on_person(self, code: str, owned: Sequence[int]) -> tuple[Json, ...]:
        """Somebody else who owes reports of projects one may remind of."""
        person = self.chat.connection.scalar(
            select(Person.id).where(Person.code == code, Person.active)
        )
        is_me = person == self.chat.official.id
        if person is None or is_me or not nudging.may_nudge(self.chat, owned):
            return ()
        data = nudging.of_person(self.round_id, person)
        return (cards.button(cards.postback(texts.NUDGE_PERSON, data)),)


def acting_in(chat: OfficeChat, code: RoundCode) -> Acting | None:
    """None for who may remind nobody, and for a round that is not open."""
    if not chat.authority.may(Act.NUDGE):
        return None
    of_round = current_round(chat.connection)
    if of_round is None or of_round.closed or of_round.code != str(code):
        return None
    return Acting(chat, of_round.id)
