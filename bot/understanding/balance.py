"""The day a sum stands for: ณ 5/4/67, ณ สิ้นมีนา, ข้อมูลถึงวันที่ 31 มีนาคม 2567."""

import re
from datetime import date

from bot.understanding.dates import When
from bot.understanding.facts import Doubt, Fact
from bot.understanding.view import Stretch

_CUE = re.compile(
    r"(?:(?<![ก-์])ณ|(?:ยอด|สะสม|ข้อมูล|เบิกจ่าย|ใช้จ่าย|ใช้ไป)[ก-์]{0,8}ถึง|ข้อมูล(?:ถึง)?"
    r"|ยอด(?:ถึง)?"
    r"|นับถึง|จนถึง|(?<![ก-์])ถึง|ตัดยอด|สิ้นสุด)"
    r"(?: ?(?:วันที่|วัน|เดือน|สิ้นสุดเดือน|สิ้นสุด|สิ้นเดือน|สิ้น|ที่))* ?$"
)
_OTHER_DAY = re.compile(r"(?:เลื่อน|ขยาย|เสร็จ|จัด|ส่ง|ภายใน|กำหนด|เปิด|เริ่ม)[ก-์ ]{0,14}$")
_SPENT_THEN = re.compile(r" ?(?:ใช้|เบิก|จ่าย|คงเหลือ|เหลือ|ยอด)")
_RECENT = 62  # days; a month end without a year lies that near behind, else it is to come
_OLDEST = 366 * 3  # days; a balance date further back is a slip of the pen


def read_balance_day(stretch: Stretch, doubts: list[Doubt]) -> Fact[date] | None:
    """The balance date a stretch gives; one to come, or long past, is doubtful."""
    for when in stretch.dates:
        if not _is_balance(stretch, when):
            continue
        day = _latest(when, stretch.view.today)
        if not when.sure or not 0 <= (stretch.view.today - day).days <= _OLDEST:
            doubts.append(Doubt("as_of", "future"))
            return None
        return stretch.fact(day, when.start, when.end)
    return None


def _latest(when: When, today: date) -> date:
    if when.dated or when.last <= today:
        return when.last
    earlier = _a_year_before(when.last)
    return earlier if (today - earlier).days < _RECENT else when.last


def _a_year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _is_balance(stretch: Stretch, when: When) -> bool:
    norm = stretch.norm
    before = norm[max(0, when.start - 24) : when.start]
    if when.kind == "now":
        return False
    changed = stretch.view.correcting and before.rstrip().endswith(("วันที่เป็น", "เป็นวันที่"))
    if stretch.view.asked == "as_of" or changed:
        return True
    if stretch.view.correcting and norm.startswith("เมื่อ", when.start):
        return False  # ยอดเมื่อวานผิด
    if _OTHER_DAY.search(before):
        return False
    cue = _CUE.search(before)
    if cue:
        end_of_span = before[: cue.start()].rstrip().endswith(("-", "เลื่อน", "จาก"))
        return not (cue[0].startswith("ถึง") and end_of_span)
    ends = norm.startswith("สิ้น", when.start)
    return ends and _SPENT_THEN.match(norm, when.end) is not None
