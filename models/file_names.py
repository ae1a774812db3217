"""Names of files as people give them, made fit to be shown and stored. They never name a path."""

import re
import unicodedata

LONGEST = 100
"""Characters; also as UTF-8 (three bytes a Thai letter) and with an extension below 400."""

LONGEST_EXTENSION = 10

_SEPARATORS = re.compile(r"[/\\]")
_UNFIT = re.compile(r'[<>:"|?*]')
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Controls, marks of direction and width, halves of pairs, and what has no meaning."""
_MARKS = ("Mn", "Me", "Mc")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows gives to devices, whatever their extension."""


def plain(given: str) -> str:
    """The last part of `given` without anything unseen or unfit; empty if nothing is left."""
    last = _SEPARATORS.split("".join(map(_shown, given)))[-1]
    name = " ".join(_UNFIT.sub("_", unicodedata.normalize("NFC", last)).split())
    name = _from_first_letter(name.rstrip(". "))
    if _DEVICE.fullmatch(name.split(".")[0].strip()):
        name = f"_{name}"
    return shorten(name, LONGEST)


def shorten(name: str, most: int) -> str:
    """At most `most` characters: the extension stays, no letter is parted from its marks."""
    if len(name) <= most:
        return name
    stem, dot, extension = name.rpartition(".")
    ending = f".{extension}" if dot and len(extension) <= LONGEST_EXTENSION else ""
    stem = name.removesuffix(ending)
    end = room = most - len(ending)
    while end > 0 and unicodedata.category(stem[end]) in _MARKS:
        end -= 1
    return stem[: end or room].rstrip(". ") + ending


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNSEEN else character


def _from_first_letter(name: str) -> str:
    start = 0
    while start < len(name) and _may_not_lead(name[start]):
        start += 1
    return name[start:]


def _may_not_lead(character: str) -> bool:
    return character in ". " or unicodedata.category(character) in _MARKS
