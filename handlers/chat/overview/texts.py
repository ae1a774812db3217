"""What is said around the answers."""

from bot.thaitext import PERIODS
from models.fiscal import Period

UNKNOWN_GROUP = "ไม่พบกลุ่มนี้ในแผนค่ะ แตะเลือกจากรายการได้เลย"
UNKNOWN_PROJECT = "ไม่พบโครงการนี้ในแผนปีนี้ค่ะ ลองพิมพ์รหัส เช่น โครงการ 5 หรือบางส่วนของชื่อ"
UNKNOWN_PERSON = "ไม่พบชื่อนี้ในแผนปีนี้ค่ะ ลองพิมพ์ชื่อตามแผน เช่น ของคุณสมศรี"
NOT_UNDERSTOOD = (
    "ขอโทษค่ะ ยังไม่เข้าใจคำถามนี้ แตะตัวอย่างด้านล่าง หรือพิมพ์ชื่อกลุ่ม ชื่อคน หรือรหัสโครงการได้ค่ะ "
    "เช่น “กลุ่มนิเทศเป็นยังไง” “โครงการ 5”"
)
EXAMPLES = ("สรุป", "ใครยังไม่รายงาน", "โครงการที่เบิกต่ำกว่า 30%", "งบเหลือเท่าไร", "ปัญหาที่พบมีอะไรบ้าง")
NUDGE_GROUP, NUDGE_OWNERS, NUDGE_PERSON = "เตือนผู้รับผิดชอบในกลุ่ม", "เตือนผู้รับผิดชอบ", "เตือนให้รายงาน"
NO_PROJECTS = "ไม่มีโครงการในความรับผิดชอบค่ะ"


def no_such_round(period: str) -> str:
    """A round of the year that was never opened."""
    return f"ปีนี้ยังไม่มีรอบรายงาน {PERIODS[Period(period)]} ค่ะ"
