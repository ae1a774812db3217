"""Thai text as people type it: digits, invisible characters, letters that only look right."""

import re
import unicodedata
from typing import Final

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SPACE: Final = re.compile(r"\s+")
_SARA_AM: Final = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_INVISIBLE: Final = ("Cc", "Cf", "Cs")


def arabic_digits(text: str) -> str:
    """Thai digits as 0 to 9."""
    return text.translate(_DIGITS)


def clean(text: str) -> str:
    """NFC, one blank between words, nothing invisible; two letters that look like one become it.

    Keyboards and PDFs write ำ as two characters and แ as two เ; people cannot see the difference.
    """
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    joined = _SARA_AM.sub("\\1\u0e33", unicodedata.normalize("NFC", seen))
    return _SPACE.sub(" ", joined.replace("\u0e40\u0e40", "\u0e41")).strip()
