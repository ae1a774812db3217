"""The cards of the progress report: carousel, question, the card to look over, receipt."""

from collections.abc import Sequence
from datetime import datetime

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, day_and_time
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields import FIELDS, Field
from handlers.chat.progress_report.view import View
from models.portfolio import ProjectFacts, RoundFacts
from models.progress import STATUS_NAMES, WorkStatus

STATUS_COLORS = {
    None: cards.QUIET,
    WorkStatus.NOT_STARTED: cards.QUIET,
    WorkStatus.IN_PROGRESS: cards.BUSY,
    WorkStatus.COMPLETED: cards.GOOD,
    WorkStatus.CANCELLED: cards.BAD,
}
PER_PAGE = 9
HELP = "ช่วยเหลือ"


def carousel(
    projects: Sequence[ProjectFacts], of_round: RoundFacts, *, page: int, lead: str = ""
) -> list[Json]:
    """One's projects to choose from, the unreported first; further pages behind a last card."""
    ordered = sorted(projects, key=lambda one: one.reported)
    start = page * PER_PAGE
    shown = ordered[start : start + PER_PAGE]
    bubbles = [_project_bubble(one) for one in shown]
    rest = len(ordered) - start - len(shown)
    if rest > 0:
        bubbles.append(_more_bubble(page + 1, rest))
    text = lead or texts.choose(of_round)
    return [cards.message(text), cards.card(texts.CHOOSE_ALT, bubbles)]


def _project_bubble(project: ProjectFacts) -> Json:
    state, settled = texts.state_of(project)
    label = texts.CHOOSE_AGAIN if project.reported else texts.CHOOSE_THIS
    if project.draft_key:
        label = texts.CHOOSE_DRAFT
    body = [
        cards.strong(clip(project.name, 120), maxLines=4),
        cards.amount_row("ได้รับจัดสรร", texts.allocated(project)),
        cards.amount_row("ใช้ไปที่รายงาน", texts.money(project.spent)),
        cards.words(state, size="xs", color=cards.GOOD if settled else cards.WARN, margin="md"),
    ]
    action = cards.postback(label, f"report:open:{project.id}", f"{label}: {project.name}")
    return cards.bubble(
        head=cards.heading(f"โครงการ {project.code}", color=_head_color(settled=settled)),
        body=body,
        buttons=[cards.button(action, main=not settled)],
        size="kilo",
    )


def _head_color(*, settled: bool) -> str:
    return cards.GOOD if settled else cards.BRAND


def _more_bubble(page: int, rest: int) -> Json:
    action = cards.postback(texts.CHOOSE_MORE, f"report:page:{page}")
    return cards.bubble(
        body=[cards.strong(f"อีก {rest} โครงการ", align="center")],
        buttons=[cards.button(action)],
        size="kilo",
    )


def question(view: View, field: Field, *, again: bool, helper: str = "") -> Json:
    """A question about a draft, answered by a tap or by typing."""
    asked = field.question(view, again=again)
    body = [cards.strong(asked.title), *asked.lines]
    if helper:
        body.append(cards.note(helper))
    buttons = [
        cards.button(cards.postback(label, view.data("set", field.key, value)))
        for label, value in asked.choices
    ]
    if not field.required:
        buttons += _ways_on(view, field)
    quick = [cards.says(texts.ASIDE, "ยกเลิก"), cards.says(HELP)]
    bubble = cards.bubble(head=_head(view, _place(view, field)), body=body, buttons=buttons)
    return cards.card(f"{asked.title} ({clip(view.project.name, 60)})", bubble, quick)


def _ways_on(view: View, field: Field) -> list[Json]:
    skip = cards.postback(texts.SKIP, view.data("skip", field.key))
    send = cards.postback(texts.SEND_NOW, view.data("card"))
    both = [cards.link(skip), cards.button(send, main=True)]
    return [cards.side_by_side(both, spacing="sm")]


def _place(view: View, field: Field) -> str:
    lines = [one.key for one in FIELDS if one.applies(view) and one.key not in _UNCOUNTED]
    if field.key not in lines:
        return ""
    return f"ข้อ {lines.index(field.key) + 1} จาก {len(lines)}"


_UNCOUNTED = ("warning", "reason")


def _head(view: View, above: str) -> Json:
    project = view.project
    over = f"โครงการ {project.code}" + (f" · {above}" if above else "")
    return cards.heading(clip(project.name, 90), over)


def look_over(view: View) -> Json:
    """Everything on one card before it is stored; each line can be tapped to change it."""
    body: list[Json] = [cards.amount_row("ได้รับจัดสรร", texts.allocated(view.project))]
    for field in FIELDS:
        if field.key not in _UNCOUNTED and field.applies(view):
            body.append(_line(view, field))
    remaining = _remaining(view)
    if remaining:
        body.insert(3, cards.row("คงเหลือ", remaining))
    body += [cards.gap(), cards.note(texts.CARD_HINT)]
    send = cards.postback(texts.SEND, view.data("send", str(view.draft.revision)))
    edit = cards.postback(texts.EDIT, view.data("edit"))
    aside = cards.says(texts.ASIDE, "ยกเลิก")
    bubble = cards.bubble(
        head=_head(view, texts.CARD_TITLE),
        body=body,
        buttons=[
            cards.button(send, main=True),
            cards.side_by_side([cards.button(edit), cards.link(aside)], spacing="sm"),
        ],
    )
    return cards.card(f"{texts.CARD_TITLE}: {clip(view.project.name, 80)}", bubble)


def _line(view: View, field: Field) -> Json:
    value = field.shown(view)
    color = cards.INK if value else cards.MUTED
    action = cards.postback(f"แก้{texts.card_label(field.key)}", view.data("ask", field.key))
    return cards.row(
        texts.card_label(field.key), value or texts.NOT_FILLED, action=action, color=color
    )


def _remaining(view: View) -> str:
    spent, given = view.answers.spent, view.project.allocated
    if spent is None or given is None:
        return ""
    return texts.money(given - spent)


def which_line(view: View) -> Json:
    """All lines as buttons."""
    buttons = [
        cards.button(
            cards.postback(
                texts.card_label(field.key),
                view.data("ask", field.key),
                f"แก้{texts.card_label(field.key)}",
            )
        )
        for field in FIELDS
        if field.key not in _UNCOUNTED and field.applies(view)
    ]
    back = cards.link(cards.postback(texts.CARD_TITLE, view.data("card")))
    bubble = cards.bubble(
        head=_head(view, texts.EDIT),
        body=[cards.strong(texts.WHICH_LINE), cards.note(texts.CARD_HINT)],
        buttons=[*buttons, back],
    )
    return cards.card(texts.WHICH_LINE, bubble)


def receipt(
    view: View, number: str, at: datetime, *, late: bool, left: Sequence[ProjectFacts]
) -> Json:
    """What was submitted, with its number and time, and what is left to report."""
    status = view.answers.status
    rows = [
        cards.row("เลขรับ", number),
        cards.row("ส่งเมื่อ", day_and_time(at)),
        cards.row("สถานะ", STATUS_NAMES[status] if status else "-"),
        cards.row("ใช้ไปสะสม", texts.money(view.answers.spent)),
    ]
    notes = [cards.note(texts.LATE_NOTE, color=cards.WARN)] if late else []
    ending = texts.still_left(len(left)) if left else texts.ALL_DONE
    notes += [cards.words(ending), cards.note(texts.SENT_HINT)]
    buttons = [cards.button(cards.says(texts.MY_PROJECTS))]
    if left:
        onward = cards.postback(texts.NEXT_PROJECT, "report:new")
        buttons.insert(0, cards.button(onward, main=True))
    bubble = cards.bubble(
        head=cards.heading(texts.SENT_TITLE, f"โครงการ {view.project.code}", cards.GOOD),
        body=[cards.strong(clip(view.project.name, 120)), *rows, cards.gap(), *notes],
        buttons=buttons,
    )
    return cards.card(f"{texts.SENT_TITLE} {number}", bubble)


def offer(text: str, buttons: Sequence[Json]) -> Json:
    """A sentence with ways on."""
    bubble = cards.bubble(body=[cards.words(text)], buttons=[cards.button(one) for one in buttons])
    return cards.card(text, bubble)
