"""Ways to break the bot on purpose (`--break NAME`): the stand must notice each.

All of them put something false where the house lets something be handed in.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from random import random
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from flask import Flask

from bot.line import LineClient, Objects
from bot.office import Office, connect
from bot.outcomes import Accepted, Outcome
from bot.settings import Settings
from simulator.signature import sign

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAMES = {
    "says-sent-before-sending": "a message counts as sent whatever LINE answers",
    "forgets-retry-key": "each attempt of a push has a new retry key",
    "answers-200-before-commit": "the webhook is acknowledged, then handled",
    "forgets-event-ids": "a webhook delivered again is taken for a new one",
}


class TellsItSent:
    """A client that believes every call went well."""

    def __init__(self, real: LineClient) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def reply(self, token: str, objects: Objects) -> Outcome:
        self._real.reply(token, objects)
        return Accepted()

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        self._real.push(recipient, objects, retry_key)
        return Accepted()


class NewKeys(TellsItSent):
    """A client that makes the retry key itself, anew for each attempt."""

    def reply(self, token: str, objects: Objects) -> Outcome:
        return self._real.reply(token, objects)

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        return self._real.push(recipient, objects, uuid4())


class EarlyAnswer:
    """Middleware: 200 first, the work in a thread that dies with the process."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/callback":
            return self._app(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        later = {**environ, "wsgi.input": BytesIO(body)}

        def work() -> None:
            list(self._app(later, lambda *_: lambda _: None))

        Thread(target=work, daemon=True).start()
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]


class NewEventIds:
    """Middleware: every second delivery of an event that came before gets another id."""

    def __init__(self, app: "WSGIApplication", secret: str) -> None:
        self._app, self._secret = app, secret

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/callback":
            body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            again = [one["deliveryContext"]["isRedelivery"] for one in body["events"]]
            if all(again) and random() < 0.5:
                body["events"] = [_renamed(one) for one in body["events"]]
            new = json.dumps(body, ensure_ascii=False).encode()
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(new), str(len(new))
            environ["HTTP_X_LINE_SIGNATURE"] = sign(self._secret, new)
        return self._app(environ, start)


def _renamed(event: Mapping[str, Any]) -> dict[str, Any]:
    return {**event, "webhookEventId": uuid4().hex[:26].upper()}


def of_office(name: str, office: Office) -> Office:
    """The office with a false client, if the sabotage is about that."""
    false = {"says-sent-before-sending": TellsItSent, "forgets-retry-key": NewKeys}.get(name)
    if false is None:
        return office

    def connect_falsely(settings: Settings) -> Any:
        return false(connect(settings))

    return replace(office, connect_line=connect_falsely)


def of_app(name: str, app: Flask, office: Office) -> Flask:
    """The app behind false middleware, if the sabotage is about that."""
    inner = app.wsgi_app
    if name == "answers-200-before-commit":
        app.wsgi_app = EarlyAnswer(inner)  # type: ignore[method-assign, assignment]
    elif name == "forgets-event-ids":
        app.wsgi_app = NewEventIds(inner, office.settings.line_channel_secret)  # type: ignore[method-assign, assignment]
    return app
