"""The menu, help, and what is said when something was not understood."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from handlers.chat.person import OfficeChat
from models.authority import Act

TITLE = "ทำอะไรได้บ้าง"
REPORT, MINE, RESUME, HELP = "รายงาน", "โครงการของฉัน", "ทำต่อ", "ช่วยเหลือ"

HOW = (
    "แตะ รายงาน แล้วเลือกโครงการ ตอบสถานะกับยอดเงินที่ใช้ไป ตรวจทาน แล้วแตะ ยืนยันส่ง "
    "ใช้เวลาไม่ถึงหนึ่งนาทีค่ะ\n\n"
    "หรือพิมพ์ทีเดียว เช่น\n“โครงการ 2 เสร็จแล้ว ใช้ไป 23,800”\n\n"
    "ระหว่างทางพิมพ์ได้เสมอ: ยกเลิก (เก็บร่างไว้)  ทำต่อ  แก้ไข  เมนู"
)
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


class Menu:
    """`เมนู` and `ช่วยเหลือ`; neither disturbs a conversation in hand."""

    name = "menu"
    version = 1
    act = Act.TALK
    taps: Mapping[str, Act] = MappingProxyType({})
    words = frozenset({"เมนู", "ช่วยเหลือ", "ช่วยด้วย", "help", "menu", "สวัสดี", "ยกเลิก"})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The menu as a card; help says how reporting goes."""
        lead = f"สวัสดีค่ะ {chat.official.name}"
        text = HOW if said.word in (HELP, "ช่วยด้วย", "help") else lead
        return Turn(say=[card(text)])

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


def card(text: str) -> Json:
    """What can be done, each as a button that types its word."""
    bubble = cards.bubble(
        head=cards.heading(TITLE),
        body=[cards.words(text)],
        buttons=[
            cards.button(cards.says(REPORT), main=True),
            cards.button(cards.says(MINE)),
            cards.side_by_side([cards.link(cards.says(RESUME)), cards.link(cards.says(HELP))]),
        ],
    )
    return cards.card(TITLE, bubble)


def not_understood(misses: int = 0) -> Turn:
    """Asked differently the second time; the third time a person to ask is named."""
    text = NOT_UNDERSTOOD_AGAIN if misses else NOT_UNDERSTOOD
    if misses > 1:
        text = f"{text}\n{ASK_A_PERSON}"
    return Turn(say=[card(text)], missed=True)


_THANKS = re.compile(r"ขอบคุณ|ขอบใจ|thank|รับทราบ|โอเค|^ok|ทราบค่ะ|ทราบครับ", re.IGNORECASE)
_LAUGHS = re.compile(r"^(5{3,}|ฮ่า+|อิอิ|คริ+|[^\w\s]+)$")
YOU_ARE_WELCOME = f"ยินดีค่ะ พิมพ์ {REPORT} หรือ เมนู ได้ทุกเมื่อนะคะ"


def small_talk(said: Said) -> Turn | None:
    """Thanks and laughing get a short answer; None for anything else."""
    if _THANKS.search(said.text) or _LAUGHS.match(said.word):
        return Turn(say=[cards.message(YOU_ARE_WELCOME)])
    return None


def cannot_read(kind: str) -> list[Json]:
    """A sticker, a voice message and the like."""
    return [cards.message(CANNOT_READ.get(kind, CANNOT_READ_OTHER))]
