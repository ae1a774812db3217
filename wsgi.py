"""The composition root: makes the office and everything that works for it.

`flask NAME` finds `create_app()` here by itself, and gets the commands without the pages;
`gunicorn wsgi:app` asks for `app`, which is made at that moment and only if every setting that
serving needs is there.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING

from flask import Flask

from bot import logs, memory
from bot.office import Office
from bot.settings import Settings
from handlers.commands import Commands
from models.database import Database
from models.errors import KaonaError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def create_office(environ: Mapping[str, str]) -> Office:
    """The office the environment describes; opens no connection yet."""
    settings = Settings.from_environ(environ)
    return Office(settings=settings, database=Database(settings.database_url))


def app_of(office: Office) -> Flask:
    """The Flask app of one office, with its pages and commands."""
    from handlers import web_app

    app = web_app.create(office)
    app.cli = Commands(office, lambda: app)
    return app


def _commands_of(office: Office) -> Flask:
    """The commands alone; whoever serves this app, as `flask run` does, has the pages made."""

    @cache
    def pages() -> Flask:
        return app_of(office)

    app = Flask("kaona", static_folder=None)
    app.cli = Commands(office, pages)
    app.wsgi_app = partial(_served_by, pages)  # type: ignore[method-assign]
    return app


def _served_by(
    pages: Callable[[], Flask], environ: "WSGIEnvironment", start_response: "StartResponse"
) -> "Iterable[bytes]":
    return pages()(environ, start_response)


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """The Flask app with its commands, for one office.

    Without `environ` it is the process's own, and what is wrong with it stops the process with
    one sentence, not a traceback.
    """
    if environ is not None:
        return app_of(create_office(environ))
    with _one_sentence():
        office = create_office(os.environ)
        return _commands_of(office) if _is_command() else app_of(office)


def _is_command() -> bool:
    return bool(os.environ.get("FLASK_RUN_FROM_CLI"))


def __getattr__(name: str) -> Flask:
    """`app`, for WSGI servers; the `flask` command is sent on to `create_app`."""
    if name != "app" or _is_command():
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
