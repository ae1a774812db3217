"""Dates as officials write them: day first, Buddhist era, Thai months; also as Excel keeps them."""

import re
from datetime import date
from typing import Final

from models.errors import KaonaError
from models.fiscal import to_ad, to_be
from workbooks.thai_text import arabic_digits, clean

SHORT_MONTHS: Final = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
LONG_MONTHS: Final = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_MONTHS: Final = {
    name.replace(".", ""): number
    for names in (SHORT_MONTHS, LONG_MONTHS)
    for number, name in enumerate(names, start=1)
}
_NUMBERS: Final = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{2}|\d{4})")
_WORDS: Final = re.compile(r"(\d{1,2}) ?([ก-๎.]+(?: พ\.?ศ\.?)?) ?(\d{2}|\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FIRST_BE_YEAR: Final = 2400
"""A year from here on is counted in the Buddhist era: nobody plans for the 25th century A.D."""


class NotADateError(KaonaError):
    """วันที่ วัน/เดือน/ปี พ.ศ. เช่น 31/3/2567 หรือ 31 มี.ค. 2567"""  # noqa: D415


def read_date(text: str) -> date:
    """A day, A.D., of `31/3/2567`, `31/3/67`, `31 มี.ค. 2567`, `2567-03-31`; `NotADateError`."""
    text = arabic_digits(clean(text))
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _day(year, int(month), day)
    if found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return _day(year, int(month), day)
    if found := _WORDS.fullmatch(text):
        day, name, year = found.groups()
        name = name.replace(".", "").replace(" ", "").removesuffix("พศ")
        return _day(year, _MONTHS.get(name, 0), day)
    raise NotADateError


def from_excel(day: date) -> date:
    """A date cell; a B.E. year typed as if it were A.D. (2567-03-31) is understood."""
    return _day(str(day.year), day.month, str(day.day))


def show_date(day: date) -> str:
    """`31 มี.ค. 2567`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {to_be(day.year)}"


def _day(year: str, month: int, day: str) -> date:
    number = int(year) + (2500 if len(year) == 2 else 0)
    if number >= FIRST_BE_YEAR:
        number = to_ad(number)
    try:
        return date(number, month, int(day))
    except ValueError:
        raise NotADateError from None
