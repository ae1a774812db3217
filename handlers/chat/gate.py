"""The gate before every conversation: what its words and buttons need, checked before they act."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot import cards
from bot.cards import Json
from bot.dialogue import Answer, Conversation, Dialogue, Effect, Listener, Said, Session, Turn
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.refusals import RecordRefusal

REFUSAL = "ขอโทษค่ะ รายการนี้เปิดให้ไม่ได้ พิมพ์ เมนู เพื่อดูสิ่งที่ทำได้นะคะ"
"""The same whether it does not exist or belongs to somebody else."""


class Declared(Conversation[OfficeChat], Protocol):
    """A conversation of the office: it says for whom it is.

    `act` is what its words and the answers to its questions need; `taps` what each of its buttons
    needs, by the button's action. A button that is not named there is refused.
    """

    act: Act
    taps: Mapping[str, Act]


class DeclaredListener(Declared, Listener[OfficeChat], Protocol):
    """A conversation of the office that also takes free texts meant for it."""


class Guarded:
    """A conversation behind the gate."""

    def __init__(self, inside: Declared) -> None:
        self._inside = inside
        self.name = inside.name
        self.version = inside.version
        self.words = inside.words

    def recognises(self, rest: str) -> bool:
        """See `Conversation`."""
        return self._inside.recognises(rest)

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """See `Conversation`."""
        chat.authority.demand(self._inside.act, asked=f"{self.name}:word")
        return self._inside.begin(chat, state, said)

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """See `Conversation`."""
        tap = said.tap
        needed = (
            self._inside.taps.get(tap.action) if tap and tap.conversation == self.name else None
        )
        if needed is None:
            raise NotAllowedError(self._inside.act, str(tap))
        chat.authority.demand(needed, asked=str(tap))
        return self._inside.tapped(chat, state, said)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:
        """See `Conversation`."""
        chat.authority.demand(self._inside.act, asked=f"{self.name}:answer")
        return self._inside.answered(chat, state, said, misses)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:
        """See `Conversation`; nothing is said about what is not theirs any more."""
        return self._inside.paused(chat, state) if chat.authority.may(self._inside.act) else ()

    def revived(self, state: Json) -> Json | None:
        """See `Conversation`."""
        return self._inside.revived(state)


class GuardedListener(Guarded):
    """A conversation that also takes free texts, behind the gate."""

    def __init__(self, inside: DeclaredListener) -> None:
        super().__init__(inside)
        self._listening = inside

    def overhears(self, chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:
        """See `Listener`. What is not theirs to ask may still be the answer to a question."""
        allowed = chat.authority.may(self._listening.act)
        if in_hand and not allowed:
            return None
        turn = self._listening.overhears(chat, said, in_hand=in_hand)
        if turn and not allowed:
            raise NotAllowedError(self._listening.act, f"{self.name}:text")
        return turn


def one_sentence(chat: OfficeChat) -> Sequence[Json]:  # noqa: ARG001
    """What somebody registered hears."""
    return [cards.message(REFUSAL)]


class Gate:
    """All conversations of one kind of people, behind the gate; `refusal` is what they hear."""

    def __init__(
        self,
        conversations: Sequence[Declared],
        *,
        fallback: Declared,
        listeners: Sequence[DeclaredListener] = (),
        refusal: Callable[[OfficeChat], Sequence[Json]] = one_sentence,
    ) -> None:
        self._refusal = refusal
        self.conversations: tuple[Declared, ...] = (*conversations, *listeners, fallback)
        self._acts = {one.name: one.act for one in self.conversations}
        self._dialogue: Dialogue[OfficeChat] = Dialogue(
            [Guarded(one) for one in conversations],
            fallback=Guarded(fallback),
            listeners=[GuardedListener(one) for one in listeners],
        )

    def respond(
        self, chat: OfficeChat, session: Session, said: Said, *, touched: datetime | None
    ) -> Answer:
        """The answer; a refusal changes nothing and leaves the chat where it stood.

        A conversation in hand that is theirs no more (a delegation ended) is simply over.
        """
        act = self._acts.get(session.conversation)
        if act and not chat.authority.may(act):
            session = Session()
        try:
            return self._dialogue.respond(session, said, chat, touched=touched)
        except NotAllowedError as error:
            return _refused(chat, session, error, self._refusal(chat))


def _refused(
    chat: OfficeChat, session: Session, error: NotAllowedError, say: Sequence[Json]
) -> Answer:
    """One sentence and an entry in the trail; the chat stays where it stood."""
    record: Effect = RecordRefusal(
        actor_id=chat.person.id if chat.person else None,
        channel=Channel.CHAT,
        act=error.act,
        asked=error.asked,
        at=chat.now,
        caused_by=chat.event_id,
    )
    return Answer(session, tuple(say), (record,))
