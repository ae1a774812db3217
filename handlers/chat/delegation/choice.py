"""What was chosen so far: a group, a person, a period; all of it stands in the button."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.dialogue import Tap
from handlers.chat.person import OfficeChat
from models.authority import Act, NotAllowedError
from models.delegating import LONGEST, Candidate, read_candidates
from models.delegations import LeadKind
from models.people import Group
from models.project_scope import as_id


@dataclass(frozen=True)
class GroupFacts:
    """A group of the office."""

    id: int
    name: str


@dataclass(frozen=True)
class Choice:
    """A delegation ready to be confirmed."""

    group: GroupFacts
    person: Candidate
    kind: LeadKind
    starts_on: date
    ends_on: date | None

    @property
    def data(self) -> str:
        """Postback data that holds all of it."""
        last = self.ends_on.isoformat() if self.ends_on else ""
        bound = f"{self.group.id}:{self.person.person_id}:{self.kind}"
        return f"delegate:yes:{bound}:{self.starts_on.isoformat()}:{last}"


def own_groups(chat: OfficeChat) -> list[GroupFacts]:
    """The groups the person may delegate for, in the order of the office."""
    rows = chat.connection.execute(
        select(Group.id, Group.name).where(Group.active).order_by(Group.position, Group.id)
    )
    every = [GroupFacts(row.id, row.name) for row in rows]
    return [one for one in every if chat.authority.may(Act.DELEGATE, groups=[one.id])]


def group_of(chat: OfficeChat, tap: Tap) -> GroupFacts:
    """The group of a button; `NotAllowedError` if it is not theirs."""
    asked = as_id(tap.argument(0))
    found = next((one for one in own_groups(chat) if one.id == asked), None)
    if found is None:
        raise NotAllowedError(Act.DELEGATE, str(tap))
    return found


def person_of(chat: OfficeChat, tap: Tap) -> Candidate:
    """The person of a button; likewise."""
    asked = as_id(tap.argument(1))
    everybody = read_candidates(chat.connection, besides=chat.official.id)
    found = next((one for one in everybody if one.person_id == asked), None)
    if found is None:
        raise NotAllowedError(Act.DELEGATE, str(tap))
    return found


def last_day(text: str, today: date) -> date | None:
    """A last day that makes sense: from today to a year ahead."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if today <= found <= today + LONGEST else None


def confirmed(chat: OfficeChat, tap: Tap) -> Choice | None:
    """What the button that confirms holds; None if its days are over."""
    group, person = group_of(chat, tap), person_of(chat, tap)
    acting = tap.argument(2) == LeadKind.ACTING
    ends_on = last_day(tap.argument(4), chat.today)
    starts_on = last_day(tap.argument(3), chat.today) or chat.today
    if ends_on is None and not (acting and not tap.argument(4)):
        return None
    if acting and not may_appoint(chat):
        raise NotAllowedError(Act.DELEGATE, str(tap))
    kind = LeadKind.ACTING if acting else LeadKind.DELEGATED
    return Choice(group, person, kind, starts_on, ends_on)


def may_appoint(chat: OfficeChat) -> bool:
    """Only the planning group writes down who is acting (รักษาการ): it follows an order."""
    return chat.authority.may(Act.MANAGE_PEOPLE)
