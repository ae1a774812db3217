"""Files that commands read and write: errors in one line, and never half a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from models.errors import KaonaError

WORKBOOK_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
WORKBOOK_OUT = click.Path(dir_okay=False, path_type=Path)


class FileError(KaonaError):
    """The file cannot be read or written."""


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """The file for reading; `FileError` if it cannot be opened."""
    try:
        stream = file.open("rb")
    except OSError as error:
        raise FileError(f"เปิดไฟล์ {file} ไม่ได้: {error.strerror}") from None
    with stream:
        yield stream


def write_file(file: Path, content: bytes) -> None:
    """Write the file whole or not at all; `FileError` if that fails."""
    with writing(file) as target:
        target.write(content)


@contextmanager
def writing(file: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Written beside the place, then moved there; `FileError` if that fails.

    `mode`: who may read it, before the process's umask.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        beside.replace(file)
    except OSError as error:
        raise FileError(f"เขียนไฟล์ {file} ไม่ได้: {error.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)


def refuse_to_overwrite(file: Path) -> None:
    """`FileError` if the file holds something: a filled-in workbook is a day's work."""
    if file.exists() and file.stat().st_size:
        raise FileError(f"มีไฟล์ {file} อยู่แล้ว ใช้ชื่ออื่น หรือ --force เพื่อเขียนทับ")
