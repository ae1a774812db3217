"""The chat's own checks, each beside the field it is about; warnings kept with their answer."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.chat.progress_report.fields import FIELDS
from handlers.chat.progress_report.view import View
from handlers.chat.progress_report.warnings import Warned, open_warnings
from handlers.web.console.fields import MISSING, Form
from models.answers import Answers, Remark
from models.progress import RemainingUse
from models.submission import FINISHED

WHY_NOT_STARTED = "ยังไม่ดำเนินการ ต้องระบุเหตุผล"
FIELD_OF: Mapping[str, str] = {
    "reason": "problems",
    "continuations": "next-1-name",
}
"""Where the chat's question stands in the form, if it is not called the same."""


def checked(form: Form, view: View, answers: Answers) -> tuple[Answers, list[Warned]]:
    """The answers with what was said to each warning; and the warnings there are."""
    after = view.with_answers(answers)
    asked = (one for one in FIELDS if one.required and one.key != "warning" and one.applies(after))
    for field in asked:
        if not field.is_answered(after):
            _miss(form, field.key, answers)
    _check_rest(form, after)
    warned = open_warnings(after)
    for one in warned:
        said = form.text(f"warning-{one.kind}")
        if said:
            answers = replace(answers, remarks=(*answers.remarks, Remark(one.kind, said)))
        else:
            form.fail(f"warning-{one.kind}", one.question)
    return answers, warned


def _miss(form: Form, key: str, answers: Answers) -> None:
    if key == "moved":
        if not answers.moved_to:
            form.fail("moved_to", MISSING)
        if answers.moved_amount is None:
            form.fail("moved_amount", MISSING)
    else:
        form.fail(FIELD_OF.get(key, key), WHY_NOT_STARTED if key == "reason" else MISSING)


def _check_rest(form: Form, view: View) -> None:
    """Nothing left and something left exclude each other."""
    left, use = view.remaining, view.answers.remaining_use
    says_nothing = use is RemainingUse.NOTHING_LEFT and view.answers.status in FINISHED
    if says_nothing and left is not None and left > 0:
        form.fail("remaining_use", "ยังมีเงินคงเหลือ เลือกว่าจะทำอย่างไรกับเงินที่เหลือ")
