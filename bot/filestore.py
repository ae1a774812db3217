"""Where files lie: under the SHA-256 of their content, outside of anything served as it is."""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import IO, BinaryIO, Protocol

from models.errors import KaonaError

PIECE = 256 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


class NoSuchFileError(KaonaError):
    """There is no such file in the store."""


@dataclass(frozen=True)
class Stored:
    """A file in the store."""

    digest: str
    size: int


class FileStore(Protocol):
    """Keeps files. What is put is there whole or not at all; the same content is kept once."""

    def put(self, stream: BinaryIO) -> Stored:
        """Keep what the stream holds from here to its end."""

    def open(self, digest: str) -> BinaryIO:
        """The content, to be closed by the caller; `NoSuchFileError` if there is none."""

    def exists(self, digest: str) -> bool:
        """True if that file is there."""

    def delete(self, digest: str) -> None:
        """The file is gone afterwards, whether or not it was there."""


class DirectoryStore:
    """Files in a directory of this machine, spread over 256 folders."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, stream: BinaryIO) -> Stored:
        """See `FileStore`. Written aside, flushed to the disk, then renamed into its place."""
        self._root.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._root, suffix=".part", delete=False) as file:
            aside = Path(file.name)
            try:
                stored = copy(stream, file)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                aside.unlink()
                raise
        self._settle(aside, self._path(stored.digest))
        return stored

    def open(self, digest: str) -> BinaryIO:
        """See `FileStore`."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise NoSuchFileError from None

    def exists(self, digest: str) -> bool:
        """See `FileStore`."""
        with suppress(NoSuchFileError):
            return self._path(digest).is_file()
        return False

    def delete(self, digest: str) -> None:
        """See `FileStore`."""
        with suppress(NoSuchFileError):
            self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        """Only a digest leads into the directory, so that no name leads out of it."""
        return self._root / place_of(digest)

    def _settle(self, aside: Path, place: Path) -> None:
        place.parent.mkdir(exist_ok=True)
        aside.replace(place)
        for directory in (place.parent, self._root):
            _flush_directory(directory)


class MemoryStore:
    """The store's twin for tests."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.files: dict[str, bytes] = {}

    def put(self, stream: BinaryIO) -> Stored:
        """See `FileStore`."""
        content = BytesIO()
        stored = copy(stream, content)
        with self._lock:
            self.files[stored.digest] = content.getvalue()
        return stored

    def open(self, digest: str) -> BinaryIO:
        """See `FileStore`."""
        with self._lock:
            if digest not in self.files:
                raise NoSuchFileError
            return BytesIO(self.files[digest])

    def exists(self, digest: str) -> bool:
        """See `FileStore`."""
        with self._lock:
            return digest in self.files

    def delete(self, digest: str) -> None:
        """See `FileStore`."""
        with self._lock:
            self.files.pop(digest, None)


def place_of(digest: str) -> str:
    """Where a file lies in a store; `NoSuchFileError` for anything but a digest."""
    if not _DIGEST.fullmatch(digest):
        raise NoSuchFileError
    return f"{digest[:2]}/{digest}"


def copy(stream: BinaryIO, target: IO[bytes]) -> Stored:
    """Copy the stream from here to its end, piece by piece."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        digest.update(piece)
        size += len(piece)
        target.write(piece)
    return Stored(digest.hexdigest(), size)


def _flush_directory(directory: Path) -> None:
    """A rename survives a power cut once its directory is on the disk."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
