"""`flask inbox`: events that failed, and playing them again."""

import click
from click import Group
from sqlalchemy import select

from bot.clock import BANGKOK
from bot.inbox import Inbox
from bot.office import Office
from handlers.chat.desk import ChatDesk
from handlers.commands.tools import one_line_errors
from models.messages import EventState, InboundEvent


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("inbox")
    def inbox() -> None:
        """Events from LINE that failed."""

    @inbox.command("list")
    @click.option("--causes", is_flag=True, help="With the whole traceback of each.")
    @one_line_errors
    def listed(causes: bool) -> None:  # noqa: FBT001
        """List the failed events, the oldest first."""
        failed = _failed(office)
        for event_id, kind, received, attempts, error in failed:
            click.echo(f"{event_id}  {kind}  {received}  tried {attempts} times  {error}")
            if causes:
                click.echo(_cause(office, event_id))
        click.echo(f"{len(failed)} failed events.")

    @inbox.command("retry")
    @click.argument("event_id", required=False)
    @one_line_errors
    def retry(event_id: str | None) -> None:
        """Play one failed event again, or all."""
        ids = [row[0] for row in _failed(office)]
        if event_id and event_id not in ids:
            raise click.ClickException(f"No failed event {event_id}: see `flask inbox list`")
        ids = [event_id] if event_id else ids
        desk = Inbox(office, ChatDesk(office))
        good = [one for one in ids if desk.retry(one)]
        click.echo(f"{len(good)} of {len(ids)} went well.")
        if len(good) < len(ids):
            raise click.ClickException("Some failed again: see `flask inbox list --causes`")


def _failed(office: Office) -> list[tuple[str, str, str, int, str]]:
    statement = (
        select(InboundEvent)
        .where(InboundEvent.state == EventState.FAILED)
        .order_by(InboundEvent.received_at)
        .with_only_columns(
            InboundEvent.webhook_event_id,
            InboundEvent.kind,
            InboundEvent.received_at,
            InboundEvent.attempts,
            InboundEvent.error,
        )
    )
    with office.database.read() as connection:
        return [
            (
                row.webhook_event_id,
                row.kind,
                f"{row.received_at.astimezone(BANGKOK):%Y-%m-%d %H:%M}",
                row.attempts,
                (row.error or "no cause kept").strip().splitlines()[-1],
            )
            for row in connection.execute(statement)
        ]


def _cause(office: Office, event_id: str) -> str:
    with office.database.read() as connection:
        found = connection.execute(
            select(InboundEvent.error).where(InboundEvent.webhook_event_id == event_id)
        ).scalar()
    return found or ""
