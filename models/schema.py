"""The schema as a whole: all tables known, created and upgraded by migrations.

Alembic is imported where there is something to upgrade; it would cost each process 11 MB.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

from models import (
    audit,
    clock_turns,
    closed_days,
    console,
    delegations,
    differences,
    disbursement_offers,
    document_templates,
    exports,
    finance,
    level_overrides,
    messages,
    people,
    plan,
    progress,
    quota,
    reminders,
    round_pictures,
    rounds,
    rules,
    targets,
)
from models.base import Base
from models.database import Database

MODULES = (
    audit,
    clock_turns,
    closed_days,
    document_templates,
    exports,
    console,
    delegations,
    differences,
    disbursement_offers,
    finance,
    level_overrides,
    messages,
    people,
    plan,
    progress,
    quota,
    reminders,
    round_pictures,
    rounds,
    rules,
    targets,
)
"""Importing them fills the metadata."""

METADATA = Base.metadata
LOCK_KEY = 0x6B616F6E62
"""Held while a PostgreSQL is being upgraded; another number than the clock's."""


MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Create or upgrade the database to the newest migration, all or nothing.

    One that a newer program upgraded stays as it is: each migration is such that the program
    before it goes on working, so that going back to that program needs no other database.
    """
    if is_current(database):
        return
    from alembic import command

    with database.write() as connection:
        if not database.is_sqlite:  # of processes that start together, one upgrades
            connection.execute(select(func.pg_advisory_xact_lock(LOCK_KEY)))
        if not is_ahead(connection):
            command.upgrade(_config(connection), "head")


def is_current(database: Database) -> bool:
    """True if the database has all that this program needs."""
    with database.read() as connection:
        return revision_of(connection) == newest_revision() or is_ahead(connection)


def is_ahead(connection: Connection) -> bool:
    """True if a newer program than this one upgraded the database."""
    stands = revision_of(connection)
    return stands is not None and stands not in _known_revisions()


def revision_of(connection: Connection) -> str | None:
    """The migration a database stands at; None if it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest_revision() -> str:
    """The last migration this program knows."""
    return max(_known_revisions())


def _known_revisions() -> set[str]:
    """The files begin with their revisions' numbers."""
    return {file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py")}
