"""The migrations lead to exactly the schema the models describe, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect

from models import schema
from models.database import Database
from models.schema import METADATA


def test_migrations_lead_to_the_models(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_check_of_the_models_is_in_the_database(database: Database) -> None:
    with database.read() as connection:
        inspector = inspect(connection)
        for table in METADATA.sorted_tables:
            wanted = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
            found = {check["name"] for check in inspector.get_check_constraints(table.name)}
            assert found == wanted, table.name


def test_the_newest_migration_is_the_last_one_of_alembics_chain() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.newest_revision()


def test_a_new_database_is_current_and_upgrading_again_changes_nothing(database: Database) -> None:
    assert schema.is_current(database)
    schema.upgrade(database)
    assert schema.is_current(database)


def test_a_database_of_a_newer_program_is_left_as_it_is_and_served(database: Database) -> None:
    """Whoever goes back a version goes on; so do web processes while another machine upgrades."""
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")
    try:
        assert schema.is_current(database)
        schema.upgrade(database)
        with database.read() as connection:
            assert schema.revision_of(connection) == "9999_of_tomorrow"
    finally:
        with database.write() as connection:
            newest = schema.newest_revision()
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{newest}'")


def test_processes_that_start_together_upgrade_once(postgres_url: str) -> None:
    name = "kaona_test_together"
    whole = psycopg.connect(postgres_url, autocommit=True)
    with whole:
        whole.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        whole.execute(f"CREATE SCHEMA {name}")
        apart = f"{postgres_url}?options=-csearch_path%3D{name}"
        databases = [Database(apart) for _ in range(3)]
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(schema.upgrade, databases))
        assert all(schema.is_current(one) for one in databases)
        for one in databases:
            one.close()
        whole.execute(f"DROP SCHEMA {name} CASCADE")
