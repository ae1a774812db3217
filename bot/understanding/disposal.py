"""What happens with the money that is left: the four boxes of the completion form."""

import re

from bot.understanding.facts import Disposal, Fact, Status
from bot.understanding.view import Stretch

_NO_MATTER = re.compile(r"(?:\d ?|ไม่(?:ต้อง|ได้|มี|ขอ)?|ยังไม่(?:ได้)?|รอ|ไม่รู้จะ)$")
_RETURNED = re.compile(
    r"(?:ขอ|จะ|ได้)?(?:ส่ง|นำส่ง|โอน)?คืน(?!เงินยืม|หนังสือ|แฟ้ม|วัสดุ|อุปกรณ์|ของ|นี้|สู่|ชีพ"
    r"|ครู|เอกสาร|ความ|สภาพ)"
    r"(?:เงิน|งบ|คลัง|ให้|สพฐ|สพป|เขต|แล้ว|ไป|ทั้งหมด|ที่เหลือ|ส่วน|จำนวน|ค่ะ|ครับ|นะ|ด้วย"
    r"|[ \d(]|$)"
)
_MOVED = re.compile(
    r"(?:(?:โอน|นำ|เอา|ย้าย|ได้|จะ)(?:เงิน|งบประมาณ|งบ|ส่วน|ที่เหลือ|คงเหลือ){0,3})?ไป"
    r"(?:ใช้|ดำเนินการ|จัด|ทำ|เข้า|ให้|สมทบ|ดำเนิน){0,3}(?:ใน|กับ|ต่อ)? ?โครงการ(?:อื่น|ใหม่|ที่ ?\d| ?\d"
    r"|\x00| \x00)"
)
_GOES_ON = re.compile(
    r"(?:ยัง)?(?:คง)?มี(?:อีก)? ?(?:\d{1,2} ?)?กิจกรรม(?:ที่)?(?:ยัง)?(?:ต้อง|จำเป็น|เหลือ|ค้าง"
    r"|ไม่ได้ทำ|จะ)"
    r"|(?:ที่เหลือ|คงเหลือ|เงินเหลือ)[ก-์ ]{0,12}(?:ใช้|จัด|ทำ|ดำเนินการ)(?:กิจกรรม)?ต่อ"
    r"|ใช้ต่อ(?:ใน"
    r"|ไตรมาส|เดือน|กิจกรรม)"
)


def read_disposal(stretch: Stretch, status: Fact[Status] | None) -> Fact[Disposal] | None:
    """What is said about the money that is left; a question or a promise says nothing."""
    view = stretch.blanked
    cancelled = status is not None and status.value == "cancelled"
    readings: tuple[tuple[Disposal, re.Pattern[str]], ...] = (
        ("moved", _MOVED),
        ("cancel" if cancelled else "return", _RETURNED),
        ("continue", _GOES_ON),
    )
    for value, pattern in readings:
        for found in pattern.finditer(view):
            if not _NO_MATTER.search(view, max(0, found.start() - 10), found.start()):
                return stretch.fact(value, *found.span())
    return None
