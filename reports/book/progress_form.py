"""แบบรายงาน "ความก้าวหน้า" การดำเนินงานโครงการ/กิจกรรม (domain guide, section 3)."""

from models.progress import WorkStatus
from reports.book import form_parts as parts
from reports.book.parts import Choice, FormItem, FormPage
from reports.picture import ProjectPicture, ReportPicture, RoundPicture

TITLE = 'แบบรายงาน "ความก้าวหน้า" การดำเนินงานโครงการ/กิจกรรม'
STATES = (
    (WorkStatus.IN_PROGRESS, "อยู่ระหว่างดำเนินการ"),
    (WorkStatus.NOT_STARTED, "ยังไม่ดำเนินการ (ระบุเหตุผลในปัญหาอุปสรรค)"),
)


def page(picture: RoundPicture, project: ProjectPicture, report: ReportPicture) -> FormPage:
    """The form, filled in."""
    return FormPage(
        heading=f"โครงการที่ {project.code} {project.name}",
        title=TITLE,
        subtitle=parts.data_month(picture, report),
        items=(
            parts.head(picture, project, report),
            parts.alignment(project),
            FormItem("2. งบประมาณ", (*parts.budget(picture, project, report), *_states(report))),
            FormItem("3. กิจกรรมที่ดำเนินการ", parts.activities(report)),
            FormItem("4. เป้าหมาย/ตัวชี้วัด", (parts.indicators(project, report),)),
            parts.text_item("5. ปัญหาอุปสรรค", report.problems),
            parts.text_item("6. ข้อเสนอแนะเพื่อการพัฒนา", report.suggestions),
            *parts.attachments("ภาพประกอบ", report),
        ),
        signatures=parts.signatures(report),
        project=project.code,
        receipt=report.receipt,
    )


def _states(report: ReportPicture) -> tuple[Choice, ...]:
    percent = f"ร้อยละ {report.percent.normalize():f}" if report.percent is not None else ""
    return tuple(
        Choice(text, report.status is status, percent if report.status is status else "")
        for status, text in STATES
    )
