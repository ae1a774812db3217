"""The summary as one carousel: at a glance, money, change, groups, who is missing, decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from bot.topics import Topic
from reports.outputs.chat import texts
from reports.outputs.chat.ask import EXPORT, Ask
from reports.outputs.chat.pieces import (
    STATE_COLORS,
    fitted,
    labelled_bar,
    more,
    project_line,
    tap,
)
from reports.picture import ProjectPicture
from reports.summary import Part, Standing, Summary
from reports.summary.decisions import SHOWN

LINES = (8, 6, 4, 2)
"""How many lines a list has: the most that fit."""
NAMED = 5
"""Who is missing takes three lines each: more would make all cards of the row too tall."""


@dataclass(frozen=True)
class Heading:
    """What the carousel is called, and of which group's projects its buttons ask."""

    title: str = texts.SUMMARY
    group: str = ""
    link: str | None = None
    """Where the full report lies; without it a button asks for it."""
    can_export: bool = True
    extra: tuple[Json, ...] = ()
    """Further buttons on the card of who is missing."""


def carousel(summary: Summary, heading: Heading) -> Json:
    """The Flex message."""

    def build(lines: int) -> Sequence[Json]:
        return list(_bubbles(summary, heading, lines))

    alt = f"{heading.title} {texts.head(summary)}: {texts.reported(summary)}"
    return cards.card(alt, fitted(build, LINES))


def short(summary: Summary, heading: Heading) -> Json:
    """One card only: the monthly one."""
    bubble = _glance(summary, heading, money=True)
    return cards.card(f"{heading.title} {texts.reported(summary)}", bubble)


def _bubbles(summary: Summary, heading: Heading, lines: int) -> Iterator[Json]:
    yield _glance(summary, heading)
    yield _money(summary, heading)
    if len(summary.groups) > 1:
        yield _groups(summary, heading, lines)
    if summary.missing:
        yield _missing(summary, heading, lines)
    if summary.decisions:
        yield _decisions(summary, heading)


def _ask(summary: Summary, heading: Heading, topic: Topic, about: str = "") -> Ask:
    return Ask(topic, summary.round, heading.group, about)


def _head(summary: Summary, title: str) -> Json:
    return cards.heading(title, texts.head(summary))


def _glance(summary: Summary, heading: Heading, *, money: bool = False) -> Json:
    office = summary.office
    states = [_state(part, summary, heading) for part in _told(office)]
    overlap = set(office.not_reported.projects) & {
        code for part in office.states if part.key == "not_started" for code in part.projects
    }
    body = [
        cards.strong(texts.reported(summary)),
        cards.note(texts.as_of(summary)),
        *states,
        *([cards.note(texts.OVERLAP, margin="md")] if overlap else []),
    ]
    if money:
        body += [cards.gap(), *money_lines(summary)]
    return cards.bubble(
        head=_head(summary, heading.title), body=body, buttons=_ways(summary, heading)
    )


def _told(office: Standing) -> list[Part]:
    """The states in order; nothing is said of none cancelled."""
    shown = [part for part in office.states if part.number or part.key != "cancelled"]
    return [*shown, office.not_reported]


def _state(part: Part, summary: Summary, heading: Heading) -> Json:
    value = f"{part.number:,} ({texts.percent(part.percent)})" if part.number else "-"
    if part.key == "not_reported":
        ask = _ask(summary, heading, Topic.MISSING)
    else:
        ask = _ask(summary, heading, Topic.STATE, part.key)
    opened = tap(part.name, ask) if part.number else None
    return labelled_bar(part.name, value, part.percent, STATE_COLORS[part.key], opened)


def _ways(summary: Summary, heading: Heading) -> list[Json]:
    full = (
        cards.opens(texts.OPEN_REPORT, heading.link)
        if heading.link
        else tap(texts.FULL_REPORT, Ask(EXPORT, summary.round, heading.group))
    )
    missing = tap(texts.SEE_MISSING, _ask(summary, heading, Topic.MISSING))
    if not (heading.link or heading.can_export):
        return [cards.button(missing, main=True)]
    return [cards.button(full, main=True), cards.button(missing)]


def money_lines(summary: Summary) -> list[Json]:
    """Allocated, spent, disbursed with its bar against the target, remaining."""
    money = summary.office.money
    below = summary.ahead_of_target is not None and summary.ahead_of_target < 0
    color = cards.WARN if below else cards.GOOD
    said = texts.target(summary)
    return [
        cards.amount_row(texts.ALLOCATED, texts.money(money.allocated)),
        cards.amount_row(texts.SPENT, texts.money(money.spent)),
        cards.amount_row(texts.DISBURSED, texts.money(money.disbursed), weight="bold"),
        cards.amount_row(texts.REMAINING, texts.money(money.remaining)),
        labelled_bar(
            "เบิกจ่ายแล้ว", texts.percent(money.disbursed_percent), money.disbursed_percent, color
        ),
        *([cards.note(said, color=color, size="sm")] if said else []),
    ]


def change_lines(summary: Summary) -> list[Json]:
    """What changed since the round before, if there is one."""
    change = summary.change
    if change is None:
        return []
    return [
        cards.strong(texts.since(change), size="sm", margin="md"),
        cards.amount_row("รายงานแล้ว (โครงการ)", texts.change(change.reported)),
        cards.amount_row("เสร็จสิ้นแล้ว (โครงการ)", texts.change(change.completed)),
        cards.amount_row("ใช้ไป (บาท)", texts.change(change.spent)),
        cards.amount_row("เบิกจ่าย (บาท)", texts.change(change.disbursed)),
        cards.amount_row("ร้อยละการเบิกจ่าย", texts.points(change.disbursed_percent)),
    ]


def _money(summary: Summary, heading: Heading) -> Json:
    changed = change_lines(summary)
    compare = tap(texts.SEE_COMPARE, _ask(summary, heading, Topic.COMPARE))
    low = tap(texts.SEE_LOW, _ask(summary, heading, Topic.THRESHOLD, "disbursed<30"))
    return cards.bubble(
        head=_head(summary, texts.MONEY),
        body=[*money_lines(summary), *([cards.gap()] if changed else []), *changed],
        buttons=[cards.button(low), *([cards.button(compare)] if changed else [])],
    )


def _groups(summary: Summary, heading: Heading, lines: int) -> Json:
    shown = _most_behind(summary.groups, lines)
    ask = _ask(summary, heading, Topic.GROUPS)
    return cards.bubble(
        head=_head(summary, texts.GROUPS),
        body=[
            cards.note("รายงานแล้ว / ทั้งหมด · เบิกจ่าย"),
            *(group_line(one, summary.round) for one in shown),
            *more(len(summary.groups) - len(shown), ask),
        ],
        buttons=[cards.button(tap(texts.SEE_GROUPS, ask))],
    )


def _most_behind(groups: Sequence[Standing], lines: int) -> Sequence[Standing]:
    """All in the order of the tables; of too many those with the most unreported."""
    if len(groups) <= lines:
        return groups
    return sorted(groups, key=lambda one: -one.not_reported.number)[:lines]


def group_line(group: Standing, round_: str) -> Json:
    """A group with its reports, its disbursement and a bar of what was reported."""
    paid = texts.percent(group.money.disbursed_percent)
    value = f"{group.reported:,}/{group.projects:,} · {paid}" if group.projects else "-"
    color = cards.GOOD if group.reported == group.projects else cards.BUSY
    is_one = "+" not in group.code
    opened = tap(clip(group.name, 20), Ask(Topic.GROUP, round_, group.code)) if is_one else None
    name = clip(group.name, 60)
    return labelled_bar(name, value, group.reported_percent, color, opened)


def _missing(summary: Summary, heading: Heading, lines: int) -> Json:
    shown = summary.missing[: min(lines, NAMED)]
    ask = _ask(summary, heading, Topic.MISSING)
    return cards.bubble(
        head=cards.heading(
            f"{texts.MISSING} {len(summary.missing):,} โครงการ", texts.head(summary), cards.WARN
        ),
        body=[
            *(project_line(one, owners_and_group(one), summary.round) for one in shown),
            *more(len(summary.missing) - len(shown), ask),
        ],
        buttons=[*heading.extra, cards.button(tap(texts.SEE_ALL, ask))],
    )


def owners_and_group(project: ProjectPicture) -> str:
    """Who is asked, and where."""
    return f"{texts.owners(project)} · {'+'.join(project.groups)}"


def _decisions(summary: Summary, heading: Heading) -> Json:
    shown = summary.decisions[:SHOWN]
    ask = _ask(summary, heading, Topic.DECISIONS)
    return cards.bubble(
        head=_head(summary, texts.DECISIONS),
        body=[
            *(
                decision_line(one.kind.value, one.sentence, one.project, summary.round)
                for one in shown
            ),
            *more(len(summary.decisions) - len(shown), ask),
        ],
        buttons=[cards.button(tap(texts.SEE_ALL, ask))],
    )


def decision_line(kind: str, sentence: str, project: str, round_: str) -> Json:
    """A finding: what it is, and its sentence; a tap opens the project."""
    ask = Ask(Topic.PROJECT, round_, about=project)
    return cards.stack(
        [
            cards.words(kind, weight="bold", color=cards.BAD, size="sm"),
            cards.words(clip(sentence, 220), size="xs"),
        ],
        margin="md",
        action=tap(clip(f"โครงการ {project}", 20), ask, clip(f"โครงการ {project}", 60)),
    )
