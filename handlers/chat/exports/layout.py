"""The cards of `ขอรายงาน`."""

from bot import cards
from bot.cards import Json
from bot.thaitext import day, round_name
from handlers.chat.exports import texts
from handlers.chat.exports.choice import Choice
from models.exports import ExportRequest
from reports import exports

IN_CHAT = ("report.docx", "report.pdf", "tables.xlsx", "memo.docx")
"""JSON is for machines: it is not offered to people."""
WITH_DIGITS = (".docx", ".pdf")


def choosing(choice: Choice, first: str = "") -> Json:
    """A button for each document, and the other rounds."""
    titles = exports.offered()
    buttons = [
        cards.button(cards.postback(titles[kind], _make(choice, kind, thai=choice.thai_digits)))
        for kind in IN_CHAT
        if kind in titles
    ]
    rounds = [
        cards.link(
            cards.postback(
                texts.OTHER_ROUND.format(round=round_name(code)),
                f"exports:choose:{code}:{choice.group}",
            )
        )
        for code in choice.others
    ]
    bubble = cards.bubble(
        head=cards.heading(texts.TITLE, round_name(choice.round)),
        body=[
            cards.words(first or texts.CHOOSE),
            cards.note(texts.OF.format(scope=choice.scope)),
            cards.note(texts.AS_OF.format(day=day(choice.as_of))),
        ],
        buttons=[*buttons, *rounds],
    )
    return cards.card(f"{texts.TITLE} {round_name(choice.round)}", bubble)


def making(choice: Choice, request: ExportRequest, link: str) -> Json:
    """The link, and the same in the other digits."""
    title = exports.TITLES[request.kind]
    buttons = [cards.button(cards.opens(texts.OPEN, link), main=True)]
    if request.kind.endswith(WITH_DIGITS):
        label = texts.IN_ARABIC_DIGITS if request.thai_digits else texts.IN_THAI_DIGITS
        data = _make(choice, request.kind, thai=not request.thai_digits)
        buttons.append(cards.link(cards.postback(label, data)))
    others = f"exports:choose:{choice.round}:{choice.group}"
    buttons.append(cards.link(cards.postback(texts.OTHERS, others)))
    bubble = cards.bubble(
        head=cards.heading(title, round_name(request.round)),
        body=[
            cards.words(texts.MAKING.format(title=title)),
            cards.note(texts.OF.format(scope=choice.scope)),
            cards.note(texts.LINK_SAYS),
        ],
        buttons=buttons,
    )
    return cards.card(texts.MAKING.format(title=title), bubble)


def _make(choice: Choice, kind: str, *, thai: bool) -> str:
    digits = "thai" if thai else "arabic"
    return f"exports:make:{choice.round}:{kind}:{digits}:{choice.group}"
