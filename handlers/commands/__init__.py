"""The `flask ...` commands; each module registers its own."""

from flask import Flask

from bot.office import Office
from handlers.commands import finance, init, plan, rounds

MODULES = (init, plan, finance, rounds)


def register(app: Flask, office: Office) -> None:
    """Give the app all commands."""
    for module in MODULES:
        module.register(app.cli, office)
