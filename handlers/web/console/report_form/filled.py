"""A report as somebody would have typed it into the form."""

from decimal import Decimal

from bot.thaitext import baht, month
from handlers.chat.progress_report.view import View
from handlers.web.console.report_form.rows import fill_rows
from models.answers import Answers
from workbooks.thai_dates import show_date

NONE = "ไม่มี"
"""Said outright, where an empty field says nothing."""
TEXTS = ("problems", "suggestions", "highlights")
YES, NO = "yes", "no"


def filled(answers: Answers, view: View) -> dict[str, str]:
    """Name of a field -> what stands in it."""
    parts = dict(answers.spent_by_source)
    sources = {f"source-{one}": money(parts.get(one)) for one in source_names(answers, view)}
    month_of = answers.data_month or view.draft.round.as_of
    return {
        "status": answers.status or "",
        "percent": "" if answers.percent is None else f"{answers.percent.normalize():f}",
        "data_month": month(month_of),
        "book": YES if answers.book else NO,
        "spent": money(answers.spent),
        **sources,
        "remaining": money(answers.remaining),
        "balance_date": show_date(answers.balance_date) if answers.balance_date else "",
        "goals": "" if answers.goals_met is None else YES if answers.goals_met else NO,
        "goals_reason": answers.goals_reason or "",
        "remaining_use": answers.remaining_use or "",
        "moved_to": answers.moved_to or "",
        "moved_amount": money(answers.moved_amount),
        "continue_reason": answers.continue_reason or "",
        **{name: said(getattr(answers, name)) for name in TEXTS},
        **dict(fill_rows(answers, view)),
    }


def source_names(answers: Answers, view: View) -> dict[int, str]:
    """The sources a part may be given for, also one the plan has no more; none if there is one."""
    names = {one.id: one.name for one in view.sources}
    gone = {source for source, _ in answers.spent_by_source} - names.keys()
    names |= dict.fromkeys(sorted(gone), "แหล่งงบที่ไม่อยู่ในแผนแล้ว")
    return names if len(names) > 1 else {}


def said(text: str | None) -> str:
    """A text that may be "none"."""
    return "" if text is None else text or NONE


def money(amount: Decimal | None) -> str:
    """`12,500.50`; empty where nothing was said."""
    return "" if amount is None else baht(amount)
