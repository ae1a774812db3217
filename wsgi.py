"""The composition root: makes the office and everything that works for it.

`flask NAME` finds `create_app()` here by itself; `gunicorn wsgi:app` asks for `app`, which is
made at that moment and only if every setting that serving needs is there.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask

from bot import logs, memory
from bot.office import Office
from bot.settings import Settings
from handlers import commands, web_app
from models.database import Database
from models.errors import KaonaError


def create_office(environ: Mapping[str, str]) -> Office:
    """The office the environment describes; opens no connection yet."""
    settings = Settings.from_environ(environ)
    return Office(settings=settings, database=Database(settings.database_url))


def app_of(office: Office) -> Flask:
    """The Flask app of one office, with its pages and commands."""
    app = web_app.create(office)
    commands.register(app, office)
    return app


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """The Flask app with its commands, for one office.

    Without `environ` it is the process's own, and what is wrong with it stops the process with
    one sentence, not a traceback.
    """
    if environ is not None:
        return app_of(create_office(environ))
    with _one_sentence():
        return app_of(create_office(os.environ))


def __getattr__(name: str) -> Flask:
    """`app`, for WSGI servers; the `flask` command is sent on to `create_app`."""
    if name != "app" or os.environ.get("FLASK_RUN_FROM_CLI"):
        raise AttributeError(name)
    with _one_sentence():
        office = create_office(os.environ)
        office.settings.require_for_serving()
        logs.configure()
        app = app_of(office)
        memory.set_aside()
        return app


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except KaonaError as error:
        raise SystemExit(f"Error: {error}") from None
