"""Days and spans of days as they stand in documents and chats, B.E. or A.D."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from bot.understanding.numerals import numerals

Kind: TypeAlias = Literal["day", "days", "month", "quarter", "year", "now"]

_BE = 543
_MONTHS = (
    (r"มกรา(?:คม|คมม)?", r"ม\.? ?ค\.?", "january|jan"),
    (r"กุมภา(?:พันธ์|พันธุ์|พัน)?", r"ก\.? ?พ\.?", "february|feb"),
    (r"มีนา(?:คม)?", r"มี\.? ?ค\.?", "march|mar"),
    (r"เมษา(?:ยน)?|เมศายน", r"เม\.? ?ย\.?", "april|apr"),
    (r"พฤษภา(?:คม)?|พฤศภาคม", r"พ\.? ?ค\.?", "may"),
    (r"มิถุนา(?:ยน)?", r"มิ\.? ?ย\.?", "june|jun"),
    (r"กรก[ฎฏ]า(?:คม)?", r"ก\.? ?ค\.?", "july|jul"),
    (r"สิงหา(?:คม)?", r"ส\.? ?ค\.?", "august|aug"),
    (r"กันยา(?:ยน)?", r"ก\.? ?ย\.?", "september|sept|sep"),
    (r"ตุลา(?:คม)?", r"ต\.? ?ค\.?", "october|oct"),
    (r"พฤศจิกา(?:ยน)?|พฤษจิกายน", r"พ\.? ?ย\.?", "november|nov"),
    (r"ธันวา(?:คม)?", r"ธ\.? ?ค\.?", "december|dec"),
)
_NO_LETTER = r"(?![ก-ฮะ-ฺเ-์])"
# A full name stands by itself; an abbreviation needs a number or a word beside it.
_FULL = "|".join(f"(?P<f{n}>{full})" for n, (full, _, _) in enumerate(_MONTHS, 1))
_SHORT = "|".join(f"(?P<s{n}>{short})" for n, (_, short, _) in enumerate(_MONTHS, 1))
_LATIN = "|".join(f"(?P<l{n}>{latin})" for n, (_, _, latin) in enumerate(_MONTHS, 1))
_SHORT = f"(?:{_SHORT}){_NO_LETTER}"
_LATIN = rf"(?:{_LATIN})\b\.?"
_ERA = r"(?:(?P<be>พ\.? ?ศ\.?)|(?P<ad>ค\.? ?ศ\.?)|ปี)"
_NOT_A_YEAR = (
    r"(?![\d,]|\.\d|/\d| ?(?:บ\.|บาท|฿|%|คน|ท่าน|แห่ง|โรง|รร|ครั้ง|วัน|ชั่วโมง|ล้าน|แสน|หมื่น"
    r"|พัน|ร้อย"
    r"|น\.|k\b))"
)
_YEAR = rf"(?: ?{_ERA})? ?'?(?P<year>\d{{4}}|\d{{2}}){_NOT_A_YEAR}"
_DAYS = r"\d{1,2}+(?: ?(?:,|-|และ|ถึง|กับ) ?(?:วันที่ ?)?\d{1,2}){0,30}+"
_JOIN = r" ?(?:เดือน ?)?"

_NAMED = re.compile(
    rf"(?<![\d,./])(?P<days>{_DAYS}){_JOIN}(?:{_FULL}|{_SHORT}|{_LATIN})(?:{_YEAR})?"
)
_SPOKEN = re.compile(
    rf"วันที่ ?(?P<days>(?:หนึ่ง|เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ยี่"
    rf"|สิบ){{1,4}}){_JOIN}(?:{_FULL})(?:{_YEAR})?"
)
_MONTH_ONLY = re.compile(
    rf"(?:(?P<word>เดือน|สิ้นสุดเดือน|สิ้นเดือน|สิ้น|ต้นเดือน|ต้น|กลางเดือน|กลาง|ปลายเดือน|ปลาย"
    rf"|ณ) ?)?"
    rf"(?:{_FULL}|{_SHORT}|{_LATIN})(?:{_YEAR})?"
)
_SLASHED = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<sep> ?[/.-] ?)(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}"
    r"|\d{2})(?![\d]|[/,]\d|\.\d)"
)
_ISO = re.compile(
    r"(?<![\d/.,-])(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
)
_SHORT_SLASH = re.compile(r"(?:วันที่|(?<![ก-๙])ณ|เมื่อ|สิ้น) ?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/,.])")
_RELATIVE = {
    "วันนี้": 0,
    "เมื่อวานนี้": -1,
    "เมื่อวานซืนนี้": -2,
    "เมื่อวานซืน": -2,
    "เมื่อวาน": -1,
    "วานนี้": -1,
    "วานซืน": -2,
    "พรุ่งนี้": 1,
    "มะรืนนี้": 2,
    "มะรืน": 2,
}
_NEAR = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_AGO = re.compile(r"(?P<n>\d{1,3}) วัน(?:ก่อน|ที่แล้ว)")
_NOW = re.compile(r"(?<![ก-๙])ณ ?(?:ปัจจุบัน|ขณะนี้|ตอนนี้|บัดนี้)")
_MONTH_END = re.compile(
    r"(?:สิ้น|ปลาย) ?เดือน ?(?P<which>ที่แล้ว|ก่อน|ที่ผ่านมา|นี้|หน้า)?"
    r"(?! ?(?:ม\.|ก\.|มี|เม|พ\.|มิ|ส\.|ต\.|ธ|มก|กุ|พฤ|กร|สิ|กั|ตุ))"
)
_QUARTER_END = re.compile(
    r"(?:สิ้นสุด|สิ้น) ?(?:ไตรมาส|q) ?(?:ที่ ?)?(?P<q>[1-4])(?:/(?P<year>\d{4}|\d{2}))?(?!\d)"
)
_YEAR_END = re.compile(r"สิ้นปี(?:งบประมาณ|งบ)?(?: ?(?:พ\.ศ\. ?)?(?P<year>\d{4}|\d{2}))?(?!\d)")
_RANGE = re.compile(r" ?(?:-|ถึง|จนถึง|และ(?:วันที่)?|ถึงวันที่) ?")


@dataclass(frozen=True, slots=True)
class When:
    """A day, several days or a month, and its place in the text."""

    first: date
    last: date
    start: int
    end: int
    kind: Kind = "day"
    days: tuple[date, ...] = ()
    dated: bool = True  # the year was written
    sure: bool = True


def fiscal_year(day: date) -> int:
    """The fiscal year (A.D. of its end) that a day belongs to: October to September."""
    return day.year + (day.month >= 10)


def dates(norm: str, today: date) -> list[When]:
    """Every date in the text, from left to right, ranges joined."""
    found: list[When] = []
    taken = bytearray(len(norm))
    for reader in _READERS:
        for when in reader(norm, today):
            if not any(taken[when.start : when.end]):
                taken[when.start : when.end] = b"\1" * (when.end - when.start)
                found.append(when)
    return list(_joined(norm, sorted(found, key=lambda when: when.start)))


def _joined(norm: str, found: list[When]) -> Iterator[When]:
    """`1 ต.ค. 66 - 31 มี.ค. 67` is one span; the first part may borrow the year of the second."""
    skip = False
    for here, after in pairwise([*found, None]):
        if skip or here is None:
            skip = False
            continue
        if after is None or not _RANGE.fullmatch(norm[here.end : after.start]):
            yield here
            continue
        first = here.first
        if not here.dated and after.dated:
            first = _moved(first, after.last)
        days = (first, *here.days[1:], *after.days) if here.days else ()
        yield When(first, after.last, here.start, after.end, "days", days, after.dated, after.sure)
        skip = True


def _moved(first: date, last: date) -> date:
    try:
        moved = first.replace(year=last.year)
        return moved if moved <= last else moved.replace(year=last.year - 1)
    except ValueError:
        return first


def _named(norm: str, today: date) -> Iterator[When]:
    for found in _NAMED.finditer(norm):
        month = _month(found)
        year, dated = _year(found, month, today)
        days = [_day(year, month, int(day)) for day in _listed(found["days"])]
        good = tuple(day for day in days if day is not None)
        if not good or len(good) != len(days):
            continue
        kind: Kind = "days" if len(good) > 1 else "day"
        yield When(min(good), max(good), found.start(), _end(found), kind, good, dated)


def _spoken(norm: str, today: date) -> Iterator[When]:
    for found in _SPOKEN.finditer(norm):
        month = _month(found)
        year, dated = _year(found, month, today)
        read = list(numerals(found["days"]))
        when = _day(year, month, int(read[0].value)) if len(read) == 1 else None
        if when:
            yield When(when, when, found.start("days"), _end(found), "day", (when,), dated)


def _listed(written: str) -> Iterator[int]:
    """`23, 25-26, 29` -> 23 25 26 29."""
    before = None
    for part in re.finditer(r"(-|ถึง)? ?(?:วันที่ ?)?(\d{1,2})", written):
        day = int(part[2])
        if part[1] and before is not None:
            yield from range(before + 1, day + 1)
        else:
            yield day
        before = day


def _month_only(norm: str, today: date) -> Iterator[When]:
    for found in _MONTH_ONLY.finditer(norm):
        month = _month(found)
        glued = found.start() > 0 and "ก" <= norm[found.start() - 1] <= "\u0e4c"
        worded = found["word"] and not (glued and found["word"] == "ณ")
        if not (worded or _is_full(found) or (found["year"] and not glued)):
            continue
        year, dated = _year(found, month, today)
        if not 1 <= year <= 9998:
            continue
        last = date(year, month, monthrange(year, month)[1])
        kind: Kind = "day" if (found["word"] or "").startswith("สิ้น") else "month"
        first = last if kind == "day" else last.replace(day=1)
        yield When(
            first, last, found.start(), _end(found), kind, (last,) if kind == "day" else (), dated
        )


def _slashed(norm: str, today: date) -> Iterator[When]:  # noqa: ARG001 -- one signature for all readers
    for pattern in (_ISO, _SLASHED):
        for found in pattern.finditer(norm):
            if found["sep"].strip() == "." and len(found["y"]) == 4 and int(found["y"]) < 1900:
                continue
            day, month, year = int(found["d"]), int(found["m"]), ad_year(found["y"])
            swapped = month > 12 >= day
            if swapped:
                day, month = month, day
            when = _day(year, month, day) if year else None
            if when:
                yield When(when, when, *found.span(), days=(when,), sure=not swapped)


def _short_slash(norm: str, today: date) -> Iterator[When]:
    for found in _SHORT_SLASH.finditer(norm):
        month = int(found["m"])
        if 1 <= month <= 12:
            when = _day(_running_year(month, today), month, int(found["d"]))
            if when:
                yield When(when, when, found.start("d"), found.end(), days=(when,), dated=False)


def _relative(norm: str, today: date) -> Iterator[When]:
    for found in _NEAR.finditer(norm):
        when = today + timedelta(days=_RELATIVE[found[0]])
        yield When(when, when, *found.span(), days=(when,))
    for found in _AGO.finditer(norm):
        when = today - timedelta(days=int(found["n"]))
        yield When(when, when, *found.span(), days=(when,))
    for found in _NOW.finditer(norm):
        yield When(today, today, *found.span(), kind="now", days=(today,))


def _ends(norm: str, today: date) -> Iterator[When]:
    for found in _QUARTER_END.finditer(norm):
        fiscal = ad_year(found["year"]) if found["year"] else fiscal_year(today)
        month = {1: 12, 2: 3, 3: 6, 4: 9}[int(found["q"])]
        yield _month_end(fiscal - (month == 12), month, found, dated=bool(found["year"]))
    for found in _YEAR_END.finditer(norm):
        fiscal = ad_year(found["year"]) if found["year"] else fiscal_year(today)
        yield _month_end(fiscal, 9, found, dated=bool(found["year"]))
    for found in _MONTH_END.finditer(norm):
        step = {"นี้": 0, "หน้า": 1, None: 0}.get(found["which"], -1)
        count = today.year * 12 + today.month - 1 + step
        yield _month_end(count // 12, count % 12 + 1, found, dated=True)


def _month_end(year: int, month: int, found: re.Match[str], *, dated: bool) -> When:
    last = date(year, month, monthrange(year, month)[1])
    return When(last, last, *found.span(), days=(last,), dated=dated)


_READERS = (_slashed, _ends, _named, _spoken, _short_slash, _month_only, _relative)


def ad_year(written: str) -> int:
    """The A.D. year of a written one: 67, 2567 and 2024 are 2024; 0 when it is no year."""
    year = int(written)
    if len(written) == 2:
        return 2500 + year - _BE
    if 2300 <= year <= 2800:
        return year - _BE
    return year if 1800 <= year <= 2200 else 0


def _year(found: re.Match[str], month: int, today: date) -> tuple[int, bool]:
    written = found["year"]
    if written is None:
        return _running_year(month, today), False
    year = int(written) if found["ad"] and len(written) == 4 else ad_year(written)
    return (year, True) if year else (_running_year(month, today), False)


def _end(found: re.Match[str]) -> int:
    """Where the date ends: a number that cannot be a year is left to others."""
    if found["year"] and not ad_year(found["year"]):
        return found.start("year")
    return found.end()


def _running_year(month: int, today: date) -> int:
    """The year of that month in the running fiscal year; just past, if it would be far ahead."""
    year = fiscal_year(today) - (month >= 10)
    ahead = (year - today.year) * 12 + month - today.month
    return year - 1 if ahead > 8 else year


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return next(n for n in range(1, 13) if any(groups.get(f"{kind}{n}") for kind in "fsl"))


def _is_full(found: re.Match[str]) -> bool:
    return any(found[f"f{n}"] for n in range(1, 13))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
