"""The dates on the form: prefilled, changed only where they are wrong."""

from dataclasses import replace

from bot import cards
from bot.thaitext import day, month
from bot.understanding import last_day_named
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import Field, Question
from handlers.chat.progress_report.view import View
from models.answers import Answers


class BalanceDateField(Field):
    """คงเหลือ ณ วันที่: the owner's own date, today unless they say otherwise."""

    key = "balance_date"

    def applies(self, view: View) -> bool:
        """Where there is money."""
        return view.project.allocated is not None

    def is_answered(self, view: View) -> bool:  # noqa: ARG002
        """It has a sensible value from the start."""
        return True

    def shown(self, view: View) -> str:
        """The day."""
        return day(view.answers.balance_date or view.today)

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """Today, the round's cut-off, or a day in words."""
        choices = [(f"วันนี้ {day(view.today)}", "today"), (day(view.draft.round.as_of), "as_of")]
        return Question(texts.ASK_BALANCE_DATE, [cards.note(texts.DATE_HINT)], choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Any day that has come; one still to come is asked again."""
        found = last_day_named(text, view.today)
        return replace(view.answers, balance_date=found) if found and found <= view.today else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """Today or the cut-off."""
        if value not in ("today", "as_of"):
            return None
        chosen = view.today if value == "today" else view.draft.round.as_of
        return replace(view.answers, balance_date=chosen)


class DataMonthField(Field):
    """ข้อมูล ณ สิ้นสุดเดือน: the head of the form, the round's month unless changed."""

    key = "data_month"

    def is_answered(self, view: View) -> bool:  # noqa: ARG002
        """It has a sensible value from the start."""
        return True

    def shown(self, view: View) -> str:
        """The month."""
        return month(view.answers.data_month or view.draft.round.as_of)

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The round's month, or one in words."""
        as_of = view.draft.round.as_of
        return Question(
            texts.ASK_DATA_MONTH, [cards.note(texts.MONTH_HINT)], [(month(as_of), "as_of")]
        )

    def said(self, view: View, text: str) -> Answers | None:
        """A month in words."""
        found = last_day_named(text, view.today)
        return replace(view.answers, data_month=found) if found else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """The round's month."""
        if value != "as_of":
            return None
        return replace(view.answers, data_month=view.draft.round.as_of)
