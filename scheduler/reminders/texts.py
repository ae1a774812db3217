"""What reminders say."""

from collections.abc import Sequence
from datetime import date

from bot.thaitext import day as show_day

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

OPENED_TITLE = "เปิดรอบรายงานแล้ว"
PLAIN_TITLE = "เตือนส่งรายงาน"
COMPLETION_TITLE = "รายงานผลโครงการที่สิ้นสุดแล้ว"
DRAFT_TITLE = "มีร่างรายงานที่ยังไม่ได้ส่ง"
ASKED = "เตือนตามที่ขอไว้ค่ะ"
DRAFT_NOTE = "กรอกค้างไว้ ยังไม่ได้ส่ง"
LATER, OTHER_DAY = "เตือนพรุ่งนี้", "เตือนวันอื่น"
PASS_ON, PASS_ON_ALL = "ส่งต่อให้ผู้รับผิดชอบ", "เตือนผู้รับผิดชอบทุกคน"
UNREACHABLE = "ยังไม่ลงทะเบียน LINE"
NO_OWNER = "ยังไม่มีผู้รับผิดชอบ"
NO_GROUP = "ไม่ระบุกลุ่ม"


def weekday(day: date) -> str:
    """`วันพุธที่ 10 เม.ย. 2567`."""
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {show_day(day)}"


def due_title(days_left: int) -> str:
    """How far the due date is off, seen from today."""
    if days_left < 0:
        return f"เลยกำหนดส่งรายงานมา {-days_left} วัน"
    if days_left == 0:
        return "วันนี้ครบกำหนดส่งรายงาน"
    return "พรุ่งนี้ครบกำหนดส่งรายงาน" if days_left == 1 else f"อีก {days_left} วันครบกำหนดส่งรายงาน"


def opened(as_of: date, due: date, today: date) -> str:
    """What is asked for once a round is open."""
    data = f"ขอข้อมูล ณ {show_day(as_of)}"
    if due < today:
        return f"{data} ค่ะ กำหนดส่งคือ{weekday(due)} ซึ่งผ่านไปแล้ว กรุณาส่งโดยเร็ว"
    return f"{data} กรุณาส่งภายใน{weekday(due)} ค่ะ"


def still_missing(count: int, due: date, today: date) -> str:
    """What has not been reported, and until when."""
    lead = f"ยังไม่ได้รายงาน {count} โครงการ"
    if due < today:
        return f"{lead} กำหนดส่งคือ{weekday(due)} ส่งตอนนี้ยังรับอยู่ค่ะ"
    return f"{lead} กรุณาส่งภายใน{weekday(due)} ค่ะ"


def passed_on(asker: str) -> str:
    """Who asked for this reminder."""
    return f"{asker} ฝากเตือนค่ะ"


def ended(ends_on: date, within: date, today: date) -> str:
    """A project that has ended, and the last day to report it."""
    lead = f"สิ้นสุด {show_day(ends_on)}"
    if within < today:
        return f"{lead} ควรรายงานผลภายใน {show_day(within)} ซึ่งผ่านมาแล้ว"
    return f"{lead} กรุณารายงานผลภายใน {show_day(within)}"


def report(code: str) -> str:
    """The button that starts a report at once."""
    return f"รายงานโครงการ {code}"


def rest(count: int) -> str:
    """The button to what is not on the card."""
    return f"ดูอีก {count} โครงการ"


def escalation_title(count: int) -> str:
    """The head of a card about others."""
    return f"ยังไม่รายงาน {count} โครงการ"


def overdue(due: date, today: date) -> str:
    """How late the round is, for those who look after others."""
    return f"กำหนดส่งคือ{weekday(due)} เลยมา {(today - due).days} วันแล้วค่ะ"


def owners(names: Sequence[str], *, unreachable: bool) -> str:
    """Who is responsible."""
    if not names:
        return NO_OWNER
    who = ", ".join(names)
    return f"{who} ({UNREACHABLE})" if unreachable else who


ENDED_LEAD = "โครงการต่อไปนี้สิ้นสุดแล้ว กรุณารายงานผลค่ะ"
DRAFT_LEAD = "ร่างต่อไปนี้ยังไม่ได้ส่ง แตะเพื่อทำต่อได้เลยค่ะ"
