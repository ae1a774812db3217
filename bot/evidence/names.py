"""The name a kept file is shown and handed out under: theirs, with the extension it really has."""

from models.file_names import LONGEST, plain, shorten

KNOWN = frozenset(
    f".{one}"
    for line in (
        "jpg jpeg jpe jfif png gif webp heic heif avif bmp tif tiff svg pdf txt rtf csv xml",
        "doc docx docm dot odt xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx odp",
        "htm html php js vbs ps1 bat cmd com exe scr msi dll jar apk sh lnk hta",
        "zip rar 7z mp4 mov avi",
    )
    for one in line.split()
)
"""Extensions that say something about a file; where they say it wrongly, they are taken off."""
NAMELESS = "เอกสาร"


def fitting(given: str, extension: str) -> str:
    """`given`, made plain, with `extension` (lower case, with its dot) and no other."""
    stem = plain(given)
    while (dot := stem.rfind(".")) >= 0 and stem[dot:].lower() in KNOWN:
        stem = stem[:dot].rstrip(". ")
    return shorten((stem or NAMELESS) + extension, LONGEST)
