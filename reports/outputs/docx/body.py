"""The body of the report: chapters page by page, and the contents that point to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.thaitext import clip
from reports.book.parts import Book, Chapter, FormPage, Page, TablePage, TextPage
from reports.outputs.docx.blocks import TEXT, draw
from reports.outputs.docx.forms import draw_form
from reports.outputs.docx.parts import Parts
from reports.outputs.docx.sections import Paper, end_of_section
from reports.outputs.docx.tables import printed_table
from reports.outputs.docx.xml import bookmark, bookmarked, page_of, paragraph, words

CHAPTER, PAGE, NOTE = "Heading1", "Heading2", "KaonaNote"
CONTENTS: Final = ("TOC1", "TOC2")
NEW_PAGE: Final = "<w:pageBreakBefore/>"
LONGEST_ENTRY: Final = 110


@dataclass(frozen=True)
class Entry:
    """A line of the contents and the bookmark it points to."""

    level: int
    heading: str
    bookmark: int


class Body:
    """Draws a book onto paper. `pieces` is what stands in the chapters' place."""

    def __init__(self, book: Book, paper: Paper, parts: Parts) -> None:
        self._paper, self._parts = paper, parts
        self._wide, self._breaks = False, 0
        self.entries: list[Entry] = []
        self.pieces = [piece for chapter in book.chapters for piece in self._chapter(chapter)]
        self.pieces += self._turn(wide=False)

    @property
    def has_sections(self) -> bool:
        """True if pages lie on their side."""
        return self._breaks > 0

    def contents(self) -> list[str]:
        """The lines of the contents; page numbers are reckoned by whoever opens the document."""
        place = self._paper.room(wide=False)
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{place}"/></w:tabs>'
        return [
            paragraph(
                f'<w:hyperlink w:anchor="{bookmark(one.bookmark)}" w:history="1">'
                f"{words(one.heading)}<w:r><w:tab/></w:r>{page_of(one.bookmark)}</w:hyperlink>",
                CONTENTS[one.level],
                tab,
            )
            for one in self.entries
        ]

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        before: Page | None = None
        for page in chapter.pages:
            turned = self._turn(wide=isinstance(page, TablePage) and page.table.is_wide)
            yield from turned
            fresh = bool(turned) or (before is not None and _follows(before, page))
            if before is None:
                yield self._heading(0, chapter.heading, CHAPTER, "" if turned else NEW_PAGE)
                fresh = True
            yield from self._page(page, "" if fresh else NEW_PAGE)
            before = page

    def _page(self, page: Page, start: str) -> Iterator[str]:
        room = self._paper.room(wide=self._wide)
        if isinstance(page, TablePage):
            yield self._heading(1, page.table.title, PAGE, start, entry=page.heading)
            yield from self._table(page, room)
        elif isinstance(page, TextPage):
            if page.heading:
                yield self._heading(1, page.heading, PAGE, start)
            yield from draw(page.blocks, room, self._parts)
        elif isinstance(page, FormPage):
            yield self._heading(1, page.heading, PAGE, start)
            yield from draw_form(page, room, self._parts)

    def _table(self, page: TablePage, room: int) -> Iterator[str]:
        yield printed_table(page.table, room)
        yield from (paragraph(words(note), NOTE) for note in page.table.notes)
        if page.chart:
            yield paragraph(self._parts.chart(page.chart, room), NOTE)

    def _heading(
        self, level: int, text: str, style: str, properties: str, *, entry: str = ""
    ) -> str:
        number = len(self.entries) + 1
        self.entries.append(Entry(level, clip(entry or text, LONGEST_ENTRY), number))
        return paragraph(bookmarked(words(text), number), style, properties)

    def _turn(self, *, wide: bool) -> list[str]:
        """Ends the section if the next page lies the other way."""
        if wide == self._wide:
            return []
        ended = self._paper.section(wide=self._wide, first=self._breaks == 0)
        self._wide, self._breaks = wide, self._breaks + 1
        return [end_of_section(ended)]


def _follows(before: Page, page: Page) -> bool:
    """A small table may stand below the sentences about it."""
    return isinstance(before, TextPage) and isinstance(page, TablePage) and not page.table.is_wide


def prose(texts: tuple[str, ...]) -> list[str]:
    """Paragraphs of running text."""
    return [paragraph(words(text), TEXT) for text in texts]
