"""The certification conversation: what each word, tap and answer does."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Effect, Said, Tap, Turn
from bot.file_links import FileLinks
from handlers.chat.certification import layout, texts
from handlers.chat.certification.desk_of import OnDesk, bound_to, one_report, waiting_for
from handlers.chat.certification.effects import TellReturned
from handlers.chat.certification.version_view import view_of
from handlers.chat.person import OfficeChat
from models.audit import Channel
from models.authority import Act
from models.certifying import Decide, newest_report_id
from models.progress import Decision

REST = re.compile(r"(?:โครงการ(?:ที่)?\s*)?(?P<code>[\w.]{1,12})|ทั้งหมด(?:ที่ไม่มีข้อสังเกต)?")
MOST_LINKS = 4


class Certification:
    """Lets who leads a group decide about its reports."""

    name = "certify"
    version = 1
    act = Act.CERTIFY
    taps: Mapping[str, Act] = MappingProxyType(
        dict.fromkeys(("list", "card", "yes", "back", "why", "all", "all_yes"), Act.CERTIFY)
    )
    words = frozenset(
        {texts.CERTIFY, f"{texts.CERTIFY} …", texts.SEND_BACK, texts.LIST, texts.ALL_CLEAN}
    )

    def recognises(self, rest: str) -> bool:
        """`รับรอง 5`, `รับรอง ทั้งหมด`; "รับรอง มาตรฐานโรงเรียน 10 แห่ง" is something done."""
        return REST.fullmatch(rest) is not None and (rest[:3] == "ทั้" or any(map(str.isdigit, rest)))

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """A word: the list, one project's report, or what the button of that name does."""
        word, _, rest = said.word.partition(" ")
        if said.word == texts.ALL_CLEAN or rest.startswith("ทั้งหมด"):
            return _all(chat, Tap(self.name, "all"))
        if rest:
            return self._named(chat, rest)
        if state and not said.late and word in (texts.CERTIFY, texts.SEND_BACK):
            action = "yes" if word == texts.CERTIFY else "back"
            bound = (str(state["report"]), str(state["decision"]))
            return BUTTONS[action](chat, Tap(self.name, action, bound))
        return _list(chat, Tap(self.name, "list"))

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """One of the buttons, perhaps an old one."""
        tap = said.tap or Tap(self.name, "list")
        return BUTTONS[tap.action](chat, tap)

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """The reason for a return; anything else leaves the report undecided."""
        if state.get("asking") != "reason":
            return Turn(say=[cards.message(texts.NOT_DECIDED)])
        one = one_report(chat, str(state["report"]))
        text = said.text.strip()
        if said.kind != "text" or said.late or not text:
            again = layout.reasons(one.report, again=True)
            return Turn(say=[again], state=state, missed=True)
        bound = (str(one.report.id), str(state["decision"]))
        return _sent_back(chat, one, bound[1], text[: texts.MOST_OF_A_REASON], _line_of(text))

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """A report that was only looked at needs no word; an unfinished return does."""
        return [cards.message(texts.NOT_DECIDED)] if state.get("asking") == "reason" else ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """It is looked at again."""
        return None

    def _named(self, chat: OfficeChat, rest: str) -> Turn:
        found = REST.fullmatch(rest)
        code = found["code"] if found else ""
        waiting = waiting_for(chat)
        one = next((one for one in waiting if one.report.project.code == code), None)
        if one is None:
            say = [cards.message(texts.NO_SUCH)]
            return Turn(say=[*say, layout.the_list(waiting)] if waiting else say)
        return _card_of(chat, one)


# --- the buttons -------------------------------------------------------------------------------


def _list(chat: OfficeChat, tap: Tap) -> Turn:  # noqa: ARG001
    waiting = waiting_for(chat)
    if not waiting:
        return Turn(say=[cards.message(texts.NOTHING_WAITS)])
    return Turn(say=[layout.the_list(waiting)])


def _card(chat: OfficeChat, tap: Tap) -> Turn:
    one = one_report(chat, tap.argument(0))
    return _outdated(chat, one) or _card_of(chat, one)


def _card_of(chat: OfficeChat, one: OnDesk) -> Turn:
    report = one.report
    view = view_of(chat, report, report.version)
    before = view_of(chat, report, report.version - 1) if report.version > 1 else None
    shown = [file for file in view.evidence if file.ready][:MOST_LINKS]
    links = FileLinks(chat.office)
    addresses = [(file.name, links.to_evidence(file.id)) for file in shown]
    known = [(name, address) for name, address in addresses if address]
    state = {"report": report.id, "decision": report.last_decision, "asking": "card"}
    return Turn(say=[layout.the_report(one, view, before, known)], state=state)


def _yes(chat: OfficeChat, tap: Tap) -> Turn:
    one = one_report(chat, tap.argument(0))
    stopped = _stopped(chat, one, tap.argument(1))
    if stopped:
        return stopped
    return _done(chat, texts.certified(one.report), [_decision(chat, one)], {one.report.id})


def _back(chat: OfficeChat, tap: Tap) -> Turn:
    one = one_report(chat, tap.argument(0))
    stopped = _stopped(chat, one, tap.argument(1))
    if stopped:
        return stopped
    report = one.report
    state = {"report": report.id, "decision": report.last_decision, "asking": "reason"}
    return Turn(say=[layout.reasons(report, again=False)], state=state)


def _why(chat: OfficeChat, tap: Tap) -> Turn:
    one = one_report(chat, tap.argument(0))
    number = tap.argument(2)
    if number not in map(str, range(len(texts.REASONS))):
        return _back(chat, tap)
    reason, concerns = texts.REASONS[int(number)]
    return _sent_back(chat, one, tap.argument(1), reason, concerns)


def _all(chat: OfficeChat, tap: Tap) -> Turn:  # noqa: ARG001
    waiting = waiting_for(chat)
    clean = [one for one in waiting if one.is_clean]
    if clean:
        return Turn(say=[layout.all_clean(clean, bound_to(clean[: layout.AT_ONCE]))])
    if not waiting:
        return Turn(say=[cards.message(texts.NOTHING_WAITS)])
    return Turn(say=[cards.message(texts.NONE_CLEAN), layout.the_list(waiting)])


def _all_yes(chat: OfficeChat, tap: Tap) -> Turn:
    clean = [one for one in waiting_for(chat) if one.is_clean][: layout.AT_ONCE]
    if bound_to(clean) != tap.argument(0):
        again = _all(chat, tap)
        return Turn(say=[cards.message(texts.LIST_CHANGED), *again.say])
    ids = {one.report.id for one in clean}
    return _done(
        chat, texts.certified_all(len(clean)), [_decision(chat, one) for one in clean], ids
    )


BUTTONS: dict[str, Callable[[OfficeChat, Tap], Turn]] = {
    "list": _list,
    "card": _card,
    "yes": _yes,
    "back": _back,
    "why": _why,
    "all": _all,
    "all_yes": _all_yes,
}


# --- deciding ----------------------------------------------------------------------------------


def _stopped(chat: OfficeChat, one: OnDesk, decision: str) -> Turn | None:
    """Why nothing can be decided by this button; None if it can."""
    report = one.report
    outdated = _outdated(chat, one)
    if outdated:
        return outdated
    if not one.standing.may_decide:
        return Turn(say=[cards.message(texts.own(one.standing.instead))])
    if decision != str(report.last_decision):
        text = texts.decided(report, report.decided) if report.decided else texts.NOT_DECIDED
        return Turn(say=[layout.way_on(text, report.id)])
    return None


def _outdated(chat: OfficeChat, one: OnDesk) -> Turn | None:
    """An older version is never decided about; the way on is the newest one."""
    report = one.report
    if report.version == report.newest:
        return None
    newest = newest_report_id(chat.connection, report.project.id, report.round_id)
    return Turn(say=[layout.way_on(texts.newer(report), newest)])


def _sent_back(chat: OfficeChat, one: OnDesk, decision: str, reason: str, concerns: str) -> Turn:
    stopped = _stopped(chat, one, decision)
    if stopped:
        return stopped
    report = one.report
    decide = _decision(chat, one, Decision.RETURNED, reason, concerns)
    tell = TellReturned(chat.office, report, chat.official.name, reason, chat.event_id)
    return _done(chat, texts.sent_back(report, reason), [decide, tell], {report.id})


def _decision(
    chat: OfficeChat,
    one: OnDesk,
    decision: Decision = Decision.CERTIFIED,
    reason: str = "",
    concerns: str = "",
) -> Decide:
    return Decide(
        report_id=one.report.id,
        last_decision=one.report.last_decision,
        person_id=chat.official.id,
        decision=decision,
        kind=one.standing.kind,
        own=one.standing.own,
        at=chat.now,
        channel=Channel.CHAT,
        reason=reason,
        concerns=concerns,
    )


def _done(chat: OfficeChat, text: str, effects: Sequence[Effect], decided: set[int]) -> Turn:
    """What was done, how many are left, and the next one."""
    left = [one for one in waiting_for(chat) if one.report.id not in decided]
    onward = next((one.report.id for one in left if one.standing.may_decide), 0)
    return Turn(say=[layout.done(text, len(left), onward)], effects=effects, must_arrive=True)


def _line_of(reason: str) -> str:
    """The line of the form a typed reason is about, if it is one of the usual ones."""
    return next((line for usual, line in texts.REASONS if usual == reason), "")
