"""Lists as one card, from line to line: projects, groups, decisions, problems, people, choices."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import cards
from bot.cards import Json
from bot.thaitext import clip
from reports.outputs.chat import texts
from reports.outputs.chat.ask import Ask
from reports.outputs.chat.overview import decision_line, group_line, owners_and_group
from reports.outputs.chat.pieces import project_line, status_color, tap
from reports.picture import ProjectPicture, RoundPicture
from reports.summary import Standing, Summary

PER_PAGE = 10
FULL_PAGE = 8
"""Lines with longer texts."""


@dataclass(frozen=True)
class Page:
    """What stands over a list, and what its next page asks. `empty` is said of no lines."""

    title: str
    above: str
    lead: str
    ask: Ask
    empty: str = texts.NONE_FOUND
    buttons: tuple[Json, ...] = ()
    acts: tuple[Json, ...] = ()
    """Buttons that do something about what is listed."""
    color: str = cards.BRAND


def listed(page: Page, lines: Sequence[Callable[[], Json]], per_page: int = PER_PAGE) -> Json:
    """One card with lines from where it is asked on, as many as LINE takes; else from the first."""
    lead = page.lead if lines else page.empty
    for size in range(per_page, 0, -1):
        bubble = _bubble(page, lead, lines, size)
        if len(json.dumps(bubble)) <= cards.BUBBLE_BYTES:
            break
    return cards.card(f"{page.title}: {lead}", bubble)


def _bubble(page: Page, lead: str, lines: Sequence[Callable[[], Json]], size: int) -> Json:
    start = page.ask.start if page.ask.start < len(lines) else 0
    shown = lines[start : start + size]
    rest = len(lines) - start - len(shown)
    following = replace(page.ask, start=start + len(shown))
    label = f"{texts.MORE} (อีก {rest:,})"
    on = [cards.button(tap(label, following, texts.MORE))] if rest > 0 else []
    return cards.bubble(
        head=cards.heading(page.title, page.above, page.color),
        body=[cards.strong(lead, size="sm"), *(line() for line in shown)],
        buttons=[*page.acts, *on, *map(cards.link, page.buttons)],
    )


def projects(
    page: Page,
    found: Sequence[ProjectPicture],
    note: Callable[[ProjectPicture], str] = owners_and_group,
) -> Json:
    """Projects with a note each."""

    def line(one: ProjectPicture) -> Callable[[], Json]:
        return lambda: project_line(one, note(one), page.ask.round, status_color(one))

    return listed(page, [line(one) for one in found])


def groups(page: Page, found: Sequence[Standing]) -> Json:
    """Groups side by side."""

    def line(one: Standing) -> Callable[[], Json]:
        return lambda: group_line(one, page.ask.round)

    return listed(page, [line(one) for one in found])


def decisions(page: Page, summary: Summary) -> Json:
    """All findings that need one."""

    def line(place: int) -> Callable[[], Json]:
        one = summary.decisions[place]
        return lambda: decision_line(one.kind.value, one.sentence, one.project, page.ask.round)

    return listed(page, [line(place) for place in range(len(summary.decisions))], FULL_PAGE)


def problems(page: Page, picture: RoundPicture) -> Json:
    """What owners reported as problems and suggestions, in their words."""

    def line(one: ProjectPicture, said: str) -> Callable[[], Json]:
        return lambda: project_line(one, said, page.ask.round, cards.INK)

    told = [(one, troubles(one)) for one in picture.projects]
    return listed(page, [line(one, said) for one, said in told if said], FULL_PAGE)


NIL = frozenset({"", "-", "ไม่มี", "ไม่มีค่ะ", "ไม่มีครับ", "ไม่มีปัญหา"})


def troubles(project: ProjectPicture) -> str:
    """Problems and suggestions of a report; empty if none was told."""
    report = project.report
    if report is None:
        return ""
    parts = ((texts.PROBLEM, report.problems), (texts.SUGGESTION, report.suggestions))
    return " · ".join(
        f"{label}: {said.strip()}" for label, said in parts if said and said.strip(" .") not in NIL
    )


@dataclass(frozen=True)
class Row:
    """A line of plain text, as of a person; `action` opens something."""

    text: str
    note: str = ""
    action: Json | None = None


def rows(page: Page, found: Sequence[Row], per_page: int = PER_PAGE) -> Json:
    """Lines of text."""

    def line(one: Row) -> Callable[[], Json]:
        return lambda: _row(one)

    return listed(page, [line(one) for one in found], per_page)


def _row(one: Row) -> Json:
    texts_ = [cards.words(clip(one.text, 90), maxLines=2)]
    if one.note:
        texts_ = [cards.words(clip(one.text, 90), maxLines=2, weight="bold")]
        texts_.append(cards.note(clip(one.note, 120), maxLines=2))
    stacked = cards.stack(texts_, margin="md")
    return stacked | {"action": one.action} if one.action else stacked
