"""Webhook events: what LINE tells the bot about a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.clock import Clock
from simulator.ids import Ids
from simulator.reply_token import ReplyTokens

Json = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """One event as it stands in a webhook; `body` is its JSON."""

    user_id: str
    at: datetime
    body: Json

    @property
    def id(self) -> str:
        """The ULID by which a second delivery is known."""
        return str(self.body["webhookEventId"])

    @property
    def reply_token(self) -> str | None:
        """The token to answer with; unfollow and unsend have none."""
        return self.body.get("replyToken")

    def delivered(self, *, again: bool) -> Json:
        """The JSON of this delivery; only `isRedelivery` ever differs."""
        return {**self.body, "deliveryContext": {"isRedelivery": again}}


class EventMaker:
    """Makes events with time, id and, where LINE gives one, a reply token."""

    def __init__(self, clock: Clock, ids: Ids, tokens: ReplyTokens) -> None:
        self._clock = clock
        self._ids = ids
        self._tokens = tokens

    def follow(self, user_id: str, *, came_back: bool) -> Event:
        """The person added the bot, or unblocked it."""
        return self._answerable(user_id, "follow", {"follow": {"isUnblocked": came_back}})

    def unfollow(self, user_id: str) -> Event:
        """The person blocked the bot."""
        return self._make(user_id, "unfollow", {})

    def message(self, user_id: str, content: Json) -> Event:
        """The person wrote or sent something."""
        return self._answerable(user_id, "message", {"message": content})

    def postback(self, user_id: str, data: str, params: Json | None = None) -> Event:
        """The person tapped a button."""
        postback = {"data": data, "params": params} if params else {"data": data}
        return self._answerable(user_id, "postback", {"postback": postback})

    def unsend(self, user_id: str, message_id: str) -> Event:
        """The person took a message back."""
        return self._make(user_id, "unsend", {"unsend": {"messageId": message_id}})

    def _answerable(self, user_id: str, kind: str, fields: Json) -> Event:
        token = self._tokens.issue(user_id, self._clock.now())
        return self._make(user_id, kind, {"replyToken": token, **fields})

    def _make(self, user_id: str, kind: str, fields: Json) -> Event:
        at = self._clock.now()
        common = {
            "type": kind,
            "mode": "active",
            "timestamp": int(at.timestamp() * 1000),
            "source": {"type": "user", "userId": user_id},
            "webhookEventId": self._ids.event_id(at),
            "deliveryContext": {"isRedelivery": False},
        }
        return Event(user_id, at, {**common, **fields})
