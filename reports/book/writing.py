"""How values are written: the words of cells, Thai digits, nothing a document cannot hold."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from bot.thaitext import baht
from models.fiscal import to_be
from reports.tables.table import Unit, Value
from workbooks.thai_dates import LONG_MONTHS

DASH: Final = "-"
NONE: Final = "ไม่มี"
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_WORD: Final = re.compile(r"\S+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_NOT_PLAIN: Final = re.compile(r"[^\n\x20-\x7e\u0e01-\u0e5b]")
_UNPRINTABLE: Final = ("Cc", "Cs", "Cn", "Co")

Part = TypeVar("Part")


def cell(value: Value, unit: Unit) -> str:
    """What a table prints: `1,288,109`, `48.26`, `-`."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    if unit is Unit.PERCENT:
        return f"{Decimal(value):.2f}"
    return str(value) if unit is Unit.LABEL else baht(Decimal(value))


def money(amount: Decimal | None) -> str:
    """An amount on a form."""
    return DASH if amount is None else baht(amount)


def said(text: str | None) -> str:
    """A text of a form: empty means "there is none", None that nothing was said."""
    return DASH if text is None else text.strip() or NONE


def month(day: date) -> str:
    """`มีนาคม พ.ศ. 2567`."""
    return f"{LONG_MONTHS[day.month - 1]} พ.ศ. {to_be(day.year)}"


def arabic(text: str) -> str:
    """The text, digits as they are."""
    return printable(text)


def thai(text: str) -> str:
    """The text in Thai digits, but for words with Latin letters (`COVID-19`, addresses)."""
    return _WORD.sub(_in_thai_digits, printable(text))


def _in_thai_digits(found: re.Match[str]) -> str:
    word = found[0]
    return word if _LATIN.search(word) else word.translate(_THAI_DIGITS)


def printable(text: str) -> str:
    """What a document can hold: line breaks stay, a tab is a blank, controls are left out."""
    if not _NOT_PLAIN.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (sign for sign in text if sign == "\n" or _is_printable(sign))
    return "".join(kept)


def _is_printable(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNPRINTABLE and sign not in "\ufffe\uffff"


def rewritten(part: Part, change: Callable[[str], str]) -> Part:
    """The same part of a book with every text to be read changed; keys stay as they are."""
    changed: dict[str, Any] = {
        one.name: _changed(getattr(part, one.name), change)
        for one in fields(part)  # type: ignore[arg-type]
        if "as_is" not in one.metadata
    }
    return replace(part, **changed)  # type: ignore[type-var]


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    return rewritten(value, change) if is_dataclass(value) else value
