"""Files as people send them, and files nobody should."""

import struct
from io import BytesIO
from zipfile import ZipFile
from zlib import crc32

from PIL import Image
from PIL.PngImagePlugin import PngInfo

BANGKOK_NORTH = (13.0, 45.0, 22.68)
SECRET = "SECRET-PLACE"
TYPES = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def picture(width: int = 40, height: int = 20, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue, the upper left corner white."""
    image = Image.new("RGB", (width, height), (200, 0, 0))
    image.paste((0, 0, 200), (width // 2, 0, width, height))
    image.paste((255, 255, 255), (0, 0, width // 4, height // 2))
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """As phones write it: where, when, with which camera."""
    written = Image.Exif()
    written[0x0112] = orientation
    written[0x010F] = SECRET
    location = written.get_ifd(0x8825)
    location[1], location[2] = "N", BANGKOK_NORTH
    location[3], location[4] = "E", (100.0, 30.0, 6.48)
    location[29] = SECRET
    return written


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(orientation: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    """With everything that tells of its place: EXIF, XMP, a comment, a film behind the picture."""
    body = saved(
        picture(*size),
        "JPEG",
        exif=exif(orientation),
        comment=SECRET.encode(),
        xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(),
        quality=95,
    )
    return body + b"\0\0\0\x18ftypmp42" + SECRET.encode()


def png(mode: str = "RGB") -> bytes:
    words = PngInfo()
    words.add_text("Comment", SECRET)
    words.add_itxt("XML:com.adobe.xmp", SECRET)
    return saved(picture(mode=mode), "PNG", pnginfo=words, exif=exif())


def see_through(kind: str) -> bytes:
    return saved(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), kind)


def animation(kind: str) -> bytes:
    frames = [picture(), picture().transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that claims to be huge."""
    body = bytearray(saved(Image.new("1", (1, 1)), "PNG"))
    header = b"IHDR" + struct.pack(">II", width, height) + bytes(body[24:29])
    body[12:29] = header
    body[29:33] = struct.pack(">I", crc32(header))
    return bytes(body)


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def office(kind: str, *more: str, listed: str = "") -> bytes:
    part, content_type = TYPES[kind]
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        types = f'<Types><Override ContentType="application/{content_type}"/>{listed}</Types>'
        archive.writestr("[Content_Types].xml", types)
        for name in (part, *more):
            archive.writestr(name, "content")
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as written:
        for name in names:
            written.writestr(name, "content")
    return out.getvalue()


def ole(*names: str) -> bytes:
    """The header of an old Office file, and its directory."""
    entries = [name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names)]
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")) + b"".join(entries)
