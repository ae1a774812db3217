"""The planning group's conversation: what each of its words and buttons does."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import select

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Tap, Turn
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, nudging, people, rounds, texts, writing_for
from models.authority import Act
from models.rounds import Round

SHORT = re.compile(r"(?=.*\d)[^\n]{1,40}")
"""What may stand behind these words: a code, a day, a person; a sentence is something else."""


class Planning:
    """Rounds, reports written for owners, people."""

    name = "plan"
    version = 1
    act = Act.MANAGE_ROUNDS
    taps: Mapping[str, Act] = MappingProxyType(
        {
            "open": Act.MANAGE_ROUNDS,
            "extend": Act.MANAGE_ROUNDS,
            "close": Act.MANAGE_ROUNDS,
            "nudge": Act.NUDGE,
            "for": Act.ANSWER_FOR,
            "from": Act.MANAGE_PEOPLE,
            "hand": Act.MANAGE_PEOPLE,
        }
    )
    words = frozenset(
        {
            texts.MENU,
            texts.OPEN,
            f"{texts.OPEN} …",
            texts.CLOSE,
            texts.EXTEND,
            f"{texts.EXTEND} …",
            texts.NUDGE_ALL,
            f"{texts.NUDGE_ONE} …",
            texts.FOR_OWNER,
            f"{texts.FOR_OWNER} …",
            texts.CORRECT,
            f"{texts.CORRECT} …",
            texts.HAND_OVER,
            f"{texts.HAND_OVER} …",
            texts.MEMBERS,
        }
    )

    def recognises(self, rest: str) -> bool:
        """A code, a day, a person."""
        return SHORT.fullmatch(rest) is not None or "ให้" in rest

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """One of its words."""
        word, _, rest = said.word.partition(" ")
        return WORDS[word](chat, rest)

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """One of its buttons; everything it needs stands in it."""
        tap = said.tap or Tap(self.name, "")
        return BUTTONS[tap.action](chat, tap)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:
        """The due date, or the reason for a correction."""
        text = "" if said.late or said.kind != "text" else said.text.strip()
        if state.get("asking") == "due":
            if misses and not text:
                return Turn(say=[cards.message(texts.NOT_DONE)])
            return rounds.begin_extending(chat, text or "?")
        if not text:
            return Turn(say=[cards.message(texts.NEEDS_REASON)], state=state, missed=True)
        return writing_for.corrected_because(chat, str(state.get("project")), text)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was written."""
        return [cards.message(texts.NOT_DONE)]

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """It begins anew."""
        return None


def _menu(chat: OfficeChat, rest: str) -> Turn:  # noqa: ARG001
    open_now = chat.connection.scalar(select(Round.id).where(Round.closed_at.is_(None)).limit(1))
    return Turn(say=[layout.menu(round_open=open_now is not None)])


WORDS: dict[str, Callable[[OfficeChat, str], Turn]] = {
    texts.MENU: _menu,
    texts.OPEN: rounds.begin_opening,
    texts.EXTEND: rounds.begin_extending,
    texts.CLOSE: lambda chat, _: rounds.begin_closing(chat),
    texts.NUDGE_ALL: lambda chat, _: nudging.begin_all(chat),
    texts.NUDGE_ONE: nudging.begin_one,
    texts.FOR_OWNER: writing_for.begin_for_owner,
    texts.CORRECT: writing_for.begin_correcting,
    texts.HAND_OVER: people.begin_handing,
    texts.MEMBERS: lambda chat, _: people.members(chat),
}

BUTTONS: dict[str, Callable[[OfficeChat, Tap], Turn]] = {
    "open": rounds.opened,
    "extend": rounds.extended,
    "close": rounds.closed,
    "nudge": nudging.nudged,
    "for": writing_for.for_owner,
    "from": people.from_whom,
    "hand": people.handed,
}
