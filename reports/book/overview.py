"""The first chapter: the main figures in sentences, and the summary counts."""

from decimal import Decimal

from bot.thaitext import baht
from reports.book.parts import Chapter, Paragraph, TextPage
from reports.book.tables import page
from reports.official import OfficialReport
from reports.picture import ProjectPicture, RoundPicture
from reports.tables.measures import is_allocated, is_disbursed, percent
from reports.tables.progress import (
    is_cancelled,
    is_completed,
    is_in_progress,
    is_not_reported,
    is_not_started,
)

HEADING = "สรุปผลการดำเนินงาน"
STATES = (
    ("ดำเนินการเสร็จสิ้นแล้ว", is_completed),
    ("อยู่ระหว่างดำเนินการ", is_in_progress),
    ("ยังไม่ดำเนินการ", is_not_started),
    ("ขอยกเลิกโครงการ", is_cancelled),
    ("ยังไม่รายงานผล", is_not_reported),
)


def chapter(report: OfficialReport) -> Chapter:
    """Sentences, then the table of counts."""
    said = tuple(Paragraph(one) for one in main_figures(report.picture))
    return Chapter(HEADING, (TextPage("", said), page(report.summary, report.picture)))


def main_figures(picture: RoundPicture) -> tuple[str, ...]:
    """What whoever reads no further should know: a sentence on projects, on states, on money."""
    return (_projects(picture), _states(picture.projects), _money(picture.projects))


def _projects(picture: RoundPicture) -> str:
    allocated = sum(map(is_allocated, picture.projects))
    rest = len(picture.projects) - allocated
    return (
        f"{picture.office_name} มีโครงการทั้งสิ้น {len(picture.projects):,} โครงการ"
        f" ได้รับจัดสรรงบประมาณ {allocated:,} โครงการ"
        f" รวม {baht(_sum(picture, 'allocated'))} บาท"
        + (f" และไม่ได้ใช้งบประมาณหรือรอจัดสรร {rest:,} โครงการ" if rest else "")
    )


def _states(projects: tuple[ProjectPicture, ...]) -> str:
    counted = ((words, sum(map(which, projects))) for words, which in STATES)
    named = (
        f"{words} {number:,} โครงการ{_share(number, len(projects))}"
        for words, number in counted
        if number
    )
    both = sum(is_not_started(one) and is_not_reported(one) for one in projects)
    return (
        "ผลการดำเนินงาน: "
        + " ".join(named)
        + (f" โดย {both:,} โครงการที่ยังไม่ดำเนินการยังไม่ได้รายงานผลด้วย" if both else "")
    )


def _money(projects: tuple[ProjectPicture, ...]) -> str:
    given = sum((one.allocated or Decimal(0) for one in projects), Decimal(0))
    paid = sum((one.disbursed for one in projects), Decimal(0))
    spent = sum((one.spent for one in projects), Decimal(0))
    number = sum(map(is_disbursed, projects))
    return (
        f"การใช้จ่ายงบประมาณ: เบิกจ่ายแล้ว {number:,} โครงการ รวม {baht(paid)} บาท"
        f"{_share(paid, given, 'ของงบประมาณที่ได้รับจัดสรร')} คงเหลือ {baht(given - paid)} บาท"
        f" ส่วนยอดใช้ไปที่ผู้รับผิดชอบรายงานรวม {baht(spent)} บาท"
    )


def _share(part: Decimal | int, whole: Decimal | int, of: str = "") -> str:
    share = percent(part, whole)
    return f" (ร้อยละ {share:.2f}{of})" if share is not None else ""


def _sum(picture: RoundPicture, what: str) -> Decimal:
    return sum((getattr(one, what) or Decimal(0) for one in picture.projects), Decimal(0))
