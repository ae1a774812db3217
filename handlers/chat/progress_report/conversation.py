"""The progress-report conversation: what each word, tap and answer does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Tap, Turn
from bot.understanding import Understanding
from handlers.chat import menu
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import (
    buttons,
    choosing,
    files,
    filling,
    layout,
    returned,
    sentences,
    texts,
)
from handlers.chat.progress_report.choosing import Own
from handlers.chat.progress_report.drafts import own_draft
from handlers.chat.progress_report.fields import BY_KEY
from handlers.chat.progress_report.learning import read, read_unasked
from handlers.chat.progress_report.state import State
from handlers.chat.progress_report.view import View
from models.authority import Act, NotAllowedError
from models.portfolio import ProjectFacts
from models.progress import DraftState
from models.report_reading import last_reported_project

FIGURE_ALONE = re.compile(r"[\d๐-๙.,\s-]+(บาท)?(ค่ะ|คะ|ครับ|คับ)?")
"""An amount and nothing else names no project, so the person's projects need not be read."""


class ProgressReport:
    """Reports a project; also listens to whatever is said when nothing else is in hand."""

    name = "report"
    version = 1
    act = Act.REPORT
    taps: Mapping[str, Act] = MappingProxyType(
        dict.fromkeys(("new", "page", "open", "fix", *buttons.ON_DRAFT), Act.REPORT)
    )
    words = frozenset(
        {
            texts.REPORT,
            f"{texts.REPORT} …",
            texts.RESUME,
            texts.SEND,
            texts.SEND_NOW,
            texts.EDIT,
            texts.DROP,
        }
    )

    # --- the ways in ---------------------------------------------------------------------------

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """`รายงาน` and part of a project's name."""
        return True

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """One of the words was typed."""
        word, _, rest = said.word.partition(" ")
        view = buttons.in_hand(chat, state)
        if word == texts.REPORT:
            return self._report_or_text(chat, view, state, said, rest)
        if word == texts.RESUME:
            return buttons.resumed(chat, view)
        if word == texts.EDIT:
            return self._edit(chat, view, state)
        if word == texts.DROP:
            return buttons.dropped(chat, view)
        if view is None or state is None:
            return Turn(say=[cards.message(texts.NOTHING_TO_SEND)])
        at = State.from_json(state)
        if word == texts.SEND_NOW:
            return filling.proceed(view, replace(at, brief=True))
        shown = "" if said.late else str(at.shown)  # a late word is about an older card
        return buttons.send(chat, view, at, Tap(self.name, "send", (at.draft, shown)))

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """One of the buttons was tapped, perhaps an old one."""
        tap = said.tap or Tap(self.name, "")
        at = State.from_json(state) if state else State()
        if tap.action in ("new", "page", "open"):
            return self._tapped_choice(chat, at, tap)
        if tap.action == "fix":
            return returned.fix(chat, tap) or Turn(say=[cards.message(texts.FIXED_ALREADY)])
        draft = own_draft(chat, tap.argument(0))
        if draft is None:
            raise NotAllowedError(Act.REPORT, str(tap))
        if draft.state is not DraftState.OPEN:
            return buttons.of_the_past(draft)
        if at.draft != draft.key:
            at = State(draft=draft.key)
        view = View(draft, chat.connection, chat.today)
        act = buttons.ON_DRAFT.get(tap.action)
        return act(chat, view, at, tap) if act else filling.proceed(view, at)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:
        """Something was typed or sent."""
        if said.kind in files.KINDS:
            return files.received(chat, buttons.in_hand(chat, state), state, said)
        if said.kind != "text":
            return Turn(say=menu.cannot_read(said.kind), state=state or None)
        at = State.from_json(state) if state else State()
        view = buttons.in_hand(chat, state)
        if view:
            return self._typed(chat, view, at, said, misses)
        mine = choosing.own(chat)
        if mine is None or not mine.projects:
            return choosing.nothing(mine) if state else menu.not_understood(misses)
        exact = mine.exactly(said.text) if state else None
        if exact:
            return self._open(chat, mine, exact, at)
        return (
            self._told_outright(chat, mine, at, said)
            or sentences.asked_for_deadline(chat, mine, said)
            or (self._named(chat, mine, at, said, misses) if state else menu.small_talk(said))
            or menu.not_understood(misses)
        )

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:
        """The draft stays; say how to take it up again."""
        view = buttons.in_hand(chat, state)
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

    def _report_or_text(
        self, chat: OfficeChat, view: View | None, state: Json | None, said: Said, rest: str
    ) -> Turn:
        """`รายงาน ...` begins a report, unless it is the text a question has just asked for."""
        at = State.from_json(state) if state else State()
        field = BY_KEY.get(at.asking)
        if view is None or not rest or field is None or not field.takes_text:
            return self._start(chat, State(), rest)
        mine = choosing.own(chat)
        if mine and mine.exactly(rest):
            return self._start(chat, State(), rest)
        return sentences.typed_text(chat, view, at, said)

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
        project = mine.by_id(tap.argument(0)) if mine else None
        if tap.action == "open" and project is None:
            raise NotAllowedError(Act.REPORT, str(tap))
        if mine is None or not mine.projects:
            return choosing.nothing(mine)
        if tap.action == "new":
            return self._start(chat, at, "")
        if tap.action == "page":
            return choosing.offer(mine, page=tap.argument(0))
        return self._open(chat, mine, project, at) if project else self._start(chat, at, "")

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
        sent_back = None if project.draft_key or at.photos else returned.opened(chat, mine, project)
        if sent_back:
            return sent_back
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

    def _told_outright(self, chat: OfficeChat, mine: Own, at: State, said: Said) -> Turn | None:
        """A report told in a sentence, with no draft in hand; None if it is none."""
        told = read_unasked(said.text, chat.today, mine.projects)
        if told.intent not in ("report", "correction"):
            return None
        if told.multi:
            return sentences.told_several(chat, mine, said, told)
        project = sentences.meant(mine, told) or sentences.corrected(chat, mine, told)
        if project is None:
            candidates = [one for one in map(mine.by_code, told.candidates) if one]
            at = replace(at, told="\n".join(filter(None, (at.told, said.text))))
            return choosing.offer_among(mine, candidates or mine.projects, at, texts.TOLD_OF_WHICH)
        return self._told_of(chat, mine, project, said, told)

    def _told_of(
        self, chat: OfficeChat, mine: Own, project: ProjectFacts, said: Said, told: Understanding
    ) -> Turn:
        """A sentence about that project; what was submitted before is only corrected by it."""
        view, effects = filling.opened(chat, mine, project)
        at = State(draft=view.draft.key, brief=project.reported)
        listed = sentences.told_activities(chat, view, at, said, effects=effects)
        if listed:
            return listed
        return sentences.after_learning(chat, view, at, said, told, effects=effects)

    def _typed(self, chat: OfficeChat, view: View, at: State, said: Said, misses: int) -> Turn:
        """An answer to the question asked, or anything else about the report."""
        by_label = None if said.late else buttons.typed(chat, view, at, said)
        if by_label:
            return by_label
        listed = None if said.late else sentences.told_activities(chat, view, at, said)
        if listed:
            return listed
        field = BY_KEY.get(at.asking)
        text = said.text.strip()
        if field and field.takes_text and not said.late:
            told = read(text, view, field.key, [view.project])
            if sentences.asks_for_deadline(text):
                mine = choosing.own(chat)
                asked = sentences.asked_for_deadline(chat, mine, said) if mine else None
                return replace(asked, state=at.as_json()) if asked else filling.ask(view, at, field)
            if told.intent != "correction" and not (field.key == "warning" and told.spent):
                return sentences.typed_text(chat, view, at, said)
        elif field and not said.late:
            answers = field.said(view, text)
            if answers is not None:
                return sentences.keep_and_go_on(chat, view, at, said, answers)
        if said.late and FIGURE_ALONE.fullmatch(text):
            return sentences.not_understood(view, at, said, misses=misses)
        only_this = view.draft.for_owner or FIGURE_ALONE.fullmatch(text)
        mine = None if only_this else choosing.own(chat)
        asking = "" if said.late else at.asking
        told = read(text, view, asking, mine.projects if mine else [view.project])
        if mine and told.multi:
            return sentences.told_several(chat, mine, said, told)
        asked = (
            sentences.asked_for_deadline(chat, mine, said)
            if mine and told.intent == "question"
            else None
        )
        if asked:
            return replace(asked, state=at.as_json())
        other = sentences.meant(mine, told) if mine and told.project else None
        if mine and other and other.id != view.project.id:
            return self._changed_project(chat, mine, other, said, told)
        return sentences.after_learning(chat, view, at, said, told, misses=misses)

    def _changed_project(
        self, chat: OfficeChat, mine: Own, project: ProjectFacts, said: Said, told: Understanding
    ) -> Turn:
        view, effects = filling.opened(chat, mine, project)
        at = State(draft=view.draft.key)
        turn = sentences.after_learning(chat, view, at, said, told, effects=effects)
        return replace(turn, say=[cards.message(texts.ABOUT_ANOTHER), *turn.say])
