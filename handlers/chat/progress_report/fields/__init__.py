"""All questions of a report, in the order of asking. Adding one: a class, and a place here."""

from collections.abc import Sequence

from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import NOTHING_WORDS, Field, Question
from handlers.chat.progress_report.fields.completion import (
    ContinuationsField,
    ContinueReasonField,
    GoalsField,
    GoalsReasonField,
    MovedField,
    RemainingUseField,
)
from handlers.chat.progress_report.fields.days import BalanceDateField, DataMonthField
from handlers.chat.progress_report.fields.money import SourcesField, SpentField, with_spent
from handlers.chat.progress_report.fields.photos import PhotosField
from handlers.chat.progress_report.fields.status import (
    ReasonField,
    StatusField,
    WarningField,
    with_status,
)
from handlers.chat.progress_report.fields.words import TextField
from handlers.chat.progress_report.fields.work import ActivitiesField, ResultsField, told_by_number
from handlers.chat.progress_report.view import View

FIELDS: tuple[Field, ...] = (
    StatusField(),
    SpentField(),
    WarningField(),
    ReasonField(),
    SourcesField(),
    ActivitiesField(),
    ResultsField(),
    GoalsField(),
    GoalsReasonField(),
    RemainingUseField(),
    MovedField(),
    ContinuationsField(),
    ContinueReasonField(),
    TextField("highlights", texts.ASK_HIGHLIGHTS, only_finished=True),
    TextField("problems", texts.ASK_PROBLEMS),
    TextField("suggestions", texts.ASK_SUGGESTIONS),
    PhotosField(),
    BalanceDateField(),
    DataMonthField(),
)

BY_KEY = {field.key: field for field in FIELDS}


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


def lines_of(view: View) -> list[Field]:
    """The lines this report's card has."""
    return [one for one in FIELDS if one.on_card and one.applies(view)]


__all__ = [
    "BY_KEY",
    "FIELDS",
    "NOTHING_WORDS",
    "Field",
    "Question",
    "lines_of",
    "next_field",
    "told_by_number",
    "with_spent",
    "with_status",
]
