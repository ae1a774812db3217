"""Questions about the office's figures: typed in plain Thai, or tapped on the card before."""

from collections.abc import Mapping, Sequence

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.topics import Topic
from bot.understanding import understand
from bot.understanding.questions import Names, Question, asks, read_question
from handlers.chat.overview import texts
from handlers.chat.overview.answers import Asked, answer, may_export
from handlers.chat.overview.asking import choices
from handlers.chat.overview.naming import names_for
from handlers.chat.overview.sight import Sight, sight_of
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, sentences
from handlers.chat.progress_report.learning import known
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.errors import KaonaError
from models.exports import ExportRequest
from models.fiscal import NotARoundCodeError, RoundCode
from models.people import Role
from models.portfolio import RoundFacts, current_round
from reports import exports
from reports.earlier import round_before, round_of_period, rounds_of_year
from reports.outputs.chat import details
from reports.outputs.chat import texts as says
from reports.outputs.chat.ask import ACTIONS, CONVERSATION, EXPORT, Ask

WORDS: Mapping[str, Topic] = {"สรุป": Topic.SUMMARY, "ใครยังไม่รายงาน": Topic.MISSING}
FULL_REPORT = "report.pdf"


class Overview:
    """No state: each question is answered by itself, and each button says what it asks."""

    name = CONVERSATION
    version = 1
    words = frozenset(WORDS)
    act = Act.SEE_PROJECT
    taps: Mapping[str, Act] = dict.fromkeys(ACTIONS, Act.SEE_PROJECT)

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone; what follows them is read as a text."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """One of its words."""
        of_round = current_round(chat.connection)
        if of_round is None:
            return Turn(say=[cards.message(says.NO_ROUND)])
        topic = WORDS.get(said.word, Topic.SUMMARY)
        return _answered(chat, sight_of(chat), of_round, Ask(topic, of_round.code))

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """A button of one of the cards, perhaps of a round long closed."""
        of_round = current_round(chat.connection)
        if of_round is None or said.tap is None:
            return Turn(say=[cards.message(says.NO_ROUND)])
        ask = Ask.of(said.tap)
        sight = sight_of(chat)
        if ask.action == EXPORT:
            return _full_report(chat, sight, ask)
        return _answered(chat, sight, of_round, ask)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; the summary."""
        return self.begin(chat, None, said)

    def overhears(self, chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:
        """A question in plain words. What may be a report, or the answer to one, is none."""
        if (in_hand or not _is_manager(chat)) and not asks(said.text):
            return None
        of_round = current_round(chat.connection)
        if of_round is None:
            return None
        sight = sight_of(chat)
        if not sight.is_manager and sentences.asks_for_deadline(said.text):
            return None
        names = names_for(chat.connection, sight, of_round.fiscal_year)
        question = read_question(said.text, names)
        if question is None:
            return None if in_hand else _not_understood(chat, sight, said)
        if not question.sure and _may_be_a_report(chat, sight, said, in_hand=in_hand):
            return None
        return _about(chat, sight, of_round, names, question)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None


def _is_manager(chat: OfficeChat) -> bool:
    authority = chat.authority
    return authority.may(Act.SEE_OFFICE, groups=(), owners=()) or bool(authority.led)


def _may_be_a_report(chat: OfficeChat, sight: Sight, said: Said, *, in_hand: bool) -> bool:
    """Without the form of a question: who only owns projects begins a report with it."""
    if in_hand or not sight.is_manager:
        return True
    if Role.OWNER not in chat.official.roles:
        return False
    mine = choosing.own(chat)
    own = [] if mine is None else [known(one) for one in mine.projects]
    told = understand(said.text, today=chat.today, projects=own)
    return told.has_facts or bool(told.multi)


def _not_understood(chat: OfficeChat, sight: Sight, said: Said) -> Turn | None:
    """Who manages and owns no project hears what can be asked; others are left to the report."""
    if not sight.is_manager or Role.OWNER in chat.official.roles:
        return None
    if understand(said.text, today=chat.today).intent != "question":
        return None
    buttons = [cards.button(cards.says(word)) for word in texts.EXAMPLES]
    bubble = cards.bubble(body=[cards.words(texts.NOT_UNDERSTOOD)], buttons=buttons)
    return Turn(say=[cards.card(texts.NOT_UNDERSTOOD, bubble)], missed=True)


def _about(
    chat: OfficeChat, sight: Sight, of_round: RoundFacts, names: Names, question: Question
) -> Turn:
    if question.unknown:
        return _unknown(sight, names, of_round, question)
    code = _round_meant(chat, of_round, question)
    if code is None:
        if question.round == "before":
            return Turn(say=[cards.message(says.NO_BEFORE)])
        return Turn(say=[cards.message(texts.no_such_round(question.round))])
    found = choices(question, names, str(code))
    if len(found) > 1:
        return Turn(say=[details.choose(found)])
    return _answered(chat, sight, of_round, found[0][1])


def _round_meant(chat: OfficeChat, of_round: RoundFacts, question: Question) -> RoundCode | None:
    """The round at hand unless another is named; None for one that was never opened."""
    current = RoundCode.parse(of_round.code)
    if not question.round:
        return current
    if question.round == "before":
        return round_before(chat.connection, current)
    return round_of_period(chat.connection, of_round.fiscal_year, question.round)


def _unknown(sight: Sight, names: Names, of_round: RoundFacts, question: Question) -> Turn:
    """Nothing of that name among what may be seen; who sees all is told that it is not there."""
    if not sight.is_whole and question.topic is not Topic.GROUP:
        raise NotAllowedError(Act.SEE_PROJECT, f"{CONVERSATION}:{question.topic}:unknown")
    if question.topic is Topic.PROJECT:
        return Turn(say=[cards.message(texts.UNKNOWN_PROJECT)])
    if question.topic is Topic.PERSON:
        return Turn(say=[cards.message(texts.UNKNOWN_PERSON)])
    groups = Ask(Topic.GROUPS, of_round.code)
    known = [
        (one.name, Ask(Topic.GROUP, of_round.code, one.code))
        for one in names.groups
        if sight.shows_group(one.code)
    ]
    offered = known if 0 < len(known) <= 10 else [(says.SEE_GROUPS, groups)]
    return Turn(say=[cards.message(texts.UNKNOWN_GROUP), details.choose(offered)])


def _answered(chat: OfficeChat, sight: Sight, of_round: RoundFacts, ask: Ask) -> Turn:
    code = _code(chat, ask.round or of_round.code, ask)
    return Turn(say=[answer(Asked(chat, sight, code, ask))])


def _code(chat: OfficeChat, text: str, ask: Ask) -> RoundCode:
    """The round a button names, if there is one."""
    try:
        code = RoundCode.parse(text)
    except NotARoundCodeError:
        raise NotAllowedError(Act.SEE_PROJECT, ask.data) from None
    if code not in rounds_of_year(chat.connection, code.fiscal_year):
        raise NotAllowedError(Act.SEE_PROJECT, ask.data)
    return code


def _full_report(chat: OfficeChat, sight: Sight, ask: Ask) -> Turn:
    """The document is asked for; its link works while it is being made."""
    if not may_export(sight, ask.group):
        raise NotAllowedError(Act.EXPORT, ask.data)
    code = _code(chat, ask.round, ask)
    groups = sight.groups_for(ask.group) or frozenset()
    kind = FULL_REPORT if FULL_REPORT in exports.offered() else next(iter(exports.offered()))
    request = ExportRequest(str(code), kind, tuple(sorted(groups)))
    try:
        asked = exports.ask(
            chat.office,
            request,
            asked_by=chat.official.id,
            channel=Channel.CHAT,
            caused_by=chat.event_id,
        )
    except KaonaError:
        return Turn(say=[cards.message(says.NO_ADDRESS)])
    if asked.link is None:
        return Turn(say=[cards.message(says.NO_ADDRESS)])
    return Turn(say=[details.report_link(asked.link)], effects=[asked.effect])
