"""`flask understand`: JSON lines in, what the bot understood of each out (docs/reference)."""

import json
import sys

import click
from click import Group

from bot.office import Office
from bot.understanding import answer


def register(cli: Group, office: Office) -> None:  # noqa: ARG001 - it needs no office
    """Add the command."""

    @cli.command("understand")
    def understand() -> None:
        """Read JSON lines from standard input; write one JSON line for each."""
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                understood = answer(json.loads(line))
            except ValueError as error:
                raise click.ClickException(f"line {number}: {error}") from None
            click.echo(json.dumps(understood, ensure_ascii=False))
