"""The cards finance sees: what would change, what is wrong, what was imported."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, day
from handlers.chat.disbursement import texts
from models.disbursement_offers import OfferFacts
from workbooks.disbursement_store import FigureChange, FigureChanges

BIGGEST, REMARKS, FAULTS = 5, 4, 8
PER_PAGE = 30
"""Lines of the whole list in one message."""


def offer(one: OfferFacts, changes: FigureChanges, note: str = "") -> Json:
    """What importing would change, and the button that does it."""
    title = texts.FILE_TITLE if one.is_file else texts.TOLD_TITLE
    body = [cards.note(note, color=cards.WARN)] if note else []
    body += _in_words(changes) if not one.is_file else [*_counts(changes), *_biggest(changes)]
    body += _remarks(changes.remarks)
    if one.is_file and changes.missing:
        body += [cards.gap(), cards.note(texts.missing(changes.missing))]
    label = texts.IMPORT if one.is_file else texts.RECORD
    ways = [cards.link(cards.postback(texts.CANCEL, f"disbursement:cancel:{one.key}"))]
    if one.is_file and len(changes.items) > BIGGEST:
        see = cards.postback(texts.SEE_ALL, f"disbursement:list:{one.key}:0")
        ways.insert(0, cards.link(see))
    bubble = cards.bubble(
        head=cards.heading(title, clip(one.name, 80)),
        body=body,
        buttons=[
            cards.button(cards.postback(label, f"disbursement:import:{one.key}"), main=True),
            cards.side_by_side(ways),
        ],
    )
    return cards.card(f"{title}: {changes.summary}", bubble)


def _counts(changes: FigureChanges) -> list[Json]:
    new = [item for item in changes.items if item.old is None]
    corrected = [item for item in changes.items if item.old is not None]
    rows = len(changes.items) + changes.same + changes.without_budget
    lines = [
        cards.amount_row("ในไฟล์", texts.counted(rows, "แถว")),
        cards.amount_row("ยอดใหม่", texts.counted(len(new)), weight="bold"),
        cards.amount_row("แก้ยอดเดิม", texts.counted(len(corrected)), weight="bold"),
        cards.amount_row("เหมือนเดิม", texts.counted(changes.same)),
    ]
    if changes.without_budget:
        lines.append(cards.amount_row("ไม่ใช้งบ", texts.counted(changes.without_budget, "โครงการ")))
    days = sorted({item.as_of for item in changes.items})
    if days:
        shown = day(days[0]) if len(days) == 1 else f"{day(days[0])} ถึง {day(days[-1])}"
        lines.append(cards.amount_row("ณ วันที่", shown))
    lines.append(cards.amount_row("รวมยอดที่จะบันทึก", texts.money(changes.total), weight="bold"))
    return lines


def _biggest(changes: FigureChanges) -> list[Json]:
    ordered = sorted(changes.items, key=_size, reverse=True)[:BIGGEST]
    if not ordered:
        return []
    heading = cards.words(texts.BIGGEST, weight="bold", margin="md")
    return [cards.gap(), heading, *(_change(item) for item in ordered)]


def _size(item: FigureChange) -> Decimal:
    return abs(item.new - (item.old or 0))


def _change(item: FigureChange) -> Json:
    figure = texts.money(item.new)
    if item.old is not None:
        figure = f"{texts.money(item.old)} → {figure}"
    name = f"{item.project.code}. {clip(item.project.name, 46)}"
    return cards.stack(
        [cards.note(name), cards.words(figure, align="end")], margin="sm", spacing="none"
    )


def _in_words(changes: FigureChanges) -> list[Json]:
    """Each figure told in words, in full: there are few."""
    lines: list[Json] = []
    for item in changes.items[:BIGGEST]:
        if lines:
            lines.append(cards.gap())
        name = f"{item.project.code}. {clip(item.project.name, 120)}"
        lines += [
            cards.words(name, weight="bold", maxLines=3),
            cards.amount_row("เบิกจ่ายสะสม", texts.money(item.new), weight="bold"),
            cards.amount_row("ณ วันที่", day(item.as_of)),
            cards.amount_row("แหล่งงบ", item.project.source_name(item.source)),
        ]
        if item.old is not None:
            lines.append(cards.amount_row("ยอดเดิม", texts.money(item.old)))
    rest = len(changes.items) - BIGGEST
    return [*lines, cards.note(f"และอีก {rest} ยอด")] if rest > 0 else lines


def _remarks(remarks: Sequence[str]) -> list[Json]:
    if not remarks:
        return []
    heading = cards.words(texts.NOTES, weight="bold", color=cards.WARN, margin="md")
    lines = [cards.note(f"• {one}") for one in remarks[:REMARKS]]
    rest = len(remarks) - REMARKS
    more = [cards.note(f"และอีก {rest} ข้อ")] if rest > 0 else []
    return [cards.gap(), heading, *lines, *more]


def faults(one: OfferFacts, found: Sequence[str]) -> Json:
    """What is wrong, the first faults in full; nothing was imported."""
    text = f"พบ {len(found)} จุดที่ต้องแก้ ยังไม่มียอดใดถูกนำเข้า"
    lines = [cards.words(f"• {clip(fault, 240)}", size="xs") for fault in found[:FAULTS]]
    rest = len(found) - len(lines)
    buttons = []
    if rest > 0:
        lines.append(cards.note(f"และอีก {rest} จุด"))
        see = cards.postback(texts.SEE_FAULTS, f"disbursement:faults:{one.key}:0")
        buttons.append(cards.button(see))
    note = cards.note("แก้ในไฟล์เดิมแล้วส่งมาใหม่ได้เลยค่ะ", margin="md")
    bubble = cards.bubble(
        head=cards.heading(texts.FILE_TITLE, clip(one.name, 80), color=cards.BAD),
        body=[cards.words(text, weight="bold"), *lines, note],
        buttons=buttons,
    )
    return cards.card(f"{texts.FILE_TITLE}: {text}", bubble)


def page(key: str, action: str, lines: Sequence[str], number: int) -> list[Json]:
    """One page of a long list as a text, with the way to the next."""
    start = number * PER_PAGE
    shown = lines[start : start + PER_PAGE]
    if not shown:
        return [cards.message(texts.NO_OFFER)]
    text = "\n".join(f"{at}. {line}" for at, line in enumerate(shown, start=start + 1))
    rest = len(lines) - start - len(shown)
    if rest <= 0:
        return [cards.message(text)]
    more = cards.postback(texts.SEE_MORE, f"disbursement:{action}:{key}:{number + 1}")
    bubble = cards.bubble(body=[cards.words(f"ยังมีอีก {rest} รายการ")], buttons=[cards.button(more)])
    return [cards.message(text), cards.card(f"ยังมีอีก {rest} รายการ", bubble)]


def imported(one: OfferFacts, changes: FigureChanges) -> Json:
    """The receipt."""
    title = "นำเข้าแล้ว" if one.is_file else "บันทึกแล้ว"
    lines = [cards.words(changes.summary), cards.amount_row("รวม", texts.money(changes.total))]
    bubble = cards.bubble(
        head=cards.heading(title, clip(one.name, 80), color=cards.GOOD),
        body=lines,
        buttons=[cards.button(cards.says(texts.DIFFERENCES))],
    )
    return cards.card(f"{title}: {changes.summary}", bubble)


def choices(question: str, actions: Iterable[Json]) -> Json:
    """A question with its answers as buttons; each types the whole sentence."""
    bubble = cards.bubble(
        body=[cards.words(question)], buttons=[cards.button(one) for one in actions]
    )
    return cards.card(question, bubble)
