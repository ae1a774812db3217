"""Databases of both kinds that are there for one bench and gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

POSTGRES = os.environ.get("KAONA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
DISK = Path(__file__).resolve().parent.parent / "var"
"""Beside the product's own database, so that a commit costs what it costs there."""


@contextmanager
def directory() -> Iterator[Path]:
    """A directory on the product's disk."""
    DISK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=DISK) as name:
        yield Path(name)


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The URL of a new PostgreSQL database; None where no server can be reached."""
    name = f"kaona_bench_{uuid4().hex[:10]}"
    try:
        admin = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    with admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield POSTGRES.rsplit("/", 1)[0] + "/" + name
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
