"""All stores keep to the same promises; the directory is tidy whatever happens."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from bot.filestore import DirectoryStore, FileStore, MemoryStore, NoSuchFileError
from bot.remote_files import RemoteStore

PHOTO = b"photo" * 100_000
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture(params=["directory", "memory", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    stores: dict[str, Callable[[], FileStore]] = {
        "directory": lambda: DirectoryStore(tmp_path / "files"),
        "memory": MemoryStore,
        "remote": lambda: RemoteStore(f"file://{tmp_path}/remote"),
    }
    return stores[request.param]()


class BreakingStream(BytesIO):
    """A stream that ends in the middle with an error."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError("the line broke")
        return super().read(size)


def test_what_is_put_is_there_under_its_content_hash(store: FileStore) -> None:
    stored = store.put(BytesIO(PHOTO))
    assert (stored.digest, stored.size) == (DIGEST, len(PHOTO))
    assert store.exists(DIGEST)
    with store.open(DIGEST) as file:
        assert file.read() == PHOTO


def test_the_same_content_is_kept_once(store: FileStore) -> None:
    assert store.put(BytesIO(PHOTO)) == store.put(BytesIO(PHOTO))
    store.delete(DIGEST)
    assert not store.exists(DIGEST)


def test_nothing_is_there_before_it_is_put(store: FileStore) -> None:
    assert not store.exists(DIGEST)
    store.delete(DIGEST)
    with pytest.raises(NoSuchFileError):
        store.open(DIGEST)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_is_looked_for(store: FileStore, name: str) -> None:
    assert not store.exists(name)
    store.delete(name)
    with pytest.raises(NoSuchFileError):
        store.open(name)


def test_half_a_file_is_no_file(store: FileStore) -> None:
    with pytest.raises(OSError, match="the line broke"):
        store.put(BreakingStream(PHOTO))
    assert not store.exists(DIGEST)


def test_nothing_is_left_over_in_the_directory(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.put(BytesIO(PHOTO))
    with pytest.raises(OSError, match="the line broke"):
        store.put(BreakingStream(PHOTO))
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [Path(DIGEST[:2], DIGEST)]


def test_nothing_is_left_over_in_a_remote_store(tmp_path: Path) -> None:
    store = RemoteStore(f"file://{tmp_path}/files")
    store.put(BytesIO(PHOTO))
    with pytest.raises(OSError, match="the line broke"):
        store.put(BreakingStream(PHOTO))
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [Path("files", DIGEST[:2], DIGEST)]
