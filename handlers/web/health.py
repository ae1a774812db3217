"""`/healthz`: the process lives. `/readyz`: it can do its work."""

from datetime import timedelta

from flask import Flask, Response

from bot import outbox
from bot.clock import SystemClock
from bot.office import Office
from models import schema
from scheduler.holding import clock_standing

STUCK_AFTER = timedelta(minutes=2)
"""A message due for longer than this means that no sender is at work."""


def register(app: Flask, office: Office) -> None:
    """Add both routes."""

    @app.get("/healthz")
    def healthz() -> Response:
        return _plain("ok", 200)

    @app.get("/readyz")
    def readyz() -> Response:
        if not office.database.is_reachable():
            return _plain("the database does not answer", 503)
        if not schema.is_current(office.database):
            return _plain("the database is not up to date: run `flask init`", 503)
        with office.database.read() as connection:
            waiting_since = outbox.waiting_since(connection)
            standing = clock_standing(connection)
        if waiting_since and office.clock.now() - waiting_since > STUCK_AFTER:
            return _plain("messages are waiting: no sender is at work", 503)
        if standing and SystemClock().now() - standing.lease_until > STUCK_AFTER:
            return _plain("the clock stands still: no `flask serve` or `flask worker` runs", 503)
        return _plain("ok", 200)


def _plain(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain")
