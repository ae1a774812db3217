"""Photos and files sent in the chat: kept with the report in hand, or asked whose they are."""

from collections.abc import Sequence
from dataclasses import replace

from bot import cards
from bot.cards import Json
from bot.dialogue import Effect, Said, Turn
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, filling, texts
from handlers.chat.progress_report.fields import BY_KEY
from handlers.chat.progress_report.state import State
from handlers.chat.progress_report.view import View
from models.evidence import FetchEvidence, MoveEvidence, RemoveEvidence, waiting_evidence
from models.progress import EvidenceKind

KINDS = frozenset({"image", "file"})


def received(chat: OfficeChat, view: View | None, state: Json, said: Said) -> Turn:
    """Fetch it after the answer. Of photos sent together only the last is answered."""
    fetch = FetchEvidence(
        message_id=said.message_id or "",
        draft_key=view.draft.key if view else "",
        person_id=chat.official.id,
        kind=said.kind,
        file_name=said.file_name,
        now=chat.now,
        caused_by=chat.event_id,
    )
    if said.more_to_come:
        return Turn(state=state or None, effects=[fetch])
    if view is None:
        return _whose(chat, fetch)
    text = texts.got_files(len(view.evidence) + 1, view.project.name)
    card = cards.postback(texts.CARD_TITLE, view.data("card"))
    return Turn(say=[cards.message(text, quick=[card])], state=state, effects=[fetch])


def _whose(chat: OfficeChat, fetch: FetchEvidence) -> Turn:
    """No report in hand: which project does it belong to?"""
    mine = choosing.own(chat)
    if mine is None or not mine.projects:
        return choosing.nothing(mine)
    if len(mine.projects) == 1:
        view, effects = filling.opened(chat, mine, mine.projects[0])
        fetch = replace(fetch, draft_key=view.draft.key)
        lead = [cards.message(texts.got_files(len(view.evidence) + 1, view.project.name))]
        return filling.proceed(view, State(), [*effects, fetch], lead=lead)
    turn = choosing.offer(mine, lead=_asking(chat, fetch))
    return replace(turn, state=State(photos=True).as_json(), effects=[fetch])


def _asking(chat: OfficeChat, fetch: FetchEvidence) -> str:
    """Whose are they: this one, and what waits from earlier today."""
    waiting = waiting_evidence(chat.connection, chat.official.id, chat.today)
    photos = fetch.kind == EvidenceKind.IMAGE and all(one.is_photo for one in waiting)
    return texts.whose_files(len(waiting) + 1, photos=photos)


def brought_along(
    chat: OfficeChat, view: View, at: State
) -> tuple[Sequence[Json], Sequence[Effect]]:
    """What was sent before its project was named goes to the project chosen now."""
    waiting = waiting_evidence(chat.connection, chat.official.id) if at.photos else []
    if not waiting:
        return (), ()
    ids = tuple(one.id for one in waiting)
    lead = cards.message(texts.got_files(len(view.evidence) + len(ids), view.project.name))
    return [lead], [MoveEvidence(ids, view.draft.key, chat.now)]


def removed(chat: OfficeChat, view: View, at: State, value: str) -> Turn:
    """One file is taken off the report; the rest is shown again."""
    evidence_id = int(value.removeprefix("remove."))
    remove = RemoveEvidence(evidence_id, chat.official.id, chat.now, chat.event_id)
    left = view.without_evidence(evidence_id)
    return filling.ask(left, at, BY_KEY["photos"], [remove])
