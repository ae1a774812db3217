"""`flask backup` and `flask restore`: what an office has, in one file, into either database."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import func, select

import wsgi
from bot.ids import RandomIds
from bot.office import Office
from handlers import web_app
from models import archive, schema
from models.database import Database
from models.progress import Evidence, Report
from tests.conftest import POSTGRES
from tests.office_sample import Town
from tests.unit.evidence import files

OWNER = "ก02"


def run(office: Office, *words: str) -> Any:
    return wsgi.app_of(office).test_cli_runner().invoke(args=words)


@pytest.fixture
def lived_in(sample: Town) -> Town:
    """One report with a photo, one draft, a failed event, odd texts."""
    owner = sample.registered(OWNER)
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800 ไม่มีปัญหา")
    owner.send_image(files.jpeg(6))
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    owner.say("โครงการ 13 กำลังทำ 😀 \u2028 ใช้ไป 12.50")
    return sample


@contextmanager
def empty(kind: str, url: str, folder: Path) -> Iterator[Database]:
    if kind == "sqlite":
        database = Database(f"sqlite:///{folder}/restored.db")
        yield database
        database.close()
        return
    name = f"kaona_test_{RandomIds().code(10).lower()}"
    with psycopg.connect(POSTGRES, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        database = Database(url.rsplit("/", 1)[0] + "/" + name)
        yield database
        database.close()
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, lived_in: Town, tmp_path: Path) -> Iterator[Office]:
    """An empty office with the same clock and settings, on a database of either kind."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with empty(request.param, url, tmp_path) as database:
        settings = replace(lived_in.office.settings, files_directory=tmp_path / "restored")
        yield replace(lived_in.office, settings=settings, database=database)


def rows(office: Office) -> dict[str, list[Any]]:
    """Read, since PostgreSQL keeps the keys of JSON in an order of its own."""
    with office.database.read() as connection:
        return {
            table.name: [json.loads(line) for line in archive.lines(connection, table)]
            for table in archive.TABLES
        }


def test_what_was_backed_up_is_there_again_row_by_row(
    lived_in: Town, elsewhere: Office, tmp_path: Path
) -> None:
    backup = tmp_path / "kaona.zip"
    made = run(lived_in.office, "backup", str(backup))
    assert made.exit_code == 0, made.output
    assert backup.stat().st_mode & 0o077 == 0
    done = run(elsewhere, "restore", str(backup))
    assert done.exit_code == 0, done.output
    assert rows(elsewhere) == rows(lived_in.office)
    with elsewhere.database.read() as connection:
        digest = connection.scalar(select(Evidence.digest).where(Evidence.digest.is_not(None)))
        spent = connection.scalars(select(func.sum(Report.spent))).one()
    assert spent == 23_800
    with (
        elsewhere.files.open(str(digest)) as here,
        lived_in.office.files.open(str(digest)) as there,
    ):
        assert here.read() == there.read()


def test_what_init_fills_in_by_itself_is_in_no_restore_s_way(
    lived_in: Town, elsewhere: Office, tmp_path: Path
) -> None:
    backup = tmp_path / "kaona.zip"
    run(lived_in.office, "backup", str(backup))
    assert run(elsewhere, "init").exit_code == 0
    assert len(rows(elsewhere)["closed_days"]) > 50
    done = run(elsewhere, "restore", str(backup))
    assert done.exit_code == 0, done.output
    assert rows(elsewhere) == rows(lived_in.office)


def test_the_conversation_goes_on_where_it_was(
    lived_in: Town, elsewhere: Office, tmp_path: Path
) -> None:
    backup = tmp_path / "kaona.zip"
    run(lived_in.office, "backup", str(backup))
    run(elsewhere, "restore", str(backup))
    lived_in.office, lived_in.app = elsewhere, web_app.create(elsewhere)
    owner = lived_in.person(OWNER)
    owner.say("ไม่มีปัญหา")
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    with elsewhere.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Report)) == 2


def test_a_database_that_is_in_use_is_not_restored_into(lived_in: Town, tmp_path: Path) -> None:
    backup = tmp_path / "kaona.zip"
    run(lived_in.office, "backup", str(backup))
    before = rows(lived_in.office)
    done = run(lived_in.office, "restore", str(backup))
    assert done.exit_code == 1
    assert "ตั้ง DATABASE_URL เป็นฐานข้อมูลว่าง" in done.output
    assert rows(lived_in.office) == before


def test_a_backup_is_never_written_over_another(lived_in: Town, tmp_path: Path) -> None:
    backup = tmp_path / "kaona.zip"
    backup.write_bytes(b"an older one")
    assert run(lived_in.office, "backup", str(backup)).exit_code == 1
    assert backup.read_bytes() == b"an older one"


def test_a_spoiled_backup_leaves_the_database_empty(
    lived_in: Town, elsewhere: Office, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    run(lived_in.office, "backup", str(good))
    for how in ("not a zip", "cut", "a row less", "older", "another photo"):
        spoiled(good, bad, how)
        done = run(elsewhere, "restore", str(bad))
        assert (done.exit_code, done.output.count("\n")) == (1, 1), how
        with elsewhere.database.read() as connection:
            assert archive.is_empty(connection), how
    assert run(elsewhere, "restore", str(good)).exit_code == 0


def spoiled(good: Path, bad: Path, how: str) -> None:
    if how in ("not a zip", "cut"):
        content = good.read_bytes()
        bad.write_bytes(b"PK" if how == "not a zip" else content[: len(content) // 2])
        return
    with ZipFile(good) as source, ZipFile(bad, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if how == "a row less" and info.filename == "rows/reports.jsonl":
                content = b""
            if how == "older" and info.filename == "backup.json":
                content = json.dumps(json.loads(content) | {"revision": "0001"}).encode()
            if how == "another photo" and info.filename.startswith("files/"):
                content += b"x"
            target.writestr(info, content)


def test_an_empty_database_has_nothing_to_back_up(office: Office, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/nothing.db")
    done = run(replace(office, database=database), "backup", str(tmp_path / "kaona.zip"))
    database.close()
    assert done.exit_code == 1
    assert not (tmp_path / "kaona.zip").exists()
    assert schema.newest_revision()


def test_after_going_back_a_version_backups_are_still_of_use(
    lived_in: Town, tmp_path: Path
) -> None:
    """The database was upgraded by tomorrow's program; today's packs what it knows."""
    with lived_in.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")
    try:
        assert run(lived_in.office, "backup", str(tmp_path / "a.zip")).exit_code == 0
    finally:
        with lived_in.office.database.write() as connection:
            newest = schema.newest_revision()
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{newest}'")
    with empty("sqlite", "", tmp_path) as database:
        restored = replace(lived_in.office, database=database)
        done = run(restored, "restore", str(tmp_path / "a.zip"))
        assert done.exit_code == 0, done.output
