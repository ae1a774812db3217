"""The buttons that belong to one draft, and what each does."""

from collections.abc import Callable
from dataclasses import replace

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Tap, Turn
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, files, filling, layout, texts
from handlers.chat.progress_report.drafts import own_draft
from handlers.chat.progress_report.effects import DiscardDraft
from handlers.chat.progress_report.fields import BY_KEY, lines_of
from handlers.chat.progress_report.state import EDITING, State
from handlers.chat.progress_report.view import View
from models.portfolio import DraftFacts, last_draft_key
from models.progress import DraftState


def in_hand(chat: OfficeChat, state: Json | None) -> View | None:
    """The open draft a session names; None if there is none any more."""
    key = State.from_json(state).draft if state else ""
    draft = own_draft(chat, key) if key else None
    if draft is None or draft.state is not DraftState.OPEN:
        return None
    return View(draft, chat.connection, chat.today)


def resumed(chat: OfficeChat, view: View | None) -> Turn:
    """Go on with the draft in hand, else with the one touched last."""
    if view is None:
        key = last_draft_key(chat.connection, chat.official.id)
        draft = own_draft(chat, key) if key else None
        if draft is None:
            return Turn(say=[cards.message(texts.NOTHING_TO_RESUME)])
        view = View(draft, chat.connection, chat.today)
    return filling.proceed(view, State(draft=view.draft.key), lead=[cards.message(texts.RESUMED)])


def dropped(chat: OfficeChat, view: View | None) -> Turn:
    """Throw away the draft in hand, else the one touched last."""
    key = view.draft.key if view else last_draft_key(chat.connection, chat.official.id)
    if key is None:
        return Turn(say=[cards.message(texts.NOTHING_TO_RESUME)])
    return Turn(say=[cards.message(texts.DROPPED)], effects=[DiscardDraft(key, chat.now)])


def of_the_past(draft: DraftFacts) -> Turn:
    """A button of a draft that was submitted or thrown away: what happened, and the way on."""
    if draft.state is DraftState.DISCARDED:
        return Turn(say=[cards.message(texts.DRAFT_DROPPED)])
    again = cards.postback(texts.EDIT, f"report:open:{draft.project.id}")
    return Turn(say=[layout.offer(texts.already_sent(draft.project.name), [again])])


def _set(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:
    """A choice that answers a question of this draft."""
    field = BY_KEY.get(tap.argument(1))
    answers = field.chosen(view, tap.argument(2)) if field and field.applies(view) else None
    if field is None or answers is None:
        return filling.proceed(view, at)
    if field.key == "photos":
        return files.removed(chat, view, at, tap.argument(2))
    view, effects = filling.saved(chat, view, answers, (field.key,), None)
    on_with_it = tap.argument(2) in ("clear", "book") or not field.is_answered(view)
    if (field.stays or on_with_it) and field.applies(view):
        return filling.ask(view, at, field, effects)
    return filling.proceed(view, at, effects)


def _skip(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return filling.proceed(view, at.skipping(tap.argument(1)))


def _more(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    """What was left out, one question after the other."""
    return filling.proceed(view, replace(at, brief=False, skipped=()))


def _card(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return filling.proceed(view, replace(at, brief=True))


def send(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:
    """Submit what the card showed; then the next project of a message about several."""
    shown = int(tap.argument(1)) if tap.argument(1).isdecimal() else -1
    turn = filling.submit(chat, view, at, shown)
    if turn.state is not None:
        return turn
    onward = _next_of_several(chat, at, turn) or _unplaced(chat, at, turn) or turn
    return replace(onward, must_arrive=True)


def _next_of_several(chat: OfficeChat, at: State, turn: Turn) -> Turn | None:
    """The next project of a message about several, if its draft is still open."""
    for place, key in enumerate(at.queue, start=1):
        draft = own_draft(chat, key)
        if draft and draft.state is DraftState.OPEN:
            view = View(draft, chat.connection, chat.today)
            after = State(draft=key, brief=True, queue=at.queue[place:], unplaced=at.unplaced)
            return filling.proceed(view, after, turn.effects, lead=turn.say)
    return None


def _unplaced(chat: OfficeChat, at: State, turn: Turn) -> Turn | None:
    """What was told of a project that could not be made out: ask now which it is."""
    mine = choosing.own(chat) if at.unplaced else None
    if mine is None:
        return None
    told = at.unplaced[0]
    lead = texts.whose_is(told)
    asked = choosing.offer_among(mine, mine.projects, State(told=told), lead)
    return replace(turn, say=[*turn.say, *asked.say], state=asked.state)


def _which_line(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return filling.which_line(view, at)


def _ask(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    field = BY_KEY.get(tap.argument(1))
    at = replace(at, brief=True)
    if field is None or not field.applies(view):
        return filling.proceed(view, at)
    return filling.ask(view, at, field)


def _resume(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return resumed(chat, view)


def _drop(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return dropped(chat, view)


ON_DRAFT: dict[str, Callable[[OfficeChat, View, State, Tap], Turn]] = {
    "set": _set,
    "skip": _skip,
    "card": _card,
    "more": _more,
    "send": send,
    "edit": _which_line,
    "ask": _ask,
    "resume": _resume,
    "drop": _drop,
}


# --- the same by typing ------------------------------------------------------------------------


def typed(chat: OfficeChat, view: View, at: State, said: Said) -> Turn | None:
    """What a button would do, typed by its label; None if no button in sight is called that."""
    words = {said.text.strip(), said.word}
    field = BY_KEY.get(at.asking)
    if field and not field.required and words & {texts.SKIP, texts.NEXT}:
        return _skip(chat, view, at, Tap("report", "skip", (at.draft, field.key)))
    if texts.MORE in words:
        return _more(chat, view, at, Tap("report", "more"))
    for line in lines_of(view):
        label = texts.card_label(line.key)
        if f"แก้{label}" in words or (at.asking == EDITING and label in words):
            return _ask(chat, view, at, Tap("report", "ask", (at.draft, line.key)))
    for label, value in field.question(view, again=False).choices if field else ():
        if label in words:
            return _set(chat, view, at, Tap("report", "set", (at.draft, at.asking, value)))
    return None
