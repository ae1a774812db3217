"""What all tests share: databases of both kinds, a clock that stands, ids that count."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, event, text

from bot.clock import MovableClock
from bot.ids import CountingIds, RandomIds
from bot.office import Office
from models import schema
from models.database import Database
from models.schema import METADATA
from tests.browser import browser, phone
from tests.office_sample import MORNING, Town, settings_of, town

__all__ = ["browser", "phone"]

POSTGRES = os.environ.get("KAONA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
REQUIRED = os.environ.get("KAONA_TEST_REQUIRE", "").split(",")
START = MORNING


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--record` writes what the bot answers into the transcripts."""
    parser.addoption("--record", action="store_true", help="re-record the transcripts")


@event.listens_for(Engine, "connect")
def _backwards(connection: Any, _: object) -> None:
    """SQLite gives rows that nobody put in order the other way round: no test may rely on it.

    PostgreSQL does so on some days.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database of our own on the PostgreSQL at hand; removed afterwards."""
    name = f"kaona_test_{RandomIds().code(10).lower()}"
    try:
        admin = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if "postgres" in REQUIRED:
            raise
        pytest.skip(f"no PostgreSQL reachable: {error}")
    with admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        # No test pulls the server's plug, so none needs to wait for the disk.
        unhurried = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")
        admin.execute(unhurried.format(sql.Identifier(name)))
        yield POSTGRES.rsplit("/", 1)[0] + "/" + name
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Database]:
    """The PostgreSQL database, migrated once."""
    database = Database(postgres_url)
    schema.upgrade(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def emptying(migrated_postgres: Database) -> str:
    """What empties PostgreSQL: some milliseconds, where TRUNCATE of all tables takes a second."""
    listed = text("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'")
    with migrated_postgres.read() as connection:
        sequences = connection.scalars(listed).all()
    deleted = [f'DELETE FROM "{table.name}"' for table in reversed(METADATA.sorted_tables)]
    return "; ".join([*deleted, *(f"SELECT setval('{name}', 1, false)" for name in sequences)])


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file, migrated once: all migrations take a tenth of a second, a copy of it none."""
    path = tmp_path_factory.mktemp("migrated") / "kaona.db"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database; each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path)
        fresh = Database(f"sqlite:///{copy}")
        yield fresh
        fresh.close()
        return
    shared: Database = request.getfixturevalue("migrated_postgres")
    emptying: str = request.getfixturevalue("emptying")
    yield shared
    with shared.write() as connection:
        connection.exec_driver_sql(emptying)


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands at 3 April 2567, nine in the morning."""
    return MovableClock(START)


@pytest.fixture
def office(database: Database, clock: MovableClock, tmp_path: Path) -> Office:
    """An office without data, on both databases."""
    return Office(settings=settings_of(tmp_path), database=database, clock=clock, ids=CountingIds())


@pytest.fixture
def sample(office: Office, clock: MovableClock) -> Iterator[Town]:
    """The sample office on both databases, with the simulator in LINE's place."""
    with town(office, clock) as served:
        yield served
