"""The file store on another machine: whatever fsspec knows (S3 and the like), by its address."""

from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast
from urllib.parse import urlsplit
from uuid import uuid4

from bot.filestore import NoSuchFileError, Stored, copy, place_of
from bot.settings import SettingError

IN_MEMORY = 2 * 1024 * 1024
"""Larger files pass through a temporary file of this machine."""


class RemoteStore:
    """Files under an address like `s3://bucket/kaona`, spread as in a directory.

    Keys and the like come from where the store's own tools take them (AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL for S3). The store is not asked for anything before
    the first file.
    """

    def __init__(self, url: str) -> None:
        """`SettingError` for an address of a kind that fsspec does not know."""
        from fsspec.registry import get_filesystem_class

        scheme = urlsplit(url).scheme
        try:
            get_filesystem_class(scheme)
        except (ValueError, ImportError):
            raise SettingError(
                f"FILES_URL: nothing here can keep files at {scheme or 'such an address'}"
            ) from None
        self._url = url

    def put(self, stream: BinaryIO) -> Stored:
        """See `FileStore`. Sent aside, then moved to its place: not every store is atomic."""
        with _passing() as passing:
            stored = copy(stream, passing)
            passing.seek(0)
            place = self._place(stored.digest)
            aside = f"{place}.{uuid4().hex}.part"
            self._store.makedirs(place.rpartition("/")[0], exist_ok=True)
            try:
                with self._store.open(aside, "wb") as target:
                    copy(passing, target)
                self._store.mv(aside, place)
            except BaseException:
                self._remove(aside)
                raise
        return stored

    def open(self, digest: str) -> BinaryIO:
        """See `FileStore`. Fetched whole first: a line that breaks in the middle is seen here."""
        passing = _passing()
        try:
            with self._store.open(self._place(digest), "rb") as source:
                copy(source, passing)
        except FileNotFoundError:
            passing.close()
            raise NoSuchFileError from None
        except BaseException:
            passing.close()
            raise
        passing.seek(0)
        return passing

    def exists(self, digest: str) -> bool:
        """See `FileStore`."""
        try:
            return bool(self._store.isfile(self._place(digest)))
        except NoSuchFileError:
            return False

    def delete(self, digest: str) -> None:
        """See `FileStore`."""
        try:
            self._remove(self._place(digest))
        except NoSuchFileError:
            return

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """The store and the place in it. Listings are not remembered: others write there too."""
        from fsspec.core import url_to_fs

        store, root = url_to_fs(self._url, use_listings_cache=False)
        return store, root.rstrip("/")

    @property
    def _store(self) -> Any:
        return self._opened[0]

    def _place(self, digest: str) -> str:
        return f"{self._opened[1]}/{place_of(digest)}"

    def _remove(self, place: str) -> None:
        try:
            self._store.rm_file(place)
        except FileNotFoundError:
            return


def _passing() -> BinaryIO:
    kept: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - its users close it
    return cast(BinaryIO, kept)
