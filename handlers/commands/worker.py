"""`flask worker`: sender, deferred work and clock, beside web processes that only serve."""

import click
from click import Group

from bot.office import Office
from handlers.commands import serving
from handlers.commands.tools import one_line_errors
from models import schema
from models.errors import KaonaError


class NeedsPostgresError(KaonaError):
    """`flask worker` needs PostgreSQL: with SQLite one process does all, `flask serve`."""


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("worker")
    @one_line_errors
    def worker() -> None:
        """Send, do deferred work and tick, beside `gunicorn wsgi:app`."""
        office.settings.require_for_serving()
        if office.database.is_sqlite:
            raise NeedsPostgresError
        schema.upgrade(office.database)
        click.echo("Kaona works: sender, deferred work and clock")
        serving.work_until_stopped(office)
