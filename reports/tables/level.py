"""The second office's judgement of a project: its level of progress and of disbursement.

Both are of the closing table ตารางแสดงระดับการดำเนินการ / การเบิกจ่ายงบประมาณ จำแนกตามกลุ่ม.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from models.level_overrides import Level
from models.progress import WorkStatus
from reports.picture import ActivityPicture, ProjectPicture, ReportPicture
from reports.tables.measures import Which

SEVENTY = Decimal("0.7")
ALL = Decimal(100)


class Paid(StrEnum):
    """How much of a project's budget was disbursed; one of five."""

    OVER_70 = "เบิกจ่าย >70%"
    UP_TO_70 = "เบิกจ่าย <=70%"
    NOTHING = "ไม่เบิก"
    AWAITING = "รอจัดสรร"
    NO_BUDGET = "ไม่ใช้งบ"


def level_of(project: ProjectPicture) -> Level:
    """As judged by hand, else from the activities: none begun, all done, some in part, in progress.

    Where the activities do not settle it, the report's own status does: none of them has a state,
    or those that have one are all done (or none begun) while others are silent.
    """
    if project.judged:
        return project.judged.level
    if project.report is None:
        return Level.NOT_STARTED
    states = {state for one in project.report.activities if (state := _state(one))}
    if Level.PARTIAL in states:
        return Level.PARTIAL
    if Level.IN_PROGRESS in states or len(states) > 1:
        return Level.IN_PROGRESS
    if not states or _is_one_silent(project, project.report):
        return _reported_level(project, project.report)
    return states.pop()


def paid_of(project: ProjectPicture) -> Paid:
    """Disbursed against the budget of the whole project."""
    if project.allocated is None:
        return Paid.AWAITING if project.is_awaiting else Paid.NO_BUDGET
    if not project.disbursed:
        return Paid.NOTHING
    over = project.disbursed > project.allocated * SEVENTY
    return Paid.OVER_70 if over else Paid.UP_TO_70


def _state(activity: ActivityPicture) -> Level | None:
    """A percentage between nothing and all is a part; one without status and percentage is none."""
    if activity.status is WorkStatus.COMPLETED or activity.percent == ALL:
        return Level.DONE
    if activity.percent:
        return Level.PARTIAL
    if activity.status is WorkStatus.IN_PROGRESS:
        return Level.IN_PROGRESS
    return None if activity.status is None and activity.percent is None else Level.NOT_STARTED


def _is_one_silent(project: ProjectPicture, report: ReportPicture) -> bool:
    """True if an activity of the report or of the plan has no state."""
    told = {one.number for one in report.activities if _state(one)}
    is_untold = any(_state(one) is None for one in report.activities)
    return is_untold or any(planned.number not in told for planned in project.activities)


def _reported_level(project: ProjectPicture, report: ReportPicture) -> Level:
    match report.status:
        case WorkStatus.COMPLETED:
            return Level.DONE
        case WorkStatus.NOT_STARTED:
            return Level.NOT_STARTED
        case WorkStatus.CANCELLED:
            return Level.PARTIAL if project.spent else Level.NOT_STARTED
        case WorkStatus.IN_PROGRESS:
            is_part = report.percent is not None and 0 < report.percent < ALL
            return Level.PARTIAL if is_part else Level.IN_PROGRESS


def figures() -> Iterator[tuple[str, str, str, Which]]:
    """Key, shared heading, heading and choice of each column of the table of levels."""
    for level in Level:
        yield level.name.lower(), "ระดับการดำเนินการ", level.value, _is_at(level)
    for paid in Paid:
        yield paid.name.lower(), "ระดับการเบิกจ่าย", paid.value, _is_paid(paid)


def _is_at(level: Level) -> Which:
    return lambda project: level_of(project) is level


def _is_paid(paid: Paid) -> Which:
    return lambda project: paid_of(project) is paid
