"""What one owner does, over and over, on an open report: signed webhooks that change its state."""

import base64
import hmac
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

SECRET = "secret-of-the-bench"
STATUSES = ("in_progress", "completed")


@dataclass(frozen=True)
class Owner:
    """A registered owner with an open draft of a project with money."""

    line_user_id: str
    draft_key: str
    allocated: Decimal


def requests(owner: Owner) -> Iterator[bytes]:
    """HTTP requests without end: tap the amount to change it, type it, tap another status.

    Each is answered with the next question or the card; all change the session, and of three two
    change the draft (the first status after a pause may be the one there was).
    """
    run = uuid4().hex
    turn = random.randrange(len(STATUSES))
    while True:
        amount = random.randint(1, int(owner.allocated))
        status = STATUSES[turn % len(STATUSES)]
        yield _request(owner, _tap(owner, "ask", "spent"), f"{run}-{turn}-0")
        yield _request(owner, _typed(f"{amount:,}", f"{run}-{turn}"), f"{run}-{turn}-1")
        yield _request(owner, _tap(owner, "set", "status", status), f"{run}-{turn}-2")
        turn += 1


def reply_token(request: bytes) -> str:
    """The reply token of one of these requests."""
    body = json.loads(request.partition(b"\r\n\r\n")[2])
    token: str = body["events"][0]["replyToken"]
    return token


def _tap(owner: Owner, action: str, *arguments: str) -> dict[str, Any]:
    data = ":".join(("report", action, owner.draft_key, *arguments))
    return {"type": "postback", "postback": {"data": data}}


def _typed(text: str, message_id: str) -> dict[str, Any]:
    message = {"type": "text", "id": message_id, "text": text, "quoteToken": "quote"}
    return {"type": "message", "message": message}


def _request(owner: Owner, act: dict[str, Any], event_id: str) -> bytes:
    event = {
        **act,
        "webhookEventId": event_id,
        "timestamp": time.time_ns() // 1_000_000,
        "mode": "active",
        "replyToken": f"token-{event_id}",
        "source": {"type": "user", "userId": owner.line_user_id},
        "deliveryContext": {"isRedelivery": False},
    }
    body = json.dumps({"destination": "U0", "events": [event]}, ensure_ascii=False).encode()
    head = (
        "POST /callback HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json; charset=utf-8",
        f"X-Line-Signature: {_signature(body)}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


def _signature(body: bytes) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), body, "sha256")).decode()
