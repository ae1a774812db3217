"""With `FILES_URL` photos lie in a store that machines share; a stand-in for S3 keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from bot.file_links import FileLinks
from bot.filestore import NoSuchFileError
from bot.office import Office
from bot.remote_files import RemoteStore
from scheduler.deferring import Counters
from tests.scenario.evidence.conftest import Sender
from tests.unit.evidence import files

REGION = "ap-southeast-1"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One server for all: the client of S3 stays with the first it met."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place in an empty bucket."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key-of-the-tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    bucket = f"kaona-{uuid4().hex}"
    where = {"LocationConstraint": REGION}
    boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    return f"s3://{bucket}/office"


@pytest.fixture
def office(office: Office, s3: str) -> Office:
    """The office of the tests, with its files there."""
    return replace(office, settings=replace(office.settings, files_url=s3))


def keys(s3: str) -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=urlsplit(s3).netloc)
    return [one["Key"] for one in found.get("Contents", [])]


def test_a_sent_photo_is_kept_there_and_seen_by_another_machine(sender: Sender, s3: str) -> None:
    assert sender.fetch("m1", files.jpeg(6)) == Counters(done=1)
    (photo,) = sender.of_draft()
    (key,) = keys(s3)
    digest = key.rpartition("/")[2]
    assert key == f"office/{digest[:2]}/{digest}"
    address = FileLinks(sender.town.office).to_evidence(photo.id)
    assert address
    shown = sender.town.app.test_client().get(urlsplit(address).path, buffered=True)
    with RemoteStore(s3).open(digest) as elsewhere:
        assert shown.data == elsewhere.read()
    assert not sender.town.office.settings.files_directory.exists()


def test_unsending_removes_it_there(sender: Sender, s3: str) -> None:
    event = sender.person.send_image(files.jpeg())
    message_id = next(m.id for m in sender.person.messages if m.request_id == event.id)
    sender.fetch(message_id, None)
    assert len(keys(s3)) == 1
    sender.person.unsend(message_id)
    sender.work()
    assert keys(s3) == []


def test_a_store_keeps_its_promises(s3: str) -> None:
    store = RemoteStore(s3)
    stored = store.put(BytesIO(b"page" * 1_000_000))
    assert store.put(BytesIO(b"page" * 1_000_000)) == stored
    assert store.exists(stored.digest)
    store.delete(stored.digest)
    store.delete(stored.digest)
    assert not store.exists(stored.digest)
    with pytest.raises(NoSuchFileError):
        store.open(stored.digest)
    assert keys(s3) == []
