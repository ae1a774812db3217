"""Reads the value of one cell: text, codes, baht, whole numbers, dates, choices. Pure.

A reader gives the value or raises `BadCellError`, whose message says what is expected.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from models.errors import KaonaError
from models.money import LARGEST, from_satang, to_satang
from workbooks import thai_dates
from workbooks.thai_text import arabic_digits, clean

T = TypeVar("T")


@dataclass(frozen=True)
class Formula:
    """A formula, as it stands in the cell."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ExcelError:
    """An error of Excel's, like `#REF!`."""

    text: str

    def __str__(self) -> str:
        return self.text


CellValue = (
    str | int | float | bool | datetime | date | time | timedelta | Formula | ExcelError | None
)


class BadCellError(KaonaError):
    """What should stand in the cell."""


_GROUPED: Final = re.compile(r"(\d{1,3}(,\d{3})+|\d+|(?=\.))(\.\d{1,2})?")
_SEPARATORS: Final = re.compile(r"[,;，、\n]")
A_CODE: Final = "รหัส (ข้อความไม่มีเครื่องหมายจุลภาค)"
AN_AMOUNT: Final = "จำนวนเงินเป็นบาท ตั้งแต่ 0 ทศนิยมไม่เกินสองตำแหน่ง เช่น 12,500 หรือ 4,813.93"
A_NUMBER: Final = "จำนวนเต็มตั้งแต่ 0 เช่น 1"


def text(value: CellValue) -> str:
    """Clean text; a number as Excel shows it."""
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case Formula():
            raise BadCellError("ใส่ค่า ไม่ใช่สูตร (คัดลอก แล้ววางแบบค่าเท่านั้น)")
        case ExcelError():
            raise BadCellError("ใส่ค่าที่ถูกต้อง เซลล์นี้เป็นข้อผิดพลาดของ Excel")
        case bool():
            raise BadCellError("ใส่ข้อความ ไม่ใช่ค่า TRUE หรือ FALSE")
        case int() | float():
            return _digits(value)
        case _:
            raise BadCellError("ใส่ข้อความ Excel เปลี่ยนเป็นวันที่ ให้จัดรูปแบบเซลล์เป็น ข้อความ (Text)")


def code(value: CellValue) -> str:
    """A code: 5, 5.0 and ๕ are "5"; text "1.10" stays as it is."""
    found = arabic_digits(text(value))
    if _SEPARATORS.search(found):
        raise BadCellError(A_CODE)
    return found


def codes(value: CellValue) -> tuple[str, ...]:
    """Codes between commas, in their order."""
    raw = value if isinstance(value, str) else text(value)
    parts = [arabic_digits(clean(part)) for part in _SEPARATORS.split(raw)]
    found = tuple(part for part in parts if part)
    if len(set(found)) < len(found):
        raise BadCellError("รหัสในช่องเดียวกันต้องไม่ซ้ำกัน")
    return found


def baht(value: CellValue) -> Decimal | None:
    """An amount in baht; None for an empty cell and for a dash."""
    if isinstance(value, datetime | date | time | timedelta | bool):
        raise BadCellError(AN_AMOUNT)
    written = arabic_digits(text(value))
    if written in ("", "-", "–", "—"):
        return None
    if isinstance(value, str):
        written = _bare(written)
    return _amount(written)


def baht_dash_is_zero(value: CellValue) -> Decimal | None:
    """An amount in baht, a dash being 0 as in the official tables; None only for an empty cell."""
    found = baht(value)
    return Decimal(0) if found is None and text(value) else found


def whole(value: CellValue) -> int | None:
    """A whole number from 0 to 9999; None for an empty cell."""
    if isinstance(value, datetime | date | time | timedelta):
        raise BadCellError(A_NUMBER)
    written = arabic_digits(text(value))
    if not written:
        return None
    if not re.fullmatch(r"\d{1,4}", written):
        raise BadCellError(A_NUMBER)
    return int(written)


def day(value: CellValue) -> date | None:
    """A day, A.D.; None for an empty cell."""
    try:
        if isinstance(value, datetime):
            return thai_dates.from_excel(value.date())
        if isinstance(value, date):
            return thai_dates.from_excel(value)
        written = text(value)
        return thai_dates.read_date(written) if written else None
    except thai_dates.NotADateError as error:
        raise BadCellError(str(error)) from None


def choice(values: Mapping[str, T]) -> Callable[[CellValue], T | None]:
    """Reads one of the words of `values`, whatever the letter case; None for an empty cell."""
    by_word = {word.casefold(): meaning for word, meaning in values.items()}
    expected = "เลือกอย่างใดอย่างหนึ่ง: " + ", ".join(values)

    def read(value: CellValue) -> T | None:
        word = text(value).casefold()
        if not word:
            return None
        if word not in by_word:
            raise BadCellError(expected)
        return by_word[word]

    return read


def choices(values: Mapping[str, T]) -> Callable[[CellValue], tuple[T, ...]]:
    """Reads any of the words of `values` between commas, in the order of `values`."""
    expected = "หนึ่งคำหรือหลายคำ คั่นด้วยจุลภาค จาก: " + ", ".join(values)

    def read(value: CellValue) -> tuple[T, ...]:
        found = codes(value)
        if not set(found) <= values.keys():
            raise BadCellError(expected)
        return tuple(meaning for word, meaning in values.items() if word in found)

    return read


def shown(value: CellValue) -> str:
    """The value for a message: short, on one line."""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float) and not isinstance(value, bool):
        line = _digits(value)
    else:
        line = "" if value is None else clean(str(value))
    return line if len(line) <= 60 else line[:59] + "…"


def _digits(value: int | float) -> str:
    """A number as Excel shows it: 15 digits, no exponent."""
    if isinstance(value, int):
        return str(value)
    number = Decimal(format(value, ".15g"))
    return format(number.normalize() if number else Decimal(0), "f")


def _bare(written: str) -> str:
    """Without baht signs, Thai end marks (5,600.-), blanks and well-placed commas."""
    written = written.replace(" ", "").removeprefix("฿").removesuffix("บาท").removesuffix(".-")
    if not _GROUPED.fullmatch(written):
        raise BadCellError(AN_AMOUNT)
    return written.replace(",", "")


def _amount(written: str) -> Decimal:
    try:
        amount = Decimal(written)
        if not amount.is_finite() or amount > LARGEST:
            raise BadCellError(AN_AMOUNT)
        return from_satang(to_satang(amount))
    except (ArithmeticError, KaonaError):
        raise BadCellError(AN_AMOUNT) from None
