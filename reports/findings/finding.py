"""What a finding is: a project, its figures and a sentence in Thai."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.thaitext import baht
from reports.picture import ProjectPicture


class Kind(StrEnum):
    """What was found; the value is its heading."""

    NOT_REPORTED = "ยังไม่รายงานผล"
    LATE = "รายงานหลังกำหนด"
    LATE_AFTER_END = "รายงานเกิน 15 วันหลังสิ้นสุดโครงการ"
    COUNTED_TWICE_SOURCES = "นับซ้ำ: ใช้งบมากกว่าหนึ่งแหล่ง"
    COUNTED_TWICE_STATES = "นับซ้ำ: ยังไม่ดำเนินการและไม่รายงาน"
    SPENT_OVER_ALLOCATION = "ใช้ไปเกินที่จัดสรร"
    DISBURSED_OVER_ALLOCATION = "เบิกจ่ายเกินที่จัดสรร"
    SPENT_NOT_DISBURSED = "ใช้ไปมากกว่าที่เบิกจ่าย"
    DISBURSED_OVER_SPENT = "เบิกจ่ายมากกว่าที่รายงาน"
    DISBURSED_NOT_REPORTED = "เบิกจ่ายแล้วแต่ไม่มีรายงาน"
    MONEY_NOT_STARTED = "มีการใช้เงินทั้งที่ยังไม่ดำเนินการ"
    ALLOCATED_NOT_SUBMITTED = "ได้รับจัดสรรแต่ยังไม่เสนออนุมัติ"
    UNDER_WAY_NOT_SUBMITTED = "ดำเนินการแล้วทั้งที่ยังไม่เสนออนุมัติ"
    REMAINING_UNDECIDED = "สิ้นสุดแล้ว มีเงินเหลือ ยังไม่ระบุการดำเนินการ"
    MONEY_MOVED = "นำเงินคงเหลือไปดำเนินโครงการอื่น"
    CANCELLED = "ขอยกเลิกโครงการ"
    ALL_SPENT_IN_PROGRESS = "ใช้เงินครบแล้วแต่ยังดำเนินการ"
    LESS_THAN_BEFORE = "ยอดใช้ไปน้อยกว่ารอบก่อน"
    REMAINDER_WRONG = "ยอดคงเหลือไม่ตรงกับจัดสรรหักใช้ไป"
    OTHER_SOURCE = "แหล่งงบในรายงานไม่ตรงกับแผน"
    BALANCE_AFTER_CUT_OFF = "ยอดเงินเป็นของวันหลังวันตัดยอด"
    BALANCE_AFTER_REPORT = "วันที่ของยอดเงินอยู่หลังวันที่รายงาน"
    BEGAN_BEFORE_YEAR = "เริ่มก่อนปีงบประมาณ"
    NO_RESULTS = "เสร็จสิ้นแล้วแต่ไม่มีผลตัวชี้วัด"
    RESULTS_PENDING = "เสร็จสิ้นแล้วแต่ผลตัวชี้วัดยังไม่ทราบ"
    GOALS_NOT_MET = "เสร็จสิ้นแล้วแต่ไม่บรรลุเป้าหมาย"
    SELF_CERTIFIED = "รับรองโครงการของตนเอง"
    NOT_CERTIFIED = "ยังไม่มีผู้รับรอง"
    RETURNED = "ส่งกลับแก้ไข ยังไม่ได้แก้"


@dataclass(frozen=True)
class Amount:
    """A figure of a finding: baht, or days where its label says วัน."""

    label: str
    value: Decimal | int


@dataclass(frozen=True)
class Finding:
    """Something that contradicts itself or needs a decision."""

    kind: Kind
    project: str
    figures: tuple[Amount, ...]
    sentence: str


def found(
    kind: Kind, project: ProjectPicture, says: str, *figures: tuple[str, Decimal | int]
) -> Finding:
    """A finding whose sentence names the project and what is the matter."""
    amounts = tuple(Amount(label, value) for label, value in figures)
    return Finding(kind, project.code, amounts, f"โครงการ {project.code} {says}")


def money(amount: Decimal) -> str:
    """`5,600 บาท`."""
    return f"{baht(amount)} บาท"
