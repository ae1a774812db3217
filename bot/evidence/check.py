"""The check of one sent file: what it really is, how large, and what of it is kept."""

from dataclasses import dataclass
from typing import Final

from bot.evidence import documents
from bot.evidence.names import fitting
from bot.evidence.refusal import Refusal
from bot.evidence.signature import PICTURES, Family, family_of

LARGEST_PHOTO: Final = 10 * 1024 * 1024
LARGEST_FILE: Final = 20 * 1024 * 1024


@dataclass(frozen=True)
class Accepted:
    """What is kept. `name` is empty for a photo, which has none."""

    media_type: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Refused:
    """It is not taken."""

    why: Refusal


def check(data: bytes, name: str) -> Accepted | Refused:
    """Judge a file by its content; `name` as the person gave it, empty for a photo."""
    family = family_of(data)
    refusal = _too_large(data, family) or _not_taken(data, family)
    if refusal or family is None:
        return Refused(refusal or Refusal.NOT_TAKEN)
    if family in PICTURES:
        return _picture(data, family, name)
    return _document(data, family, name)


def _too_large(data: bytes, family: Family | None) -> Refusal | None:
    if family in PICTURES and len(data) > LARGEST_PHOTO:
        return Refusal.TOO_LARGE_PHOTO
    return Refusal.TOO_LARGE if len(data) > LARGEST_FILE else None


def _not_taken(data: bytes, family: Family | None) -> Refusal | None:
    if not data:
        return Refusal.EMPTY
    return {Family.HEIC: Refusal.HEIC, Family.VIDEO: Refusal.VIDEO, None: Refusal.NOT_TAKEN}.get(
        family
    )


def _picture(data: bytes, family: Family, name: str) -> Accepted | Refused:
    from bot.evidence.pictures import repainted  # here: Pillow is large

    picture = repainted(data, family)
    if isinstance(picture, Refusal):
        return Refused(picture)
    shown = fitting(name, picture.extension) if name else ""
    return Accepted(picture.media_type, shown, picture.data)


def _document(data: bytes, family: Family, name: str) -> Accepted | Refused:
    kind = _READERS[family](data)
    if isinstance(kind, Refusal):
        return Refused(kind)
    return Accepted(kind.media_type, fitting(name, kind.extension), data)


_READERS = {
    Family.PDF: documents.pdf,
    Family.ZIP: documents.new_office,
    Family.OLE: documents.old_office,
}
