"""The `flask ...` commands; each module registers its own."""

from flask import Flask

from bot.office import Office
from handlers.commands import (
    backup,
    closed_days,
    console,
    demo,
    finance,
    inbox,
    init,
    levels,
    line,
    people,
    plan,
    report,
    rounds,
    rules,
    send,
    serve,
    tick,
    understand,
    worker,
)

MODULES = (
    init,
    demo,
    serve,
    worker,
    plan,
    people,
    finance,
    rounds,
    report,
    levels,
    console,
    rules,
    closed_days,
    tick,
    send,
    inbox,
    line,
    backup,
    understand,
)


def register(app: Flask, office: Office) -> None:
    """Give the app all commands."""
    for module in MODULES:
        module.register(app.cli, office)
