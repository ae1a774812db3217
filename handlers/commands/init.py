"""`flask init`: creates or upgrades the database."""

import click
from click import Group

from bot.office import Office
from handlers.commands.tools import one_line_errors
from models import schema


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("init")
    @one_line_errors
    def init() -> None:
        """Create or upgrade the database."""
        schema.upgrade(office.database)
        click.echo(f"Database ready: {office.database.url.render_as_string()}")
