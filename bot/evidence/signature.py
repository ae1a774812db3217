"""What a file is by its first bytes, whatever it is called and whatever was declared."""

from enum import StrEnum


class Family(StrEnum):
    """Files that begin alike. What is in none of them is not taken."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WEBP"
    HEIC = "HEIC"
    VIDEO = "VIDEO"
    PDF = "PDF"
    ZIP = "ZIP"
    OLE = "OLE"


PICTURES = (Family.JPEG, Family.PNG, Family.GIF, Family.WEBP)
"""Their values are Pillow's names of the formats."""

_BEGINNINGS = (
    (b"\xff\xd8\xff", Family.JPEG),
    (b"\x89PNG\r\n\x1a\n", Family.PNG),
    (b"GIF87a", Family.GIF),
    (b"GIF89a", Family.GIF),
    (b"%PDF-", Family.PDF),
    (b"PK\x03\x04", Family.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Family.OLE),
    (b"\x1aE\xdf\xa3", Family.VIDEO),
)

_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})


def family_of(data: bytes) -> Family | None:
    """The family of a file, or None."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Family.WEBP
    if data[4:8] == b"ftyp":
        return Family.HEIC if data[8:12] in _STILL_BRANDS | _AVIF_BRANDS else Family.VIDEO
    return next((family for start, family in _BEGINNINGS if data.startswith(start)), None)
