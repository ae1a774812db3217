"""The cards of a letter: one's own projects, and what others owe."""

from collections.abc import Iterator, Sequence

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, round_name
from scheduler.reminders import texts
from scheduler.reminders.letter import Escalation, Letter, Line, Missing
from scheduler.reminders.stages import Why

SHOWN = 6
"""Projects with a button of their own; the rest is one button away."""
SHOWN_OF_OTHERS = 8


def objects(letter: Letter, greeting: str = "") -> list[Json]:
    """The message objects of a letter, one or two cards."""
    found = [_own(letter, greeting)] if letter.lines else []
    if letter.escalation:
        found.append(_escalation(letter, letter.escalation))
    return found


# --- one's own ---------------------------------------------------------------------------------


def _own(letter: Letter, greeting: str) -> Json:
    title = _title(letter)
    says = list(_sentences(letter, greeting))
    bubble = cards.bubble(
        head=cards.heading(title, round_name(letter.round.code), _color(letter)),
        body=[*map(cards.words, says), *_rows(letter)],
        buttons=_buttons(letter),
    )
    return cards.card(f"{title}: {says[-1]}", bubble)


def _title(letter: Letter) -> str:
    reasons = {*letter.reasons}
    if Why.OPENED in reasons and Why.DUE not in reasons:
        return texts.OPENED_TITLE
    if not _missing(letter):
        return texts.COMPLETION_TITLE if Why.COMPLETION in reasons else texts.DRAFT_TITLE
    if reasons & {Why.BEFORE, Why.DUE, Why.AFTER, Why.ASKED, Why.PASSED_ON}:
        return texts.due_title((letter.round.due - letter.day).days)
    if Why.COMPLETION in reasons:
        return texts.COMPLETION_TITLE
    return texts.DRAFT_TITLE if Why.DRAFT in reasons else texts.PLAIN_TITLE


def _color(letter: Letter) -> str:
    if not _missing(letter) or letter.day < letter.round.due:
        return cards.BRAND
    return cards.WARN if letter.day == letter.round.due else cards.BAD


def _missing(letter: Letter) -> list[Line]:
    return [line for line in letter.lines if line.project.missing]


def _sentences(letter: Letter, greeting: str) -> Iterator[str]:
    of, missing = letter.round, _missing(letter)
    if Why.OPENED in letter.reasons and greeting:
        yield greeting
    if letter.asker:
        yield texts.passed_on(letter.asker)
    elif Why.ASKED in letter.reasons:
        yield texts.ASKED
    if missing and Why.OPENED in letter.reasons:
        yield texts.opened(of.as_of, of.due, letter.day)
    elif missing:
        yield texts.still_missing(len(missing), of.due, letter.day)
    else:
        yield texts.ENDED_LEAD if any(one.within for one in letter.lines) else texts.DRAFT_LEAD


def _rows(letter: Letter) -> Iterator[Json]:
    for line in letter.lines[:SHOWN]:
        project = line.project
        parts = [
            cards.words(f"{project.code}. {clip(project.name, 90)}", weight="bold", maxLines=3)
        ]
        if line.within and project.ends_on:
            parts.append(cards.note(texts.ended(project.ends_on, line.within, letter.day)))
        if line.draft:
            parts.append(cards.note(texts.DRAFT_NOTE, color=cards.WARN))
        label = texts.report(project.code)
        opens = cards.postback(
            label, f"report:open:{project.id}", clip(f"{label} {project.name}", 200)
        )
        parts.append(cards.button(opens, main=True))
        yield cards.stack(parts, margin="lg", spacing="sm")


def _buttons(letter: Letter) -> list[Json]:
    more = len(letter.lines) - SHOWN
    found = [cards.button(cards.postback(texts.rest(more), "report:new"))] if more > 0 else []
    later = cards.link(cards.postback(texts.LATER, "remind:on:tomorrow"))
    other = cards.link(cards.postback(texts.OTHER_DAY, "remind:ask"))
    return [*found, cards.side_by_side([later, other])]


# --- what others owe ---------------------------------------------------------------------------


def _escalation(letter: Letter, of: Escalation) -> Json:
    title = texts.escalation_title(of.count)
    above = of.groups[0][1] if len(of.groups) == 1 and not of.every else ""
    over = (
        f"{clip(above, 60)} · {round_name(letter.round.code)}"
        if above
        else round_name(letter.round.code)
    )
    late = texts.overdue(letter.round.due, letter.day)
    bubble = cards.bubble(
        head=cards.heading(title, over, cards.WARN),
        body=[cards.words(late), *_groups(of)],
        buttons=_ways_on(letter, of),
    )
    return cards.card(f"{title} {above} {late}", bubble)


def _groups(of: Escalation) -> Iterator[Json]:
    """The projects of one group, or the first of all groups under their names."""
    left = SHOWN_OF_OTHERS
    for _, name, missing in of.groups:
        if of.every or len(of.groups) > 1:
            head = f"{name or texts.NO_GROUP} {len(missing)} โครงการ"
            yield cards.words(head, weight="bold", margin="lg", color=cards.BRAND)
        yield from missing_rows(missing[:left])
        left = max(0, left - len(missing))


def missing_rows(missing: Sequence[Missing]) -> Iterator[Json]:
    """A line for each project, with who is responsible."""
    for one in missing:
        who = texts.owners(one.owners, unreachable=one.unreachable)
        name = cards.words(f"{one.project.code}. {clip(one.project.name, 70)}", maxLines=2)
        yield cards.stack([name, cards.note(clip(who, 120))], margin="md")


def _ways_on(letter: Letter, of: Escalation) -> list[Json]:
    groups = "all" if of.every else ",".join(str(group) for group, _, _ in of.groups)
    which = f"{letter.round.id}:{groups}"
    label = texts.PASS_ON_ALL if of.every else texts.PASS_ON
    found = [cards.button(cards.postback(label, f"remind:pass:{which}"), main=True)]
    more = of.count - SHOWN_OF_OTHERS
    if more > 0:
        found.append(
            cards.button(
                cards.postback(texts.rest(more), f"remind:missing:{which}:{SHOWN_OF_OTHERS}")
            )
        )
    return found
