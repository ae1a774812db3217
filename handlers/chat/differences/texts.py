"""What is said about differences between spending and disbursement."""

from decimal import Decimal

from bot.thaitext import baht
from models.differences import REASON_NAMES

LIST = "ส่วนต่าง"
TITLE = "ยอดที่รายงานต่างจากการเงิน"
OTHER = "อื่น ๆ (พิมพ์เอง)"
ANSWER = "บอกเหตุผล"
WHY = "เพราะอะไรคะ เหตุผลจะอยู่ในช่องหมายเหตุของตารางที่ 4"
ASK_WORDS = "พิมพ์เหตุผลสั้น ๆ ได้เลยค่ะ เช่น “รอใบเสร็จจากโรงแรม”"
NOT_WORDS = "ขอเป็นข้อความสั้น ๆ ค่ะ ไม่เกิน 200 ตัวอักษร หรือพิมพ์ ยกเลิก"
PAUSED = "ยังไม่ได้บันทึกเหตุผลค่ะ พิมพ์ ส่วนต่าง เพื่อตอบภายหลังได้"
NONE_OWN = "ยอดที่คุณรายงานตรงกับการเงินทุกโครงการค่ะ"
NONE_OFFICE = "ยอดของผู้รับผิดชอบกับการเงินตรงกันทุกโครงการค่ะ"
NO_ROUND = "ยังไม่มีรอบรายงานค่ะ"
CHANGED = "ยอดเปลี่ยนไปแล้วหลังจากถามครั้งก่อนค่ะ พิมพ์ ส่วนต่าง เพื่อดูยอดล่าสุด"
ROUND_CLOSED = "รอบนี้ปิดแล้ว เหตุผลแก้ไม่ได้ค่ะ ถ้าต้องแก้ แจ้งกลุ่มนโยบายและแผนนะคะ"
LONGEST = 200

CHOICES = {name: reason for reason, name in REASON_NAMES.items()}
"""The reasons as buttons, and as they are typed."""


def money(amount: Decimal) -> str:
    """`5,600 บาท`."""
    return f"{baht(amount)} บาท"


def gap(amount: Decimal) -> str:
    """Which side is ahead, and by how much."""
    side = "รายงานมากกว่า" if amount > 0 else "การเงินมากกว่า"
    return f"{side} {money(abs(amount))}"


def kept(code: str, why: str) -> str:
    """The answer is noted."""
    return f"บันทึกแล้วค่ะ โครงการ {code}: {why}"
