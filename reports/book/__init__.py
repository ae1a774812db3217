"""The report as a book, pure: what stands on which page, in words; outputs only draw it.

Word and PDF are drawn from the same book, so they cannot differ. A new chapter is a function of
the official report and one line in `CHAPTERS`.
"""

from collections.abc import Callable
from dataclasses import replace

from reports.book import forms, listing, opening, overview, remarks, tables
from reports.book.parts import Book, Chapter
from reports.book.writing import arabic, rewritten, thai
from reports.official import OfficialReport

__all__ = ["Book", "book_of"]

MakeChapter = Callable[[OfficialReport], Chapter]

CHAPTERS: tuple[MakeChapter, ...] = (
    overview.chapter,
    tables.chapter,
    listing.chapter,
    remarks.chapter,
    forms.chapter,
)


def book_of(report: OfficialReport, *, thai_digits: bool = False) -> Book:
    """The whole book. A chapter without pages is left out."""
    made = (make(report) for make in CHAPTERS)
    chapters = [chapter for chapter in made if chapter.pages]
    book = Book(
        cover=opening.cover(report.picture),
        preface=opening.preface(report.picture),
        chapters=tuple(
            replace(chapter, heading=f"ส่วนที่ {number} {chapter.heading}")
            for number, chapter in enumerate(chapters, start=1)
        ),
    )
    return rewritten(book, thai if thai_digits else arabic)
