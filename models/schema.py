"""The schema as a whole: all tables known, created and upgraded by migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

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


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Create or upgrade the database to the newest migration, all or nothing."""
    with database.write() as connection:
        if not database.is_sqlite:  # of processes that start together, one upgrades
            connection.execute(select(func.pg_advisory_xact_lock(LOCK_KEY)))
        command.upgrade(_config(connection), "head")


def is_current(database: Database) -> bool:
    """True if the database stands at the newest migration."""
    with database.read() as connection:
        return revision_of(connection) == newest_revision()


def revision_of(connection: Connection) -> str | None:
    """The migration a database stands at; None if it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The last migration this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()
