"""`flask serve`: bot, sender and clock in one process."""

import click

from bot.office import Office
from handlers.commands import Commands, serving
from handlers.commands.tools import one_line_errors
from models import schema


def register(cli: Commands, office: Office) -> None:
    """Add the command."""

    @cli.command("serve")
    @click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104 - a server
    @one_line_errors
    def serve(host: str) -> None:
        """Serve the bot, deliver its messages and keep its clock, in one process."""
        office.settings.require_for_serving()
        schema.upgrade(office.database)
        port = office.settings.port
        listens = f"Kaona listens on port {port}: POST /callback"
        serving.until_stopped(cli.pages(), office, host=host, port=port, announcement=listens)
