"""Looks at a file before it is opened as a workbook: is it one, and is it of a sane size."""

import os
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from workbooks.faults import Fault, WorkbookFaultsError

LARGEST_FILE: Final = 10 * 1024 * 1024
LARGEST_UNPACKED: Final = 60 * 1024 * 1024
"""About thirty times the plan of an office with a hundred projects."""
MOST_ENTRIES: Final = 500
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NOT_A_WORKBOOK: Final = "ไม่ใช่สมุดงาน Excel (.xlsx) เปิดใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx)"
OLD_OR_LOCKED: Final = (
    "เป็นไฟล์ .xls รุ่นเก่าหรือไฟล์ที่ตั้งรหัสผ่าน ให้บันทึกเป็น Excel Workbook (.xlsx) โดยไม่ตั้งรหัสผ่าน"
)
DAMAGED: Final = "ไฟล์เสียหาย เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx"
TOO_BIG: Final = f"ไฟล์ใหญ่เกินไป ต้องไม่เกิน {LARGEST_FILE // 1024 // 1024} MB"
TOO_BIG_UNPACKED: Final = (
    f"ข้อมูลในไฟล์ใหญ่เกินไป เมื่อคลายแล้วต้องไม่เกิน {LARGEST_UNPACKED // 1024 // 1024} MB ลบแถวและชีตที่ไม่ใช้ออก"
)
HAS_MACROS: Final = "มีมาโคร (VBA) ให้บันทึกเป็น Excel Workbook (.xlsx) ที่ไม่มีมาโคร"


def refuse(expected: str) -> WorkbookFaultsError:
    """The error for a file that is refused as a whole."""
    return WorkbookFaultsError([Fault(expected)])


def check(stream: BinaryIO) -> None:
    """`WorkbookFaultsError` unless the file may be opened; the stream stands at its begin after.

    A damaged archive may make `zipfile` raise anything else: the reader answers for that.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > LARGEST_FILE:
        raise refuse(TOO_BIG)
    if stream.read(len(OLD_EXCEL)) == OLD_EXCEL:
        raise refuse(OLD_OR_LOCKED)
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            _check_entries(archive)
    except BadZipFile:
        raise refuse(NOT_A_WORKBOOK) from None
    stream.seek(0)


def _check_entries(archive: ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise refuse(NOT_A_WORKBOOK)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse(HAS_MACROS)
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or declared > LARGEST_UNPACKED:
        raise refuse(TOO_BIG_UNPACKED)
    unpack(archive, entries)


def unpack(archive: ZipFile, entries: list[ZipInfo]) -> None:
    """Read every entry once, in pieces: sizes a file states about itself prove nothing."""
    left = LARGEST_UNPACKED
    try:
        for entry in entries:
            with archive.open(entry) as content:
                while piece := content.read(64 * 1024):
                    left -= len(piece)
                    if left < 0:
                        raise refuse(TOO_BIG_UNPACKED)
    except BadZipFile:
        raise refuse(DAMAGED) from None
