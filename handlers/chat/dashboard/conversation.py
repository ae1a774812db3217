"""`แดชบอร์ด`: a link into the console, good once and for ten minutes."""

from collections.abc import Mapping, Sequence

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from handlers.chat.dashboard import texts
from handlers.chat.person import OfficeChat
from handlers.sign_in_links import new_link
from models.authority import Act


class Dashboard:
    """One answer, no state."""

    name = "dashboard"
    version = 1
    words = frozenset({texts.TITLE, "dashboard", "แดชบอด"})
    act = Act.CONSOLE
    taps: Mapping[str, Act] = {}

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The link, or why there is none."""
        link = new_link(chat.office, chat.official.id)
        if link is None:
            return Turn(say=[cards.message(texts.NO_ADDRESS)])
        bubble = cards.bubble(
            head=cards.heading(texts.TITLE),
            body=[cards.words(texts.READY)],
            buttons=[cards.button(cards.opens(texts.OPEN, link.address), main=True)],
        )
        return Turn(say=[cards.card(texts.READY, bubble)], effects=[link.issue])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """An old button of ours."""
        return self.begin(chat, state, said)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; the link again."""
        return self.begin(chat, state, said)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None
