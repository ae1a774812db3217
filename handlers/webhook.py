"""`POST /callback`: the signature, the size, the events one by one; everything else is the inbox's.

200 is returned only after each event's transaction; no network call happens in between.
"""

import hmac
import logging
from base64 import b64encode
from collections.abc import Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.events import NotAWebhookError, RawEvent, split
from bot.inbox import DATABASE_AWAY, Inbox
from bot.office import Office
from handlers.measures import Measures

log = logging.getLogger("kaona.webhook")

LARGEST_BODY = 1024 * 1024


def register(app: Flask, office: Office, inbox: Inbox, measures: Measures) -> None:
    """Add the webhook's route."""

    @app.post("/callback")
    def callback() -> Response:
        office.settings.require("LINE_CHANNEL_SECRET")
        body = _body()
        signature = request.headers.get("X-Line-Signature", "")
        if not _signed(office.settings.line_channel_secret, body, signature):
            log.warning("refused", extra={"reason": "signature", "bytes": len(body)})
            measures.refused("signature")
            return _plain("signature does not fit", 400)
        try:
            events = split(body)
        except NotAWebhookError as error:
            measures.refused("body")
            return _plain(str(error), 400)
        return _take_all(inbox, events, measures)


def _take_all(inbox: Inbox, events: Sequence[RawEvent], measures: Measures) -> Response:
    """Each event by itself; what could not even be kept costs no other one."""
    lost = 0
    for raw in events:
        try:
            with measures.handling():
                measures.event(inbox.take(raw))
        except DATABASE_AWAY as error:
            measures.event("database_away")
            log.error("database away", extra={"reason": _first_line(error)})
            return _plain("try again", 503)
        except Exception as error:
            measures.event("lost")
            log.error("event lost", extra={"error": type(error).__name__})
            lost += 1
    return _plain("try again", 500) if lost else _plain("ok", 200)


def _first_line(error: Exception) -> str:
    """A line for each webhook of an outage is enough; statements come without their values."""
    return str(error).partition("\n")[0][:200]


def _body() -> bytes:
    if request.content_length is None or request.content_length > LARGEST_BODY:
        raise RequestEntityTooLarge
    return request.get_data(cache=False)


def _signed(secret: str, body: bytes, signature: str) -> bool:
    """By hand, in constant time: for this alone the SDK would cost each web process 20 MB."""
    fitting = b64encode(hmac.digest(secret.encode(), body, "sha256"))
    return hmac.compare_digest(fitting, signature.encode("utf-8", "replace"))


def _plain(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain")
