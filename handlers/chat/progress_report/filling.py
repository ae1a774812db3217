"""Working on a draft: opening it, asking the next question, the card, submitting."""

from collections.abc import Sequence
from dataclasses import replace

from bot import cards
from bot.cards import Json
from bot.dialogue import Effect, Turn
from bot.file_links import FileLinks
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import layout, texts
from handlers.chat.progress_report.choosing import Own, own
from handlers.chat.progress_report.drafts import own_draft
from handlers.chat.progress_report.effects import OpenDraft, SaveDraft
from handlers.chat.progress_report.fields import BY_KEY, Field, next_field
from handlers.chat.progress_report.fields.money import GUESS
from handlers.chat.progress_report.learning import Learned
from handlers.chat.progress_report.state import CARD, EDITING, State
from handlers.chat.progress_report.view import View
from handlers.owners_told import TellOwners
from models.answers import Answers
from models.audit import Channel
from models.evidence import CarryEvidence
from models.portfolio import DraftFacts, ProjectFacts
from models.progress import DraftState
from models.report_reading import newest_answers
from models.submission import Submission, Submitter
from scheduler.reminders.wishes import ReminderOvertaken

Opened = tuple[View, list[Effect]]
"""A draft, and what is to be written if it is new."""


def opened(chat: OfficeChat, mine: Own, project: ProjectFacts) -> Opened:
    """The open draft of a project, or a new one that starts from the newest version."""
    return opened_for(chat, mine, project)


def opened_for(
    chat: OfficeChat,
    mine: Own,
    project: ProjectFacts,
    *,
    on_behalf_of: int | None = None,
    correction_reason: str = "",
) -> Opened:
    """The same, written by the planning group for an owner who phoned, or with a reason."""
    if project.draft_key:
        draft = own_draft(chat, project.draft_key)
        if draft and draft.state is DraftState.OPEN:
            return View(draft, chat.connection, chat.today), []
    key = chat.office.ids.code(8)
    answers = Answers()
    if project.reported:
        answers = newest_answers(chat.connection, project.id, mine.round.id)
    new = DraftFacts(
        id=0,
        key=key,
        revision=0,
        based_on=project.version,
        state=DraftState.OPEN,
        answers=answers,
        origins={},
        project=project,
        round=mine.round,
        owned=on_behalf_of is None and not correction_reason,
        on_behalf_of=on_behalf_of,
        correction_reason=correction_reason,
    )
    effect = OpenDraft(
        key=key,
        person_id=chat.official.id,
        project_id=project.id,
        round_id=mine.round.id,
        based_on=project.version,
        answers=answers,
        now=chat.now,
        on_behalf_of=on_behalf_of,
        correction_reason=correction_reason,
    )
    carry = [CarryEvidence(key, chat.now)] if project.reported else []
    return View(new, chat.connection, chat.today), [effect, *carry]


def saved(
    chat: OfficeChat, view: View, answers: Answers, lines: Sequence[str], message_id: str | None
) -> tuple[View, list[Effect]]:
    """The view with these answers, and the effect that keeps them."""
    if answers == view.answers:
        return view, []
    after = view.with_answers(answers)
    origins = dict(view.draft.origins)
    for line in lines:
        origins.pop(line, None)
        if message_id:
            origins[line] = message_id
    effect = SaveDraft(
        key=view.draft.key,
        revision=after.draft.revision,
        based_on=view.draft.based_on,
        answers=answers,
        origins=origins,
        now=chat.now,
    )
    return after, [effect]


def proceed(
    view: View, at: State, effects: Sequence[Effect] = (), *, lead: Sequence[Json] = ()
) -> Turn:
    """Ask what is still to be asked, else show the card."""
    at = replace(at, draft=view.draft.key)
    field = next_field(view, optional=not at.brief, skipped=at.skipped)
    if field:
        return ask(view, at, field, effects, lead=lead)
    return card(view, at, effects, lead=lead)


def ask(
    view: View,
    at: State,
    field: Field,
    effects: Sequence[Effect] = (),
    *,
    lead: Sequence[Json] = (),
    again: int = 0,
    offered: Sequence[tuple[str, str]] = (),
) -> Turn:
    """One question; `again` counts answers not understood, `offered` are further choices."""
    helper = texts.ASK_A_PERSON if again > 1 else ""
    question = layout.question(view, field, again=again > 0, helper=helper, offered=offered)
    return Turn(
        say=[*lead, question],
        state=at.at(field.key).as_json(),
        effects=effects,
        missed=again > 0,
    )


def ask_back(view: View, at: State, learned: Learned, effects: Sequence[Effect]) -> Turn:
    """Something said is doubtful: ask for the figure itself, naming a guess if there is one."""
    key = next((_LINE_OF[key] for key in learned.doubtful if key in _LINE_OF), "status")
    field = BY_KEY[key]
    if not field.applies(view):
        return proceed(view, at, effects)
    lead = [cards.message(texts.ask_back(key, learned.why))]
    guess = learned.guess if key == "spent" else None
    offered = [(texts.it_is(guess), f"{GUESS}{guess:f}")] if guess is not None else []
    at = replace(at, draft=view.draft.key)
    return ask(view, at, field, effects, lead=lead, offered=offered)


_LINE_OF = {"spent_baht": "spent", "remaining_baht": "spent", "status": "status"}


def card(
    view: View,
    at: State,
    effects: Sequence[Effect] = (),
    *,
    lead: Sequence[Json] = (),
    missed: bool = False,
) -> Turn:
    """Everything on one card; what is submitted later must be just what it shows."""
    shown = replace(at, asking=CARD, brief=True, shown=view.draft.revision)
    say = [*lead, layout.look_over(view)]
    return Turn(say=say, state=shown.as_json(), effects=effects, missed=missed)


def which_line(view: View, at: State) -> Turn:
    """Which line is to be changed?"""
    state = replace(at.at(EDITING), brief=True)
    return Turn(say=[layout.which_line(view)], state=state.as_json())


def submit(chat: OfficeChat, view: View, at: State, shown: int) -> Turn:
    """Submit what the card showed; anything else brings up the card as it is now."""
    missing = next_field(view, optional=False)
    if missing:
        return ask(view, at, missing)
    if view.project.version != view.draft.based_on:
        return _after_somebody_else(chat, view, at)
    if shown != view.draft.revision:
        return card(view, at, lead=[cards.message(texts.CARD_CHANGED)])
    submission = _submission(chat, view)
    mine = None if view.draft.for_owner else own(chat)
    left = [one for one in mine.left if one.id != view.project.id] if mine else []
    receipt = layout.receipt(
        view,
        submission.receipt,
        chat.now,
        late=submission.late,
        left=left,
        form=FileLinks(chat.office).to_form(submission.receipt),
    )
    effects: list[Effect] = [submission, ReminderOvertaken(chat.official.id, chat.now)]
    if view.draft.for_owner:
        effects.append(TellOwners(chat.office, submission, view.project.name))
    return Turn(say=[receipt], effects=effects, must_arrive=True)


def _after_somebody_else(chat: OfficeChat, view: View, at: State) -> Turn:
    """A joint owner submitted meanwhile: this draft becomes a correction of that version."""
    draft = replace(view.draft, based_on=view.project.version, revision=view.draft.revision + 1)
    effect = SaveDraft(
        key=draft.key,
        revision=draft.revision,
        based_on=draft.based_on,
        answers=draft.answers,
        origins=draft.origins,
        now=chat.now,
    )
    rebased = View(draft, chat.connection, chat.today)
    return card(rebased, at, [effect], lead=[cards.message(texts.SENT_BY_OTHER)])


def _submission(chat: OfficeChat, view: View) -> Submission:
    person = chat.official
    return Submission(
        draft_id=view.draft.id,
        project_id=view.project.id,
        project_code=view.project.code,
        round=view.draft.round,
        based_on=view.draft.based_on,
        answers=view.answers,
        allocated=view.project.allocated,
        by=Submitter(person.id, person.name, person.title),
        at=chat.now,
        today=chat.today,
        channel=Channel.PHONE if view.draft.on_behalf_of else Channel.CHAT,
        caused_by=chat.event_id,
        on_behalf_of=view.draft.on_behalf_of,
        reason=view.draft.correction_reason,
    )
