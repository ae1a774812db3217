"""Exports: asked for, made by deferred work, handed out by a link, used again, let go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, insert, select, update

from bot.clock import MovableClock
from bot.office import Office
from handlers import deferred_work, web_app
from models.audit import Channel
from models.database import Database
from models.exports import (
    Export,
    ExportFacts,
    ExportRequest,
    ExportState,
    let_exports_go,
    read_export,
    recent_exports,
)
from models.messages import DeferredTask, OutgoingMessage
from models.people import LineAccount, Person
from models.plan import TableStyle
from models.progress import StoredFile
from reports import exports
from reports.exports import NoSuchDocumentError, NoSuchGroupError
from scheduler.deferring import Counters, run_due
from tests import office_sample

ROUND = "2567-Q2"
EXCEL = ExportRequest(ROUND, "tables.xlsx")


@pytest.fixture
def loaded(office: Office) -> Office:
    office_sample.load(office)
    return office


@pytest.fixture
def client(loaded: Office) -> FlaskClient:
    return web_app.create(loaded).test_client()


def ask(office: Office, request: ExportRequest = EXCEL, **rest: Any) -> str:
    with office.database.write() as connection:
        return exports.ask_export(
            office, connection, request, **{"asked_by": None, "channel": Channel.CONSOLE, **rest}
        )


def work(office: Office) -> Counters:
    return run_due(office, deferred_work.handlers(office), jitter=lambda: 1.0)


def standing(office: Office, key: str) -> ExportFacts:
    with office.database.read() as connection:
        found = read_export(connection, key)
    assert found is not None
    return found


def path(office: Office, key: str) -> str:
    address = exports.link(office, key)
    assert address is not None
    assert address.startswith("https://kaona.example.go.th/files/exports/")
    assert address.endswith("?openExternalBrowser=1")
    return address.removeprefix("https://kaona.example.go.th").partition("?")[0]


def count(office: Office, model: Any) -> int:
    with office.database.read() as connection:
        return connection.execute(select(func.count()).select_from(model)).scalar_one()


def test_the_link_shows_the_making_and_then_hands_out(loaded: Office, client: FlaskClient) -> None:
    key = ask(loaded)
    page = client.get(path(loaded, key))
    assert page.status_code == 200
    assert "รอคิวจัดทำ" in page.text
    assert 'http-equiv="refresh" content="2"' in page.text
    assert client.get(f"{path(loaded, key)}/file").status_code == 404
    assert work(loaded).done == 1
    page = client.get(path(loaded, key))
    assert "พร้อมแล้วค่ะ" in page.text
    file = client.get(f"{path(loaded, key)}/file", buffered=True)
    assert file.data.startswith(b"PK")
    assert file.headers["Content-Disposition"] == "attachment; filename=tables-2567-Q2.xlsx"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in file.headers["Cache-Control"]
    assert int(file.headers["Content-Length"]) == len(file.data)


def test_asking_takes_no_work_and_leaves_a_trail(loaded: Office) -> None:
    key = ask(loaded)
    found = standing(loaded, key)
    assert (found.state, found.percent, found.is_open) == (ExportState.WAITING, 0, True)
    assert count(loaded, DeferredTask) == 1


def test_progress_is_told_as_it_goes(loaded: Office) -> None:
    told: list[tuple[int, str]] = []
    key = ask(loaded)

    class Watching(Database):
        @contextmanager
        def write(self) -> Iterator[Connection]:
            with super().write() as connection:
                yield connection
            found = standing(loaded, key)
            told.append((found.percent, found.doing))

    url = loaded.database.url.render_as_string(hide_password=False)
    watched = replace(loaded, database=Watching(url))
    work(watched)
    watched.database.close()
    assert [one for one, _ in groupby(told) if one[0]] == [
        (5, "กำลังรวบรวมข้อมูล"),
        (20, "กำลังจัดทำตาราง"),
        (35, "กำลังจัดทำเอกสาร"),
        (95, "กำลังจัดเก็บไฟล์"),
        (100, ""),
    ]


def test_the_same_picture_uses_the_same_file(loaded: Office) -> None:
    first, again, other = ask(loaded), ask(loaded), ask(loaded, ExportRequest(ROUND, "tables.json"))
    work(loaded)
    assert standing(loaded, first).digest == standing(loaded, again).digest
    assert standing(loaded, first).digest != standing(loaded, other).digest
    assert count(loaded, StoredFile) == 2
    with loaded.database.write() as connection:
        connection.execute(update(Person).where(Person.code == "ก02").values(name="นาง ก02 ใหม่"))
    changed = ask(loaded)
    work(loaded)
    assert standing(loaded, changed).digest != standing(loaded, first).digest


@pytest.mark.parametrize(
    "other",
    [
        ExportRequest(ROUND, "tables.xlsx", thai_digits=True),
        ExportRequest(ROUND, "tables.xlsx", groups=("กอก.",)),
        ExportRequest(ROUND, "tables.xlsx", style=TableStyle.NAKHON_PATHOM),
        ExportRequest(ROUND, "tables.json"),
    ],
)
def test_what_makes_a_document_another_one(loaded: Office, other: ExportRequest) -> None:
    with loaded.database.read() as connection:
        mine = exports.read_source(connection, EXCEL)
        theirs = exports.read_source(connection, other)
        assert exports.read_source(connection, EXCEL).fingerprint == mine.fingerprint
    assert theirs.fingerprint != mine.fingerprint


def test_links_expire_and_cannot_be_made_up(
    loaded: Office, client: FlaskClient, clock: MovableClock
) -> None:
    key = ask(loaded)
    work(loaded)
    address = path(loaded, key)
    assert client.get(address[:-1] + "x").status_code == 404
    evidence = client.get(address.replace("/exports/", "/"))
    assert evidence.status_code == 404  # a link to an export opens no evidence
    clock.advance(timedelta(hours=25))
    page = client.get(address)
    assert page.status_code == 404
    assert "ลิงก์นี้หมดอายุแล้ว" in page.text
    assert client.get(f"{address}/file").status_code == 404


def test_old_exports_are_let_go_with_their_file(loaded: Office, clock: MovableClock) -> None:
    key, again = ask(loaded), ask(loaded)
    work(loaded)
    digest = standing(loaded, key).digest
    assert digest
    clock.advance(timedelta(days=8))
    with loaded.database.write() as connection:
        assert let_exports_go(connection, clock.now()) == 2
        assert let_exports_go(connection, clock.now()) == 0
    work(loaded)
    assert standing(loaded, again).state is ExportState.GONE
    assert not loaded.files.exists(digest)
    assert count(loaded, StoredFile) == 0
    assert count(loaded, Export) == 2


def test_a_file_an_export_needs_is_not_dropped_for_another(
    loaded: Office, clock: MovableClock
) -> None:
    old = ask(loaded)
    work(loaded)
    clock.advance(timedelta(days=6))
    young = ask(loaded)
    work(loaded)
    clock.advance(timedelta(days=2))
    with loaded.database.write() as connection:
        assert let_exports_go(connection, clock.now()) == 1
    work(loaded)
    assert standing(loaded, old).state is ExportState.GONE
    digest = standing(loaded, young).digest
    assert digest
    assert loaded.files.exists(digest)


def test_what_cannot_be_made_is_told_in_the_chat(loaded: Office, client: FlaskClient) -> None:
    with loaded.database.write() as connection:
        person = connection.scalars(select(Person.id).where(Person.code == "ฉ01")).one()
        account = {
            "line_user_id": "U1",
            "person_id": person,
            "bound_at": loaded.clock.now(),
            "consented_at": loaded.clock.now(),
        }
        connection.execute(insert(LineAccount).values(account))
    wrong = ExportRequest(ROUND, "tables.xlsx", groups=("ไม่มีกลุ่มนี้",))
    key = ask(loaded, wrong, asked_by=person, channel=Channel.CHAT)
    clock = loaded.clock
    assert isinstance(clock, MovableClock)
    for _ in range(9):
        work(loaded)
        clock.advance(timedelta(minutes=10))
    assert standing(loaded, key).state is ExportState.FAILED
    assert "จัดทำไม่สำเร็จ" in client.get(path(loaded, key)).text
    with loaded.database.read() as connection:
        said = connection.scalars(select(OutgoingMessage.body)).all()
    assert ["จัดทำ ตาราง (Excel) ไม่สำเร็จ" in body[0]["text"] for body in said] == [True]


def test_what_there_is_to_ask_for(loaded: Office) -> None:
    assert "tables.xlsx" in exports.offered()
    with pytest.raises(NoSuchDocumentError, match=r"ไม่มีเอกสาร book\.doc"):
        exports.ask(
            loaded, ExportRequest(ROUND, "book.doc"), asked_by=None, channel=Channel.CONSOLE
        )
    with loaded.database.read() as connection, pytest.raises(NoSuchGroupError):
        exports.read_source(connection, ExportRequest(ROUND, "tables.xlsx", groups=("x",)))


def test_without_an_address_there_is_no_link(loaded: Office) -> None:
    bare = replace(loaded, settings=replace(loaded.settings, public_base_url=""))
    assert exports.link(bare, ask(loaded)) is None


def test_the_newest_first(loaded: Office) -> None:
    keys = [ask(loaded), ask(loaded)]
    with loaded.database.read() as connection:
        assert [one.key for one in recent_exports(connection)] == keys[::-1]
