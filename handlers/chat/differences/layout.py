"""The question to the owner, and the list of differences."""

from collections.abc import Sequence

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from handlers.chat.differences import texts
from models.differences import Difference
from reports.picture import ProjectPicture

SHOWN = 8


def question(one: Difference, key: str) -> Json:
    """Both figures, and the reasons to choose from; each can be typed as well."""
    ways = [
        cards.button(cards.postback(name, f"difference:reason:{key}:{reason.value}"))
        for name, reason in texts.CHOICES.items()
    ]
    ways.append(cards.link(cards.postback(texts.OTHER, f"difference:other:{key}")))
    name = f"{one.code}. {clip(one.name, 120)}"
    body = [
        cards.words(name, weight="bold", maxLines=3),
        cards.amount_row("คุณรายงานใช้ไป", texts.money(one.spent)),
        cards.amount_row("การเงินเบิกจ่าย", texts.money(one.disbursed)),
        cards.amount_row("ต่างกัน", texts.money(abs(one.gap)), weight="bold", color=cards.WARN),
        cards.note(texts.WHY, margin="md"),
    ]
    bubble = cards.bubble(head=cards.heading(texts.TITLE), body=body, buttons=ways)
    return cards.card(f"{texts.TITLE}: โครงการ {one.code}", bubble)


def own_list(found: Sequence[Difference]) -> Json:
    """One's own projects that differ, each with its reason or the way to give it."""
    lines: list[Json] = []
    for one in found[:SHOWN]:
        name = f"{one.code}. {clip(one.name, 90)}"
        parts = [
            cards.words(name, weight="bold", maxLines=2),
            cards.note(texts.gap(one.gap)),
            cards.words(one.reason or texts.ANSWER, size="xs", color=_color(one.reason)),
        ]
        action = cards.postback(texts.ANSWER, f"difference:ask:{one.project_id}")
        lines.append(cards.stack(parts, margin="lg", action=action))
    return cards.card(texts.TITLE, cards.bubble(head=cards.heading(texts.TITLE), body=lines))


def office_list(found: Sequence[ProjectPicture], number: int, round_name: str) -> list[Json]:
    """A page of all projects that differ, the largest gap first."""
    ordered = sorted(found, key=lambda one: abs(one.spent - one.disbursed), reverse=True)
    start = number * SHOWN
    shown = ordered[start : start + SHOWN]
    unexplained = sum(not one.difference_reason for one in found)
    lead = f"{len(found)} โครงการ ยังไม่มีเหตุผล {unexplained} โครงการ"
    lines = [line for one in shown for line in _office_line(one)]
    rest = len(ordered) - start - len(shown)
    more = cards.postback(f"ดูอีก {rest} โครงการ", f"difference:page:{number + 1}")
    bubble = cards.bubble(
        head=cards.heading(texts.LIST, round_name),
        body=[cards.words(lead, weight="bold"), *lines],
        buttons=[cards.button(more)] if rest > 0 else [],
    )
    return [cards.card(f"{texts.LIST}: {lead}", bubble)]


def _office_line(one: ProjectPicture) -> list[Json]:
    name = f"{one.code}. {clip(one.name, 70)}"
    why = one.difference_reason or ("ยังไม่รายงาน" if one.report is None else "ยังไม่มีเหตุผล")
    return [
        cards.gap(),
        cards.words(name, weight="bold", maxLines=2),
        cards.amount_row("รายงานใช้ไป", texts.money(one.spent) if one.report else "-"),
        cards.amount_row("การเงินเบิกจ่าย", texts.money(one.disbursed)),
        cards.words(clip(why, 120), size="xs", color=_color(one.difference_reason)),
    ]


def _color(reason: str) -> str:
    return cards.GOOD if reason else cards.WARN
