"""What is said about reminders."""

from collections.abc import Sequence
from datetime import date

from scheduler.reminders.passing import Owner, PassingOn
from scheduler.reminders.texts import weekday

ASK_DAY = "ให้เตือนอีกทีวันไหนดีคะ"
ASK_HINT = "แตะเลือก หรือพิมพ์วัน เช่น วันศุกร์  5 เม.ย.  อีก 3 วัน"
ASK_AGAIN = "ขอโทษค่ะ ยังไม่เข้าใจว่าวันไหน พิมพ์เช่น เตือนวันศุกร์ หรือ เตือนวันที่ 5 เม.ย. ได้เลยค่ะ"
GIVEN_UP = "ยังไม่ได้ตั้งวันเตือนใหม่ ระบบจะเตือนตามกำหนดเดิมค่ะ ต้องการเปลี่ยน พิมพ์ เตือนพรุ่งนี้ ได้ทุกเมื่อ"
NOT_TODAY = "วันนี้เตือนซ้ำไม่ได้แล้วค่ะ เลือกตั้งแต่พรุ่งนี้เป็นต้นไปนะคะ"
TOO_FAR = "ไกลเกินไปค่ะ เลือกภายใน 60 วันนะคะ"
NOTHING_OWED = "ตอนนี้ไม่มีรายงานค้าง จึงไม่มีอะไรต้องเตือนค่ะ"
PUT_ASIDE = "ยังไม่ได้เปลี่ยนวันเตือน ระบบจะเตือนตามกำหนดเดิมค่ะ"
TOMORROW = "พรุ่งนี้"
ON_DUE_DAY = "เช้าวันครบกำหนด"
NO_ROUND = "ตอนนี้ไม่มีรอบรายงานที่เปิดอยู่ค่ะ"
ALL_REPORTED = "รายงานครบทุกโครงการแล้วค่ะ ไม่มีใครต้องเตือน"
NOBODY_ELSE = "ที่ยังไม่รายงานมีแต่โครงการของคุณเองค่ะ"
PASSED, PASSED_BEFORE, NOT_PASSED = "ส่งต่อให้ผู้รับผิดชอบแล้ว", "ฝากเตือนไว้แล้ว", "ยังส่งต่อไม่ได้"
NAMES_SHOWN = 10


def over(day: date) -> str:
    """The day named has passed."""
    return f"{weekday(day)} ผ่านไปแล้วค่ะ ให้เตือนวันไหนดีคะ"


def agreed(wanted: date, comes: date, at: str, due: date | None) -> str:
    """When the next reminder comes; `due`: the due day that is still told before."""
    moved = f"{weekday(wanted)} เป็นวันหยุด " if wanted != comes else ""
    said = f"ได้ค่ะ {moved}จะเตือน{weekday(comes)} ราว {at} น."
    if due is None:
        return f"{said} ก่อนหน้านั้นไม่เตือนค่ะ"
    return f"{said} ก่อนหน้านั้นเตือนเฉพาะวันครบกำหนด {weekday(due)} ค่ะ"


def nobody_left(passing: PassingOn) -> str:
    """Nobody to remind: all is reported, or what is left is the asker's own."""
    return NOBODY_ELSE if passing.missing else ALL_REPORTED


def passed_title(passing: PassingOn) -> str:
    """What came of passing on, in few words."""
    if passing.at_once or passing.later:
        return PASSED
    return PASSED_BEFORE if passing.asked else NOT_PASSED


def at_once(passing: PassingOn) -> str:
    """Who is reminded first."""
    when = f"จะเตือนเช้า{weekday(passing.on)} ราว {passing.at:%H:%M} น."
    return f"{'กำลังส่งเตือน' if passing.immediate else when}: {_names(passing.at_once)}"


def later(owners: Sequence[Owner], day: date) -> str:
    """Who was told today already."""
    return f"วันนี้ระบบเตือนไปแล้ว จึงจะเตือนในนามคุณอีกครั้งเช้า{weekday(day)}: {_names(owners)}"


def asked(owners: Sequence[Owner]) -> str:
    """For whom it was passed on before."""
    return f"ฝากเตือนไว้ก่อนแล้ว: {_names(owners)}"


def unreachable(owners: Sequence[Owner]) -> str:
    """Who has to be told by word of mouth."""
    return f"ยังไม่ลงทะเบียน LINE กรุณาแจ้งเอง: {_names(owners)}"


def _names(owners: Sequence[Owner]) -> str:
    shown = ", ".join(one.name for one in owners[:NAMES_SHOWN])
    more = len(owners) - NAMES_SHOWN
    return f"{shown} และอีก {more} คน" if more > 0 else shown
