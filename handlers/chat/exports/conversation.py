"""`ขอรายงาน`: choose a document, get the link at once; it shows the making and hands out the file.

Who sees the whole office gets the whole office, or a group they name; who leads groups gets these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from handlers.chat.exports import texts
from handlers.chat.exports.choice import Choice, find_group, read_choice
from handlers.chat.exports.layout import choosing, making
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act
from models.exports import ExportRequest
from reports import exports

LONGEST_GROUP = 60


class Exports:
    """Every answer stands for itself: no state."""

    name = "exports"
    version = 1
    words = frozenset(
        {"ขอรายงาน", "ขอรายงาน …", "ส่งออก", "ส่งออก …", "เอกสาร", "เอกสารรายงาน", "ขอเอกสาร"}
    )
    act = Act.SEE_GROUP
    taps: Mapping[str, Act] = {"choose": Act.SEE_GROUP, "make": Act.SEE_GROUP}

    def recognises(self, rest: str) -> bool:
        """The name of a group may follow."""
        return 0 < len(rest) <= LONGEST_GROUP

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """What there is to choose from, in the newest round."""
        choice = read_choice(chat)
        if choice is None:
            return Turn(say=[cards.message(texts.NO_ROUND)])
        _, _, named = said.word.partition(" ")
        if not named:
            return Turn(say=[choosing(choice)])
        group = find_group(chat, named)
        if group is None:
            unknown = texts.NO_GROUP.format(group=named, scope=choice.scope)
            return Turn(say=[choosing(choice, unknown)])
        return Turn(say=[choosing(replace(choice, groups=(group,)))])

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """`choose:ROUND:GROUP` and `make:ROUND:KIND:DIGITS:GROUP`."""
        tap = said.tap
        if tap is None:
            return self.begin(chat, state, said)
        is_choosing = tap.action == "choose"
        choice = read_choice(chat, tap.argument(0), tap.argument(1 if is_choosing else 3))
        if choice is None:
            return Turn(say=[cards.message(texts.NO_ROUND)])
        if is_choosing:
            return Turn(say=[choosing(choice)])
        kind = tap.argument(1)
        if kind not in exports.offered():
            return Turn(say=[choosing(choice, texts.NO_SUCH)])
        return _ask(chat, choice, kind, thai_digits=tap.argument(2) == "thai")

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; the choice again."""
        return self.begin(chat, state, said)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None


def _ask(chat: OfficeChat, choice: Choice, kind: str, *, thai_digits: bool) -> Turn:
    groups = tuple(group.code for group in choice.groups)
    request = ExportRequest(choice.round, kind, groups, None, thai_digits)
    asked = exports.ask(
        chat.office,
        request,
        asked_by=chat.official.id,
        channel=Channel.CHAT,
        caused_by=chat.event_id,
    )
    if asked.link is None:
        return Turn(say=[cards.message(texts.NO_ADDRESS)])
    return Turn(say=[making(choice, request, asked.link)], effects=[asked.effect])
