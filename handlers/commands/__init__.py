"""The `flask ...` commands; each module registers its own."""

from flask import Flask

from bot.office import Office
from handlers.commands import (
    console,
    demo,
    finance,
    inbox,
    init,
    line,
    people,
    plan,
    report,
    rounds,
    send,
    serve,
    understand,
)

MODULES = (
    init,
    demo,
    serve,
    plan,
    people,
    finance,
    rounds,
    report,
    console,
    send,
    inbox,
    line,
    understand,
)


def register(app: Flask, office: Office) -> None:
    """Give the app all commands."""
    for module in MODULES:
        module.register(app.cli, office)
