"""`flask send`: delivers what the outbox holds."""

from dataclasses import asdict

import click
from click import Group

from bot.office import Office
from handlers.commands.tools import one_line_errors
from scheduler.sending import deliver_due

THREADS = 32


def register(cli: Group, office: Office) -> None:
    """Add the command."""

    @cli.command("send")
    @click.option("--once", is_flag=True, required=True, help="Deliver what is due, then end.")
    @one_line_errors
    def send(once: bool) -> None:  # noqa: ARG001, FBT001
        """Deliver everything that is due in the outbox, and end."""
        done = deliver_due(office, office.line, threads=THREADS)
        said = ", ".join(f"{name} {number}" for name, number in asdict(done).items() if number)
        click.echo(f"Outbox: {said or 'nothing was due'}")
