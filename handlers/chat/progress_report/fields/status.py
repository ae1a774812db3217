"""Where the work stands, why it did not begin, and what looks odd about it."""

from dataclasses import replace
from decimal import Decimal

from bot import cards
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import Field, Question, numbered, picked
from handlers.chat.progress_report.view import View
from handlers.chat.progress_report.warnings import open_warnings
from models.answers import Answers, Remark
from models.portfolio import Budget
from models.progress import STATUS_NAMES, WorkStatus


class StatusField(Field):
    """Where the work stands: four choices. Its many wordings are the understanding's work."""

    key = "status"
    required = True

    def is_answered(self, view: View) -> bool:
        """Once there is a status."""
        return view.answers.status is not None

    def shown(self, view: View) -> str:
        """The status in the words of the form, with the share of the work if it was said."""
        status, percent = view.answers.status, view.answers.percent
        if status is None:
            return ""
        share = f" (ร้อยละ {percent.normalize():f})" if percent is not None else ""
        return STATUS_NAMES[status] + share

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The four statuses."""
        title = texts.ASK_STATUS_AGAIN if again else texts.ASK_STATUS
        choices = [(label, status.value) for status, label in STATUS_NAMES.items()]
        return Question(title, choices=choices)

    def chosen(self, view: View, value: str) -> Answers | None:
        """A status by its key."""
        return with_status(view, WorkStatus(value)) if value in set(WorkStatus) else None


def with_status(view: View, status: WorkStatus) -> Answers:
    """A new status; a warning answered for another one is asked again.

    What has not begun has cost nothing, unless finance says otherwise; the card shows it.
    """
    answers = replace(view.answers, status=status, remarks=())
    unspent = not view.project.disbursed and not view.project.last_spent
    has_money = view.project.budget is not Budget.NONE
    if status is WorkStatus.NOT_STARTED and answers.spent is None and unspent and has_money:
        return replace(answers, spent=Decimal(0))
    return answers


class WarningField(Field):
    """Whatever looks odd about status and money: asked, and kept with the answer."""

    key = "warning"
    required = True
    takes_text = True
    on_card = False

    def applies(self, view: View) -> bool:
        """Only while a warning is open."""
        return bool(open_warnings(view))

    def is_answered(self, view: View) -> bool:
        """Once every warning has an answer."""
        return not open_warnings(view)

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The first open warning."""
        choices = [(texts.CORRECT_SO, "so"), (texts.CHANGE_AMOUNT, "change")]
        hint = cards.note(texts.WARNING_HINT)
        return Question(open_warnings(view)[0].question, [hint], choices)

    def said(self, view: View, text: str) -> Answers | None:
        """Whatever is typed is the reason, kept with the report."""
        return _remarked(view, text) if text else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """It is so, or the amount is asked again."""
        if value == "change":
            return replace(view.answers, spent=None, remarks=())
        return _remarked(view, texts.CORRECT_SO) if value == "so" else None


def _remarked(view: View, answer: str) -> Answers | None:
    warnings = open_warnings(view)
    if not warnings:
        return None
    remark = Remark(warnings[0].kind, answer)
    return replace(view.answers, remarks=(*view.answers.remarks, remark))


class ReasonField(Field):
    """Why a project is not started: the form wants the reason among the problems (item 5)."""

    key = "reason"
    required = True
    takes_text = True
    on_card = False

    def applies(self, view: View) -> bool:
        """Only for a project not started."""
        return view.answers.status is WorkStatus.NOT_STARTED

    def is_answered(self, view: View) -> bool:
        """Once a problem is named."""
        return bool(view.answers.problems)

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The usual reasons as choices."""
        return Question(texts.ASK_REASON, [cards.note(texts.REASON_HINT)], numbered(texts.REASONS))

    def said(self, view: View, text: str) -> Answers | None:
        """Any text is a reason."""
        return replace(view.answers, problems=text) if text else None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the usual reasons."""
        reason = picked(texts.REASONS, value)
        return replace(view.answers, problems=reason) if reason else None
