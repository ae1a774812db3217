"""แบบรายงานผลการดำเนินโครงการ (เมื่อสิ้นสุดกิจกรรม) (domain guide, section 4)."""

from bot.thaitext import baht
from models.progress import FormKind, RemainingUse, WorkStatus, activity_state
from reports.book import form_parts as parts
from reports.book.parts import Block, Choice, FormItem, FormPage, Grid, Line, Paragraph
from reports.book.writing import DASH, money
from reports.picture import ProjectPicture, ReportPicture, RoundPicture

TITLE = "แบบรายงานผลการดำเนินโครงการ (เมื่อสิ้นสุดกิจกรรม)"
ENDED = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)
STEPS = ("ขั้นตอนกิจกรรมหลัก", "วัน/เดือน/ปี ที่ดำเนินการ")
CONTINUED = ("กิจกรรมที่จำเป็น", "งบประมาณ (บาท)", "วันที่จะดำเนินการ")
USES = (
    (RemainingUse.NOTHING_LEFT, "สิ้นสุดโครงการแล้ว ไม่มีงบประมาณคงเหลือ"),
    (RemainingUse.RETURNED, "สิ้นสุดโครงการแล้ว มีงบประมาณคงเหลือ ขอส่งคืน"),
    (RemainingUse.CANCELLED_RETURNED, "ขอยกเลิกโครงการ และขอส่งคืนงบประมาณ"),
    (RemainingUse.MOVED, "สิ้นสุดโครงการแล้ว งบประมาณคงเหลือได้นำไปดำเนินโครงการอื่นแล้ว"),
    (RemainingUse.CONTINUING, "ยังไม่สิ้นสุดโครงการ และยังมีกิจกรรมที่จำเป็นต้องดำเนินการ"),
)


def suits(report: ReportPicture) -> bool:
    """True for a report on this form, and for a whole book about work that has ended."""
    is_book_of_ended = report.form is FormKind.BOOK and report.status in ENDED
    return report.form is FormKind.COMPLETION or is_book_of_ended


def page(picture: RoundPicture, project: ProjectPicture, report: ReportPicture) -> FormPage:
    """The form, filled in."""
    return FormPage(
        heading=f"โครงการที่ {project.code} {project.name}",
        title=TITLE,
        subtitle=parts.data_month(picture, report),
        items=(
            parts.head(picture, project, report),
            parts.alignment(project),
            FormItem("2. วัตถุประสงค์โครงการ", _objectives(project)),
            FormItem("3. ขั้นตอนกิจกรรมหลัก", (_steps(report),)),
            FormItem("4. เป้าหมายและตัวชี้วัด", (parts.indicators(project, report), *_goals(report))),
            FormItem("5. งบประมาณ", tuple(parts.budget(picture, project, report))),
            FormItem("6. การดำเนินโครงการ (จากงบประมาณคงเหลือ)", tuple(_uses(project, report))),
            parts.text_item("จุดเด่น / ความภูมิใจ", report.highlights),
            parts.text_item("7. ปัญหาอุปสรรค", report.problems),
            parts.text_item("8. ข้อเสนอแนะ / แนวทางแก้ไข", report.suggestions),
            *parts.attachments("9. ภาพการดำเนินโครงการ", report),
        ),
        signatures=parts.signatures(report),
        project=project.code,
        receipt=report.receipt,
    )


def _objectives(project: ProjectPicture) -> tuple[Block, ...]:
    told = tuple(Paragraph(f"{one.number}) {one.text}") for one in project.objectives)
    return told or (Paragraph(DASH),)


def _steps(report: ReportPicture) -> Grid:
    rows = tuple(
        (f"{one.text}{activity_state(one.status, one.percent)}", one.done_on or DASH)
        for one in report.activities
    )
    return Grid(STEPS, rows or ((DASH, DASH),), (7, 3))


def _goals(report: ReportPicture) -> tuple[Choice, Choice]:
    return (
        Choice("บรรลุเป้าหมายของโครงการทุกประการ", report.goals_met is True),
        Choice(
            "ไม่บรรลุเป้าหมายของโครงการ เนื่องจาก",
            report.goals_met is False,
            report.goals_reason or "",
        ),
    )


def _uses(project: ProjectPicture, report: ReportPicture) -> list[Block]:
    """The boxes. Nothing left and nothing ticked is the box owners write by hand."""
    left = parts.remaining(project, report)
    implied = RemainingUse.NOTHING_LEFT if left is not None and left <= 0 else None
    chosen = report.remaining_use or implied
    blocks: list[Block] = [
        Choice(text, use is chosen, _moved(report) if use is chosen is RemainingUse.MOVED else "")
        for use, text in USES
    ]
    if report.continuations:
        rows = tuple(
            (one.name, money(one.budget), one.planned_for or DASH) for one in report.continuations
        )
        blocks.append(Grid(CONTINUED, rows, (6, 2, 3)))
    if report.continue_reason:
        blocks.append(Line("เหตุผลที่ยังไม่ได้ดำเนินการ", report.continue_reason))
    return blocks


def _moved(report: ReportPicture) -> str:
    known = f"โครงการที่ {report.moved_project}" if report.moved_project else ""
    amount = f"จำนวน {baht(report.moved_amount)} บาท" if report.moved_amount is not None else ""
    return " ".join(part for part in (known, report.moved_to or "", amount) if part)
