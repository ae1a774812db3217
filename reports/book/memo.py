"""The memo (บันทึกข้อความ) by which the planning group brings the report to the director."""

from dataclasses import dataclass

from reports.book.opening import TITLE
from reports.book.overview import main_figures
from reports.book.writing import arabic, rewritten, thai
from reports.official import OfficialReport
from reports.picture import RoundPicture
from reports.tables.notes import some
from reports.tables.progress import is_not_reported
from reports.tables.titles import as_of, long_day, period

UNIT = "กลุ่มนโยบายและแผน"


@dataclass(frozen=True)
class Memo:
    """What stands in the memo; number, day and signature are for the hand."""

    office: str
    unit: str
    subject: str
    to: str
    period: str
    as_of: str
    fiscal_year: str
    paragraphs: tuple[str, ...]


def memo_of(report: OfficialReport, *, thai_digits: bool = False) -> Memo:
    """The memo of the report."""
    picture = report.picture
    memo = Memo(
        office=picture.office_name,
        unit=UNIT,
        subject=f"{TITLE} {period(picture)}",
        to=f"ผู้อำนวยการ{picture.office_name}",
        period=period(picture),
        as_of=as_of(picture),
        fiscal_year=str(picture.round.fiscal_year),
        paragraphs=tuple(_paragraphs(picture)),
    )
    return rewritten(memo, thai if thai_digits else arabic)


def _paragraphs(picture: RoundPicture) -> list[str]:
    """Background, facts with the main figures, what is proposed."""
    missing = [one for one in picture.projects if is_not_reported(one)]
    facts = [*main_figures(picture), some("โครงการที่ยังไม่รายงานผล", missing)]
    numbered = (f"2.{number} {fact}" for number, fact in enumerate(filter(None, facts), start=1))
    return [
        "1. เรื่องเดิม",
        f"ตามที่{picture.office_name}ดำเนินงานตามแผนปฏิบัติการประจำปีงบประมาณ"
        f" พ.ศ. {picture.round.fiscal_year} และให้ผู้รับผิดชอบโครงการรายงานผลการดำเนินงาน"
        f"และการใช้จ่ายงบประมาณ {period(picture)} ภายในวันที่ {long_day(picture.due)} นั้น",
        "2. ข้อเท็จจริง",
        f"{UNIT}ได้รวบรวมและวิเคราะห์ข้อมูลแล้ว ({as_of(picture)}) สรุปได้ดังนี้",
        *numbered,
        "3. ข้อเสนอ",
        *_proposals(has_missing=bool(missing)),
    ]


def _proposals(*, has_missing: bool) -> list[str]:
    urge = ["3.2 แจ้งกลุ่มที่เกี่ยวข้องเร่งรัดโครงการที่ยังไม่รายงานผล"] if has_missing else []
    return [
        "3.1 เพื่อโปรดทราบรายงานผลการดำเนินงาน รายละเอียดตามรายงานที่แนบมาพร้อมนี้",
        *urge,
        "จึงเรียนมาเพื่อโปรดทราบและพิจารณา",
    ]
