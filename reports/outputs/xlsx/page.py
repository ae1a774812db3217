"""Print set-up: A4 on its side, as wide as the page, headings on every page, page numbers."""

from typing import Final

from xlsxwriter.worksheet import Worksheet

A4: Final = 9


def set_up(sheet: Worksheet, *, first_heading: int, last_heading: int, still: int) -> None:
    """The heading rows are repeated on every page and stay in view, as do `still` columns."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(first_heading, last_heading)
    sheet.set_footer("&Cหน้า &P จาก &N")
    sheet.freeze_panes(last_heading + 1, still)
