"""Findings about the report itself: missing, late, its dates, and what is counted twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.clock import BANGKOK
from bot.thaitext import day
from models.fiscal import first_day
from models.plan import Approval
from models.progress import FormKind, WorkStatus
from reports.findings.finding import Finding, Kind, found, money
from reports.picture import ProjectPicture, RoundPicture
from reports.tables.by_source import is_of_several_sources

DAYS_AFTER_END: Final = 15
"""Printed on the completion form: รายงานภายใน 15 วัน หลังสิ้นสุดโครงการ."""
PENDING: Final = ("รอผล", "รอการประกาศผล")
"""What owners write for a result that is not known yet: อยู่ระหว่างการรอผล."""


def not_reported(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """No report form received."""
    if project.report is None:
        owners = ", ".join(owner.name for owner in project.owners) or "ไม่มีผู้รับผิดชอบ"
        yield found(Kind.NOT_REPORTED, project, f"ยังไม่รายงานผล ผู้รับผิดชอบ {owners}")


def late(project: ProjectPicture, picture: RoundPicture) -> Iterator[Finding]:
    """Reported after the round was due, or long after the project ended."""
    report = project.report
    if report is None:
        return
    reported = report.submitted_at.astimezone(BANGKOK).date()
    if report.late:
        days = max((reported - picture.due).days, 0)
        says = f"รายงานเมื่อ {day(reported)} หลังกำหนด {day(picture.due)} {days:,} วัน"
        yield found(Kind.LATE, project, says, ("ช้า (วัน)", days))
    is_finished = report.status is WorkStatus.COMPLETED and project.ends_on is not None
    if is_finished and project.ends_on and reported - project.ends_on > timedelta(DAYS_AFTER_END):
        days = (reported - project.ends_on).days
        says = f"สิ้นสุดเมื่อ {day(project.ends_on)} รายงานเมื่อ {day(reported)} หลังสิ้นสุด {days:,} วัน"
        yield found(Kind.LATE_AFTER_END, project, says, ("หลังสิ้นสุด (วัน)", days))


def counted_twice(project: ProjectPicture, picture: RoundPicture) -> Iterator[Finding]:
    """Table 2 counts a project under each of its sources; table 1 in two columns."""
    if is_of_several_sources(project):
        names = {one.code: one.name for one in picture.sources}
        given = [
            (names.get(one.source or "", one.source or ""), one.amount)
            for one in project.allocations
            if one.amount is not None
        ]
        parts = " + ".join(f"{name} {money(amount)}" for name, amount in given)
        says = f"ใช้งบ {len(given)} แหล่ง ({parts}) ตารางที่ 2 จึงนับในทุกแหล่ง แต่ช่องรวมนับครั้งเดียว"
        yield found(Kind.COUNTED_TWICE_SOURCES, project, says, *given)
    if project.report is None and project.status is WorkStatus.NOT_STARTED:
        says = f"{project.approval.value} และไม่รายงาน ตารางที่ 1 จึงนับทั้งช่องยังไม่ดำเนินการและช่องไม่รายงาน"
        yield found(Kind.COUNTED_TWICE_STATES, project, says)


def allocated_not_submitted(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Money was given, approval is not even asked for."""
    if project.approval is Approval.NOT_SUBMITTED and project.allocated:
        says = f"ได้รับจัดสรร {money(project.allocated)} แต่{project.approval.value}"
        yield found(Kind.ALLOCATED_NOT_SUBMITTED, project, says, ("จัดสรร", project.allocated))


def under_way_not_submitted(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """The report counts; the plan should say that approval was asked for."""
    is_begun = project.status not in (None, WorkStatus.NOT_STARTED)
    if project.approval is Approval.NOT_SUBMITTED and is_begun:
        says = f"รายงานว่าดำเนินการแล้ว แต่แผนระบุว่า{project.approval.value}"
        yield found(Kind.UNDER_WAY_NOT_SUBMITTED, project, says)


def cancelled(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Completion form, item 6, second box: the planning group decides."""
    if project.status is WorkStatus.CANCELLED:
        says = f"ขอยกเลิกโครงการ ใช้ไปแล้ว {money(project.spent)}"
        yield found(Kind.CANCELLED, project, says, ("ใช้ไป", project.spent))


def dates(project: ProjectPicture, picture: RoundPicture) -> Iterator[Finding]:
    """Cut-off, balance date and the day of reporting are three dates; and the year's beginning."""
    report = project.report
    if report is not None and report.balance_date is not None:
        balance = report.balance_date
        reported = report.submitted_at.astimezone(BANGKOK).date()
        if balance > picture.as_of and report.spent:
            says = f"ยอดเงิน ณ {day(balance)} อยู่หลังวันตัดยอด {day(picture.as_of)}"
            yield found(Kind.BALANCE_AFTER_CUT_OFF, project, says)
        if balance > reported:
            says = f"ยอดเงิน ณ {day(balance)} แต่รายงานเมื่อ {day(reported)}"
            yield found(Kind.BALANCE_AFTER_REPORT, project, says)
    begin = first_day(picture.round.fiscal_year)
    if project.starts_on is not None and project.starts_on < begin:
        says = f"เริ่ม {day(project.starts_on)} ก่อนปีงบประมาณ ({day(begin)})"
        yield found(Kind.BEGAN_BEFORE_YEAR, project, says)


def results(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Completed is neither "result said", nor "result known", nor "goals met"."""
    report = project.report
    if report is None or report.status is not WorkStatus.COMPLETED:
        return
    if project.indicators and not report.results and report.form is not FormKind.BOOK:
        says = f"เสร็จสิ้นแล้ว แต่ไม่ได้รายงานผลตัวชี้วัด แผนมี {len(project.indicators)} รายการ"
        yield found(Kind.NO_RESULTS, project, says)
    waiting = [
        one for one in report.results if one.not_yet or any(word in one.result for word in PENDING)
    ]
    if waiting:
        says = f"เสร็จสิ้นแล้ว แต่ตัวชี้วัด {len(waiting)} รายการยังไม่ทราบผล"
        yield found(Kind.RESULTS_PENDING, project, says)
    if report.goals_met is False:
        reason = f" เนื่องจาก {report.goals_reason}" if report.goals_reason else ""
        yield found(Kind.GOALS_NOT_MET, project, f"เสร็จสิ้นแล้ว แต่ไม่บรรลุเป้าหมาย{reason}")
