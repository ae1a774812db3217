"""The delegation conversation: choose a person and a period, look it over, confirm; undo it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection

from bot import cards, outbox
from bot.cards import Json
from bot.dialogue import Effect, Said, Tap, Turn
from bot.office import Office
from bot.understanding import read_date
from handlers.chat.delegation import choice as choices
from handlers.chat.delegation import layout, texts
from handlers.chat.delegation.choice import Choice, GroupFacts
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.delegating import (
    Candidate,
    Delegate,
    Revoke,
    group_of_delegation,
    read_candidates,
    read_delegations,
)
from models.delegations import LeadKind
from models.project_scope import as_id

GIVES_TO = "มอบหมายให้"


class Delegation:
    """Has somebody lead a group for a period."""

    name = "delegate"
    version = 1
    act = Act.DELEGATE
    taps: Mapping[str, Act] = MappingProxyType(
        dict.fromkeys(("group", "who", "until", "pick", "acting", "yes", "revoke"), Act.DELEGATE)
    )
    words = frozenset(
        {texts.START, f"{texts.START} …", GIVES_TO, f"{GIVES_TO} …", texts.REVOKE, "รักษาการ"}
    )

    def recognises(self, rest: str) -> bool:
        """`มอบหมายให้ ก05 ถึง 15 เม.ย.`: something with a code or a day in it."""
        return any(map(str.isdigit, rest)) or rest.startswith("ให้")

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The first question, or further on if more was said."""
        groups = choices.own_groups(chat)
        if len(groups) != 1:
            return Turn(say=[layout.which_group(groups)])
        rest = said.word.partition(" ")[2]
        return _typed(chat, groups[0], None, rest) if rest else _ask_who(chat, groups[0])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """One of the buttons; everything it needs stands in it."""
        tap = said.tap or Tap(self.name, "")
        if tap.action == "pick":
            return _until(chat, tap, said.params.get("date", ""))
        return BUTTONS[tap.action](chat, tap)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """A name or a day was typed."""
        bound = Tap(self.name, "who", (str(state.get("group")), str(state.get("person", ""))))
        group = choices.group_of(chat, bound)
        person = choices.person_of(chat, bound) if state.get("person") else None
        return _typed(chat, group, person, "" if said.late else said.text)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was written."""
        return [cards.message(texts.PUT_ASIDE)]

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """It begins anew."""
        return None


# --- what is typed -----------------------------------------------------------------------------


def _typed(chat: OfficeChat, group: GroupFacts, person: Candidate | None, text: str) -> Turn:
    """A person, a day, or both in one sentence; what is missing is asked."""
    found = person or _named(chat, group, text)
    if found is None:
        return _ask_who(chat, group, again=True)
    without_code = text.replace(found.code, " ").replace(found.name, " ")
    last = read_date(without_code, chat.today)
    if last is None:
        return _ask_until(chat, group, found, again=person is not None)
    return _until(chat, _bound("until", group, found), last.isoformat())


def _named(chat: OfficeChat, group: GroupFacts, text: str) -> Candidate | None:
    """The one person a text names: by the code, or by the name; those of the group come first."""
    words = text.replace(GIVES_TO, " ").split()
    everybody = read_candidates(chat.connection, besides=chat.official.id)
    named = [one for one in everybody if one.code in words or _short(one.name) in words]
    own = [one for one in named if one.group_id == group.id]
    found = own or named
    return found[0] if len(found) == 1 else None


def _short(name: str) -> str:
    """The name without its form of address."""
    return name.rsplit(maxsplit=1)[-1] if name.split() else name


# --- the questions -----------------------------------------------------------------------------


def _ask_who(chat: OfficeChat, group: GroupFacts, *, again: bool = False) -> Turn:
    everybody = read_candidates(chat.connection, besides=chat.official.id)
    people = [one for one in everybody if one.group_id == group.id]
    known = read_delegations(chat.connection, [group.id], chat.today)
    card = layout.who(group, people, known, again=again)
    return Turn(say=[card], state={"group": group.id}, missed=again)


def _ask_until(
    chat: OfficeChat, group: GroupFacts, person: Candidate, *, again: bool = False
) -> Turn:
    acting = choices.may_appoint(chat)
    card = layout.until_when(group, person, chat.today, acting=acting, again=again)
    state = {"group": group.id, "person": person.person_id}
    return Turn(say=[card], state=state, missed=again)


def _until(chat: OfficeChat, tap: Tap, day: str) -> Turn:
    group, person = choices.group_of(chat, tap), choices.person_of(chat, tap)
    last = choices.last_day(day, chat.today)
    if last is None:
        return _ask_until(chat, group, person, again=True)
    return _confirm(Choice(group, person, LeadKind.DELEGATED, chat.today, last))


def _confirm(choice: Choice) -> Turn:
    state = {"group": choice.group.id, "person": choice.person.person_id}
    return Turn(say=[layout.confirm(choice)], state=state)


# --- the buttons -------------------------------------------------------------------------------


def _group(chat: OfficeChat, tap: Tap) -> Turn:
    return _ask_who(chat, choices.group_of(chat, tap))


def _who(chat: OfficeChat, tap: Tap) -> Turn:
    return _ask_until(chat, choices.group_of(chat, tap), choices.person_of(chat, tap))


def _day(chat: OfficeChat, tap: Tap) -> Turn:
    return _until(chat, tap, tap.argument(2))


def _acting(chat: OfficeChat, tap: Tap) -> Turn:
    group, person = choices.group_of(chat, tap), choices.person_of(chat, tap)
    if not choices.may_appoint(chat):
        raise NotAllowedError(Act.DELEGATE, str(tap))
    return _confirm(Choice(group, person, LeadKind.ACTING, chat.today, None))


def _yes(chat: OfficeChat, tap: Tap) -> Turn:
    choice = choices.confirmed(chat, tap)
    if choice is None:
        group, person = choices.group_of(chat, tap), choices.person_of(chat, tap)
        return _ask_until(chat, group, person, again=True)
    delegate = Delegate(
        choice.group.id,
        choice.person.person_id,
        choice.kind,
        choice.starts_on,
        choice.ends_on,
        by=chat.official.id,
        at=chat.now,
        channel=Channel.CHAT,
    )
    effects: list[Effect] = [delegate]
    if choice.person.account:
        effects.append(_Tell(chat.office, choice, chat.official.name, chat.event_id))
    text = texts.done(choice.person, choice.group.name, choice.starts_on, choice.ends_on)
    return Turn(say=[cards.message(text)], effects=effects, must_arrive=True)


def _revoke(chat: OfficeChat, tap: Tap) -> Turn:
    asked = as_id(tap.argument(0))
    group_id = group_of_delegation(chat.connection, asked)
    chat.authority.demand(Act.DELEGATE, groups=[group_id or 0], asked=str(tap))
    known = read_delegations(chat.connection, [group_id or 0], chat.today)
    found = next((one for one in known if one.id == asked), None)
    if found is None:
        return Turn(say=[cards.message(texts.REVOKED_ALREADY)])
    revoke = Revoke(found.id, chat.official.id, chat.now, Channel.CHAT)
    return Turn(say=[cards.message(texts.revoked(found))], effects=[revoke])


def _bound(action: str, group: GroupFacts, person: Candidate) -> Tap:
    return Tap("delegate", action, (str(group.id), str(person.person_id)))


BUTTONS: dict[str, Callable[[OfficeChat, Tap], Turn]] = {
    "group": _group,
    "who": _who,
    "until": _day,
    "acting": _acting,
    "yes": _yes,
    "revoke": _revoke,
}


@dataclass(frozen=True)
class _Tell:
    """Who was chosen hears it at once."""

    office: Office
    choice: Choice
    by: str
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write the message; a second tap on the same button writes none."""
        one = self.choice
        text = texts.told(self.by, one.group.name, one.kind, one.starts_on, one.ends_on)
        message = outbox.Outgoing(
            recipient=one.person.account,
            objects=(cards.message(text),),
            kind="delegated",
            natural_key=one.data,
            caused_by=self.caused_by,
        )
        outbox.put(connection, self.office, [message])
