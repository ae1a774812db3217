"""What is said while somebody registers."""

from datetime import datetime

from bot.thaitext import day_and_time
from models.invites import Invited

YES, NO = "ยอมรับ", "ไม่ใช่ฉัน"
HELLO = "ยินดีต้อนรับสู่ “ก้าวหน้า”"


def how_to_register(office_name: str) -> str:
    """For somebody not registered, whatever they say."""
    of_office = f"ของ{office_name}" if office_name else "ของสำนักงาน"
    return (
        f"ก้าวหน้าช่วยรายงานความก้าวหน้าโครงการ{of_office}ผ่านแชตค่ะ\n\n"
        "เริ่มใช้งาน: พิมพ์ ลงทะเบียน เว้นวรรค แล้วตามด้วยรหัสเชิญ 8 ตัว\n"
        "เช่น  ลงทะเบียน 7K3M-Q9XD\n\n"
        "ยังไม่มีรหัส ขอได้ที่กลุ่มนโยบายและแผนค่ะ"
    )


def is_this_you(invited: Invited) -> list[tuple[str, str]]:
    """The rows of the card that asks for consent."""
    rows = [("ชื่อ", invited.name), ("ตำแหน่ง", invited.title), ("กลุ่ม", invited.group_name)]
    return [(label, value) for label, value in rows if value]


CONSENT_TITLE = "ยืนยันว่าเป็นคุณ"
CONSENT = (
    "สำนักงานจะเก็บชื่อ ตำแหน่ง บัญชี LINE และสิ่งที่คุณรายงานในแชตนี้ เพื่อจัดทำรายงานของสำนักงานเท่านั้น ยอมรับไหมคะ"
)
CONSENT_AGAIN = f"กรุณาแตะปุ่มหรือพิมพ์ว่า {YES} เพื่อเริ่มใช้งาน หรือพิมพ์ว่า {NO} ค่ะ"
NOT_ME = "ไม่ได้ลงทะเบียนและไม่ได้เก็บข้อมูลใด ๆ ค่ะ ถ้ารหัสไม่ใช่ของคุณ กรุณาแจ้งกลุ่มนโยบายและแผน"
PUT_ASIDE = "ยังไม่ได้ลงทะเบียนนะคะ พร้อมเมื่อไรพิมพ์ ลงทะเบียน ตามด้วยรหัสเชิญอีกครั้งค่ะ"


def wrong_code(tries_left: int) -> str:
    """The code is unknown, used or expired; the same words for all, so that nothing leaks."""
    return (
        "รหัสนี้ใช้ไม่ได้ค่ะ อาจพิมพ์ผิด ใช้ไปแล้ว หรือหมดอายุ\n"
        f"กรุณาตรวจรหัสแล้วลองอีกครั้ง (ลองได้อีก {tries_left} ครั้ง) "
        "หรือขอรหัสใหม่ที่กลุ่มนโยบายและแผน"
    )


def locked(until: datetime) -> str:
    """Five wrong codes."""
    return (
        f"ใส่รหัสผิดหลายครั้ง เพื่อความปลอดภัยจึงขอพักไว้ถึง {day_and_time(until)} "
        "แล้วลองใหม่ หรือขอรหัสใหม่ที่กลุ่มนโยบายและแผนค่ะ"
    )


def welcome(name: str) -> str:
    """Registered."""
    return f"ลงทะเบียนเรียบร้อยค่ะ {name}\nพิมพ์ เมนู ได้ทุกเมื่อเพื่อดูว่าทำอะไรได้บ้าง"


ALREADY = "บัญชี LINE นี้ลงทะเบียนแล้วค่ะ ถ้าต้องการเปลี่ยน พิมพ์ ลงทะเบียน ตามด้วยรหัสเชิญใหม่"
