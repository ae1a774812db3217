"""`เตือนอีกที วันศุกร์`, `อย่าเพิ่งเตือน`: when somebody wants to be reminded, and nothing else."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.dates import dates
from bot.understanding.normalise import normalise

LONGEST = 80
"""Characters; who wants to be reminded says it shortly, a longer text is about something else."""


@dataclass(frozen=True, slots=True)
class RemindOn:
    """A wish to be reminded: on a day (perhaps one that is over), on the due day, or not yet."""

    day: date | None = None
    due_day: bool = False


def read_remind_on(text: str, today: date) -> RemindOn | None:
    """The wish a text consists of; None for any other text, whatever it says of reminding."""
    norm = _plain(text)
    if "เตือน" not in norm:
        return None
    if _WISH.fullmatch(norm):
        return RemindOn()
    for wish, start, end in _days(norm, today):
        if _WISH.fullmatch(f"{norm[:start]} {norm[end:]}"):
            return wish
    return None


def read_remind_day(text: str, today: date) -> RemindOn | None:
    """The day a text consists of, as the answer to "when?"; None if it is no day."""
    norm = _plain(text)
    wishes = _days(norm, today)
    found = (one for one, start, end in wishes if _ONLY.fullmatch(f"{norm[:start]} {norm[end:]}"))
    return next(found, None) or read_remind_on(text, today)


def _plain(text: str) -> str:
    norm = " ".join(normalise(text).norm.split())
    return norm if len(norm) <= LONGEST else ""


# What may stand around: who asks, how politely, at what time of the day (it is always the morning).
_AROUND = "|".join(
    sorted(
        (
            *(
                "ช่วย",
                "รบกวน",
                "กรุณา",
                "ขอให้",
                "ขอ",
                "ฝาก",
                "วาน",
                "ให้",
                "ค่อย",
                "เดี๋ยว",
                "ไว้",
                "โปรด",
            ),
            *("อีกที", "อีกครั้ง", "อีกรอบ", "อีก", "ใหม่", "ที", "หน่อย", "ด้วย", "กัน", "มา", "เป็น"),
            *(
                "ดิฉัน",
                "ฉัน",
                "ผม",
                "หนู",
                "พี่",
                "เรา",
                "นะ",
                "น่ะ",
                "ก่อน",
                "เลย",
                "ไป",
                "วันอื่น",
                "ทีหลัง",
                "วันหลัง",
                "ได้ไหม",
                "ได้มั้ย",
                "ไหม",
            ),
            *(
                "ค่ะ",
                "คะ",
                "ครับผม",
                "ครับ",
                "คับ",
                "จ้า",
                "จ้ะ",
                "ฮะ",
                "ตอน",
                "เวลา",
                "ใน",
                "เมื่อ",
                "ภายใน",
            ),
            *(
                "เช้า",
                "สาย",
                "เที่ยง",
                "บ่าย",
                "เย็น",
                "จนถึง",
                "ถึง",
                "ตั้งแต่",
                "แล้ว",
                "รายงาน",
                "เรื่องรายงาน",
            ),
            *(
                "ๆ",
                ",",
                r"\.",
                "!",
                r"\(",
                r"\)",
                '"',
                "-",
                r"\s",
                r"\d{1,2}(?::\d\d)? ?(?:โมง|น\.?)(?![ก-ฮ])",
            ),
        ),
        key=len,
        reverse=True,
    )
)
_NOT_YET = (
    "(?:อย่าเพิ่ง|อย่าพึ่ง|ยังไม่ต้อง|ยังไม่|ไม่ต้อง|ไม่เอา|ยังอย่า|อย่า|หยุด|เลิก|งด|พัก|เลื่อน)(?:การ|ส่ง|แจ้ง|วัน)?"
)
_WISH = re.compile(
    rf"(?:{_AROUND})*+(?:{_NOT_YET})?(?:แจ้ง|การ|ข้อความ)?เตือน(?:ความจำ)?(?:{_AROUND})*+"
)
_ONLY = re.compile(rf"(?:{_AROUND})*+")

Found = tuple[RemindOn, int, int]
Reader = Callable[[str, date], Iterator[Found]]


def _days(norm: str, today: date) -> Iterator[Found]:
    for reader in _READERS:
        yield from reader(norm, today)


_DUE = re.compile(r"(?:ใน)?วัน(?:ที่)?(?:ครบ)?กำหนด(?:ส่ง)?|วันสุดท้าย|วันครบ")


def _due(norm: str, today: date) -> Iterator[Found]:  # noqa: ARG001 - one signature for all
    for found in _DUE.finditer(norm):
        yield RemindOn(due_day=True), *found.span()


_LEAD = re.compile(r"วัน(?:[จอพศสเ][ก-๙]{2,8})?(?:ที่)? ?$")
"""`วันที่`, and `วันศุกร์ที่` with the weekday, which the day itself says better."""


def _dated(norm: str, today: date) -> Iterator[Found]:
    """A day with its month, or a word like พรุ่งนี้."""
    for when in dates(norm, today):
        if when.kind != "day" or when.first != when.last:
            continue
        start = when.start
        lead = _LEAD.search(norm[:start])
        yield RemindOn(when.first), lead.start() if lead else start, when.end


_SLASH = re.compile(r"(?:วันที่ ?)?(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])")


def _slash(norm: str, today: date) -> Iterator[Found]:
    """`5/4`: of this year, or of the next if that is far back."""
    for found in _SLASH.finditer(norm):
        for year in (today.year, today.year + 1):
            day = _day(year, int(found["m"]), int(found["d"]))
            if day and day > today - timedelta(days=180):
                yield RemindOn(day), *found.span()
                break


_NUMBER = re.compile(r"วันที่ ?(?P<d>\d{1,2})(?![\d/.])")


def _number(norm: str, today: date) -> Iterator[Found]:
    """`วันที่ 5`: the next 5th."""
    for found in _NUMBER.finditer(norm):
        for ahead in range(13):
            count = today.year * 12 + today.month - 1 + ahead
            day = _day(count // 12, count % 12 + 1, int(found["d"]))
            if day and day > today:
                yield RemindOn(day), *found.span()
                break


_WEEKDAYS = (
    "จันทร์?",
    "อังคาร",
    "พุธ",
    r"พฤหัส(?:บดี|ฯ|\.)?",
    "ศุกร์?|สุก",
    "เสาร์?",
    "อาทิตย์?",
)
_WEEKDAY = re.compile(
    "(?P<word>วัน)? ?(?:"
    + "|".join(f"(?P<w{n}>{one})" for n, one in enumerate(_WEEKDAYS))
    + r")(?:ที่)? ?(?P<which>นี้|หน้า|ที่จะถึง(?:นี้)?|จะถึง(?:นี้)?)?"
)


def _weekday(norm: str, today: date) -> Iterator[Found]:
    """The next such day; with หน้า the one of next week."""
    for found in _WEEKDAY.finditer(norm):
        number = next(n for n in range(7) if found[f"w{n}"])
        if number == 6 and not found["word"]:
            continue  # อาทิตย์หน้า without วัน is next week
        if found["which"] == "หน้า":
            day = _monday_after(today) + timedelta(days=number)
        else:
            day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
        yield RemindOn(day), *found.span()


_COUNT = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "สิบ": 10}
_AHEAD = re.compile(
    rf"(?:(?:อีก|ใน|หลังจาก) ?(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})? ?(?P<unit>วัน|สัปดาห์|อาทิตย์)"
    rf"(?: ?(?:ข้างหน้า|ถัดไป))?|(?P<n2>\d{{1,2}}|{'|'.join(_COUNT)}) ?(?P<unit2>วัน|สัปดาห์|อาทิตย์)"
    r" ?(?:ข้างหน้า|หน้า|ถัดไป))(?!ที่|จ|พ|อ|ศ|ส|ก)"
)


def _ahead(norm: str, today: date) -> Iterator[Found]:
    """`อีก 3 วัน`, `อีกสองอาทิตย์`."""
    for found in _AHEAD.finditer(norm):
        number = found["n"] or found["n2"] or "1"
        count = _COUNT.get(number) or int(number)
        days = count if "วัน" in (found["unit"], found["unit2"]) else count * 7
        if days:
            yield RemindOn(today + timedelta(days=days)), *found.span()


_NEXT = re.compile(
    r"(?P<week>(?:สัปดาห์|อาทิตย์)(?:หน้า|ถัดไป))|(?P<month>(?:ต้น)?เดือนหน้า)|(?P<end>สิ้นเดือน(?:นี้)?)"
)


def _next(norm: str, today: date) -> Iterator[Found]:
    """The next week and month begin on their first day; the month ends on its last."""
    for found in _NEXT.finditer(norm):
        last = today.replace(day=monthrange(today.year, today.month)[1])
        if found["week"]:
            day = _monday_after(today)
        else:
            day = last + timedelta(days=1) if found["month"] else last
        yield RemindOn(day), *found.span()


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READERS: tuple[Reader, ...] = (_due, _ahead, _next, _dated, _slash, _weekday, _number)
