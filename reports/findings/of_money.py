"""Findings about money: allocation, what the owner spent, what finance disbursed, what is left."""

from collections.abc import Iterator

from models.progress import STATUS_NAMES, RemainingUse, WorkStatus
from reports.findings.finding import Finding, Kind, found, money
from reports.picture import ProjectPicture, ReportPicture, RoundPicture

FINISHED = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)


def over_allocation(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """More was spent or disbursed than given, of the whole project or of one source."""
    given = project.allocated
    if given is not None and project.spent > given:
        says = f"ใช้ไป {money(project.spent)} เกินที่จัดสรร {money(given)}"
        figures = (("ใช้ไป", project.spent), ("จัดสรร", given), ("เกิน", project.spent - given))
        yield found(Kind.SPENT_OVER_ALLOCATION, project, says, *figures)
    for one in project.disbursements:
        of_source = project.allocated_of(one.source) or 0
        if one.amount > of_source:
            over = one.amount - of_source
            says = f"แหล่งงบ {one.source} เบิกจ่าย {money(one.amount)} เกินที่จัดสรร {money(over)}"
            figures = (("เบิกจ่าย", one.amount), ("จัดสรร", one.amount - over), ("เกิน", over))
            yield found(Kind.DISBURSED_OVER_ALLOCATION, project, says, *figures)


def spent_against_disbursed(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Table 4 puts them side by side; both are right, the gap wants a reason."""
    spent, disbursed = project.spent, project.disbursed
    if project.report is None or spent == disbursed:
        return
    gap = abs(spent - disbursed)
    figures = (("ใช้ไป", spent), ("เบิกจ่าย", disbursed), ("ต่าง", gap))
    why = f" เหตุผล: {project.difference_reason}" if project.difference_reason else ""
    says = f"รายงานใช้ไป {money(spent)} แต่ กบส. เบิกจ่าย {money(disbursed)}"
    if spent > disbursed:
        says += f" ยังไม่ได้เบิกจ่าย {money(gap)}{why}"
        yield found(Kind.SPENT_NOT_DISBURSED, project, says, *figures)
    else:
        says += f" มากกว่าที่รายงาน {money(gap)}{why}"
        yield found(Kind.DISBURSED_OVER_SPENT, project, says, *figures)


def disbursed_without_report(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Finance paid, the owner is silent."""
    if project.report is None and project.disbursed:
        says = f"กบส. เบิกจ่ายแล้ว {money(project.disbursed)} แต่ผู้รับผิดชอบยังไม่รายงานผล"
        yield found(Kind.DISBURSED_NOT_REPORTED, project, says, ("เบิกจ่าย", project.disbursed))


def money_before_start(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Not started, or not even submitted for approval, and money flowed."""
    if project.status is WorkStatus.NOT_STARTED and (project.spent or project.disbursed):
        parts = (("ใช้ไป", project.spent), ("เบิกจ่าย", project.disbursed))
        figures = [(label, amount) for label, amount in parts if amount]
        amounts = " ".join(f"{label} {money(amount)}" for label, amount in figures)
        state = f"ยังไม่ดำเนินการ ({project.approval.value})"
        yield found(Kind.MONEY_NOT_STARTED, project, f"{state} แต่มี{amounts}", *figures)


def finished_with_money_left(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Completion form, item 6: one of four boxes is due while something is left."""
    report = project.report
    if report is None or report.status not in FINISHED or report.remaining_use is not None:
        return
    left = report.remaining
    if left is None and project.allocated is not None and report.spent is not None:
        left = project.allocated - report.spent
    if left is not None and left > 0:
        says = f"{STATUS_NAMES[report.status]} คงเหลือ {money(left)} ยังไม่ระบุว่าจะดำเนินการอย่างไร"
        yield found(Kind.REMAINING_UNDECIDED, project, says, ("คงเหลือ", left))


def moved(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Completion form, item 6, third box."""
    report = project.report
    if report is None or report.remaining_use is not RemainingUse.MOVED:
        return
    amount, to = report.moved_amount, report.moved_project or report.moved_to or "ที่ไม่ได้ระบุ"
    how_much = money(amount) if amount is not None else "ที่ไม่ได้ระบุจำนวน"
    says = f"นำเงินคงเหลือ {how_much} ไปดำเนินโครงการ {to}"
    yield found(Kind.MONEY_MOVED, project, says, ("นำไปใช้", amount or 0))


def all_spent(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """Nothing left, still in progress."""
    given = project.allocated
    if project.status is WorkStatus.IN_PROGRESS and given and project.spent >= given:
        says = f"ใช้ไป {money(project.spent)} ครบตามที่จัดสรรแล้ว แต่รายงานว่าอยู่ระหว่างดำเนินการ"
        yield found(
            Kind.ALL_SPENT_IN_PROGRESS, project, says, ("ใช้ไป", project.spent), ("จัดสรร", given)
        )


def less_than_before(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """All amounts are cumulative: they do not shrink."""
    report, before = project.report, project.before
    if report is None or before is None or report.spent is None or before.spent is None:
        return
    if report.spent < before.spent:
        less = before.spent - report.spent
        says = f"ใช้ไป {money(report.spent)} น้อยกว่ารอบ {before.round} ({money(before.spent)})"
        figures = (("ใช้ไป", report.spent), ("รอบก่อน", before.spent), ("ลดลง", less))
        yield found(Kind.LESS_THAN_BEFORE, project, says, *figures)


def remainder(project: ProjectPicture, _: RoundPicture) -> Iterator[Finding]:
    """The form's คงเหลือ should be what was given less what was spent."""
    report = project.report
    if report is None or report.remaining is None or report.spent is None:
        return
    if project.allocated is not None and report.remaining != project.allocated - report.spent:
        due = project.allocated - report.spent
        says = f"รายงานคงเหลือ {money(report.remaining)} แต่จัดสรรหักใช้ไปได้ {money(due)}"
        figures = (("คงเหลือ", report.remaining), ("ที่คำนวณได้", due))
        yield found(Kind.REMAINDER_WRONG, project, says, *figures)


def other_source(project: ProjectPicture, picture: RoundPicture) -> Iterator[Finding]:
    """Owners put amounts under the wrong source; the allocation is of record."""
    if project.report is None:
        return
    names = {one.code: one.name for one in picture.sources}
    for one in project.report.spendings:
        given = project.allocated_of(one.source)
        name = names.get(one.source, one.source)
        if given is None and one.spent:
            says = (
                f"รายงานใช้ไป {money(one.spent)} จาก {name} แต่แผนจัดสรรจาก {_given(project, names)}"
            )
            yield found(Kind.OTHER_SOURCE, project, says, ("ใช้ไป", one.spent))
        elif given is not None and one.spent > given and _is_of_several(project, project.report):
            says = f"รายงานใช้ไป {money(one.spent)} จาก {name} ซึ่งจัดสรรเพียง {money(given)}"
            yield found(Kind.OTHER_SOURCE, project, says, ("ใช้ไป", one.spent), ("จัดสรร", given))


def _given(project: ProjectPicture, names: dict[str, str]) -> str:
    given = [one.source for one in project.allocations if one.source]
    return ", ".join(names.get(code, code) for code in given) or "แหล่งใดไม่ได้ระบุ"


def _is_of_several(project: ProjectPicture, report: ReportPicture) -> bool:
    """Too much of one source while another has enough left."""
    return len(project.allocations) > 1 and (report.spent or 0) <= (project.allocated or 0)
