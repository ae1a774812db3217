"""What is said about the official forms of one's reports."""

from datetime import date

from bot.thaitext import MONTHS, round_name
from models.fiscal import to_be

TITLE = "แบบรายงาน"
OPEN = f"{TITLE} (PDF)"
HINT = "เปิดเพื่อพิมพ์ ลงนาม หรือเก็บเข้าแฟ้ม ลิงก์ใช้ได้ 1 วัน"
NOTHING = "ยังไม่มีรายงานที่ส่งแล้วค่ะ พิมพ์ รายงาน เพื่อเริ่มรายงาน"
NOT_FOUND = "ยังหาโครงการนี้ไม่พบในรายงานที่ส่งแล้วค่ะ แตะเลือกจากรายการด้านล่าง"
NO_ADDRESS = "ตอนนี้ยังเปิดแบบรายงานทางลิงก์ไม่ได้ค่ะ กรุณาแจ้งกลุ่มนโยบายและแผน"


def project(year: str, code: str) -> str:
    """Above a card; a code may come again in another year."""
    return f"โครงการ {code} ปีงบประมาณ {year}"


def version(number: int, round_code: str, day: date) -> str:
    """A button: `ไตรมาส 2 ฉบับที่ 2 (5 เม.ย. 67)`."""
    period = round_name(round_code).partition(" ปีงบประมาณ")[0]
    when = f"{day.day} {MONTHS[day.month - 1]} {to_be(day.year) % 100:02}"
    return f"{period} ฉบับที่ {number} ({when})"


def more(count: int) -> str:
    """Older versions, or further projects, that are not shown."""
    return f"และอีก {count} ฉบับ พิมพ์ {TITLE} ตามด้วยรหัสโครงการ เพื่อดูทั้งหมด"
