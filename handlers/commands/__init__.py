"""The `flask ...` commands; each module registers its own."""

from flask import Flask

from bot.office import Office
from handlers.commands import finance, init, line, plan, rounds, send

MODULES = (init, plan, finance, rounds, send, line)


def register(app: Flask, office: Office) -> None:
    """Give the app all commands."""
    for module in MODULES:
        module.register(app.cli, office)
