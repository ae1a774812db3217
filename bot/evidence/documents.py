"""Documents: PDF, and Word, Excel and PowerPoint in the new and the old format.

They are kept as they came and only ever handed out as downloads. Nothing is unpacked but the
list of parts, so that a small file that claims to be huge costs nothing.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from bot.evidence.refusal import Refusal

OFFICE = "application/vnd.openxmlformats-officedocument."
LONGEST_PARTS_LIST = 2 * 1024 * 1024


@dataclass(frozen=True)
class DocumentType:
    """A type of document that is taken."""

    media_type: str
    extension: str


PDF = DocumentType("application/pdf", ".pdf")

_NEW_OFFICE = {
    b"wordprocessingml.document.main+xml": DocumentType(
        f"{OFFICE}wordprocessingml.document", ".docx"
    ),
    b"spreadsheetml.sheet.main+xml": DocumentType(f"{OFFICE}spreadsheetml.sheet", ".xlsx"),
    b"presentationml.presentation.main+xml": DocumentType(
        f"{OFFICE}presentationml.presentation", ".pptx"
    ),
}
_OLD_OFFICE = {
    "WordDocument": DocumentType("application/msword", ".doc"),
    "Workbook": DocumentType("application/vnd.ms-excel", ".xls"),
    "Book": DocumentType("application/vnd.ms-excel", ".xls"),
    "PowerPoint Document": DocumentType("application/vnd.ms-powerpoint", ".ppt"),
}
_RUNS = (".exe", ".dll", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".hta")
_OLD_MACROS = ("VBA", "Macros", "_VBA_PROJECT_CUR")
_DIRECTORY_ENTRY = 128
"""In the old format every entry of the directory begins at a multiple of this."""


def pdf(data: bytes) -> DocumentType | Refusal:
    """A PDF that reaches its end."""
    return PDF if b"%%EOF" in data else Refusal.DAMAGED


def new_office(data: bytes) -> DocumentType | Refusal:
    """What a ZIP is by the list of its parts (`[Content_Types].xml`)."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
            if "[content_types].xml" not in names:
                return Refusal.NOT_TAKEN
            with archive.open("[Content_Types].xml") as listed:
                parts = listed.read(LONGEST_PARTS_LIST)
    except MemoryError:
        raise
    except Exception:  # zipfile raises a dozen kinds of errors over damaged files
        return Refusal.DAMAGED
    return _by_parts(parts.replace(b"\0", b""), names)


def _by_parts(parts: bytes, names: list[str]) -> DocumentType | Refusal:
    if b"vbaproject" in parts.lower() or b"macroenabled" in parts.lower():
        return Refusal.MACROS
    if any(name.endswith(_RUNS) for name in names):
        return Refusal.NOT_TAKEN
    found = (kind for words, kind in _NEW_OFFICE.items() if words in parts)
    return next(found, Refusal.NOT_TAKEN)


def old_office(data: bytes) -> DocumentType | Refusal:
    """What an OLE file is by the names in its directory; an embedded object comes later in it."""
    if _entry(data, "EncryptedPackage") >= 0:
        return Refusal.LOCKED
    found = [(_entry(data, name), name) for name in _OLD_OFFICE]
    at_first = min(((at, name) for at, name in found if at >= 0), default=None)
    if at_first is None:
        return Refusal.NOT_TAKEN
    if any(_entry(data, name) >= 0 for name in _OLD_MACROS):
        return Refusal.MACROS
    return _OLD_OFFICE[at_first[1]]


def _entry(data: bytes, name: str) -> int:
    """Where the directory entry of that name begins; -1 if there is none."""
    written = name.encode("utf-16-le") + b"\0\0"
    at = data.find(written)
    while at >= 0 and at % _DIRECTORY_ENTRY:
        at = data.find(written, at + 1)
    return at
