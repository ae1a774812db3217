"""The progress-report conversation: what each word, tap and answer does."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import cards
from bot.cards import Json
from bot.dialogue import Effect, Said, Tap, Turn
from bot.understanding import Understanding
from handlers.chat import menu
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, files, filling, layout, texts
from handlers.chat.progress_report.choosing import Own
from handlers.chat.progress_report.effects import DiscardDraft
from handlers.chat.progress_report.fields import BY_KEY
from handlers.chat.progress_report.learning import learn, read, read_unasked
from handlers.chat.progress_report.state import State
from handlers.chat.progress_report.view import View
from models.answers import Answers
from models.portfolio import DraftFacts, ProjectFacts, draft_of, last_draft_key
from models.progress import DraftState
from models.report_reading import last_reported_project

FIGURE_ALONE = re.compile(r"[\d๐-๙.,\s-]+(บาท)?(ค่ะ|คะ|ครับ|คับ)?")
"""An amount and nothing else names no project, so the person's projects need not be read."""


class ProgressReport:
    """Reports a project; also listens to whatever is said when nothing else is in hand."""

    name = "report"
    version = 1
    words = frozenset(
        {
            texts.REPORT,
            f"{texts.REPORT} …",
            texts.RESUME,
            texts.SEND,
            texts.SEND_NOW,
            texts.EDIT,
        }
    )

    # --- the ways in ---------------------------------------------------------------------------

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """One of the words was typed."""
        word, _, rest = said.word.partition(" ")
        if word == texts.REPORT:
            return self._start(chat, State(), rest)
        view = _in_hand(chat, state)
        if word == texts.RESUME:
            return _resumed(chat, view)
        if word == texts.EDIT:
            return self._edit(chat, view, state)
        if view is None or state is None:
            return Turn(say=[cards.message(texts.NOTHING_TO_SEND)])
        at = State.from_json(state)
        if word == texts.SEND_NOW:
            return filling.proceed(view, replace(at, brief=True))
        return _send(chat, view, at, Tap(self.name, "send", (at.draft, str(at.shown))))

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """One of the buttons was tapped, perhaps an old one."""
        tap = said.tap or Tap(self.name, "")
        at = State.from_json(state) if state else State()
        if tap.action in ("new", "page", "open"):
            return self._tapped_choice(chat, at, tap)
        draft = draft_of(chat.connection, tap.argument(0), chat.official.id)
        if draft is None:
            return Turn(say=[cards.message(texts.NO_SUCH_DRAFT)])
        if draft.state is not DraftState.OPEN:
            return _button_of_the_past(draft)
        if at.draft != draft.key:
            at = State(draft=draft.key)
        view = View(draft, chat.connection, chat.today)
        act = _ON_DRAFT.get(tap.action)
        return act(chat, view, at, tap) if act else filling.proceed(view, at)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:
        """Something was typed or sent."""
        if said.kind in files.KINDS:
            return files.received(chat, _in_hand(chat, state), state, said)
        if said.kind != "text":
            return Turn(say=menu.cannot_read(said.kind), state=state or None)
        at = State.from_json(state) if state else State()
        view = _in_hand(chat, state)
        if view:
            return self._typed(chat, view, at, said, misses)
        mine = choosing.own(chat)
        if mine is None or not mine.projects:
            return choosing.nothing(mine) if state else menu.not_understood(misses)
        return (
            self._told_outright(chat, mine, said)
            or _asked(chat, mine, said)
            or (self._named(chat, mine, at, said, misses) if state else menu.small_talk(said))
            or menu.not_understood(misses)
        )

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:
        """The draft stays; say how to take it up again."""
        view = _in_hand(chat, state)
        if view is None:
            return [cards.message(texts.PUT_ASIDE_CHOOSING)]
        ways = [
            cards.postback(texts.RESUME, view.data("resume")),
            cards.postback(texts.DROP, view.data("drop")),
        ]
        if State.from_json(state).asking == "status":
            ways.append(
                cards.postback(texts.CANCELS_PROJECT, view.data("set", "status", "cancelled"))
            )
        return [layout.offer(texts.put_aside(view.project.name), ways)]

    def revived(self, state: Json) -> Json | None:
        """The draft holds everything typed; only the place in the conversation is lost."""
        key = state.get("draft")
        return State(draft=key, asking="card").as_json() if key else None

    # --- choosing a project --------------------------------------------------------------------

    def _start(self, chat: OfficeChat, at: State, name: str) -> Turn:
        mine = choosing.own(chat)
        if mine is None or not mine.projects:
            return choosing.nothing(mine)
        if name:
            return self._named(chat, mine, at, Said(text=name))
        if len(mine.projects) == 1:
            return self._open(chat, mine, mine.projects[0], at)
        return choosing.offer(mine)

    def _tapped_choice(self, chat: OfficeChat, at: State, tap: Tap) -> Turn:
        mine = choosing.own(chat)
        if mine is None or not mine.projects:
            return choosing.nothing(mine)
        if tap.action == "new":
            return self._start(chat, at, "")
        if tap.action == "page":
            return choosing.offer(mine, page=tap.argument(0))
        project = mine.by_id(tap.argument(0))
        if project is None:
            return Turn(say=[cards.message(texts.NOT_MINE)])
        return self._open(chat, mine, project, at)

    def _named(self, chat: OfficeChat, mine: Own, at: State, said: Said, misses: int = 0) -> Turn:
        found = mine.named(said.text)
        if len(found) == 1:
            return self._open(chat, mine, found[0], at)
        if found:
            return choosing.offer_among(mine, found, at)
        lead = texts.WHICH_AGAIN + (f"\n{texts.ASK_A_PERSON}" if misses else "")
        return choosing.offer(mine, lead=lead, missed=True)

    def _open(self, chat: OfficeChat, mine: Own, project: ProjectFacts, at: State) -> Turn:
        if at.told:
            said = Said(text=at.told)
            view, _ = filling.opened(chat, mine, project)
            told = read(at.told, view, "", [project])
            return self._told_of(chat, mine, project, said, told)
        view, effects = filling.opened(chat, mine, project)
        lead, moving = files.brought_along(chat, view, at)
        effects = [*effects, *moving]
        at = State(draft=view.draft.key)
        if view.answers.status is None:
            return filling.proceed(view, at, effects, lead=lead)
        note = texts.RESUMED if project.draft_key else texts.CORRECTING
        return filling.proceed(
            view, replace(at, brief=True), effects, lead=[*lead, cards.message(note)]
        )

    def _edit(self, chat: OfficeChat, view: View | None, state: Json | None) -> Turn:
        """Change the draft in hand, or what was submitted last in this round."""
        if view and state:
            return filling.which_line(view, State.from_json(state))
        mine = choosing.own(chat)
        last = mine and last_reported_project(chat.connection, chat.official.id, mine.round.id)
        project = mine.by_id(str(last)) if mine and last else None
        if mine is None or project is None:
            return Turn(say=[cards.message(texts.NOTHING_TO_EDIT)])
        return self._open(chat, mine, project, State())

    # --- what is typed -------------------------------------------------------------------------

    def _told_outright(self, chat: OfficeChat, mine: Own, said: Said) -> Turn | None:
        """A report told in a sentence, with no draft in hand; None if it is none."""
        told = read_unasked(said.text, chat.today, mine.projects)
        if told.intent not in ("report", "correction"):
            return None
        if told.multi:
            return _told_several(chat, mine, said, told)
        project = _meant(mine, told) or _corrected(chat, mine, told)
        if project is None:
            candidates = [one for one in map(mine.by_code, told.candidates) if one]
            at = State(told=said.text)
            return choosing.offer_among(mine, candidates or mine.projects, at, texts.TOLD_OF_WHICH)
        return self._told_of(chat, mine, project, said, told)

    def _told_of(
        self, chat: OfficeChat, mine: Own, project: ProjectFacts, said: Said, told: Understanding
    ) -> Turn:
        """A sentence about that project; what was submitted before is only corrected by it."""
        view, effects = filling.opened(chat, mine, project)
        at = State(draft=view.draft.key, brief=project.reported)
        return _after_learning(chat, view, at, said, told, effects=effects)

    def _typed(self, chat: OfficeChat, view: View, at: State, said: Said, misses: int) -> Turn:
        """An answer to the question asked, or anything else about the report."""
        field = BY_KEY.get(at.asking)
        text = said.text.strip()
        if field and field.takes_text and not said.late:
            told = read(text, view, field.key, [view.project])
            if told.intent != "correction" and not (field.key == "warning" and told.spent):
                return _typed_text(chat, view, at, said)
        elif field and not said.late:
            answers = field.said(view, text)
            if answers is not None:
                return _next(chat, view, at, said, answers)
        mine = None if FIGURE_ALONE.fullmatch(text) else choosing.own(chat)
        told = read(text, view, at.asking, mine.projects if mine else [view.project])
        if mine and told.multi:
            return _told_several(chat, mine, said, told)
        asked = _asked(chat, mine, said) if mine and told.intent == "question" else None
        if asked:
            return replace(asked, state=at.as_json())
        other = _meant(mine, told) if mine and told.project else None
        if mine and other and other.id != view.project.id:
            return self._changed_project(chat, mine, other, said, told)
        return _after_learning(chat, view, at, said, told, misses=misses)

    def _changed_project(
        self, chat: OfficeChat, mine: Own, project: ProjectFacts, said: Said, told: Understanding
    ) -> Turn:
        view, effects = filling.opened(chat, mine, project)
        at = State(draft=view.draft.key)
        turn = _after_learning(chat, view, at, said, told, effects=effects)
        return replace(turn, say=[cards.message(texts.ABOUT_ANOTHER), *turn.say])


# --- a draft in hand ---------------------------------------------------------------------------


def _in_hand(chat: OfficeChat, state: Json | None) -> View | None:
    key = State.from_json(state).draft if state else ""
    draft = draft_of(chat.connection, key, chat.official.id) if key else None
    if draft is None or draft.state is not DraftState.OPEN:
        return None
    return View(draft, chat.connection, chat.today)


def _resumed(chat: OfficeChat, view: View | None) -> Turn:
    if view is None:
        key = last_draft_key(chat.connection, chat.official.id)
        draft = draft_of(chat.connection, key, chat.official.id) if key else None
        if draft is None:
            return Turn(say=[cards.message(texts.NOTHING_TO_RESUME)])
        view = View(draft, chat.connection, chat.today)
    return filling.proceed(view, State(draft=view.draft.key), lead=[cards.message(texts.RESUMED)])


def _button_of_the_past(draft: DraftFacts) -> Turn:
    if draft.state is DraftState.DISCARDED:
        return Turn(say=[cards.message(texts.DRAFT_DROPPED)])
    again = cards.postback(texts.EDIT, f"report:open:{draft.project.id}")
    return Turn(say=[layout.offer(texts.already_sent(draft.project.name), [again])])


def _meant(mine: Own, told: Understanding) -> ProjectFacts | None:
    """The project a text names; without a name the only one there is."""
    if told.project:
        return mine.by_code(told.project.value)
    if "project" in told.ask_about or len(mine.projects) != 1:
        return None
    return mine.projects[0]


DEADLINE = re.compile(r"(ถึง|ภายใน|ส่ง|รายงาน|กำหนด).*(วันไหน|เมื่อไ|เมื่อใด|วันที่เท่า)|กำหนดส่ง|เดดไลน์")
"""Somebody asks until when to report."""


def _asked(chat: OfficeChat, mine: Own, said: Said) -> Turn | None:
    """A question about the deadline; None for anything else."""
    if not DEADLINE.search(said.text):
        return None
    days = (mine.round.due - chat.today).days
    text = texts.is_due(mine.round, len(mine.left), days)
    return Turn(say=[layout.offer(text, [cards.says(texts.REPORT)])])


def _corrected(chat: OfficeChat, mine: Own, told: Understanding) -> ProjectFacts | None:
    """A correction without a name is about what was submitted last."""
    if told.intent != "correction" or told.project:
        return None
    last = last_reported_project(chat.connection, chat.official.id, mine.round.id)
    return mine.by_id(str(last)) if last else None


def _typed_text(chat: OfficeChat, view: View, at: State, said: Said) -> Turn:
    field = BY_KEY[at.asking]
    answers = field.said(view, said.text.strip())
    if answers is None:
        return filling.ask(view, at, field, again=1)
    return _next(chat, view, at, said, answers)


def _next(chat: OfficeChat, view: View, at: State, said: Said, answers: Answers) -> Turn:
    """Keep the answer to the question asked, and go on."""
    field = BY_KEY[at.asking]
    view, effects = filling.saved(chat, view, answers, (at.asking,), said.message_id)
    if field.stays and not at.brief:
        return filling.ask(view, at, field, effects)
    return filling.proceed(view, at, effects)


def _after_learning(
    chat: OfficeChat,
    view: View,
    at: State,
    said: Said,
    told: Understanding,
    *,
    effects: Sequence[Effect] = (),
    misses: int = 0,
) -> Turn:
    """Keep what a sentence said; ask about what it left in doubt; else ask differently."""
    learned = learn(view, told)
    if not learned.anything:
        return _not_understood(view, at, said, effects, misses)
    view, save = filling.saved(chat, view, learned.answers, learned.lines, said.message_id)
    at = replace(at, brief=at.brief or len(learned.lines) > 1)
    if learned.doubtful:
        return filling.ask_back(view, at, learned, [*effects, *save])
    return filling.proceed(view, at, [*effects, *save])


def _not_understood(
    view: View, at: State, said: Said, effects: Sequence[Effect], misses: int
) -> Turn:
    """Ask again, differently; what came late is said to have come late."""
    lead = [cards.message(texts.LATE_MESSAGE)] if said.late else []
    field = BY_KEY.get(at.asking)
    if field:
        return filling.ask(view, at, field, effects, lead=lead, again=misses + 1)
    lead = lead or [cards.message(texts.CARD_AGAIN)]
    return replace(filling.proceed(view, at, effects, lead=lead), missed=True)


def _told_several(chat: OfficeChat, mine: Own, said: Said, told: Understanding) -> Turn:
    """Several projects in one message: a draft for each, taken one after the other."""
    views, effects = [], []
    for part in told.multi:
        project = mine.by_code(part.project.value) if part.project else None
        if project is None:
            continue
        view, opening = filling.opened(chat, mine, project)
        learned = learn(view, part)
        view, save = filling.saved(chat, view, learned.answers, learned.lines, said.message_id)
        views.append(view)
        effects += [*opening, *save]
    if not views:
        return choosing.offer(mine, missed=True)
    queue = tuple(view.draft.key for view in views[1:])
    at = State(draft=views[0].draft.key, brief=True, queue=queue)
    lead = [cards.message(texts.one_after_the_other(len(views)))]
    return filling.proceed(views[0], at, effects, lead=lead)


# --- what a button of a draft does -------------------------------------------------------------


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


def _send(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:
    shown = int(tap.argument(1)) if tap.argument(1).isdecimal() else -1
    turn = filling.submit(chat, view, at, shown)
    if turn.state is not None or not at.queue:
        return turn
    return _onward(chat, at, turn)


def _onward(chat: OfficeChat, at: State, turn: Turn) -> Turn:
    """The next project of a message about several."""
    key, *rest = at.queue
    draft = draft_of(chat.connection, key, chat.official.id)
    if draft is None or draft.state is not DraftState.OPEN:
        return turn
    view = View(draft, chat.connection, chat.today)
    after = State(draft=key, brief=True, queue=tuple(rest))
    onward = filling.proceed(view, after, turn.effects, lead=turn.say)
    return replace(onward, must_arrive=True)


def _which_line(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return filling.which_line(view, at)


def _ask(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    field = BY_KEY.get(tap.argument(1))
    at = replace(at, brief=True)
    if field is None or not field.applies(view):
        return filling.proceed(view, at)
    return filling.ask(view, at, field)


def _resume(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return _resumed(chat, view)


def _drop(chat: OfficeChat, view: View, at: State, tap: Tap) -> Turn:  # noqa: ARG001
    return Turn(
        say=[cards.message(texts.DROPPED)], effects=[DiscardDraft(view.draft.key, chat.now)]
    )


_ON_DRAFT: dict[str, Callable[[OfficeChat, View, State, Tap], Turn]] = {
    "set": _set,
    "skip": _skip,
    "card": _card,
    "more": _more,
    "send": _send,
    "edit": _which_line,
    "ask": _ask,
    "resume": _resume,
    "drop": _drop,
}
