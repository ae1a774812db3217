"""From what was understood of a text to answers of the draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.understanding import Doubt, Known, Said, Understanding, understand
from handlers.chat.progress_report.fields import NOTHING_WORDS, with_spent, with_status
from handlers.chat.progress_report.view import View
from models.answers import Answers
from models.portfolio import Budget, ProjectFacts
from models.progress import RemainingUse, WorkStatus

ASKED = {"status": "status", "spent": "spent_baht", "problems": "problem", "reason": "problem"}
"""What the understanding calls the question just put."""

_DISPOSALS = {
    "return": RemainingUse.RETURNED,
    "cancel": RemainingUse.CANCELLED_RETURNED,
    "moved": RemainingUse.MOVED,
    "continue": RemainingUse.CONTINUING,
}

_REMOVABLE = {"problem": "problems", "suggestion": "suggestions"}


@dataclass(frozen=True)
class Learned:
    """The answers with what a text added, which lines it touched, and what it left in doubt.

    `guess` is a doubtful amount, to be offered, never stored unasked; `why` names the doubt.
    """

    answers: Answers
    lines: tuple[str, ...]
    doubtful: tuple[str, ...]
    guess: Decimal | None
    why: str

    @property
    def anything(self) -> bool:
        """True if the text said something of the report, if only doubtfully."""
        return bool(self.lines or self.doubtful)


def known(project: ProjectFacts) -> Known:
    """A project as the understanding wants to know it."""
    return Known(project.code, project.name, project.allocated)


def read(text: str, view: View, asked: str, projects: Sequence[ProjectFacts]) -> Understanding:
    """Understand a text said while this draft is in hand."""
    return understand(
        text,
        today=view.today,
        projects=[known(one) for one in projects],
        current=view.project.code,
        asked=ASKED.get(asked),
    )


def read_unasked(text: str, today: date, projects: Sequence[ProjectFacts]) -> Understanding:
    """Understand a text said while no draft is in hand."""
    return understand(text, today=today, projects=[known(one) for one in projects])


def learn(view: View, said: Said) -> Learned:
    """What a text adds to the draft's answers."""
    answers, lines = view.answers, []
    if said.status:
        answers = with_status(view, WorkStatus(said.status.value))
        lines.append("status")
    if said.spent and view.project.budget is not Budget.NONE:
        answers = with_spent(answers, said.spent.value)
        lines.append("spent")
    if said.remaining and said.spent:
        answers = replace(answers, remaining=said.remaining.value)
    if said.percent:
        answers = replace(answers, percent=said.percent.value)
        lines.append("percent")
    if said.as_of:
        answers = replace(answers, balance_date=said.as_of.value)
        lines.append("balance_date")
    for line, fact in (("problems", said.problem), ("suggestions", said.suggestion)):
        if fact:
            text = "" if fact.value in NOTHING_WORDS else fact.value
            answers = answers.with_text(line, text)
            lines.append(line)
    for key in said.removed if isinstance(said, Understanding) else ():
        if key in _REMOVABLE:
            answers = answers.with_text(_REMOVABLE[key], "")
            lines.append(_REMOVABLE[key])
    use = _DISPOSALS.get(said.disposal.value) if said.disposal else None
    if use:
        answers = replace(answers, remaining_use=use)
        lines.append("remaining_use")
    doubt = next((one for one in said.doubts if one.guess), next(iter(said.doubts), None))
    guess = _sum_up(view, doubt) if doubt else None
    return Learned(answers, tuple(lines), said.ask_about, guess, doubt.why if doubt else "")


def _sum_up(view: View, doubt: Doubt) -> Decimal | None:
    """The amount to offer: an increment is added to what was reported last."""
    amount = doubt.guess.value if doubt.guess else None
    if doubt.why != "increment" or amount is None or view.project.last_spent is None:
        return amount if doubt.why != "increment" else None
    return view.project.last_spent + amount
