"""Serving an app until somebody stops the process: deferred work stops, then the sender."""

import signal
from types import FrameType
from typing import TYPE_CHECKING

import waitress

from bot import logs
from bot.office import Office
from handlers import deferred_work
from models.errors import KaonaError
from scheduler.deferring import Deferring
from scheduler.sending import Sending

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 16


class PortTakenError(KaonaError):
    """The port cannot be listened on."""


def until_stopped(app: "WSGIApplication", office: Office, *, host: str, port: int) -> None:
    """Serve `app`, deliver what the outbox holds, do what is deferred; until SIGTERM or Ctrl-C."""
    logs.configure()
    sending = Sending(office, office.line)
    deferring = Deferring(office, deferred_work.handlers(office))
    signal.signal(signal.SIGTERM, _stop)
    sending.start()
    deferring.start()
    try:
        waitress.serve(app, host=host, port=port, threads=THREADS, ident="kaona", _quiet=True)
    except OSError as error:
        raise PortTakenError(f"Port {port} cannot be listened on: {error.strerror}") from None
    finally:
        deferring.stop()
        sending.stop()
        office.database.close()


def _stop(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)
