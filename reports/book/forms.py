"""The chapter of forms: who did not report, then each report as the official form it fills."""

from collections.abc import Iterator

from reports.book import completion_form, progress_form
from reports.book.parts import Chapter, FormPage, Grid, Page, TextPage
from reports.official import OfficialReport
from reports.picture import ProjectPicture, ReportPicture, RoundPicture

HEADING = "แบบรายงานรายโครงการ"
MISSING = "โครงการที่ยังไม่รายงานผล"
HEADINGS = ("ที่", "โครงการ", "กลุ่ม", "ผู้รับผิดชอบ")
WIDTHS = (1, 6, 2, 4)


def chapter(report: OfficialReport) -> Chapter:
    """The list of those missing, and a page for each report."""
    return Chapter(HEADING, tuple(_pages(report.picture)))


def _pages(picture: RoundPicture) -> Iterator[Page]:
    missing = [project for project in picture.projects if project.report is None]
    if missing:
        names = {group.code: group.short_name for group in picture.groups}
        rows = tuple(_row(project, names) for project in missing)
        yield TextPage(MISSING, (Grid(HEADINGS, rows, WIDTHS),))
    for project in picture.projects:
        if project.report:
            yield form_page(picture, project, project.report)


def form_page(picture: RoundPicture, project: ProjectPicture, report: ReportPicture) -> FormPage:
    """The form the report fills. A whole book (รูปเล่ม) has its key figures on the one it suits."""
    if completion_form.suits(report):
        return completion_form.page(picture, project, report)
    return progress_form.page(picture, project, report)


def _row(project: ProjectPicture, names: dict[str, str]) -> tuple[str, ...]:
    groups = ", ".join(names.get(code, code) for code in project.groups)
    owners = " / ".join(owner.name for owner in project.owners)
    return (project.code, project.name, groups, owners or "-")
