"""What an output is made from: the official report, its book, and where photos come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.filestore import FileStore, NoSuchFileError
from models.document_templates import TemplateKind
from reports.book import Book, book_of
from reports.book.writing import arabic, thai
from reports.official import OfficialReport

Photograph = Callable[[str], bytes | None]
"""The content of a picture in the file store by its digest; None if it is not there."""


def no_photos(_: str) -> bytes | None:
    """For a report without a file store."""
    return None


def photographs_in(files: FileStore) -> Photograph:
    """Pictures of that store. One that is gone leaves its place empty."""

    def photograph(digest: str) -> bytes | None:
        try:
            with files.open(digest) as content:
                return content.read()
        except NoSuchFileError:
            return None

    return photograph


@dataclass(frozen=True)
class Publication:
    """The report as it is to be written. `thai_digits` is for what people read, not for figures.

    `templates` are the office's own; where there is none the built-in is used.
    """

    report: OfficialReport
    thai_digits: bool = False
    photograph: Photograph = no_photos
    templates: Mapping[TemplateKind, bytes] = field(default_factory=dict)

    @cached_property
    def book(self) -> Book:
        """Made once for all documents."""
        return book_of(self.report, thai_digits=self.thai_digits)

    def written(self, text: str) -> str:
        """A text with the digits of the document."""
        return thai(text) if self.thai_digits else arabic(text)
