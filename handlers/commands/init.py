"""`flask init`: creates or upgrades the database, and fills the office's calendar."""

import click
from click import Group

from bot.office import Office
from handlers.commands.tools import one_line_errors
from models import schema
from scheduler.calendar_job import FillCalendar


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("init")
    @one_line_errors
    def init() -> None:
        """Create or upgrade the database, and fill the calendar with the holidays.

        The clock would fill it too; here the package of holidays, large as it is, need not stay
        in the memory of a process that runs for weeks.
        """
        schema.upgrade(office.database)
        FillCalendar().run(office, office.clock.now())
        click.echo(f"Database ready: {office.database.url.render_as_string()}")
