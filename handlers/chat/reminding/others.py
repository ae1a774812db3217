"""What others owe: passing a reminder on to them, and the list of all that is missing."""

from collections.abc import Collection

from bot import cards
from bot.cards import Json
from bot.dialogue import Tap, Turn
from bot.thaitext import round_name
from handlers.chat.person import OfficeChat
from handlers.chat.reminding import texts
from models.audit import Channel
from models.authority import Act
from scheduler.reminders.cards import missing_rows
from scheduler.reminders.passing import (
    PassingOn,
    PassOn,
    Whose,
    read_missing,
    read_passing_on,
)
from scheduler.reminders.reading import read_round
from scheduler.reminders.texts import PASS_ON, PASS_ON_ALL, escalation_title, rest

PER_PAGE = 12
EVERY = "all"


def passed_on(chat: OfficeChat, tap: Tap) -> Turn:
    """Remind the owners of what is missing, as far as one message a day allows."""
    return pass_on(chat, Whose(groups=_groups(chat, tap)), tap.argument(0))


def pass_on(chat: OfficeChat, whose: Whose, round_id: str) -> Turn:
    """The same for whomever it is; who asks was found to be allowed to."""
    passing = read_passing_on(chat.connection, whose, chat.official.id, chat.now)
    if passing is None or str(passing.round.id) != round_id:
        return Turn(say=[cards.message(texts.NO_ROUND)])
    if not passing.owners:
        return Turn(say=[cards.message(texts.nobody_left(passing))])
    effect = PassOn(passing, whose, chat.official.id, chat.now, Channel.CHAT, chat.event_id)
    return Turn(say=[_told(passing)], effects=[effect])


def _groups(chat: OfficeChat, tap: Tap) -> Collection[int] | None:
    """The groups of a button, each of which the person must lead today; None is the office."""
    named = tap.argument(1)
    if named == EVERY:
        chat.authority.demand(Act.NUDGE, groups=(), asked=str(tap))
        return None
    groups = [int(one) for one in named.split(",") if one.isdecimal()]
    for group in groups:
        chat.authority.demand(Act.NUDGE, groups=[group], asked=str(tap))
    return groups


def _told(passing: PassingOn) -> Json:
    lines = []
    if passing.at_once:
        lines.append(texts.at_once(passing))
    if passing.later:
        lines.append(texts.later(passing.later, passing.then))
    if passing.asked:
        lines.append(texts.asked(passing.asked))
    if passing.unreachable:
        lines.append(texts.unreachable(passing.unreachable))
    body = [cards.words(line, margin="md") for line in lines]
    title = texts.passed_title(passing)
    head = cards.heading(title, round_name(passing.round.code))
    return cards.card(f"{title} {lines[0]}", cards.bubble(head=head, body=body))


def missing(chat: OfficeChat, tap: Tap) -> Turn:
    """What is missing after so many, a page at a time."""
    groups = _groups(chat, tap)
    of_round = read_round(chat.connection)
    if of_round is None or not of_round.open or str(of_round.id) != tap.argument(0):
        return Turn(say=[cards.message(texts.NO_ROUND)])
    found = read_missing(chat.connection, of_round, Whose(groups=groups))
    if not found:
        return Turn(say=[cards.message(texts.ALL_REPORTED)])
    after = tap.argument(2)
    start = int(after) if after in map(str, range(len(found))) else 0
    left = len(found) - start - PER_PAGE
    which = f"{of_round.id}:{tap.argument(1)}"
    label = PASS_ON_ALL if groups is None else PASS_ON
    buttons = [cards.button(cards.postback(label, f"remind:pass:{which}"), main=True)]
    if left > 0:
        onward = f"remind:missing:{which}:{start + PER_PAGE}"
        buttons.append(cards.button(cards.postback(rest(left), onward)))
    bubble = cards.bubble(
        head=cards.heading(escalation_title(len(found)), round_name(of_round.code), cards.WARN),
        body=list(missing_rows(found[start : start + PER_PAGE])),
        buttons=buttons,
    )
    return Turn(say=[cards.card(escalation_title(len(found)), bubble)])
