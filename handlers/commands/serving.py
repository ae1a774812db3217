"""What a process of the bot does until somebody stops it: serve, send, deferred work, the clock."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

import click
import waitress
from waitress.server import BaseWSGIServer

from bot import logs, memory
from bot.office import Office
from handlers import deferred_work
from handlers.commands.lanes import Lanes
from models.errors import KaonaError
from reports.making import make_aside
from scheduler.deferring import Deferring
from scheduler.sending import Sending
from scheduler.ticking import Ticking

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 16
"""For all but webhooks on SQLite, which have one of their own (handlers/commands/lanes.py)."""


class PortTakenError(KaonaError):
    """The port cannot be listened on."""


def until_stopped(
    app: "WSGIApplication",
    office: Office,
    *,
    host: str,
    port: int,
    announcement: str,
    ticking: Ticking | None = None,
) -> None:
    """Serve `app` with everything behind it in this process, until SIGTERM or Ctrl-C.

    What is announced is true: the port is listened on by then.
    """
    try:
        server = server_of(app, office, host, port)
    except OSError as error:
        raise PortTakenError(f"Port {port} cannot be listened on: {error.strerror}") from None
    click.echo(announcement)
    with _at_work(office, ticking or Ticking(office)):
        server.run()


def server_of(app: "WSGIApplication", office: Office, host: str, port: int) -> BaseWSGIServer:
    """waitress, listening; `OSError` if it cannot."""
    return waitress.create_server(
        app,
        _dispatcher=Lanes(THREADS) if office.database.is_sqlite else None,
        host=host,
        port=port,
        threads=THREADS,
        ident="kaona",
        clear_untrusted_proxy_headers=not office.settings.proxies,
    )


def work_until_stopped(office: Office) -> None:
    """Everything but serving, until SIGTERM or Ctrl-C."""
    with _at_work(office, Ticking(office)):
        Event().wait()


@contextmanager
def _at_work(office: Office, ticking: Ticking) -> Iterator[None]:
    """The clock stops first, since it makes work; the sender last, since it carries it out."""
    logs.configure()
    crew = (
        Sending(office, office.line),
        Deferring(office, deferred_work.handlers(office, make_aside), alone=deferred_work.ALONE),
        ticking,
    )
    signal.signal(signal.SIGTERM, _stop)
    memory.set_aside()
    for member in crew:
        member.start()
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    finally:
        for member in reversed(crew):
            member.stop()
        office.database.close()


def _stop(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)
