"""Money spent since 1 October: in all, and by source where a project has several."""

import re
from dataclasses import replace
from decimal import Decimal

from bot import cards
from bot.thaitext import baht
from bot.understanding import read_amount
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import Field, Question
from handlers.chat.progress_report.view import View
from models.answers import Answers
from models.portfolio import Budget

GUESS = "guess."
"""Before an amount that was understood, but not beyond doubt."""


class SpentField(Field):
    """Money spent, commitments included. Amounts are the understanding's work."""

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
        help_rows = [cards.amount_row(texts.ALLOCATED, texts.allocated(project))]
        if project.last_spent is not None:
            help_rows.append(cards.amount_row(texts.LAST_TIME, texts.money(project.last_spent)))
        if project.disbursed is not None and project.disbursed_as_of:
            label = texts.disbursed_as_of(project.disbursed_as_of)
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
        """Only "the same as last time"."""
        if text.startswith(texts.SAME) and view.project.last_spent is not None:
            return with_spent(view.answers, view.project.last_spent)
        return None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the likely amounts, or a doubtful one that was asked about."""
        if value.startswith(GUESS):
            guess = read_amount(value.removeprefix(GUESS)).value
            return None if guess is None else with_spent(view.answers, guess)
        amounts = {amount for _, amount in self._choices(view)}
        return with_spent(view.answers, Decimal(value)) if value in amounts else None


def with_spent(answers: Answers, amount: Decimal) -> Answers:
    """A new total; what hung on the old one is asked again."""
    return replace(
        answers,
        spent=amount,
        spent_by_source=(),
        remaining=None,
        remaining_use=None,
        remarks=(),
    )


class SourcesField(Field):
    """The parts by source, for a project that has several (first office, project 16)."""

    key = "sources"
    takes_text = True

    def applies(self, view: View) -> bool:
        """Only with two sources or more."""
        return view.project.sources > 1

    def is_answered(self, view: View) -> bool:
        """Once the parts are known, or nothing was spent."""
        return bool(view.answers.spent_by_source) or not view.answers.spent

    def shown(self, view: View) -> str:
        """The parts, one a line."""
        names = {source.id: source.name for source in view.sources}
        return "\n".join(
            f"{names.get(source_id, '')} {baht(amount)}"
            for source_id, amount in view.answers.spent_by_source
        )

    def question(self, view: View, *, again: bool) -> Question:
        """The sources with what each gave."""
        rows = [cards.amount_row(one.name, texts.money(one.allocated)) for one in view.sources]
        title = texts.ASK_SOURCES_AGAIN if again else texts.ASK_SOURCES
        return Question(title, [*rows, cards.note(texts.sources_hint(len(view.sources)))])

    def said(self, view: View, text: str) -> Answers | None:
        """One amount for each source, in the order shown; their sum is the total."""
        parts = [read_amount(part).value for part in re.split(r"\s*(?:กับ|และ|\n|/|\+)\s*", text)]
        amounts = [part for part in parts if part is not None]
        if len(amounts) != len(parts) or len(amounts) != len(view.sources):
            return None
        by_source = tuple(
            (source.id, amount) for source, amount in zip(view.sources, amounts, strict=True)
        )
        total = sum(amounts, Decimal(0))
        answers = view.answers if total == view.answers.spent else with_spent(view.answers, total)
        return replace(answers, spent_by_source=by_source)
