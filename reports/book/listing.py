"""The chapter of the listing (บัญชีสรุป), in the style that has one."""

from reports.book.parts import Chapter
from reports.book.tables import LISTING, page
from reports.official import OfficialReport

HEADING = "บัญชีสรุปรายโครงการ"


def chapter(report: OfficialReport) -> Chapter:
    """The listing with its group subtotals."""
    ours = (one for one in report.tables if one.id == LISTING)
    return Chapter(HEADING, tuple(page(one, report.picture) for one in ours))
