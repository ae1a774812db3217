"""What the planning group's conversation says."""

from datetime import date

from bot.thaitext import baht, clip, day, round_name
from models.members import MemberFacts
from models.portfolio import ProjectFacts
from models.project_scope import ProjectScope

MENU = "งานแผน"
OPEN, CLOSE, EXTEND = "เปิดรอบ", "ปิดรอบ", "เลื่อนกำหนดส่ง"
FOR_OWNER, CORRECT = "รายงานแทน", "แก้รายงานแทน"
HAND_OVER, MEMBERS = "โอนโครงการ", "ผู้ใช้งาน"
MENU_LEAD = (
    "แตะเลือก หรือพิมพ์คำสั่งพร้อมรหัสโครงการได้เลย เช่น\n"
    "รายงานแทน 5\nแก้รายงานแทน 5\nโอนโครงการ 5 ให้ ก03\nเลื่อนกำหนดส่ง 20 เม.ย."
)
HOW_FOR_OWNER = "พิมพ์ รายงานแทน ตามด้วยรหัสโครงการ เช่น รายงานแทน 5"
HOW_CORRECT = "พิมพ์ แก้รายงานแทน ตามด้วยรหัสโครงการ เช่น แก้รายงานแทน 5"
HOW_HAND_OVER = "พิมพ์ โอนโครงการ รหัสโครงการ ให้ รหัสคน เช่น โอนโครงการ 5 ให้ ก03"
NUDGE_ALL, NUDGE_ONE, NUDGE = "เตือนทุกคน", "เตือน", "เตือนผู้ที่ยังไม่รายงาน"
NUDGE_NOTE = "ใช้โควตาคนละ 1 ข้อความ แต่ละคนได้รับข้อความเตือนไม่เกินวันละหนึ่งครั้ง"
NO_PROJECT = "ไม่พบโครงการรหัสนี้ในแผนปีนี้ค่ะ"
NO_PERSON = "ไม่พบคนนี้ในแผนค่ะ ขอรหัสของคนนั้น เช่น ก03"
NO_ROUND = "ยังไม่มีรอบรายงานค่ะ"
NO_OPEN_ROUND = "ตอนนี้ไม่มีรอบที่เปิดอยู่ค่ะ"
NOT_DONE = "ยังไม่ได้เปลี่ยนอะไรค่ะ"
CHANGED_MEANWHILE = "ข้อมูลเปลี่ยนไปหลังจากการ์ดใบนั้น กรุณาเริ่มใหม่ค่ะ"
CONFIRM = "ยืนยัน"

# --- rounds ------------------------------------------------------------------------------------

ASK_DUE = "กำหนดส่งวันไหนคะ พิมพ์วันที่ เช่น 20 เม.ย."
ASK_DUE_AGAIN = "ขอเป็นวันที่ เช่น 20 เม.ย. 2567 ค่ะ"
ROUND_CHANGES = "หลังปิดรอบ ตัวเลขของรอบจะไม่เปลี่ยนอีก รายงานที่ส่งหลังจากนี้นับเป็นส่งล่าช้า"


def opened(code: str, due: date) -> str:
    """What was done."""
    return f"เปิดรอบ {round_name(code)} แล้วค่ะ กำหนดส่ง {day(due)}"


def closed(code: str) -> str:
    """What was done."""
    return f"ปิดรอบ {round_name(code)} แล้วค่ะ"


def extended(code: str, due: date) -> str:
    """What was done."""
    return f"เลื่อนกำหนดส่งของ{round_name(code)} เป็น {day(due)} แล้วค่ะ"


def open_already(code: str) -> str:
    """There is an open round already."""
    return f"{round_name(code)} เปิดอยู่ค่ะ ปิดรอบนี้ก่อน หรือพิมพ์รหัสรอบที่ต้องการ เช่น เปิดรอบ 2567-Q3"


# --- reports written for owners ----------------------------------------------------------------

WHOSE_WORDS = "ใครเป็นผู้แจ้งคะ"
ASK_REASON = "แก้เพราะอะไรคะ"
REASON_HINT = "เหตุผลจะอยู่กับรายงานฉบับใหม่ พิมพ์สั้น ๆ ได้ เช่น ตัวเลขสลับหลัก"
NEEDS_REASON = "ขอเหตุผลเป็นข้อความสั้น ๆ ค่ะ"
NOT_REPORTED = "โครงการนี้ยังไม่มีรายงานในรอบนี้ค่ะ ถ้าผู้รับผิดชอบแจ้งทางโทรศัพท์ ใช้ รายงานแทน"
BEGIN, LOOK_OVER = "เริ่มกรอก", "ดูและแก้ไข"
DRAFT_OF_ONES_OWN = "คุณมีร่างของโครงการนี้ค้างอยู่ ส่งหรือทิ้งร่างนั้นก่อนนะคะ"


def for_owner(project: ProjectFacts, name: str) -> str:
    """Before the first question."""
    return f"บันทึกรายงานโครงการ {project.code} แทน {name} ระบบจะบันทึกว่าแจ้งทางโทรศัพท์"


def correcting(project: ProjectFacts, reason: str) -> str:
    """Before the card."""
    return (
        f"แก้รายงานโครงการ {project.code} เป็นฉบับที่ {project.version + 1} เหตุผล: {clip(reason, 300)}"
    )


# --- people ------------------------------------------------------------------------------------

FROM_WHOM = "โอนจากใครคะ"
SAME_OWNER = "คนนี้รับผิดชอบโครงการนี้อยู่แล้วค่ะ"
HANDED_TITLE = "ได้รับโอนโครงการ"
OPEN_PROJECT = "ดูและรายงาน"


def hand_over(project: ProjectScope, old: str, new: str, drafts: int) -> list[tuple[str, str]]:
    """The lines of the card before it is done."""
    begun = f"{drafts} ฉบับ โอนไปด้วย" if drafts else "ไม่มี"
    return [
        ("โครงการ", f"{project.code}. {clip(project.name, 120)}"),
        ("จาก", old),
        ("ให้", new),
        ("ร่างที่ค้าง", begun),
    ]


def handed(project: ProjectScope, new: str) -> str:
    """What was done."""
    return f"โอนโครงการ {project.code} ให้ {new} แล้วค่ะ ปุ่มเดิมของผู้รับผิดชอบเดิมใช้ไม่ได้อีก"


def received(project: ProjectScope, drafts: int) -> str:
    """To the new owner."""
    begun = " มีร่างที่ทำค้างไว้ให้ทำต่อได้" if drafts else ""
    return f"กลุ่มแผนโอนโครงการ {project.code} {clip(project.name, 200)} มาให้คุณรับผิดชอบค่ะ{begun}"


def members(counts: dict[str, int]) -> str:
    """How many are in LINE."""
    return (
        f"ลงทะเบียนแล้ว {counts['registered']} คน · ยังไม่ลงทะเบียน {counts['missing']} คน · "
        f"บล็อก {counts['blocked']} คน"
    )


def blocked(one: MemberFacts) -> str:
    """A line of the list."""
    since = f" ตั้งแต่ {day(one.blocked_on)}" if one.blocked_on else ""
    return f"{one.code} {one.name}{since}{_owed(one)}"


def missing(one: MemberFacts) -> str:
    """A line of the list."""
    return f"{one.code} {one.name}{_owed(one)}"


def _owed(one: MemberFacts) -> str:
    return f" · รับผิดชอบ {one.projects} โครงการ" if one.projects else ""


INVITE_HINT = "ออกรหัสเชิญได้ที่แดชบอร์ด หรือคำสั่ง flask people invite"


def spent(project: ProjectFacts) -> str:
    """What is reported now."""
    return "-" if project.spent is None else f"{baht(project.spent)} บาท"
