"""Cards of one thing: a project, a group, a person, the money, the change, the due date."""

from collections.abc import Sequence
from datetime import date

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, day, round_name
from bot.topics import Topic
from models.progress import Decision
from reports.outputs.chat import lists, texts
from reports.outputs.chat.ask import EXPORT, Ask
from reports.outputs.chat.overview import change_lines, money_lines
from reports.outputs.chat.pieces import STATE_COLORS, labelled_bar, status_color, tap
from reports.picture import ProjectPicture, RoundPicture
from reports.summary import Part, Summary
from reports.tables.measures import percent


def project(
    one: ProjectPicture,
    picture: RoundPicture,
    buttons: Sequence[Json] = (),
    *,
    opens_group: bool = True,
) -> Json:
    """Everything asked about a project, on one card."""
    report = one.report
    paid = percent(one.disbursed, one.allocated) if one.allocated else None
    body = [
        cards.strong(clip(one.name, 200), maxLines=4),
        cards.row(texts.STATE, texts.status(one), color=status_color(one)),
        cards.row(texts.OWNERS, texts.owners(one)),
        cards.row(texts.GROUP, _group_names(one, picture)),
        *([cards.row(texts.ENDS, day(one.ends_on))] if one.ends_on else []),
        cards.gap(),
        *_money_of(one),
        *([labelled_bar("เบิกจ่ายแล้ว", texts.percent(paid), paid, cards.GOOD)] if paid else []),
    ]
    said = lists.troubles(one)
    if said:
        body += [cards.gap(), cards.note(clip(said, 400), size="sm")]
    if report:
        body.append(cards.note(_handed_in(one)))
    ask = Ask(Topic.GROUP, picture.code, one.lead)
    group = tap(f"กลุ่ม {clip(one.lead, 20)}", ask)
    return cards.card(
        f"โครงการ {one.code} {texts.status(one)}",
        cards.bubble(
            head=cards.heading(f"โครงการ {one.code}", round_name(picture.code)),
            body=body,
            buttons=[*buttons, *([cards.button(group)] if opens_group and one.lead else [])],
        ),
    )


def _group_names(one: ProjectPicture, picture: RoundPicture) -> str:
    names = {group.code: group.short_name for group in picture.groups}
    return " + ".join(names.get(code, code) for code in one.groups) or "-"


def _money_of(one: ProjectPicture) -> list[Json]:
    if one.allocated is None:
        return [cards.amount_row(texts.ALLOCATED, "รอจัดสรร" if one.is_awaiting else "ไม่ใช้งบประมาณ")]
    spent = one.report.spent if one.report else None
    return [
        cards.amount_row(texts.ALLOCATED, texts.money(one.allocated)),
        cards.amount_row(texts.SPENT, texts.money(spent)),
        cards.amount_row(texts.DISBURSED, texts.money(one.disbursed)),
        cards.amount_row(texts.REMAINING, texts.money(one.allocated - one.disbursed)),
    ]


def _handed_in(one: ProjectPicture) -> str:
    """Who certified it, or that nobody has yet."""
    certified = one.report.certification if one.report else None
    if certified is None:
        return "รายงานแล้ว รอผู้อำนวยการกลุ่มรับรอง"
    verb = "รับรองแล้วโดย" if certified.decision is Decision.CERTIFIED else "ส่งกลับแก้ไขโดย"
    return f"{verb} {certified.name}"


def group(summary: Summary, code: str, buttons: Sequence[Json] = ()) -> Json:
    """A group: its states, its money, and the ways on."""
    office = summary.office

    def ask(topic: Topic, about: str = "") -> Ask:
        return Ask(topic, summary.round, code, about)

    def state(part: Part) -> Json:
        topic = Topic.MISSING if part.key == "not_reported" else Topic.STATE
        opened = tap(part.name, ask(topic, part.key)) if part.number else None
        value = f"{part.number:,} ({texts.percent(part.percent)})" if part.number else "-"
        return labelled_bar(part.name, value, part.percent, STATE_COLORS[part.key], opened)

    shown = [part for part in office.states if part.number or part.key != "cancelled"]
    return cards.card(
        f"{summary.whose}: {texts.reported(summary)}",
        cards.bubble(
            head=cards.heading(summary.whose, round_name(summary.round)),
            body=[
                cards.strong(texts.reported(summary)),
                *(state(part) for part in (*shown, office.not_reported)),
                cards.gap(),
                *money_lines(summary),
            ],
            buttons=[
                *buttons,
                cards.button(tap(texts.SEE_MISSING, ask(Topic.MISSING))),
                cards.side_by_side(
                    [
                        cards.link(tap(texts.SEE_PROJECTS, ask(Topic.STATE, "all"))),
                        cards.link(tap(texts.SEE_PROBLEMS, ask(Topic.PROBLEMS))),
                    ]
                ),
            ],
        ),
    )


def money(summary: Summary, code: str, *, can_export: bool) -> Json:
    """What is left, and how disbursement stands."""
    ask = Ask(Topic.GROUPS, summary.round)
    low = Ask(Topic.THRESHOLD, summary.round, code, "disbursed<30")
    full = Ask(EXPORT, summary.round, code)
    remaining = texts.money(summary.office.money.remaining)
    return cards.card(
        f"{texts.REMAINING} {remaining}",
        cards.bubble(
            head=cards.heading(texts.MONEY, texts.head(summary)),
            body=[
                cards.strong(f"{texts.REMAINING} {remaining}"),
                cards.note(f"ยอดเบิกจ่าย ณ {day(summary.as_of)}"),
                *money_lines(summary),
            ],
            buttons=[
                cards.button(tap(texts.SEE_LOW, low)),
                *(
                    [cards.button(tap(texts.SEE_GROUPS, ask))]
                    if len(summary.groups) > 1 and not code
                    else []
                ),
                *([cards.link(tap(texts.FULL_REPORT, full))] if can_export else []),
            ],
        ),
    )


def compare(summary: Summary, code: str) -> Json:
    """Now beside the round before."""
    change = summary.change
    see = Ask(Topic.SUMMARY, summary.round, code)
    if change is None:
        bubble = cards.bubble(
            head=cards.heading(texts.CHANGE, texts.head(summary)),
            body=[cards.words(texts.NO_BEFORE)],
            buttons=[cards.button(tap(texts.SEE_SUMMARY, see))],
        )
        return cards.card(texts.NO_BEFORE, bubble)
    then, now = change.then, summary.office
    body = [
        cards.strong(texts.since(change)),
        _pair("รายงานแล้ว", f"{then.reported:,}", f"{now.reported:,}"),
        _pair("เสร็จสิ้นแล้ว", f"{then.states[0].number:,}", f"{now.states[0].number:,}"),
        _pair("ใช้ไป", texts.money(then.money.spent), texts.money(now.money.spent)),
        _pair("เบิกจ่าย", texts.money(then.money.disbursed), texts.money(now.money.disbursed)),
        _pair(
            "ร้อยละเบิกจ่าย",
            texts.percent(then.money.disbursed_percent),
            texts.percent(now.money.disbursed_percent),
        ),
        cards.gap(),
        *change_lines(summary)[1:],
    ]
    before = Ask(Topic.SUMMARY, change.since, code)
    return cards.card(
        f"{texts.since(change)}: เบิกจ่าย {texts.points(change.disbursed_percent)}",
        cards.bubble(
            head=cards.heading(texts.CHANGE, texts.head(summary)),
            body=body,
            buttons=[
                cards.button(tap(texts.SEE_SUMMARY, see)),
                cards.button(tap(f"ภาพรวม{texts.since(change).removeprefix('เทียบกับ')}", before)),
            ],
        ),
    )


def _pair(label: str, then: str, now: str) -> Json:
    return cards.stack(
        [
            cards.note(label),
            cards.words(f"{then} → {now}", size="sm", weight="bold"),
        ],
        margin="md",
    )


def days(round_: str, due: date, today: date, reported: str, *, is_closed: bool) -> Json:
    """How long there is to report."""
    lead = "ปิดรอบแล้วค่ะ" if is_closed else texts.days_left((due - today).days)
    missing = Ask(Topic.MISSING, round_)
    return cards.card(
        f"{texts.DAYS}: {lead}",
        cards.bubble(
            head=cards.heading(texts.DAYS, round_name(round_)),
            body=[
                cards.strong(lead),
                cards.words(f"กำหนดส่ง {day(due)}"),
                cards.note(reported),
            ],
            buttons=[cards.button(tap(texts.SEE_MISSING, missing))],
        ),
    )


def choose(choices: Sequence[tuple[str, Ask]]) -> Json:
    """Several fit: which one? Never a guess."""
    return cards.card(
        texts.WHICH,
        cards.bubble(
            body=[cards.words(texts.WHICH)],
            buttons=[cards.button(tap(label, ask, clip(label, 60))) for label, ask in choices[:10]],
        ),
    )


def report_link(address: str) -> Json:
    """The full report: a signed link that expires."""
    return cards.card(
        texts.READY_SOON,
        cards.bubble(
            head=cards.heading(texts.FULL_REPORT),
            body=[cards.words(texts.READY_SOON)],
            buttons=[cards.button(cards.opens(texts.OPEN_REPORT, address), main=True)],
        ),
    )
