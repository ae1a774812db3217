"""The cards of delegation: which group, who, until when, all of it, and what counts now."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from handlers.chat.delegation import texts
from handlers.chat.delegation.choice import Choice, GroupFacts
from models.delegating import LONGEST, Candidate, DelegationFacts

MOST_PEOPLE = 12


def which_group(groups: Sequence[GroupFacts]) -> Json:
    """The groups one may delegate for."""
    buttons = [
        cards.button(cards.postback(clip(one.name, 40), f"delegate:group:{one.id}"))
        for one in groups
    ]
    bubble = cards.bubble(
        head=cards.heading(texts.TITLE), body=[cards.strong(texts.WHICH_GROUP)], buttons=buttons
    )
    return cards.card(texts.WHICH_GROUP, bubble)


def who(
    group: GroupFacts,
    people: Sequence[Candidate],
    known: Sequence[DelegationFacts],
    *,
    again: bool = False,
) -> Json:
    """Whom to choose; what counts now can be taken back here."""
    body: list[Json] = [
        cards.strong(texts.WHO),
        cards.note(texts.WHO_AGAIN if again else texts.WHO_HINT),
    ]
    buttons = [
        cards.button(cards.postback(clip(one.name, 40), f"delegate:who:{group.id}:{one.person_id}"))
        for one in people[:MOST_PEOPLE]
    ]
    if known:
        body += [
            cards.gap(),
            cards.note(texts.NOW),
            *(cards.words(texts.line(one)) for one in known),
        ]
        buttons += [
            cards.link(
                cards.postback(clip(f"ยกเลิกของ {one.person_name}", 40), f"delegate:revoke:{one.id}")
            )
            for one in known
        ]
    bubble = cards.bubble(head=cards.heading(texts.TITLE, group.name), body=body, buttons=buttons)
    return cards.card(texts.WHO, bubble)


def until_when(
    group: GroupFacts, one: Candidate, today: date, *, acting: bool, again: bool = False
) -> Json:
    """Usual periods, a day of one's own, and for the planning group: acting without end."""
    bound = f"{group.id}:{one.person_id}"
    usual = (("วันนี้", 0), ("7 วัน", 6), ("30 วัน", 29))
    buttons = []
    for label, days in usual:
        last = today + timedelta(days=days)
        action = cards.postback(texts.until(label, last), f"delegate:until:{bound}:{last}")
        buttons.append(cards.button(action))
    buttons.append(cards.button(_picker(bound, today)))
    if acting:
        action = cards.postback(texts.ACTING, f"delegate:acting:{bound}")
        buttons.append(cards.button(action))
    bubble = cards.bubble(
        head=cards.heading(texts.TITLE, group.name),
        body=[
            cards.strong(f"{one.name} {texts.UNTIL}"),
            cards.note(texts.UNTIL_AGAIN if again else texts.UNTIL_HINT),
        ],
        buttons=buttons,
    )
    return cards.card(texts.UNTIL, bubble)


def _picker(bound: str, today: date) -> Json:
    """LINE's own calendar; it speaks A.D. by itself."""
    return {
        "type": "datetimepicker",
        "label": texts.PICK,
        "data": f"delegate:pick:{bound}",
        "mode": "date",
        "initial": today.isoformat(),
        "min": today.isoformat(),
        "max": (today + LONGEST).isoformat(),
    }


def confirm(choice: Choice) -> Json:
    """Everything on one card before it is written."""
    rows = [
        cards.row("มอบให้", choice.person.name),
        cards.row("ในฐานะ", texts.KINDS[choice.kind]),
        cards.row("ของ", choice.group.name),
        cards.row("ช่วงเวลา", texts.period(choice.starts_on, choice.ends_on)),
    ]
    notes = [cards.note(texts.ENDS_BY_ITSELF)] if choice.ends_on else []
    if not choice.person.account:
        notes.append(cards.note(texts.NOT_REGISTERED, color=cards.WARN))
    again = f"delegate:group:{choice.group.id}"
    bubble = cards.bubble(
        head=cards.heading(texts.TITLE),
        body=[*rows, cards.gap(), *notes],
        buttons=[
            cards.button(cards.postback(texts.CONFIRM, choice.data), main=True),
            cards.button(cards.postback(texts.OTHER_PERSON, again)),
            cards.link(cards.says("ยกเลิก")),
        ],
    )
    return cards.card(texts.TITLE, bubble)
