"""The cards of the planning group's conversation."""

from collections.abc import Sequence

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from handlers.chat.planning import texts
from models.members import MemberFacts

MOST_NAMES = 15


def menu(*, round_open: bool) -> Json:
    """Everything the planning group does in chat."""
    rounds = (texts.NUDGE_ALL, texts.EXTEND, texts.CLOSE) if round_open else (texts.OPEN,)
    buttons = [cards.button(cards.says(word)) for word in (*rounds, texts.MEMBERS, "มอบหมาย")]
    ways = (texts.FOR_OWNER, texts.CORRECT, texts.HAND_OVER)
    buttons += [cards.button(cards.says(word)) for word in ways]
    bubble = cards.bubble(
        head=cards.heading(texts.MENU), body=[cards.words(texts.MENU_LEAD)], buttons=buttons
    )
    return cards.card(texts.MENU, bubble)


def confirm(title: str, rows: Sequence[tuple[str, str]], data: str, *, note: str = "") -> Json:
    """Everything on one card before it is done."""
    body: list[Json] = [cards.row(label, value) for label, value in rows]
    if note:
        body += [cards.gap(), cards.note(note)]
    yes = cards.postback(f"{texts.CONFIRM}{title}", data)
    bubble = cards.bubble(
        head=cards.heading(title),
        body=body,
        buttons=[cards.button(yes, main=True), cards.link(cards.says("ยกเลิก"))],
    )
    return cards.card(title, bubble)


def choose(title: str, above: str, choices: Sequence[tuple[str, str]]) -> Json:
    """A question with a button for each answer: label and postback data."""
    buttons = [cards.button(cards.postback(clip(label, 40), data)) for label, data in choices]
    bubble = cards.bubble(head=cards.heading(above), body=[cards.strong(title)], buttons=buttons)
    return cards.card(title, bubble)


def ask(title: str, above: str, hint: str) -> Json:
    """A question that is answered by typing."""
    bubble = cards.bubble(
        head=cards.heading(clip(above, 90)),
        body=[cards.strong(title), cards.note(hint)],
        buttons=[cards.link(cards.says("ยกเลิก"))],
    )
    return cards.card(title, bubble)


def onward(text: str, label: str, data: str) -> Json:
    """A sentence with the one way on."""
    button = cards.button(cards.postback(label, data), main=True)
    return cards.card(text, cards.bubble(body=[cards.words(text)], buttons=[button]))


def members(found: Sequence[MemberFacts]) -> Json:
    """Who is not registered, who blocked the bot, who left and still owns projects."""
    here = [one for one in found if not one.left]
    blocked = [one for one in here if one.blocked_on]
    missing = [one for one in here if not one.registered]
    left = [one for one in found if one.left]
    registered = len(here) - len(missing) - len(blocked)
    summary = texts.members(
        {"registered": registered, "missing": len(missing), "blocked": len(blocked)}
    )
    body: list[Json] = [cards.words(summary)]
    body += _part("บล็อกบอต", [texts.blocked(one) for one in blocked])
    body += _part("ยังไม่ลงทะเบียน", [texts.missing(one) for one in missing])
    body += _part("ออกจากแผนแล้วแต่ยังมีโครงการ", [texts.missing(one) for one in left])
    if missing:
        body += [cards.gap(), cards.note(texts.INVITE_HINT)]
    bubble = cards.bubble(head=cards.heading(texts.MEMBERS), body=body)
    return cards.card(summary, bubble)


def _part(title: str, lines: Sequence[str]) -> list[Json]:
    if not lines:
        return []
    shown = [cards.words(line) for line in lines[:MOST_NAMES]]
    if len(lines) > MOST_NAMES:
        shown.append(cards.note(f"และอีก {len(lines) - MOST_NAMES} คน"))
    return [cards.gap(), cards.strong(f"{title} {len(lines)} คน", size="sm"), *shown]
