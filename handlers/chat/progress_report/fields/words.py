"""Lines that are one text and may be "none": problems, suggestions, highlights."""

from bot import cards
from bot.thaitext import clip
from handlers.chat.progress_report import texts
from handlers.chat.progress_report.fields.base import NOTHING_WORDS, SO_FAR, Field, Question
from handlers.chat.progress_report.view import View
from models.answers import Answers


class TextField(Field):
    """One text. Asked again it is added to, so that a long one may come in several messages."""

    takes_text = True

    def __init__(self, key: str, ask: str, *, only_finished: bool = False) -> None:
        self.key = key
        self._ask = ask
        self._only_finished = only_finished

    def applies(self, view: View) -> bool:
        """Always, or only on the completion form."""
        return view.finished or not self._only_finished

    def is_answered(self, view: View) -> bool:
        """Once something was said, also "none"."""
        return self._text(view) is not None

    def shown(self, view: View) -> str:
        """The text."""
        text = self._text(view)
        return "" if text is None else text or texts.NONE

    def question(self, view: View, *, again: bool) -> Question:  # noqa: ARG002
        """One choice: none. What is there already is shown, and typing adds to it."""
        if not self._text(view):
            return Question(self._ask, choices=[(texts.NONE, "none")])
        lines = [cards.words(clip(self.shown(view), SO_FAR)), cards.note(texts.ADDS_HINT)]
        return Question(self._ask, lines, [(texts.CLEAR, "clear"), (texts.NONE, "none")])

    def said(self, view: View, text: str) -> Answers | None:
        """The text as it was typed, after what was there."""
        if not text:
            return None
        if text in NOTHING_WORDS:
            return view.answers.with_text(self.key, "")
        before = self._text(view)
        return view.answers.with_text(self.key, f"{before}\n{text}" if before else text)

    def chosen(self, view: View, value: str) -> Answers | None:
        """There is none; or it is to be said anew."""
        if value == "clear":
            return view.answers.with_text(self.key, None)
        return view.answers.with_text(self.key, "") if value == "none" else None

    def _text(self, view: View) -> str | None:
        text: str | None = getattr(view.answers, self.key)
        return text
