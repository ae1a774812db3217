"""The cards of the progress report: carousel, question, the card to look over, receipt."""

from collections.abc import Sequence
from datetime import datetime

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, day_and_time
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields import Field, lines_of
from handlers.chat.progress_report.view import View
from models.portfolio import ProjectFacts, RoundFacts
from models.progress import STATUS_NAMES, WorkStatus
from models.submission import form_of

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


def question(
    view: View,
    field: Field,
    *,
    again: bool,
    helper: str = "",
    offered: Sequence[tuple[str, str]] = (),
) -> Json:
    """A question about a draft, answered by a tap or by typing."""
    asked = field.question(view, again=again)
    body = [cards.strong(asked.title), *asked.lines]
    if helper:
        body.append(cards.note(helper))
    buttons = [
        cards.button(cards.postback(label, view.data("set", field.key, value)))
        for label, value in (*offered, *asked.choices)
    ]
    if not field.required:
        buttons.append(_ways_on(view, field))
    quick = [cards.says(texts.ASIDE, "ยกเลิก"), cards.says(HELP)]
    bubble = cards.bubble(head=_head(view, _place(view, field)), body=body, buttons=buttons)
    return cards.card(f"{asked.title} ({clip(view.project.name, 60)})", bubble, quick)


def _ways_on(view: View, field: Field) -> Json:
    label = texts.NEXT if field.shown(view) else texts.SKIP
    skip = cards.postback(label, view.data("skip", field.key))
    send = cards.postback(texts.SEND_NOW, view.data("card"))
    return cards.side_by_side([cards.button(skip), cards.button(send, main=True)], spacing="sm")


def _place(view: View, field: Field) -> str:
    """`ข้อ 2 จาก 6`."""
    keys = [one.key for one in _counted(view)]
    return f"ข้อ {keys.index(field.key) + 1} จาก {len(keys)}" if field.key in keys else ""


def _counted(view: View) -> list[Field]:
    """The lines that are asked for; dates are prefilled, photos come by themselves."""
    return [one for one in lines_of(view) if one.key not in _PREFILLED]


_PREFILLED = ("photos", "balance_date", "data_month")


def _head(view: View, above: str) -> Json:
    project = view.project
    over = f"โครงการ {project.code}" + (f" · {above}" if above else "")
    return cards.heading(clip(project.name, 90), over)


def look_over(view: View) -> Json:
    """Everything on one card before it is stored; each line can be tapped to change it."""
    body: list[Json] = [cards.row(texts.ALLOCATED, texts.allocated(view.project))]
    for field in lines_of(view):
        body.append(_line(view, field))
        if field.key == "spent" and view.remaining is not None:
            body.append(cards.row(texts.REMAINING, texts.money(view.remaining)))
    counted = _counted(view)
    done = sum(1 for one in counted if one.shown(view))
    body += [cards.gap(), cards.note(texts.filled(done, len(counted)))]
    if view.days_late and view.ended_on:
        late = texts.days_late(view.ended_on, view.days_late)
        body.append(cards.note(late, color=cards.WARN))
    body.append(cards.note(texts.CARD_HINT))
    return cards.card(
        f"{texts.CARD_TITLE}: {clip(view.project.name, 80)}",
        cards.bubble(
            head=_head(view, texts.FORMS[form_of(view.answers)]),
            body=body,
            buttons=_card_buttons(view, complete=done == len(counted)),
        ),
    )


def _card_buttons(view: View, *, complete: bool) -> list[Json]:
    send = cards.postback(texts.SEND, view.data("send", str(view.draft.revision)))
    more = cards.postback(texts.MORE, view.data("more"))
    edit = cards.postback(texts.EDIT, view.data("edit"))
    others = [cards.button(edit)] if complete else [cards.button(more), cards.button(edit)]
    aside = cards.link(cards.says(texts.ASIDE, "ยกเลิก"))
    return [cards.button(send, main=True), cards.side_by_side(others, spacing="sm"), aside]


def _line(view: View, field: Field) -> Json:
    value = field.shown(view)
    label = texts.card_label(field.key)
    return cards.row(
        label,
        value or texts.NOT_FILLED,
        action=cards.postback(f"แก้{label}", view.data("ask", field.key)),
        color=cards.INK if value else cards.MUTED,
    )


def which_line(view: View) -> Json:
    """All lines as buttons, two beside each other."""
    buttons = [
        cards.button(
            cards.postback(
                texts.card_label(field.key),
                view.data("ask", field.key),
                f"แก้{texts.card_label(field.key)}",
            )
        )
        for field in lines_of(view)
    ]
    pairs = [
        cards.side_by_side(buttons[start : start + 2], spacing="sm")
        for start in range(0, len(buttons), 2)
    ]
    back = cards.link(cards.postback(texts.CARD_TITLE, view.data("card")))
    bubble = cards.bubble(
        head=_head(view, texts.EDIT),
        body=[cards.strong(texts.WHICH_LINE), cards.note(texts.CARD_HINT)],
        buttons=[*pairs, back],
    )
    return cards.card(texts.WHICH_LINE, bubble)


def receipt(
    view: View,
    number: str,
    at: datetime,
    *,
    late: bool,
    left: Sequence[ProjectFacts],
    form: str | None,
) -> Json:
    """What was submitted, with its number and time, its form, and what is left to report."""
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
    if view.draft.for_owner:
        notes, buttons = [cards.words(texts.WRITTEN_FOR_OWNER)], []
    if form:
        buttons.insert(0, cards.button(cards.opens(texts.FORM, form)))
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
