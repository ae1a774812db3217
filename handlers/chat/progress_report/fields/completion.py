"""What only the completion form asks: goals reached, and what happens with money left (item 6)."""

import re
from dataclasses import replace
from decimal import Decimal

from bot import cards
from bot.thaitext import baht
from bot.understanding import read_amount
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import Field, Question
from handlers.chat.progress_report.view import View
from models.answers import Answers, Continuation
from models.progress import RemainingUse, WorkStatus


class GoalsField(Field):
    """All goals reached, or not."""

    key = "goals"

    def applies(self, view: View) -> bool:
        """Only for a completed project."""
        return view.answers.status is WorkStatus.COMPLETED

    def is_answered(self, view: View) -> bool:
        """Once one of the boxes is ticked."""
        return view.answers.goals_met is not None

    def shown(self, view: View) -> str:
        """The box, and the reason."""
        met, reason = view.answers.goals_met, view.answers.goals_reason
        if met is None:
            return ""
        return texts.GOALS_MET if met else f"{texts.GOALS_MISSED} {reason or ''}".strip()

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The two boxes."""
        return Question(
            texts.ASK_GOALS, choices=[(texts.GOALS_MET, "yes"), (texts.GOALS_MISSED, "no")]
        )

    def said(self, view: View, text: str) -> Answers | None:
        """A negation is a no, with the text as the reason if it says more."""
        if re.match(r"ไม่|ยังไม่|บางส่วน", text):
            reason = re.sub(r"^(ไม่บรรลุ(เป้าหมาย|เป้า)?|ไม่)(ค่ะ|ครับ)?", "", text).strip()
            return replace(view.answers, goals_met=False, goals_reason=reason or None)
        if re.match(r"บรรลุ|ครบ|ใช่|ทุกประการ", text):
            return replace(view.answers, goals_met=True, goals_reason=None)
        return None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the boxes."""
        if value not in ("yes", "no"):
            return None
        return replace(view.answers, goals_met=value == "yes", goals_reason=None)


class GoalsReasonField(Field):
    """Why goals were missed: the form asks for it."""

    key = "goals_reason"
    required = True
    takes_text = True
    on_card = False

    def applies(self, view: View) -> bool:
        """Only where goals were missed."""
        return view.finished and view.answers.goals_met is False

    def is_answered(self, view: View) -> bool:
        """Once there is a reason."""
        return bool(view.answers.goals_reason)

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """In words."""
        return Question(texts.ASK_GOALS_REASON)

    def said(self, view: View, text: str) -> Answers | None:
        """Any text."""
        return replace(view.answers, goals_reason=text) if text else None


USES = {
    RemainingUse.RETURNED: texts.RETURNED,
    RemainingUse.CANCELLED_RETURNED: texts.CANCELLED_RETURNED,
    RemainingUse.MOVED: texts.MOVED,
    RemainingUse.CONTINUING: texts.CONTINUING,
}


class RemainingUseField(Field):
    """What happens with the money left: one of four boxes."""

    key = "remaining_use"

    def applies(self, view: View) -> bool:
        """Only while a finished project has money left."""
        remaining = view.remaining
        return view.finished and remaining is not None and remaining > 0

    def is_answered(self, view: View) -> bool:
        """Once a box is ticked."""
        return view.answers.remaining_use is not None

    def shown(self, view: View) -> str:
        """The box, with what belongs to it."""
        answers = view.answers
        if answers.remaining_use is None:
            return ""
        text = USES.get(answers.remaining_use, "")
        if answers.remaining_use is RemainingUse.MOVED and answers.moved_to:
            return f"{text}: {answers.moved_to} {texts.money(answers.moved_amount)}"
        return text

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """The four boxes."""
        title = texts.ask_remaining(baht(view.remaining or Decimal(0)))
        return Question(title, choices=[(label, use.value) for use, label in USES.items()])

    def said(self, view: View, text: str) -> Answers | None:
        """The usual words for the boxes."""
        for pattern, use in _USE_WORDS:
            if re.search(pattern, text):
                return self.chosen(view, use.value)
        return None

    def chosen(self, view: View, value: str) -> Answers | None:
        """One of the boxes; what belonged to another is forgotten."""
        if value not in USES:
            return None
        return replace(
            view.answers,
            remaining_use=RemainingUse(value),
            moved_project_id=None,
            moved_to=None,
            moved_amount=None,
            continuations=None,
            continue_reason=None,
        )


_USE_WORDS = (
    (r"ยกเลิก", RemainingUse.CANCELLED_RETURNED),
    (r"คืน", RemainingUse.RETURNED),
    (r"โครงการอื่น|โอนไป|ย้ายไป|นำไป", RemainingUse.MOVED),
    (r"ทำต่อ|ต่อเนื่อง|ยังมีกิจกรรม|ใช้ต่อ", RemainingUse.CONTINUING),
)


class MovedField(Field):
    """Which project the money went to, and how much."""

    key = "moved"
    required = True
    takes_text = True
    on_card = False

    def applies(self, view: View) -> bool:
        """Only if money was moved."""
        return view.finished and view.answers.remaining_use is RemainingUse.MOVED

    def is_answered(self, view: View) -> bool:
        """Once project and amount are known."""
        return bool(view.answers.moved_to) and view.answers.moved_amount is not None

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """First the project, then the amount."""
        if not view.answers.moved_to:
            return Question(texts.ASK_MOVED_TO, [cards.note(texts.MOVED_HINT)])
        rest = view.remaining or Decimal(0)
        choices = [(f"ทั้งหมด {baht(rest)} บาท", "all")] if rest else []
        return Question(texts.ask_moved_amount(view.answers.moved_to), choices=choices)

    def said(self, view: View, text: str) -> Answers | None:
        """The project's name; then the amount."""
        if not view.answers.moved_to:
            known = view.project_called(text)
            project_id, name = known or (None, text)
            return replace(view.answers, moved_project_id=project_id, moved_to=name)
        amount = read_amount(text).value
        return None if amount is None else replace(view.answers, moved_amount=amount)

    def chosen(self, view: View, value: str) -> Answers | None:
        """All that is left."""
        return replace(view.answers, moved_amount=view.remaining) if value == "all" else None


class ContinuationsField(Field):
    """Activities still needed: name, budget, planned date, one a line."""

    key = "continuations"
    required = True
    takes_text = True

    def applies(self, view: View) -> bool:
        """Only if the project goes on with the money left."""
        return view.finished and view.answers.remaining_use is RemainingUse.CONTINUING

    def is_answered(self, view: View) -> bool:
        """Once there is at least one."""
        return bool(view.answers.continuations)

    def shown(self, view: View) -> str:
        """One a line, and their sum."""
        rows = view.answers.continuations or ()
        lines = [_continuation_line(one) for one in rows]
        total = sum((one.budget or Decimal(0) for one in rows), Decimal(0))
        return "\n".join([*lines, texts.total(baht(total))]) if rows else ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """An example shows the form of a line."""
        return Question(texts.ASK_CONTINUATIONS, [cards.note(texts.CONTINUATIONS_HINT)])

    def said(self, view: View, text: str) -> Answers | None:
        """Each line `กิจกรรม | งบ | วันที่`; an amount that is none is part of the name."""
        rows = tuple(_continuation(line) for line in text.splitlines() if line.strip())
        return replace(view.answers, continuations=rows) if rows else None


def _continuation_line(one: Continuation) -> str:
    budget = "" if one.budget is None else texts.money(one.budget)
    return " · ".join(part for part in (one.name, budget, one.planned_for) if part)


def _continuation(line: str) -> Continuation:
    name, *rest = [part.strip(" -•") for part in line.split("|")]
    budget = read_amount(rest[0]).value if rest else None
    planned = rest[1] if len(rest) > 1 else "" if budget is not None or not rest else rest[0]
    return Continuation(name, budget, planned)


class ContinueReasonField(Field):
    """Why those activities were not done."""

    key = "continue_reason"
    required = True
    takes_text = True

    def applies(self, view: View) -> bool:
        """Only if the project goes on with the money left."""
        return view.finished and view.answers.remaining_use is RemainingUse.CONTINUING

    def is_answered(self, view: View) -> bool:
        """Once there is a reason."""
        return bool(view.answers.continue_reason)

    def shown(self, view: View) -> str:
        """The reason."""
        return view.answers.continue_reason or ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """In words."""
        return Question(texts.ASK_CONTINUE_REASON)

    def said(self, view: View, text: str) -> Answers | None:
        """Any text."""
        return replace(view.answers, continue_reason=text) if text else None
