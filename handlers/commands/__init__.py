"""The `flask ...` commands; each module registers its own."""

from flask import Flask

from bot.office import Office
from handlers.commands import init, line, plan, send

MODULES = (init, plan, send, line)


def register(app: Flask, office: Office) -> None:
    """Give the app all commands."""
    for module in MODULES:
        module.register(app.cli, office)
