"""Photos and files of the report: sent at any time, listed and removable here."""

from bot import cards
from bot.thaitext import clip
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import Field, Question
from handlers.chat.progress_report.view import View
from models.answers import Answers


class PhotosField(Field):
    """ภาพการดำเนินโครงการ (ถ้ามี): completion form, item 9; welcome with any report."""

    key = "photos"

    def is_answered(self, view: View) -> bool:
        """Asked for only where a book was promised and has not come."""
        return not view.answers.book or bool(view.evidence)

    def shown(self, view: View) -> str:
        """How many, and how many are still being fetched."""
        count = len(view.evidence)
        coming = sum(1 for one in view.evidence if not one.ready)
        return texts.files(count, coming) if count else ""

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """What there is, each removable."""
        lines = [cards.words(f"• {clip(one.name, 60)}") for one in view.evidence]
        choices = [
            (f"{texts.REMOVE} {clip(one.name, 25)}", f"remove.{one.id}")
            for one in view.evidence[:8]
            if one.ready
        ]
        title = texts.ASK_BOOK if view.answers.book else texts.ASK_PHOTOS
        return Question(title, [*lines, cards.note(texts.PHOTOS_HINT)], choices)

    def chosen(self, view: View, value: str) -> Answers | None:
        """Removing is done by the conversation; the answers stay."""
        known = {f"remove.{one.id}" for one in view.evidence}
        return view.answers if value in known else None
