"""The chapter of problems (ปัญหาอุปสรรค) and suggestions (ข้อเสนอแนะ), collected by group."""

from collections.abc import Callable, Iterator
from itertools import groupby

from reports.book.parts import Block, Chapter, Grid, Paragraph, TextPage
from reports.official import OfficialReport
from reports.picture import ProjectPicture, ReportPicture, RoundPicture

HEADING = "ปัญหาอุปสรรคและข้อเสนอแนะ"
HEADINGS = ("ที่", "โครงการ", "ปัญหาอุปสรรค", "ข้อเสนอแนะ")
WIDTHS = (1, 4, 5, 5)
SAYS_NOTHING = frozenset({"", "-", "ไม่มี", "–", "ไม่มีปัญหา", "ไม่มีปัญหาอุปสรรค"})
NOTHING = "ไม่มีผู้รับผิดชอบโครงการใดแจ้งปัญหาอุปสรรคหรือข้อเสนอแนะ"

Told = Callable[[ReportPicture], str | None]


def chapter(report: OfficialReport) -> Chapter:
    """A list for each group that leads a project somebody said something about."""
    blocks = tuple(_blocks(report.picture))
    return Chapter(HEADING, (TextPage("", blocks or (Paragraph(NOTHING),)),))


def _blocks(picture: RoundPicture) -> Iterator[Block]:
    names = {group.code: group.name for group in picture.groups}
    places = {code: place for place, code in enumerate(names)}
    told = [one for one in picture.projects if one.report and any(_told(one.report))]
    told.sort(key=lambda project: places.get(project.lead, len(places)))
    for lead, projects in groupby(told, key=lambda project: project.lead):
        yield Paragraph(names.get(lead, lead), is_bold=True)
        yield Grid(HEADINGS, tuple(map(_row, projects)), WIDTHS)


def _row(project: ProjectPicture) -> tuple[str, ...]:
    assert project.report is not None  # noqa: S101 - the caller chose those with one
    return (project.code, project.name, *(text or "-" for text in _told(project.report)))


def _told(report: ReportPicture) -> tuple[str, str]:
    """Problems and suggestions that say something; dots and dashes do not."""
    return _worth(report.problems), _worth(report.suggestions)


def _worth(text: str | None) -> str:
    bare = (text or "").strip()
    return "" if bare.strip(".… ") in SAYS_NOTHING else bare
