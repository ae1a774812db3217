"""The words on the cards of figures."""

from decimal import Decimal

from bot.thaitext import baht, day, round_name
from bot.topics import Measure, State, Threshold
from models.progress import STATUS_NAMES, WorkStatus
from reports.picture import ProjectPicture
from reports.summary import Change, Summary

SUMMARY, PROVISIONAL, FINAL, MONTHLY = "สรุป", "สรุปเบื้องต้น", "สรุปเมื่อปิดรอบ", "สรุปประจำเดือน"
MONEY, CHANGE, GROUPS, MISSING = "เงินงบประมาณ", "เทียบกับรอบก่อน", "แต่ละกลุ่ม", "ยังไม่รายงาน"
DECISIONS = "เรื่องที่ควรตัดสินใจ"
PROBLEMS = "ปัญหาและข้อเสนอแนะ"
LATE = "รายงานหลังกำหนด"
UNREGISTERED = "ยังไม่ลงทะเบียน LINE"
DAYS = "กำหนดส่งรายงาน"

ALLOCATED, SPENT, DISBURSED, REMAINING = "ได้รับจัดสรร", "ใช้ไป (ผู้รับผิดชอบ)", "เบิกจ่าย (การเงิน)", "คงเหลือ"
OWNERS, GROUP, STATE, CERTIFIED, ENDS = "ผู้รับผิดชอบ", "กลุ่ม", "สถานะ", "การรับรอง", "สิ้นสุดโครงการ"
PROBLEM, SUGGESTION = "ปัญหา", "ข้อเสนอแนะ"
NOT_REPORTED = "ยังไม่รายงาน"
NOBODY_MISSING = "รายงานครบทุกโครงการแล้วค่ะ"
NONE_FOUND = "ไม่มีโครงการตามที่ถามค่ะ"
NO_DECISIONS = "ไม่มีเรื่องที่ต้องตัดสินใจค่ะ"
NO_PROBLEMS = "ยังไม่มีใครรายงานปัญหาหรือข้อเสนอแนะค่ะ"
ALL_REGISTERED = "ลงทะเบียนครบทุกคนแล้วค่ะ"
NO_BEFORE = "ยังไม่มีรอบก่อนหน้าในปีงบประมาณนี้ให้เทียบค่ะ ยอดทุกรอบนับสะสมจาก 1 ต.ค."
NO_ADDRESS = "ตอนนี้ยังทำลิงก์ไม่ได้ค่ะ กรุณาแจ้งผู้ดูแลระบบ หรือขอไฟล์จากกลุ่มนโยบายและแผน"
WHICH = "หมายถึงรายการไหนคะ แตะเลือกได้เลย"
NO_ROUND = "ยังไม่มีรอบรายงานค่ะ เมื่อกลุ่มนโยบายและแผนเปิดรอบแล้วจึงจะมีข้อมูล"
READY_SOON = "กำลังจัดทำรายงานฉบับเต็มค่ะ แตะลิงก์เพื่อเปิดดู ลิงก์ใช้ได้ 1 วัน"

SEE_ALL, MORE, FULL_REPORT, OPEN_REPORT = "ดูทั้งหมด", "ดูต่อ", "รายงานฉบับเต็ม", "เปิดรายงานฉบับเต็ม"
SEE_MISSING, SEE_GROUPS, SEE_PROBLEMS = "ใครยังไม่รายงาน", "แยกรายกลุ่ม", "ปัญหาที่พบ"
SEE_COMPARE, SEE_MONEY, SEE_SUMMARY, SEE_PROJECTS = "เทียบรอบก่อน", "เรื่องเงิน", "ภาพรวม", "ดูรายโครงการ"
SEE_LOW, SEE_DECISIONS = "เบิกต่ำกว่า 30%", "เรื่องที่ควรตัดสินใจ"
SEE_UNREGISTERED = "ใครยังไม่ลงทะเบียน"
REPORT_THIS, CORRECT_THIS = "รายงานโครงการนี้", "แก้รายงานที่ส่งแล้ว"
OVERLAP = "โครงการที่ยังไม่ดำเนินการและยังไม่รายงาน นับในทั้งสองแถว ตามตารางที่ 1"

STATE_TITLES: dict[State, str] = {
    "completed": "โครงการที่เสร็จสิ้นแล้ว",
    "in_progress": "โครงการระหว่างดำเนินการ",
    "not_started": "โครงการที่ยังไม่ดำเนินการ",
    "cancelled": "โครงการที่ขอยกเลิก",
    "reported": "โครงการที่รายงานแล้ว",
}
_COMPARISONS = {"<": "ต่ำกว่า", "<=": "ไม่เกิน", ">": "เกิน", ">=": "ตั้งแต่"}


def percent(share: Decimal | None) -> str:
    """`26.92%`; a dash where there is nothing to be a share of."""
    return "-" if share is None else f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def money(amount: Decimal | None) -> str:
    """`23,800 บาท`."""
    return "-" if amount is None else f"{baht(amount)} บาท"


def change(amount: Decimal | int) -> str:
    """`+5,600`, `-3`, `เท่าเดิม`."""
    if not amount:
        return "เท่าเดิม"
    return f"{'+' if amount > 0 else '-'}{baht(abs(Decimal(amount)))}"


def points(amount: Decimal) -> str:
    """`+12.5 จุด`, in points of a percentage."""
    if not amount:
        return "เท่าเดิม"
    return f"{'+' if amount > 0 else '-'}{percent(abs(amount))[:-1]} จุด"


def reported(summary: Summary) -> str:
    """`รายงานแล้ว 17 จาก 26 โครงการ`."""
    return of_all(summary.office.reported, summary.office.projects)


def of_all(reported_: int, projects: int) -> str:
    """How many of how many."""
    return f"รายงานแล้ว {reported_:,} จาก {projects:,} โครงการ"


def head(summary: Summary) -> str:
    """The round, and whose it is unless it is the whole office's."""
    return " · ".join(filter(None, (round_name(summary.round), summary.whose)))


def as_of(summary: Summary) -> str:
    """Until when the figures count."""
    state = "ปิดรอบแล้ว" if summary.is_closed else f"กำหนดส่ง {day(summary.due)}"
    return f"สะสมจาก 1 ต.ค. ถึง {day(summary.as_of)} · {state}"


def target(summary: Summary) -> str:
    """How disbursement stands against the quarter's target."""
    ahead = summary.ahead_of_target
    if ahead is None:
        return ""
    goal = f"เป้าหมาย {percent(summary.target)}"
    if not ahead:
        return f"{goal} ได้ตามเป้าพอดี"
    return f"{goal} {'สูงกว่า' if ahead > 0 else 'ต่ำกว่า'}เป้า {percent(abs(ahead))[:-1]} จุด"


def since(found: Change) -> str:
    """`เทียบกับไตรมาส 1`."""
    return f"เทียบกับ{round_name(found.since).split(' ปีงบประมาณ')[0]}"


def threshold(asked: Threshold) -> str:
    """`โครงการที่เบิกจ่ายต่ำกว่า 30%`."""
    verb = "ใช้จ่าย" if asked.measure is Measure.SPENT else "เบิกจ่าย"
    if asked.number == 0 and asked.comparison == "<=":
        return f"โครงการที่ยังไม่{verb}"
    number = money(asked.number) if asked.is_baht else percent(asked.number)
    return f"โครงการที่{verb}{_COMPARISONS[asked.comparison]} {number}"


def status(project: ProjectPicture) -> str:
    """The state of the work, or that nobody reported it."""
    if project.report is None:
        waits = project.status is WorkStatus.NOT_STARTED
        return f"{NOT_REPORTED} ({project.approval.value})" if waits else NOT_REPORTED
    late = " (หลังกำหนด)" if project.report.late else ""
    return f"{STATUS_NAMES[project.report.status]}{late}"


def owners(project: ProjectPicture) -> str:
    """Who is responsible."""
    return ", ".join(one.name for one in project.owners) or "ไม่ระบุผู้รับผิดชอบ"


def days_left(days: int) -> str:
    """How long there is to report."""
    if days == 0:
        return "ครบกำหนดวันนี้ค่ะ"
    return f"เหลืออีก {days:,} วันค่ะ" if days > 0 else f"เลยกำหนดมาแล้ว {-days:,} วันค่ะ"
