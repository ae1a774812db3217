"""Thai text as people type it: digits, invisible characters, letters that only look right."""

import re
import unicodedata
from typing import Final

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SPACE: Final = re.compile(r"\s+")
_SARA_AM: Final = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_INVISIBLE: Final = ("Cc", "Cf", "Cs")


CARRIAGE_RETURN: Final = "_x000D_"
"""How Excel writes one into a file."""


def arabic_digits(text: str) -> str:
    """Thai digits as 0 to 9."""
    return text.translate(_DIGITS)


def _is_invisible(character: str) -> bool:
    """Controls, joiners, halves of a pair, and what XML cannot hold."""
    return unicodedata.category(character) in _INVISIBLE or character in "\ufffe\uffff"


def clean(text: str) -> str:
    """NFC, one blank between words, nothing invisible; two letters that look like one become it.

    Keyboards and PDFs write ำ as two characters and แ as two เ; people cannot see the difference.
    """
    text = text.replace(CARRIAGE_RETURN, " ")
    seen = "".join(c for c in text if c.isspace() or not _is_invisible(c))
    joined = _SARA_AM.sub("\\1\u0e33", unicodedata.normalize("NFC", seen))
    return _SPACE.sub(" ", joined.replace("\u0e40\u0e40", "\u0e41")).strip()
