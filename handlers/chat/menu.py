"""The menu, help, and what is said when something was not understood."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.menus import Entry, abilities_of, entries_of
from handlers.chat import guides
from handlers.chat.person import OfficeChat
from models.authority import Act

TITLE = "ทำอะไรได้บ้าง"
HELP_TITLE = "วิธีใช้แบบสั้น"
HELP = frozenset({"ช่วยเหลือ", "ช่วยด้วย", "help"})

NOT_UNDERSTOOD = "ขอโทษค่ะ ยังไม่เข้าใจข้อความนี้ ลองแตะปุ่มด้านล่างนะคะ"
NOT_UNDERSTOOD_AGAIN = (
    "ยังไม่เข้าใจค่ะ ตัวอย่างที่พิมพ์ได้: “รายงาน” “โครงการ 2 เสร็จแล้ว ใช้ไป 23,800” “โครงการของฉัน”"
)
ASK_A_PERSON = "ถ้ายังติดขัด โทรหรือทักกลุ่มนโยบายและแผนได้เลยค่ะ"
CANNOT_READ = {
    "sticker": "ขอบคุณสำหรับสติกเกอร์ค่ะ ถ้าต้องการรายงาน พิมพ์ รายงาน ได้เลย",
    "audio": "ขอโทษค่ะ ยังฟังข้อความเสียงไม่ได้ กรุณาพิมพ์เป็นข้อความนะคะ",
    "video": "ขอโทษค่ะ ยังรับวิดีโอไม่ได้ กรุณาพิมพ์เป็นข้อความนะคะ",
    "location": "ขอบคุณค่ะ ไม่ต้องส่งตำแหน่งก็ได้ กรุณาพิมพ์เป็นข้อความนะคะ",
}
CANNOT_READ_OTHER = "ขอโทษค่ะ ยังอ่านข้อความชนิดนี้ไม่ได้ กรุณาพิมพ์เป็นข้อความนะคะ"


HALF = 10
"""So many letters fit on a button of half a card."""


class Menu:
    """`เมนู` and `ช่วยเหลือ`; neither disturbs a conversation in hand."""

    name = "menu"
    version = 1
    act = Act.TALK
    taps: Mapping[str, Act] = MappingProxyType({})
    words = frozenset({"เมนู", "menu", "สวัสดี", "ยกเลิก", *HELP})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The menu as a card; help says the same as the printed guides."""
        if said.word in HELP:
            return Turn(say=[help_card(chat)])
        return Turn(say=[card(chat, f"สวัสดีค่ะ {chat.official.name}")])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """An old button of ours."""
        return self.begin(chat, state, said)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; the menu again."""
        return self.begin(chat, state, said)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None


def card(chat: OfficeChat, text: str) -> Json:
    """What this person can do, each as a button that types its word."""
    bubble = cards.bubble(
        head=cards.heading(TITLE), body=[cards.words(text)], buttons=_buttons(_entries(chat))
    )
    return cards.card(TITLE, bubble)


def help_card(chat: OfficeChat) -> Json:
    """The short of the guides for what this person is, and the same buttons."""
    body: list[Json] = []
    for guide in guides.of(abilities_of(chat.authority)):
        body += [cards.gap()] if body else []
        body.append(cards.words(guide.title, weight="bold", margin="md" if body else "none"))
        body += [cards.words(f"• {line}", size="xs", margin="sm") for line in guide.short]
    bubble = cards.bubble(
        head=cards.heading(HELP_TITLE), body=body, buttons=_buttons(_entries(chat)[:-1])
    )
    return cards.card(HELP_TITLE, bubble)


def _entries(chat: OfficeChat) -> Sequence[Entry]:
    return entries_of(abilities_of(chat.authority))


def _buttons(entries: Sequence[Entry]) -> list[Json]:
    """The first as the main button, short words two and two, long ones on a line of their own."""
    first, *others = [one.word for one in entries] or ["เมนู"]
    rows = [cards.button(cards.says(first), main=True)]
    rows += [cards.button(cards.says(one)) for one in others if _width(one) > HALF]
    short = [cards.button(cards.says(one)) for one in others if _width(one) <= HALF]
    pairs = [short[at : at + 2] for at in range(0, len(short), 2)]
    return rows + [cards.side_by_side(pair, spacing="sm") for pair in pairs]


def _width(word: str) -> int:
    """Letters that take room: marks above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in word)


def not_understood(chat: OfficeChat, misses: int = 0) -> Turn:
    """Asked differently the second time; the third time a person to ask is named."""
    text = NOT_UNDERSTOOD_AGAIN if misses else NOT_UNDERSTOOD
    if misses > 1:
        text = f"{text}\n{ASK_A_PERSON}"
    return Turn(say=[card(chat, text)], missed=True)


_THANKS = re.compile(r"ขอบคุณ|ขอบใจ|thank|รับทราบ|โอเค|^ok|ทราบค่ะ|ทราบครับ", re.IGNORECASE)
_LAUGHS = re.compile(r"^(5{3,}|ฮ่า+|อิอิ|คริ+|[^\w\s]+)$")
YOU_ARE_WELCOME = "ยินดีค่ะ พิมพ์ รายงาน หรือ เมนู ได้ทุกเมื่อนะคะ"


def small_talk(said: Said) -> Turn | None:
    """Thanks and laughing get a short answer; None for anything else."""
    if _THANKS.search(said.text) or _LAUGHS.match(said.word):
        return Turn(say=[cards.message(YOU_ARE_WELCOME)])
    return None


def cannot_read(kind: str) -> list[Json]:
    """A sticker, a voice message and the like."""
    return [cards.message(CANNOT_READ.get(kind, CANNOT_READ_OTHER))]
