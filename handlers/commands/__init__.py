"""The `flask ...` commands: each is read when it is asked for, so that none pays for the others."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup

from bot.office import Office

MODULES: Final = {
    "init": "init",
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "plan": "plan",
    "people": "people",
    "finance": "finance",
    "round": "rounds",
    "report": "report",
    "level": "levels",
    "console": "console",
    "rules": "rules",
    "closed-days": "closed_days",
    "tick": "tick",
    "send": "send",
    "inbox": "inbox",
    "line": "line",
    "backup": "backup",
    "restore": "backup",
    "understand": "understand",
}
"""In which module of this folder a command is; the module's `register` adds it."""


class Commands(AppGroup):
    """The commands of one office.

    `pages` makes the app they serve, once one of them serves: a worker needs no page, and is
    eight megabytes smaller without them.
    """

    def __init__(self, office: Office, pages: Callable[[], Flask]) -> None:
        super().__init__()
        self._office = office
        self.pages = pages

    def list_commands(self, ctx: Context) -> list[str]:
        """See click."""
        return sorted({*MODULES, *super().list_commands(ctx)})

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """See click."""
        if cmd_name in MODULES and cmd_name not in self.commands:
            module = import_module(f"{__name__}.{MODULES[cmd_name]}")
            module.register(self, self._office)
        return super().get_command(ctx, cmd_name)
