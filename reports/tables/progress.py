"""Table 1 of the first office: ความก้าวหน้า, projects by state of the work and of the report.

The last column overlaps the first: a project that is not started and did not report is in both,
so a row may add up to more than its projects. Every percentage is of all projects of the row.
"""

from models.plan import Approval
from models.progress import WorkStatus
from reports.picture import ProjectPicture, RoundPicture
from reports.tables import by_group, notes
from reports.tables.by_group import Figure
from reports.tables.measures import (
    Measure,
    Projects,
    Which,
    codes,
    everything,
    number,
    share_of_number,
)
from reports.tables.table import EMPTY, Cell, Column, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางที่ 1 ความก้าวหน้าการดำเนินงานตามโครงการ จำแนกตามกลุ่ม"


def is_not_started(project: ProjectPicture) -> bool:
    """Reported as such, or not yet submitted for approval and not reported."""
    return project.status is WorkStatus.NOT_STARTED


def is_in_progress(project: ProjectPicture) -> bool:
    """Reported as in progress."""
    return project.status is WorkStatus.IN_PROGRESS


def is_completed(project: ProjectPicture) -> bool:
    """Reported as completed."""
    return project.status is WorkStatus.COMPLETED


def is_cancelled(project: ProjectPicture) -> bool:
    """Reported as cancelled (completion form, item 6, second box)."""
    return project.status is WorkStatus.CANCELLED


def is_not_reported(project: ProjectPicture) -> bool:
    """No report form received."""
    return project.report is None


def _pair(key: str, heading: str, which: Which) -> tuple[Figure, Figure]:
    def figure(suffix: str, heading_below: str, unit: Unit, measure: Measure) -> Figure:
        return Figure(Column(f"{key}_{suffix}", heading_below, unit, over=heading), measure)

    return (
        figure("n", "โครงการ", Unit.COUNT, number(which)),
        figure("pct", "ร้อยละ", Unit.PERCENT, share_of_number(which)),
    )


FIGURES = (
    Figure(Column("projects", "โครงการทั้งสิ้น", Unit.COUNT), number(everything)),
    *_pair("not_started", "ยังไม่ดำเนินการ", is_not_started),
    *_pair("in_progress", "ระหว่างดำเนินการ", is_in_progress),
    *_pair("completed", "เสร็จสิ้นแล้ว", is_completed),
    *_pair("not_reported", "ไม่รายงาน", is_not_reported),
)


def table1(picture: RoundPicture) -> Table:
    """The table."""
    return Table(
        "table1",
        titled(NAME, picture),
        by_group.columns(FIGURES, remark=True),
        by_group.rows(picture, FIGURES, _remark),
        notes.lines(
            notes.some(
                "โครงการที่ยังไม่ดำเนินการและไม่รายงาน นับในทั้งสองช่อง",
                (one for one in picture.projects if is_not_started(one) and is_not_reported(one)),
            ),
            notes.some("โครงการที่ขอยกเลิก ไม่นับในช่องสถานะใด", filter(is_cancelled, picture.projects)),
        ),
    )


def _remark(projects: Projects) -> Cell:
    unapproved = [
        one for one in projects if is_not_started(one) and one.approval is Approval.NOT_SUBMITTED
    ]
    return Cell("ยังไม่ขออนุมัติโครงการ", codes(unapproved)) if unapproved else EMPTY
