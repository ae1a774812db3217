"""Differences: the owner says why, by a tap or by typing; finance and planners see the list."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.thaitext import round_name
from handlers.chat.differences import layout, texts
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.differences import (
    AskedFacts,
    AskReason,
    Difference,
    GiveReason,
    Reason,
    asked,
    differences_of,
)
from models.fiscal import RoundCode
from models.portfolio import RoundFacts, current_round
from models.project_scope import allowed_project
from reports.picture import ProjectPicture
from reports.reading import picture_of

KEY_LENGTH = 12


class Differences:
    """Its only state is the question for a reason in one's own words."""

    name = "difference"
    version = 1
    act = Act.OWN_DATA
    taps: Mapping[str, Act] = MappingProxyType(
        {
            "reason": Act.REPORT,
            "other": Act.REPORT,
            "ask": Act.REPORT,
            "page": Act.SEE_OFFICE,
        }
    )
    words = frozenset({texts.LIST})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its word stands alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The office's differences for who compares, one's own for an owner."""
        of_round = current_round(chat.connection)
        if of_round is None:
            return Turn(say=[cards.message(texts.NO_ROUND)])
        mine = differences_of(chat.connection, chat.official.id, of_round)
        own = [layout.own_list(mine)] if mine else []
        if chat.authority.may(Act.SEE_OFFICE):
            return Turn(say=[*_of_office(chat, of_round, 0), *own])
        return Turn(say=own or [cards.message(texts.NONE_OWN)])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """A reason, or the way to one."""
        tap = said.tap
        of_round = current_round(chat.connection)
        if tap is None or of_round is None:
            return Turn(say=[cards.message(texts.NO_ROUND)])
        if tap.action == "page":
            number = int(tap.argument(0)) if tap.argument(0).isdecimal() else 0
            return Turn(say=_of_office(chat, of_round, number))
        mine = differences_of(chat.connection, chat.official.id, of_round)
        if tap.action == "ask":
            allowed_project(chat.connection, chat.authority, tap.argument(0), Act.REPORT)
            chosen = [one for one in mine if str(one.project_id) == tap.argument(0)]
            return put(chat, chosen[0]) if chosen else Turn(say=[cards.message(texts.CHANGED)])
        facts, refusal = _open(chat, mine, tap.argument(0))
        if facts is None:
            return Turn(say=[cards.message(refusal)])
        if tap.action == "other":
            return Turn(say=[cards.message(texts.ASK_WORDS)], state={"key": facts.key})
        if tap.argument(1) not in set(Reason) - {Reason.OTHER}:
            return Turn(say=[cards.message(texts.CHANGED)])
        return _kept(chat, mine, facts, Reason(tap.argument(1)), "")

    def overhears(self, chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:
        """A usual reason, typed: the answer if just one difference was asked about."""
        reason = texts.CHOICES.get(said.word) if said.kind == "text" else None
        if reason is None or in_hand or said.late or not chat.authority.may(Act.REPORT):
            return None
        of_round = current_round(chat.connection)
        mine = differences_of(chat.connection, chat.official.id, of_round) if of_round else []
        waiting = [one for one in mine if one.key and not one.reason]
        if len(waiting) > 1:
            return Turn(say=[layout.own_list(waiting)])
        facts = _open(chat, mine, waiting[0].key)[0] if waiting else None
        return _kept(chat, mine, facts, reason, "") if facts else None

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """The reason in one's own words."""
        words = " ".join(said.text.split())
        if said.kind != "text" or not 0 < len(words) <= texts.LONGEST:
            return Turn(say=[cards.message(texts.NOT_WORDS)], state=state, missed=True)
        of_round = current_round(chat.connection)
        mine = differences_of(chat.connection, chat.official.id, of_round) if of_round else []
        facts, refusal = _open(chat, mine, str(state.get("key")))
        if facts is None:
            return Turn(say=[cards.message(refusal)])
        return _kept(chat, mine, facts, Reason.OTHER, words)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was noted."""
        return [cards.message(texts.PAUSED)]

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """The question can be asked again."""
        return None


def put(chat: OfficeChat, one: Difference) -> Turn:
    """The question, and that it was put."""
    key = one.key or chat.office.ids.code(KEY_LENGTH)
    return Turn(say=[layout.question(one, key)], effects=[AskReason(one, key, chat.now)])


def _open(chat: OfficeChat, mine: Sequence[Difference], key: str) -> tuple[AskedFacts | None, str]:
    """What was asked of this owner, if it is still so; else what to say."""
    facts = asked(chat.connection, key)
    if facts is None:
        raise NotAllowedError(Act.REPORT, f"difference:{key}")
    allowed_project(chat.connection, chat.authority, facts.project_id, Act.REPORT)
    own = next((one for one in mine if one.project_id == facts.project_id), None)
    if facts.round_closed:
        return None, texts.ROUND_CLOSED
    if own is None or own.gap != facts.spent - facts.disbursed:
        return None, texts.CHANGED
    return facts, ""


def _kept(
    chat: OfficeChat, mine: Sequence[Difference], facts: AskedFacts, reason: Reason, words: str
) -> Turn:
    """Note it, and go on with the next difference while the person is at it."""
    give = GiveReason(facts, reason, words, chat.official.id, Channel.CHAT, chat.now)
    why = words or next(name for name, one in texts.CHOICES.items() if one is reason)
    thanks = cards.message(texts.kept(facts.code, why))
    others = [one for one in mine if not one.reason and one.project_id != facts.project_id]
    if not others:
        return Turn(say=[thanks], effects=[give])
    following = put(chat, others[0])
    return Turn(say=[thanks, *following.say], effects=[give, *following.effects])


def _of_office(chat: OfficeChat, of_round: RoundFacts, number: int) -> list[Json]:
    picture = picture_of(chat.connection, RoundCode.parse(of_round.code))
    found = [one for one in picture.projects if differs(one)]
    if not found:
        return [cards.message(texts.NONE_OFFICE)]
    return layout.office_list(found, number, round_name(of_round.code))


def differs(one: ProjectPicture) -> bool:
    """As table 4 and the findings have it: also what was paid without any report."""
    return one.spent != one.disbursed
