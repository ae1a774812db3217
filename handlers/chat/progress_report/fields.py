"""The questions of a report: when each is asked, how, and what an answer to it means.

A field is one line of the card. Adding one means adding a class here and a place in `FIELDS`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from bot import cards
from bot.cards import Json
from bot.thaitext import baht
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.view import View
from handlers.chat.progress_report.warnings import open_warnings
from models.answers import ActivityDone, Answers, IndicatorResult, Remark
from models.portfolio import Budget, PlannedIndicator
from models.progress import STATUS_NAMES, WorkStatus

NOTHING_WORDS = frozenset({"-", "ไม่มี", "ไม่มีปัญหา", "ไม่มีข้อเสนอแนะ", "ไม่มีค่ะ", "none", "no"})


@dataclass(frozen=True)
class Question:
    """A question in words, with the choices that answer it at a tap."""

    title: str
    lines: Sequence[Json] = ()
    choices: Sequence[tuple[str, str]] = ()


class Field(Protocol):
    """One line of the card."""

    @property
    def key(self) -> str:
        """Its name in states and buttons."""

    @property
    def required(self) -> bool:
        """False if it may be left out."""

    def applies(self, view: View) -> bool:
        """True if this project's report has the line at all."""

    def is_answered(self, view: View) -> bool:
        """True if nothing is to be asked."""

    def shown(self, view: View) -> str:
        """The value on the card; empty if there is none yet."""

    def question(self, view: View, *, again: bool) -> Question:
        """The question; `again`: the last answer was not understood."""

    def said(self, view: View, text: str) -> Answers | None:
        """The answers after a typed answer to this question; None leaves it to `learning`."""

    def chosen(self, view: View, value: str) -> Answers | None:
        """The answers after a choice was tapped; None if there is no such choice."""


class StatusField:
    """Where the work stands."""

    key = "status"
    required = True

    def applies(self, view: View) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def is_answered(self, view: View) -> bool:
        """Once there is a status."""
        return view.answers.status is not None

    def shown(self, view: View) -> str:
        """The status in the words of the form."""
        status = view.answers.status
        return STATUS_NAMES[status] if status else ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """Four choices."""
        title = texts.ASK_STATUS_AGAIN if again else texts.ASK_STATUS
        choices = [(label, status.value) for status, label in texts.STATUS_CHOICES.items()]
        return Question(title, choices=choices)

    def said(self, view: View, text: str) -> Answers | None:  # noqa: ARG002
        """Its many wordings are the understanding's work."""
        return None

    def chosen(self, view: View, value: str) -> Answers | None:
        """A status by its key. A warning answered for another status is asked again."""
        if value not in set(WorkStatus):
            return None
        return replace(view.answers, status=WorkStatus(value), remarks=())


class SpentField:
    """Money spent since 1 October, commitments included."""

    key = "spent"
    required = True

    def applies(self, view: View) -> bool:
        """Not for a project without budget."""
        return view.project.budget is not Budget.NONE

    def is_answered(self, view: View) -> bool:
        """Once there is an amount."""
        return view.answers.spent is not None

    def shown(self, view: View) -> str:
        """The amount."""
        spent = view.answers.spent
        return "" if spent is None else texts.money(spent)

    def question(self, view: View, *, again: bool) -> Question:
        """What is known stands beside the question, and as choices."""
        project = view.project
        help_rows = [cards.amount_row("ได้รับจัดสรร", texts.allocated(project))]
        if project.last_spent is not None:
            help_rows.append(cards.amount_row("รายงานครั้งก่อน", texts.money(project.last_spent)))
        if project.disbursed is not None and project.disbursed_as_of:
            label = f"การเงินเบิกจ่าย {texts.as_of(project.disbursed_as_of)}"
            help_rows.append(cards.amount_row(label, texts.money(project.disbursed)))
        title = texts.ASK_SPENT_AGAIN if again else texts.ASK_SPENT
        lines = [*help_rows, cards.gap(), cards.note(texts.SPENT_HINT)]
        return Question(title, lines, self._choices(view))

    def _choices(self, view: View) -> list[tuple[str, str]]:
        """The likely amounts, each only once."""
        project = view.project
        likely: dict[Decimal, str] = {}
        if project.last_spent is not None:
            likely[project.last_spent] = f"{texts.SAME} {baht(project.last_spent)} บาท"
        if project.disbursed:
            likely.setdefault(project.disbursed, f"เท่ายอดเบิกจ่าย {baht(project.disbursed)} บาท")
        if project.allocated:
            likely.setdefault(project.allocated, f"ใช้ครบ {baht(project.allocated)} บาท")
        likely.setdefault(Decimal(0), "ยังไม่ได้ใช้เงิน")
        return [(label, format(amount, "f")) for amount, label in likely.items()]

    def said(self, view: View, text: str) -> Answers | None:
        """Only "the same as last time"; amounts are the understanding's work."""
        if text.startswith(texts.SAME) and view.project.last_spent is not None:
            return with_spent(view.answers, view.project.last_spent)
        return None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the likely amounts."""
        amounts = {amount for _, amount in self._choices(view)}
        return with_spent(view.answers, Decimal(value)) if value in amounts else None


def with_spent(answers: Answers, amount: Decimal) -> Answers:
    """A warning answered for another amount is asked again."""
    return replace(answers, spent=amount, spent_by_source=(), remaining=None, remarks=())


class WarningField:
    """Whatever looks odd about status and money."""

    key = "warning"
    required = True

    def applies(self, view: View) -> bool:
        """Only while a warning is open."""
        return bool(open_warnings(view))

    def is_answered(self, view: View) -> bool:
        """Once every warning has an answer."""
        return not open_warnings(view)

    def shown(self, view: View) -> str:  # noqa: ARG002
        """Warnings have no line of their own."""
        return ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The first open warning."""
        choices = [(texts.CORRECT_SO, "so"), (texts.CHANGE_AMOUNT, "change")]
        return Question(open_warnings(view)[0].question, [cards.note(texts.WARNING_HINT)], choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Whatever is typed is the reason, kept with the report."""
        return self._answered(view, text) if text else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """It is so, or the amount is asked again."""
        if value == "change":
            return replace(view.answers, spent=None, remarks=())
        return self._answered(view, texts.CORRECT_SO) if value == "so" else None

    def _answered(self, view: View, answer: str) -> Answers | None:
        warnings = open_warnings(view)
        if not warnings:
            return None
        remark = Remark(warnings[0].kind, answer)
        return replace(view.answers, remarks=(*view.answers.remarks, remark))


class ReasonField:
    """Why a project is not started: the form wants the reason among the problems (item 5)."""

    key = "reason"
    required = True

    def applies(self, view: View) -> bool:
        """Only for a project not started."""
        return view.answers.status is WorkStatus.NOT_STARTED

    def is_answered(self, view: View) -> bool:
        """Once a problem is named."""
        return bool(view.answers.problems)

    def shown(self, view: View) -> str:  # noqa: ARG002
        """It stands on the line of the problems."""
        return ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The usual reasons as choices."""
        choices = [(reason, str(number)) for number, reason in enumerate(texts.REASONS)]
        return Question(texts.ASK_REASON, [cards.note(texts.REASON_HINT)], choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Any text is a reason."""
        return replace(view.answers, problems=text) if text else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the usual reasons."""
        if not value.isdecimal() or int(value) >= len(texts.REASONS):
            return None
        return replace(view.answers, problems=texts.REASONS[int(value)])


class ActivitiesField:
    """Activities done, one a line."""

    key = "activities"
    required = False

    def applies(self, view: View) -> bool:
        """Not for a project not started."""
        return view.answers.status is not WorkStatus.NOT_STARTED

    def is_answered(self, view: View) -> bool:
        """Once something was said, also "none"."""
        return view.answers.activities is not None

    def shown(self, view: View) -> str:
        """The activities, one a line."""
        if view.answers.activities is None:
            return ""
        return "\n".join(_activity_line(one) for one in view.answers.activities) or texts.NONE

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The plan's activities as choices that can be tapped one after another."""
        done = {one.activity_id for one in view.answers.activities or ()}
        open_ones = [one for one in view.activities if one.id not in done]
        choices = [(f"ทำแล้ว: {one.name}", str(one.id)) for one in open_ones[:5]]
        lines = [cards.note(texts.ACTIVITIES_HINT)]
        if view.answers.activities:
            lines.insert(0, cards.words(self.shown(view)))
        return Question(texts.ASK_ACTIVITIES, lines, choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Each line is an activity; what was tapped before stays."""
        lines = tuple(ActivityDone(line.strip()) for line in text.splitlines() if line.strip(" -•"))
        tapped = tuple(one for one in view.answers.activities or () if one.activity_id)
        if text in NOTHING_WORDS:
            lines = ()
        elif not lines:
            return None
        return replace(view.answers, activities=(*tapped, *lines))

    def chosen(self, view: View, value: str) -> Answers | None:
        """An activity of the plan was done."""
        planned = next((one for one in view.activities if str(one.id) == value), None)
        if planned is None:
            return None
        before = view.answers.activities or ()
        if any(one.activity_id == planned.id for one in before):
            return view.answers
        done = ActivityDone(planned.name, activity_id=planned.id)
        return replace(view.answers, activities=(*before, done))


def _activity_line(one: ActivityDone) -> str:
    return f"{one.text} ({one.done_on})" if one.done_on else one.text


class ResultsField:
    """What came of each indicator; asked one indicator after the other."""

    key = "results"
    required = False

    def applies(self, view: View) -> bool:
        """Not for a project not started."""
        return view.answers.status is not WorkStatus.NOT_STARTED

    def is_answered(self, view: View) -> bool:
        """Once every indicator of the plan has a result."""
        return view.answers.results is not None and self._next(view) is None

    def shown(self, view: View) -> str:
        """The results, or how many there are."""
        results = view.answers.results
        if results is None:
            return ""
        if len(results) == 1:
            return results[0].result
        return texts.results_done(len(results), max(len(view.indicators), len(results)))

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The next indicator with its target; after the last, the first again."""
        asked = self._next(view) or next(iter(view.indicators), None)
        if asked is None:
            return Question(texts.ASK_FREE_RESULT)
        target = f"เป้าหมาย {asked.target}" if asked.target else ""
        lines = [cards.words(asked.text), *([cards.note(target)] if target else [])]
        choices = [(label, f"{asked.id}.{n}") for n, label in enumerate(texts.RESULTS)]
        return Question(texts.ASK_RESULT, lines, choices)

    def said(self, view: View, text: str) -> Answers | None:
        """The result of the indicator just asked about."""
        asked = self._next(view) or next(iter(view.indicators), None)
        return self._with(view, asked, text) if text else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the usual results."""
        indicator_id, _, number = value.partition(".")
        asked = next((one for one in view.indicators if str(one.id) == indicator_id), None)
        if asked is None or not number.isdecimal() or int(number) >= len(texts.RESULTS):
            return None
        return self._with(view, asked, texts.RESULTS[int(number)])

    def _next(self, view: View) -> PlannedIndicator | None:
        given = {one.indicator_id for one in view.answers.results or ()}
        return next((one for one in view.indicators if one.id not in given), None)

    def _with(self, view: View, asked: PlannedIndicator | None, result: str) -> Answers:
        if asked is None:
            return replace(view.answers, results=(IndicatorResult("", "", result),))
        new = IndicatorResult(asked.text, asked.target, result, asked.id)
        others = tuple(one for one in view.answers.results or () if one.indicator_id != asked.id)
        return replace(view.answers, results=(*others, new))


@dataclass(frozen=True)
class TextField:
    """A line that is one text, and may be "none"."""

    key: str
    ask: str
    required: bool = False

    def applies(self, view: View) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def is_answered(self, view: View) -> bool:
        """Once something was said, also "none"."""
        return getattr(view.answers, self.key) is not None

    def shown(self, view: View) -> str:
        """The text."""
        text: str | None = getattr(view.answers, self.key)
        return "" if text is None else text or texts.NONE

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """One choice: none."""
        return Question(self.ask, choices=[(texts.NONE, "none")])

    def said(self, view: View, text: str) -> Answers | None:
        """The text as it was typed."""
        if not text:
            return None
        answer = "" if text in NOTHING_WORDS else text
        return view.answers.with_text(self.key, answer)

    def chosen(self, view: View, value: str) -> Answers | None:
        """There is none."""
        return view.answers.with_text(self.key, "") if value == "none" else None


FIELDS: tuple[Field, ...] = (
    StatusField(),
    SpentField(),
    WarningField(),
    ReasonField(),
    ActivitiesField(),
    ResultsField(),
    TextField("problems", texts.ASK_PROBLEMS),
    TextField("suggestions", texts.ASK_SUGGESTIONS),
)
"""All questions, in the order of asking."""

BY_KEY = {field.key: field for field in FIELDS}

TEXT_KEYS = frozenset({"warning", "reason", "activities", "results", "problems", "suggestions"})
"""Questions whose answer is a text: whatever is typed is taken as it stands."""


def next_field(view: View, *, optional: bool, skipped: Sequence[str] = ()) -> Field | None:
    """The next question: what is required first, then, if wanted, what may be left out."""
    open_ones = [
        one
        for one in FIELDS
        if one.key not in skipped and one.applies(view) and not one.is_answered(view)
    ]
    required = next((one for one in open_ones if one.required), None)
    if required or not optional:
        return required
    return next(iter(open_ones), None)
