"""The conversation engine: what a person does, and where the chat stands -> what is answered.

`(session, input) -> (session', messages, effects)`. The engine knows what holds for every
conversation: words that work at any time, old states, quiet days, questions not understood. What
a conversation is about stands in `handlers/chat`. Nothing here reads a clock or a database; a
conversation may read through the chat it is handed, and writes only by the effects it returns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from bot.cards import Json

QUIET = timedelta(days=3)
"""After this long without a word a conversation is put aside (nothing typed is lost)."""

CANCEL = frozenset({"ยกเลิก", "เลิก", "พอก่อน", "พักไว้ก่อน", "ออก"})
"""Typed alone, these put the conversation in hand aside; `ยกเลิกโครงการ` is something else."""

PARTICLES = ("นะคะ", "นะครับ", "ค่ะ", "คะ", "ครับ", "คับ", "จ้า", "จ้ะ", "นะ", "ด้วย", "หน่อย")
C = TypeVar("C", bound="Chat")
C_contra = TypeVar("C_contra", bound="Chat", contravariant=True)


@dataclass(frozen=True)
class Tap:
    """A tapped button: `conversation:action:argument:...`."""

    conversation: str
    action: str
    arguments: tuple[str, ...] = ()

    @classmethod
    def parse(cls, data: str) -> "Tap | None":
        """Read postback data; None if it is none of ours."""
        conversation, _, rest = data.partition(":")
        action, *arguments = rest.split(":")
        return cls(conversation, action, tuple(arguments)) if conversation and action else None

    def argument(self, number: int) -> str:
        """The argument at that place, or empty."""
        return self.arguments[number] if number < len(self.arguments) else ""

    def __str__(self) -> str:
        return ":".join((self.conversation, self.action, *self.arguments))


@dataclass(frozen=True)
class Said:
    """What a person did: typed, tapped, or sent something.

    `late`: it happened before something already answered, so it must not be taken as the answer
    to the question asked since. `kind` is LINE's message kind for what is sent (image, sticker);
    `more_to_come`: it is one of several photos sent together, and not the last.
    """

    text: str = ""
    tap: Tap | None = None
    kind: str = "text"
    message_id: str | None = None
    file_name: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    late: bool = False
    more_to_come: bool = False

    @property
    def word(self) -> str:
        """The typed text as a command would be written: single blanks, without particles."""
        text = " ".join(self.text.split())
        for particle in PARTICLES:
            text = text.removesuffix(particle).rstrip()
        return text


class Chat(Protocol):
    """What the engine needs to know of the chat; conversations get more."""

    @property
    def now(self) -> datetime:
        """The moment of this event, aware."""


class Effect(Protocol):
    """Something to be written when the answer is."""

    def apply(self, connection: Any) -> None:
        """Write it, in the event's transaction."""


@dataclass(frozen=True)
class Turn:
    """What a conversation answers. `state` None ends it; `missed`: it did not understand.

    `must_arrive`: better twice than never (a receipt); other answers can be asked for again.
    """

    say: Sequence[Json] = ()
    state: Json | None = None
    effects: Sequence[Effect] = ()
    missed: bool = False
    must_arrive: bool = False


class Conversation(Protocol[C_contra]):
    """One conversation. `words` start it at any time; `version` counts changes of its state."""

    name: str
    version: int
    words: frozenset[str]

    def recognises(self, rest: str) -> bool:
        """True if its word, with this behind it, is meant for it (`word …` in `words`)."""

    def begin(self, chat: C_contra, state: Json | None, said: Said) -> Turn:
        """One of its words was typed; `state` is None if it was not the one in hand."""

    def tapped(self, chat: C_contra, state: Json | None, said: Said) -> Turn:
        """One of its buttons was tapped; `state` is None if it was not the one in hand."""

    def answered(self, chat: C_contra, state: Json, said: Said, misses: int) -> Turn:
        """Something was said while it was in hand, after `misses` answers not understood."""

    def paused(self, chat: C_contra, state: Json) -> Sequence[Json]:
        """Another request came, or quiet days: what to say about what was put aside."""

    def revived(self, state: Json) -> Json | None:
        """The state of an older version as it is today; None if nothing of it can be kept."""


class Listener(Conversation[C_contra], Protocol[C_contra]):
    """A conversation that also takes free texts and files meant for it, whatever is in hand."""

    def overhears(self, chat: C_contra, said: Said, *, in_hand: bool) -> Turn | None:
        """The answer to a typed text or a sent file that is surely meant for it, else None.

        `in_hand`: another conversation waits for an answer, which the text might be.
        """


@dataclass(frozen=True)
class Session:
    """Where a chat stands: the conversation in hand with its state, and misses in a row."""

    conversation: str = ""
    version: int = 0
    state: Json = field(default_factory=dict)
    misses: int = 0

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Session":
        """The session as stored; an empty one for anything unreadable."""
        conversation, state = stored.get("conversation"), stored.get("state")
        version, misses = stored.get("version"), stored.get("misses")
        if not isinstance(conversation, str) or not isinstance(state, dict):
            return cls()
        if not isinstance(version, int) or not isinstance(misses, int):
            return cls()
        return cls(conversation, version, state, misses)

    def as_json(self) -> Json:
        """The session to store."""
        return {
            "conversation": self.conversation,
            "version": self.version,
            "state": self.state,
            "misses": self.misses,
        }


@dataclass(frozen=True)
class Answer:
    """The session after, what to say, what to write."""

    session: Session
    say: tuple[Json, ...]
    effects: tuple[Effect, ...]
    must_arrive: bool = False


class Dialogue(Generic[C]):
    """The conversations somebody may have; `fallback` is asked when no other is in hand.

    `listeners` are asked in their order, after the words that start a conversation and before
    the one in hand.
    """

    def __init__(
        self,
        conversations: Iterable[Conversation[C]],
        *,
        fallback: Conversation[C],
        listeners: Sequence[Listener[C]] = (),
    ) -> None:
        self._listeners = listeners
        self._by_name = {one.name: one for one in (*conversations, *listeners, fallback)}
        self._by_word = {word: one for one in self._by_name.values() for word in one.words}
        self._fallback = fallback

    def respond(self, session: Session, said: Said, chat: C, *, touched: datetime | None) -> Answer:
        """Answer what was said; `touched` is when this chat was last heard."""
        session, put_aside = self._put_aside_if_quiet(self._revived(session), chat, touched)
        conversation, turn = self._route(session, said, chat)
        return _joined(session, conversation, turn, put_aside)

    def _revived(self, session: Session) -> Session:
        owner = self._by_name.get(session.conversation)
        if owner is None or owner.version == session.version:
            return session
        state = owner.revived(session.state)
        return Session() if state is None else replace(session, version=owner.version, state=state)

    def _put_aside_if_quiet(
        self, session: Session, chat: C, touched: datetime | None
    ) -> tuple[Session, Sequence[Json]]:
        if not session.conversation or touched is None or chat.now - touched < QUIET:
            return session, ()
        return Session(), self._pause(session, chat)

    def _pause(self, session: Session, chat: C) -> Sequence[Json]:
        owner = self._by_name.get(session.conversation)
        return owner.paused(chat, session.state) if owner else ()

    def _route(self, session: Session, said: Said, chat: C) -> tuple[Conversation[C], Turn]:
        current = self._by_name.get(session.conversation)
        if said.tap:
            target = self._by_name.get(said.tap.conversation, self._fallback)
            state = session.state if target is current else None
            turn = target.tapped(chat, state, said)
            return target, self._after_another(session, current, target, turn, chat)
        if current and said.word in CANCEL:
            return current, Turn(say=self._pause(session, chat))
        starter = self._starter(said)
        if starter:
            state = session.state if starter is current else None
            turn = starter.begin(chat, state, said)
            return starter, self._after_another(session, current, starter, turn, chat)
        overheard = self._overheard(said, chat, current)
        if overheard:
            listener, turn = overheard
            return listener, self._after_another(session, current, listener, turn, chat)
        if current is None:
            return self._fallback, self._fallback.answered(chat, {}, said, session.misses)
        return current, current.answered(chat, session.state, said, session.misses)

    def _overheard(
        self, said: Said, chat: C, current: Conversation[C] | None
    ) -> tuple[Conversation[C], Turn] | None:
        if said.kind != "file" and (said.kind != "text" or not said.text.strip()):
            return None
        for listener in self._listeners:
            in_hand = current is not None and current is not listener
            turn = listener.overhears(chat, said, in_hand=in_hand)
            if turn is not None:
                return listener, turn
        return None

    def _after_another(
        self,
        session: Session,
        current: Conversation[C] | None,
        target: Conversation[C],
        turn: Turn,
        chat: C,
    ) -> Turn:
        """If `turn` takes the place of what is in hand, that one's last words come first."""
        if current is None or current is target or turn.state is None:
            return turn
        return replace(turn, say=(*self._pause(session, chat), *turn.say))

    def _starter(self, said: Said) -> Conversation[C] | None:
        exact = self._by_word.get(said.word.casefold())
        if exact:
            return exact
        first, _, rest = said.word.partition(" ")
        starter = self._by_word.get(first.casefold() + " …")
        return starter if starter and starter.recognises(rest) else None


def _joined(
    session: Session, conversation: Conversation[C], turn: Turn, put_aside: Sequence[Json]
) -> Answer:
    """The next session: a turn without state leaves another conversation's state alone."""
    say = (*put_aside, *turn.say)
    misses = session.misses + 1 if turn.missed else 0
    if turn.state is not None:
        after = Session(conversation.name, conversation.version, turn.state, misses)
    elif session.conversation in ("", conversation.name):
        after = Session(misses=misses)
    else:
        after = replace(session, misses=misses)
    return Answer(after, say, tuple(turn.effects), turn.must_arrive)
