"""`โครงการของฉัน`: one's projects with what was reported, on one card."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.thaitext import baht, clip, day, round_name
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, texts
from handlers.chat.progress_report.layout import STATUS_COLORS
from models.authority import Act
from models.portfolio import ProjectFacts

TITLE = "โครงการของฉัน"
SHOWN = 12


class MyProjects:
    """A list to look at, each line opening its report."""

    name = "mine"
    version = 1
    act = Act.REPORT
    taps: Mapping[str, Act] = MappingProxyType({})
    words = frozenset({TITLE, "โครงการ", "งานของฉัน"})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The list."""
        mine = choosing.own(chat)
        if mine is None or not mine.projects:
            return choosing.nothing(mine)
        done = len(mine.projects) - len(mine.left)
        lines = [_line(one) for one in mine.projects[:SHOWN]]
        more = len(mine.projects) - len(lines)
        if more > 0:
            lines.append(cards.note(f"และอีก {more} โครงการ พิมพ์ รายงาน เพื่อดูทั้งหมด"))
        summary = f"รายงานแล้ว {done} จาก {len(mine.projects)} โครงการ กำหนดส่ง {day(mine.round.due)}"
        bubble = cards.bubble(
            head=cards.heading(TITLE, round_name(mine.round.code)),
            body=[cards.words(summary), *lines],
            buttons=[cards.button(cards.says(texts.REPORT), main=True)],
        )
        return Turn(say=[cards.card(f"{TITLE}: {summary}", bubble)])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """An old button of ours."""
        return self.begin(chat, state, said)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; the list again."""
        return self.begin(chat, state, said)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None


def _line(project: ProjectFacts) -> Json:
    state, settled = texts.state_of(project)
    color = STATUS_COLORS[project.status] if settled else cards.WARN
    money = texts.allocated(project)
    if project.spent is not None:
        money = f"ใช้ไป {baht(project.spent)} จาก {money}"
    lines = [
        cards.words(f"{project.code}. {clip(project.name, 90)}", weight="bold", maxLines=2),
        cards.words(state, size="xs", color=color),
        cards.note(money),
    ]
    action = cards.postback("รายงาน", f"report:open:{project.id}", f"รายงาน: {project.name}")
    return cards.stack(lines, margin="lg", action=action)
