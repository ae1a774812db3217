"""`flask serve`: bot, sender and clock in one process."""

from typing import Any

import click
from click import Group
from flask import Flask, current_app

from bot.office import Office
from handlers.commands import serving
from handlers.commands.tools import one_line_errors
from models import schema


def register(cli: Group, office: Office) -> None:
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
        app = _behind(current_app)
        serving.until_stopped(app, office, host=host, port=port, announcement=listens)


def _behind(proxy: Any) -> Flask:
    """The app itself: the proxy knows it only in this thread, and requests come in others."""
    app: Flask = proxy._get_current_object()
    return app
