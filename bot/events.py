"""One LINE webhook event as the house sees it, read from the raw body through the SDK.

The SDK raises for a whole body over one unknown value, so events are read one by one, and from
their raw fields where the SDK does not know them: one odd event never costs the others.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.errors import KaonaError

RawEvent = dict[str, Any]


class NotAWebhookError(KaonaError):
    """The body is not a LINE webhook: an object with a list of events."""


@dataclass(frozen=True)
class InboundEvent:
    """What is known of an event, whatever its kind. `kind` is `unknown` where LINE adds new ones.

    `timed`: it says when it happened. `chat_id` is where an answer goes: the person, or the group
    or room. `message_kind`, `message_id` and `text` belong to messages (and to unsend: the id),
    `data` and `params` to postbacks; `more_to_come`: one of several photos sent together, not the
    last. `raw` is the event as it came, for playing it again.
    """

    id: str
    kind: str
    user_id: str | None
    chat_id: str | None
    in_private: bool
    happened_at: datetime
    timed: bool
    redelivered: bool
    active: bool
    reply_token: str | None
    message_kind: str
    message_id: str | None
    text: str
    file_name: str
    more_to_come: bool
    data: str
    params: Mapping[str, str]
    raw: RawEvent


def split(body: bytes) -> list[RawEvent]:
    """The events of a webhook body, in the order they happened; `NotAWebhookError` otherwise."""
    try:
        parsed = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise NotAWebhookError from None
    events = parsed.get("events") if isinstance(parsed, dict) else None
    if not isinstance(events, list):
        raise NotAWebhookError
    usable = [event for event in events if isinstance(event, dict)]
    return sorted(usable, key=_timestamp)


def read(raw: RawEvent) -> InboundEvent | None:
    """The event, or None if it has no id by which it could be remembered."""
    event_id = _text(raw, "webhookEventId")
    if not 0 < len(event_id) <= 64 or event_id != raw["webhookEventId"]:
        return None
    known = _is_known(raw)
    source, message = _part(raw, "source"), _part(raw, "message") or _part(raw, "unsend")
    postback = _part(raw, "postback")
    token = _text(raw, "replyToken")
    return InboundEvent(
        id=event_id,
        kind=_text(raw, "type") if known else "unknown",
        user_id=_text(source, "userId")[:64] or None,
        chat_id=_chat_id(source),
        in_private=_text(source, "type") == "user",
        happened_at=_moment(raw),
        timed=_moment(raw) != _moment({}),
        redelivered=_part(raw, "deliveryContext").get("isRedelivery") is True,
        active=raw.get("mode", "active") == "active",
        reply_token=token if set(token) not in _DUMMY_TOKENS and len(token) <= 200 else None,
        message_kind=_text(message, "type"),
        message_id=(_text(message, "id") or _text(message, "messageId"))[:60] or None,
        text=_text(message, "text"),
        file_name=_text(message, "fileName"),
        more_to_come=_more_to_come(_part(message, "imageSet")),
        data=_text(postback, "data"),
        params=_texts(_part(postback, "params")),
        raw=raw,
    )


def _is_known(raw: RawEvent) -> bool:
    """True if it is of a kind we serve from its raw fields, or else if the SDK reads it."""
    if _text(raw, "type") in _RAW_KINDS:
        return True
    from linebot.v3.webhooks import Event as SdkEvent  # here: it is large, and rarely needed

    try:
        SdkEvent.from_dict(raw)
    except Exception:  # it raises whatever comes: ValidationError, KeyError, RecursionError ...
        return False
    return True


_RAW_KINDS = frozenset({"message", "postback", "follow", "unfollow", "unsend"})
"""Served even where the SDK refuses a detail; asking it costs a twentieth of a step."""


def _chat_id(source: Mapping[str, Any]) -> str | None:
    names = ("userId",) if _text(source, "type") == "user" else ("groupId", "roomId", "userId")
    ids = (_text(source, name) for name in names)
    return next((found[:64] for found in ids if found), None)


def _more_to_come(image_set: Mapping[str, Any]) -> bool:
    """Photos sent together carry their number; old phones leave it out."""
    index, total = image_set.get("index"), image_set.get("total")
    return isinstance(index, int) and isinstance(total, int) and index < total


_DUMMY_TOKENS: tuple[set[str], ...] = ({"0"}, {"f"}, set())
"""LINE's console once sent such tokens when it tried a webhook out."""


def _timestamp(raw: RawEvent) -> int:
    value = raw.get("timestamp")
    return value if isinstance(value, int) else 0


def _moment(raw: RawEvent) -> datetime:
    try:
        return datetime.fromtimestamp(_timestamp(raw) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _part(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def _texts(raw: Mapping[str, Any]) -> Mapping[str, str]:
    return {key: _text(raw, key) for key, value in raw.items() if isinstance(value, str)}
