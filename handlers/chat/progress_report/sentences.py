"""Sentences about a report: what they teach, what they leave in doubt, which project they mean."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import cards
from bot.dialogue import Effect, Said, Turn
from bot.understanding import Said as Told
from bot.understanding import Understanding
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, filling, layout, texts
from handlers.chat.progress_report.choosing import Own
from handlers.chat.progress_report.fields import BY_KEY, told_by_number
from handlers.chat.progress_report.learning import learn
from handlers.chat.progress_report.state import State
from handlers.chat.progress_report.view import View
from models.answers import Answers
from models.portfolio import ProjectFacts
from models.progress import WorkStatus
from models.report_reading import last_reported_project

DEADLINE = re.compile(r"(ถึง|ภายใน|ส่ง|รายงาน|กำหนด).*(วันไหน|เมื่อไ|เมื่อใด|วันที่เท่า)|กำหนดส่ง|เดดไลน์")
"""Somebody asks until when to report."""
SEVERAL_NUMBERS = re.compile(r"ทุก(?:กิจกรรม|ข้อ)|[\d๐-๙].*[^\d๐-๙.,].*[\d๐-๙]", re.DOTALL)
"""Worth a look whether activities are told by number: one number alone may be anything."""


def meant(mine: Own, told: Understanding) -> ProjectFacts | None:
    """The project a text names; without a name the only one there is."""
    if told.project:
        return mine.by_code(told.project.value)
    if "project" in told.ask_about or len(mine.projects) != 1:
        return None
    return mine.projects[0]


def asks_for_deadline(text: str) -> bool:
    """True for a question until when to report."""
    return DEADLINE.search(text) is not None


def asked_for_deadline(chat: OfficeChat, mine: Own, said: Said) -> Turn | None:
    """A question about the deadline; None for anything else."""
    if not asks_for_deadline(said.text):
        return None
    days = (mine.round.due - chat.today).days
    text = texts.is_due(mine.round, len(mine.left), days)
    return Turn(say=[layout.offer(text, [cards.says(texts.REPORT)])])


def corrected(chat: OfficeChat, mine: Own, told: Understanding) -> ProjectFacts | None:
    """A correction without a name is about what was submitted last."""
    if told.intent != "correction" or told.project:
        return None
    last = last_reported_project(chat.connection, chat.official.id, mine.round.id)
    return mine.by_id(str(last)) if last else None


def typed_text(chat: OfficeChat, view: View, at: State, said: Said) -> Turn:
    """The answer to a question that takes whatever is typed."""
    field = BY_KEY[at.asking]
    answers = field.said(view, said.text.strip())
    if answers is None:
        return filling.ask(view, at, field, again=1)
    return keep_and_go_on(chat, view, at, said, answers)


def keep_and_go_on(chat: OfficeChat, view: View, at: State, said: Said, answers: Answers) -> Turn:
    """Keep the answer to the question asked, and go on."""
    field = BY_KEY[at.asking]
    view, effects = filling.saved(chat, view, answers, (at.asking,), said.message_id)
    if field.stays and not at.brief:
        return filling.ask(view, at, field, effects)
    return filling.proceed(view, at, effects)


def told_activities(
    chat: OfficeChat, view: View, at: State, said: Said, *, effects: Sequence[Effect] = ()
) -> Turn | None:
    """`1 ทำแล้ว 2 กำลังทำ 3 ยัง`: the plan's activities by their numbers; None for anything else."""
    if not SEVERAL_NUMBERS.search(said.text):
        return None
    answers = told_by_number(view, said.text)
    if answers is None or answers.status is WorkStatus.NOT_STARTED or answers.book:
        return None
    view, save = filling.saved(chat, view, answers, ("activities",), said.message_id)
    return filling.proceed(view, at, [*effects, *save])


def after_learning(
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
        return not_understood(view, at, said, effects=effects, misses=misses)
    view, save = filling.saved(chat, view, learned.answers, learned.lines, said.message_id)
    at = replace(at, brief=at.brief or len(learned.lines) > 1)
    if learned.doubtful:
        return filling.ask_back(view, at, learned, [*effects, *save])
    return filling.proceed(view, at, [*effects, *save])


def not_understood(
    view: View, at: State, said: Said, *, effects: Sequence[Effect] = (), misses: int = 0
) -> Turn:
    """Ask again, differently; what came late is said to have come late."""
    lead = [cards.message(texts.LATE_MESSAGE)] if said.late else []
    field = BY_KEY.get(at.asking)
    if field:
        return filling.ask(view, at, field, effects, lead=lead, again=misses + 1)
    lead = lead or [cards.message(texts.CARD_AGAIN)]
    return replace(filling.proceed(view, at, effects, lead=lead), missed=True)


def told_several(chat: OfficeChat, mine: Own, said: Said, told: Understanding) -> Turn:
    """Several projects in one message: a draft for each, taken one after the other."""
    views, effects, unplaced = [], [], []
    for part in told.multi:
        project = mine.by_code(part.project.value) if part.project else None
        if project is None:
            unplaced.append(_piece(said.text, part))
            continue
        view, opening = filling.opened(chat, mine, project)
        learned = learn(view, part)
        view, save = filling.saved(chat, view, learned.answers, learned.lines, said.message_id)
        views.append(view)
        effects += [*opening, *save]
    if not views:
        at = State(told="\n".join(unplaced))
        return choosing.offer_among(mine, mine.projects, at, texts.TOLD_OF_WHICH)
    queue = tuple(view.draft.key for view in views[1:])
    at = State(draft=views[0].draft.key, brief=True, queue=queue, unplaced=tuple(unplaced))
    lead = [cards.message(texts.one_after_the_other(len(views) + len(unplaced)))]
    return filling.proceed(views[0], at, effects, lead=lead)


def _piece(text: str, part: Told) -> str:
    """The words of a message that are about one of its projects."""
    facts = (part.status, part.spent, part.remaining, part.percent, part.problem, part.suggestion)
    spans = [fact.span for fact in facts if fact]
    spans += [doubt.guess.span for doubt in part.doubts if doubt.guess]
    if not spans:
        return text
    return text[min(start for start, _ in spans) : max(end for _, end in spans)]
