"""`แบบรายงาน`: links to the forms of one's reports, the newest versions first."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.clock import BANGKOK
from bot.dialogue import Said, Turn
from bot.thaitext import clip
from bot.understanding import Known, rank_projects
from handlers.chat.own_forms import texts
from handlers.chat.person import OfficeChat
from models.authority import Act
from models.submitted import SubmittedVersion, submitted_of
from reports import forms

PROJECTS, VERSIONS, ALL = 10, 3, 12
"""Cards side by side, versions on each; versions of a project that is asked for by name."""


class OwnForms:
    """One answer, no state."""

    name = "forms"
    version = 1
    act = Act.REPORT
    taps: Mapping[str, Act] = MappingProxyType({})
    words = frozenset({texts.TITLE, f"{texts.TITLE} …"})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """The word, and a project's code or part of its name."""
        return True

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The forms of all one's reported projects, or of the project named."""
        submitted = submitted_of(chat.connection, chat.official.id)
        if not submitted:
            return Turn(say=[cards.message(texts.NOTHING)])
        if forms.link(chat.office, submitted[0].receipt) is None:
            return Turn(say=[cards.message(texts.NO_ADDRESS)])
        name = said.word.partition(" ")[2]
        meant = _meant(submitted, name) if name else submitted
        lead = [] if meant else [cards.message(texts.NOT_FOUND)]
        return Turn(
            say=[*lead, _cards(chat, meant or submitted, ALL if meant and name else VERSIONS)]
        )

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


def _meant(submitted: Sequence[SubmittedVersion], name: str) -> list[SubmittedVersion]:
    """The versions of the project a text fits best."""
    known = {one.project_code: Known(one.project_code, one.project_name) for one in submitted}
    ranked = rank_projects(name, list(known.values()))
    return [one for one in submitted if ranked and one.project_code == ranked[0].code]


def _cards(chat: OfficeChat, submitted: Sequence[SubmittedVersion], most: int) -> Json:
    of_projects = [list(one) for _, one in groupby(submitted, key=_project)]
    bubbles = [_bubble(chat, versions, most) for versions in of_projects[:PROJECTS]]
    left_out = sum(map(len, of_projects[PROJECTS:]))
    if left_out:
        bubbles.append(cards.bubble(body=[cards.words(texts.more(left_out))]))
    return cards.card(texts.TITLE, bubbles if len(bubbles) > 1 else bubbles[0])


def _project(one: SubmittedVersion) -> tuple[str, str]:
    return one.round_code.partition("-")[0], one.project_code


def _bubble(chat: OfficeChat, versions: Sequence[SubmittedVersion], most: int) -> Json:
    newest = versions[0]
    notes = [cards.note(texts.HINT)]
    if len(versions) > most:
        notes.append(cards.note(texts.more(len(versions) - most)))
    return cards.bubble(
        head=cards.heading(texts.OPEN, texts.project(*_project(newest))),
        body=[cards.strong(clip(newest.project_name, 120)), *notes],
        buttons=[_button(chat, one, is_newest=one is newest) for one in versions[:most]],
    )


def _button(chat: OfficeChat, one: SubmittedVersion, *, is_newest: bool) -> Json:
    day = one.submitted_at.astimezone(BANGKOK).date()
    label = texts.version(one.version, one.round_code, day)
    address = forms.link(chat.office, one.receipt) or ""
    return cards.button(cards.opens(label, address), main=is_newest)
