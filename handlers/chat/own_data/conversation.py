"""`ขอข้อมูลของฉัน` and `ลบข้อมูลของฉัน`, for everybody, registered or not."""

from collections.abc import Mapping, Sequence

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.file_links import FileLinks
from handlers.chat.own_data import texts
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act
from models.forgetting import Forget
from models.personal_data import Whose, data_of

FORGET, KEEP = "forget", "keep"
ASKED: Json = {"asked": FORGET}


class OwnData:
    """To see is one answer; to remove is asked back once."""

    name = "own_data"
    version = 1
    words = frozenset({texts.SEE, texts.FORGET, "ข้อมูลของฉัน", "ลบบัญชี", "ลบบัญชีของฉัน"})
    act = Act.OWN_DATA
    taps: Mapping[str, Act] = {FORGET: Act.OWN_DATA, KEEP: Act.OWN_DATA}

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """What is kept, or whether to remove it."""
        if said.word.startswith("ลบ"):
            return Turn(say=[_question(chat)], state=ASKED)
        return Turn(say=[_shown(chat)])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """An answer to the question; a button of an earlier question asks again."""
        if said.tap and said.tap.action == KEEP:
            return Turn(say=[cards.message(texts.KEPT)])
        return _forgotten(chat) if state else Turn(say=[_question(chat)], state=ASKED)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """An answer to the question, typed; only the very word removes anything."""
        if said.word == texts.YES:
            return _forgotten(chat)
        if said.word in (texts.NO, "ไม่", "ไม่ลบแล้ว"):
            return Turn(say=[cards.message(texts.KEPT)])
        return Turn(say=[cards.message(texts.AGAIN)], state=state, missed=True)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was removed."""
        return [cards.message(texts.KEPT)]

    def revived(self, state: Json) -> Json | None:
        """The question stands."""
        return state


def _whose(chat: OfficeChat) -> Whose:
    return Whose(chat.person.id if chat.person else None, chat.line_user_id)


def _shown(chat: OfficeChat) -> Json:
    if chat.person is None:
        return cards.message(texts.NOTHING)
    kept = data_of(chat.connection, _whose(chat))
    lines = [
        cards.row(meaning, f"{len(kept.get(name, ())):,}")
        for name, meaning in texts.COUNTED.items()
    ]
    link = FileLinks(chat.office).to_own_data(chat.person.id)
    bubble = cards.bubble(
        head=cards.heading(texts.SEEN, chat.person.name),
        body=[*lines, cards.note(texts.LINK_LIVES)] if link else lines,
        buttons=[
            *([cards.button(cards.opens(texts.OPEN, link), main=True)] if link else ()),
            cards.link(cards.says(texts.FORGET)),
        ],
    )
    return cards.card(texts.SEEN, bubble)


def _question(chat: OfficeChat) -> Json:
    body = [texts.GOES, texts.STAYS, texts.AFTER] if chat.person else [texts.ASK_STRANGER]
    bubble = cards.bubble(
        head=cards.heading(texts.ASK),
        body=[cards.words(one) for one in body],
        buttons=[
            cards.button(cards.postback(texts.NO, f"{OwnData.name}:{KEEP}", texts.NO), main=True),
            cards.link(cards.postback(texts.YES, f"{OwnData.name}:{FORGET}", texts.YES)),
        ],
    )
    return cards.card(f"{texts.ASK}: {texts.YES} หรือ {texts.NO}", bubble)


def _forgotten(chat: OfficeChat) -> Turn:
    whose = _whose(chat)
    forget = Forget(whose, chat.now, Channel.CHAT, actor_id=whose.person_id)
    return Turn(say=[cards.message(texts.GONE)], effects=[forget], must_arrive=True)
