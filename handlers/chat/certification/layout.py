"""The cards of certification: the list, a report, the reasons, what was done."""

from collections.abc import Sequence

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, round_name
from handlers.chat.certification import texts
from handlers.chat.certification.desk_of import OnDesk
from handlers.chat.progress_report import texts as report_texts
from handlers.chat.progress_report.fields import lines_of
from handlers.chat.progress_report.view import View
from models.certifying import ReportToCertify

ON_LIST = 12
AT_ONCE = 30
LONGEST_CHANGE = 90


def the_list(waiting: Sequence[OnDesk]) -> Json:
    """What waits; each line opens its report."""
    concerned = sum(1 for one in waiting if one.findings)
    clean = [one for one in waiting if one.is_clean]
    lines = [_line(one) for one in waiting[:ON_LIST]]
    if len(waiting) > ON_LIST:
        lines.append(cards.note(f"และอีก {len(waiting) - ON_LIST} ฉบับ"))
    first = next((one for one in waiting if one.standing.may_decide), waiting[0])
    look = cards.postback("ดูทีละฉบับ", f"certify:card:{first.report.id}")
    buttons = [cards.button(look, main=True)]
    if clean:
        label = f"{texts.ALL_CLEAN} ({len(clean)})"
        buttons.append(cards.button(cards.postback(label, "certify:all")))
    summary = texts.waiting(len(waiting), concerned)
    bubble = cards.bubble(
        head=cards.heading(texts.LIST, round_name(waiting[0].report.round_code)),
        body=[cards.strong(summary), cards.note(texts.WHICH), *lines],
        buttons=buttons,
    )
    return cards.card(summary, bubble)


def _line(one: OnDesk) -> Json:
    report = one.report
    number = len(one.findings)
    state, color = (
        (f"{texts.FINDINGS} {number} ข้อ", cards.WARN) if number else (texts.NO_FINDINGS, cards.GOOD)
    )
    if one.standing.instead:
        state, color = texts.waits_for(one.standing.instead[0].name), cards.MUTED
    lines = [
        cards.words(
            f"{report.project.code}. {clip(report.project.name, 80)}", weight="bold", maxLines=2
        ),
        cards.note(texts.sent(report)),
        cards.words(state, size="xs", color=color),
    ]
    shown = f"{texts.LOOK} โครงการ {report.project.code}"
    action = cards.postback(texts.LOOK, f"certify:card:{report.id}", shown)
    return cards.stack(lines, margin="lg", action=action)


def the_report(
    one: OnDesk, view: View, before: View | None, links: Sequence[tuple[str, str]]
) -> Json:
    """One version with everything on it, what changed, what to look at, and the two buttons."""
    report = one.report
    body: list[Json] = [
        cards.note(texts.sent(report)),
        cards.row(report_texts.ALLOCATED, report_texts.allocated(view.project)),
        *_values(view),
        *_changes(report, view, before),
        *_findings(one),
    ]
    if report.correction_reason:
        body.append(cards.note(f"เหตุผลที่แก้: {clip(report.correction_reason, 200)}"))
    body += [cards.button(cards.opens(f"เปิด {clip(name, 30)}", link)) for name, link in links]
    head = cards.heading(
        clip(report.project.name, 90), f"โครงการ {report.project.code} · ฉบับที่ {report.version}"
    )
    bubble = cards.bubble(head=head, body=[*body, *_own(one)], buttons=_decisions(one))
    title = f"{texts.LIST}: โครงการ {report.project.code} {clip(report.project.name, 80)}"
    return cards.card(title, bubble)


def _values(view: View) -> list[Json]:
    rows: list[Json] = []
    for field in lines_of(view):
        value = field.shown(view)
        if value:
            rows.append(cards.row(report_texts.card_label(field.key), value))
        if field.key == "spent":
            money = report_texts.money
            rows.append(cards.row(report_texts.REMAINING, money(view.remaining)))
            if view.project.disbursed is not None:
                rows.append(cards.row("การเงินเบิกจ่าย", money(view.project.disbursed)))
    return rows


def _changes(report: ReportToCertify, view: View, before: View | None) -> list[Json]:
    if before is None:
        return []
    changed = [
        (report_texts.card_label(field.key), field.shown(before) or "-", field.shown(view) or "-")
        for field in lines_of(view)
        if field.shown(before) != field.shown(view)
    ]
    title = f"{texts.CHANGES} (ฉบับที่ {report.version - 1})"
    lines: list[Json] = [cards.gap(), cards.strong(title, size="sm")]
    if not changed:
        return [*lines, cards.note(texts.NO_CHANGES)]
    return lines + [
        cards.words(f"{label}: {clip(was, LONGEST_CHANGE)} → {clip(now, LONGEST_CHANGE)}")
        for label, was, now in changed
    ]


def _findings(one: OnDesk) -> list[Json]:
    if not one.findings:
        return [cards.gap(), cards.words(texts.NO_FINDINGS, color=cards.GOOD)]
    start = f"โครงการ {one.report.project.code} "
    said = [finding.sentence.removeprefix(start) for finding in one.findings]
    return [
        cards.gap(),
        cards.strong(texts.FINDINGS, size="sm", color=cards.WARN),
        *(cards.words(f"• {clip(sentence, 250)}") for sentence in said),
    ]


def _own(one: OnDesk) -> list[Json]:
    standing = one.standing
    if standing.instead:
        return [cards.gap(), cards.words(texts.own(standing.instead), color=cards.WARN)]
    notes = [texts.OWN_NOTE] if standing.own else []
    if texts.capacity(standing.kind):
        notes.append(texts.capacity(standing.kind))
    if one.report.decided:
        notes.append(texts.decided(one.report, one.report.decided))
    return [cards.note(text) for text in notes]


def _decisions(one: OnDesk) -> list[Json]:
    """รับรอง and ส่งกลับแก้ไข, each bound to this version and to what was decided so far."""
    if not one.standing.may_decide:
        return [cards.button(cards.postback(texts.LIST, "certify:list"))]
    bound = f"{one.report.id}:{one.report.last_decision}"
    shown = f"โครงการ {one.report.project.code}"
    yes = cards.postback(texts.CERTIFY, f"certify:yes:{bound}", f"{texts.CERTIFY} {shown}")
    back = cards.postback(texts.SEND_BACK, f"certify:back:{bound}", f"{texts.SEND_BACK} {shown}")
    return [
        cards.button(yes, main=True),
        cards.button(back),
        cards.link(cards.postback(texts.LIST, "certify:list")),
    ]


def reasons(report: ReportToCertify, *, again: bool) -> Json:
    """Why it is sent back: usual reasons, or free text."""
    bound = f"{report.id}:{report.last_decision}"
    buttons = [
        cards.button(cards.postback(reason, f"certify:why:{bound}:{number}"))
        for number, (reason, _) in enumerate(texts.REASONS)
    ]
    bubble = cards.bubble(
        head=cards.heading(
            clip(report.project.name, 90),
            f"โครงการ {report.project.code} · ฉบับที่ {report.version} · {texts.SEND_BACK}",
        ),
        body=[
            cards.strong(texts.ASK_WHY),
            cards.note(texts.WHY_AGAIN if again else texts.WHY_HINT),
        ],
        buttons=[*buttons, cards.link(cards.says("ยกเลิก"))],
    )
    return cards.card(texts.ASK_WHY, bubble)


def all_clean(clean: Sequence[OnDesk], bound: str) -> Json:
    """The list that is certified at once, and the one button for it."""
    shown = clean[:AT_ONCE]
    lines = [
        cards.words(
            f"{one.report.project.code}. {clip(one.report.project.name, 60)} "
            f"(ฉบับที่ {one.report.version})"
        )
        for one in shown
    ]
    if len(clean) > AT_ONCE:
        lines.append(cards.note(texts.cut(len(clean) - AT_ONCE)))
    yes = cards.postback(texts.certify_all(len(shown)), f"certify:all_yes:{bound}")
    bubble = cards.bubble(
        head=cards.heading(texts.CLEAN_TITLE),
        body=[cards.words(texts.CLEAN_LEAD), cards.gap(), *lines],
        buttons=[
            cards.button(yes, main=True),
            cards.link(cards.postback(texts.LIST, "certify:list")),
        ],
    )
    return cards.card(f"{texts.CLEAN_TITLE} {len(shown)} ฉบับ", bubble)


def done(text: str, left: int, onward: int) -> Json:
    """What was done, and the way on; `onward` is the next report's id."""
    buttons = []
    if onward:
        buttons.append(
            cards.button(cards.postback(texts.NEXT, f"certify:card:{onward}"), main=True)
        )
    if left:
        buttons.append(cards.button(cards.postback(texts.LIST, "certify:list")))
    bubble = cards.bubble(body=[cards.words(text), cards.note(texts.left(left))], buttons=buttons)
    return cards.card(text, bubble)


def way_on(text: str, report_id: int) -> Json:
    """A sentence about an old button, and the version that counts now."""
    button = cards.button(cards.postback(texts.NEWEST, f"certify:card:{report_id}"))
    return cards.card(text, cards.bubble(body=[cards.words(text)], buttons=[button]))


def returned(report: ReportToCertify, by: str, reason: str) -> Json:
    """To the owner: who sent it back, why, and the way to the line concerned."""
    text = texts.returned(report, by, reason)
    fix = cards.postback(texts.FIX, f"report:fix:{report.id}")
    bubble = cards.bubble(
        head=cards.heading(
            clip(report.project.name, 90),
            f"โครงการ {report.project.code} · {texts.RETURNED_TITLE}",
            cards.WARN,
        ),
        body=[cards.words(text)],
        buttons=[cards.button(fix, main=True)],
    )
    return cards.card(text, bubble)
