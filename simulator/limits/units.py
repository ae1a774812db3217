"""The two ways LINE counts letters: UTF-16 units for texts, grapheme clusters for labels."""

import unicodedata

_SARA_AM = "\u0e33"
_ZERO_WIDTH_JOINER = "\u200d"


def utf16_length(text: str) -> int:
    """How LINE counts a text: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """How many letters a reader sees: a Thai letter with its marks is one.

    The rules of Unicode's text segmentation, as far as Thai, Latin and emoji need them.
    """
    count, flags, before = 0, 0, ""
    for char in text:
        flags = flags + 1 if _is_flag_half(char) else 0
        if not (before and _continues(char, before, flags)):
            count += 1
        before = char
    return count


def _continues(char: str, before: str, flags: int) -> bool:
    if before == "\r" and char == "\n":
        return True
    if unicodedata.category(before) in {"Cc", "Zl", "Zp"} or before == "\u200b":
        return False
    if before == _ZERO_WIDTH_JOINER and unicodedata.category(char) == "So":
        return True
    return _extends(char) or (flags > 0 and flags % 2 == 0)


def _extends(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or char in {_SARA_AM, _ZERO_WIDTH_JOINER, "\u200c"}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
