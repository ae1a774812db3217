"""What is taken, what is refused, and why."""

import random
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from bot.evidence import LARGEST_FILE, LARGEST_PHOTO, Accepted, Refusal, Refused, check
from tests.unit.evidence import files

OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("data", "name", "media_type", "shown"),
    [
        (files.jpeg(), "", "image/jpeg", ""),
        (files.jpeg(), "IMG_01.JPEG", "image/jpeg", "IMG_01.jpg"),
        (files.png(), "หน้าจอ.png", "image/png", "หน้าจอ.png"),
        (files.saved(files.picture(), "GIF"), "a.gif", "image/png", "a.png"),
        (files.saved(files.picture(), "WEBP"), "a.webp", "image/jpeg", "a.jpg"),
        (files.see_through("WEBP"), "a.webp", "image/png", "a.png"),
        (files.pdf(), "ปก.PDF", "application/pdf", "ปก.pdf"),
        (files.pdf(), "", "application/pdf", "เอกสาร.pdf"),
        (files.office("docx"), "a.docx", OFFICE + "wordprocessingml.document", "a.docx"),
        (files.office("xlsx"), "a.xlsx", OFFICE + "spreadsheetml.sheet", "a.xlsx"),
        (files.office("pptx"), "a.pptx", OFFICE + "presentationml.presentation", "a.pptx"),
        (files.ole("WordDocument"), "a.doc", "application/msword", "a.doc"),
        (files.ole("Workbook"), "a.xls", "application/vnd.ms-excel", "a.xls"),
        (files.ole("Book"), "a.xls", "application/vnd.ms-excel", "a.xls"),
        (files.ole("PowerPoint Document"), "a.ppt", "application/vnd.ms-powerpoint", "a.ppt"),
        # a Word file with an Excel table in it, and the other way round
        (files.ole("WordDocument", "Workbook"), "a.doc", "application/msword", "a.doc"),
        (files.ole("Workbook", "WordDocument"), "a.xls", "application/vnd.ms-excel", "a.xls"),
        # the content counts, not the name
        (files.pdf(), "virus.pdf.exe", "application/pdf", "virus.pdf"),
        (files.jpeg(), "report.docx", "image/jpeg", "report.jpg"),
    ],
)
def test_taken(data: bytes, name: str, media_type: str, shown: str) -> None:
    accepted = check(data, name)
    assert isinstance(accepted, Accepted)
    assert (accepted.media_type, accepted.name) == (media_type, shown)


def test_a_document_is_kept_as_it_came() -> None:
    accepted = check(files.office("docx"), "a.docx")
    assert isinstance(accepted, Accepted)
    assert accepted.data == files.office("docx")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"MZ\x90\0" + bytes(100), Refusal.NOT_TAKEN),  # a Windows program
        (b"\x7fELF" + bytes(100), Refusal.NOT_TAKEN),
        (b"#!/bin/sh\nrm -rf /", Refusal.NOT_TAKEN),
        (b"<!doctype html><script>alert(1)</script>", Refusal.NOT_TAKEN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.NOT_TAKEN),
        (b"<?xml version='1.0'?><svg/>", Refusal.NOT_TAKEN),
        (b"\xef\xbb\xbf%PDF-1.7 %%EOF", Refusal.NOT_TAKEN),
        (b"<html>%PDF-1.7 %%EOF", Refusal.NOT_TAKEN),
        (b"plain text", Refusal.NOT_TAKEN),
        (b"Rar!\x1a\x07\0", Refusal.NOT_TAKEN),
        (b"7z\xbc\xaf'\x1c", Refusal.NOT_TAKEN),
        (b"BM" + bytes(100), Refusal.NOT_TAKEN),
        (files.archive("a.txt"), Refusal.NOT_TAKEN),
        (files.archive("[Content_Types].xml", "a.txt"), Refusal.NOT_TAKEN),
        (files.archive("META-INF/MANIFEST.MF", "A.class"), Refusal.NOT_TAKEN),
        (files.office("docx", "word/embeddings/setup.exe"), Refusal.NOT_TAKEN),
        (files.office("docx", listed="application/vnd.ms-office.vbaProject"), Refusal.MACROS),
        (files.office("xlsx", listed="sheet.macroEnabled.main+xml"), Refusal.MACROS),
        (files.ole("WordDocument", "Macros"), Refusal.MACROS),
        (files.ole("Workbook", "_VBA_PROJECT_CUR"), Refusal.MACROS),
        (files.ole("EncryptedPackage"), Refusal.LOCKED),
        (files.ole("SummaryInformation"), Refusal.NOT_TAKEN),  # an installer, a mail
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "xWordDocument".encode("utf-16-le"),
            Refusal.NOT_TAKEN,
        ),
        (b"\0\0\0\x18ftypheic" + bytes(100), Refusal.HEIC),
        (b"\0\0\0\x18ftypmif1" + bytes(100), Refusal.HEIC),
        (b"\0\0\0\x18ftypavif" + bytes(100), Refusal.HEIC),
        (b"\0\0\0\x18ftypmp42" + bytes(100), Refusal.VIDEO),
        (b"\0\0\0\x14ftypqt  " + bytes(100), Refusal.VIDEO),
        (files.animation("GIF"), Refusal.ANIMATED),
        (files.animation("WEBP"), Refusal.ANIMATED),
        (files.animation("PNG"), Refusal.ANIMATED),
        (files.jpeg()[:400], Refusal.DAMAGED),
        (files.png()[:-60], Refusal.DAMAGED),
        (b"%PDF-1.7\n", Refusal.DAMAGED),
        (files.office("docx")[:-30], Refusal.DAMAGED),
        (files.bomb(60_000, 60_000), Refusal.TOO_MANY_PIXELS),  # Pillow itself refuses it
        (files.bomb(12_000, 9_000), Refusal.TOO_MANY_PIXELS),  # Pillow warns
        (files.bomb(8_000, 7_000), Refusal.TOO_MANY_PIXELS),  # our own limit
        (files.jpeg() + bytes(LARGEST_PHOTO), Refusal.TOO_LARGE_PHOTO),
        (files.pdf() + bytes(LARGEST_FILE), Refusal.TOO_LARGE),
    ],
)
def test_refused(data: bytes, why: Refusal) -> None:
    assert check(data, "a.pdf") == Refused(why)


def test_a_document_may_be_larger_than_a_photo() -> None:
    assert isinstance(check(files.pdf() + bytes(LARGEST_PHOTO), "a.pdf"), Accepted)


def test_every_reason_fits_its_column() -> None:
    assert all(len(why) <= 24 for why in Refusal)


BEGINNINGS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\0\0\0\x18ftyp",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=2000), st.text(max_size=40))
@example(b"", b"", "")
def test_no_bytes_and_no_name_ever_raise(start: bytes, rest: bytes, name: str) -> None:
    assert isinstance(check(start + rest, name), Accepted | Refused)


GOOD = [
    files.jpeg(6),
    files.png("RGBA"),
    files.saved(files.picture(mode="P"), "GIF"),
    files.saved(files.picture(), "WEBP"),
    files.office("docx"),
    files.ole("WordDocument"),
]


@given(st.sampled_from(GOOD), st.integers(0, 2**32), st.integers(1, 20))
def test_a_damaged_file_never_raises(good: bytes, seed: int, hits: int) -> None:
    chance = random.Random(seed)
    data = bytearray(good)
    for _ in range(hits):
        data[chance.randrange(len(data))] = chance.randrange(256)
    result = check(bytes(data), "a")
    if isinstance(result, Accepted) and result.media_type.startswith("image/"):
        Image.open(BytesIO(result.data)).load()
