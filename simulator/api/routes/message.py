"""Sending: reply, push, multicast, validate; the quota and the day's counts."""

import re
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, g, request
from linebot.v3.messaging import models

from simulator.api.body import json_body
from simulator.clock import TOKYO
from simulator.limits import check_messages
from simulator.platform import Platform
from simulator.refusal import Refusal
from simulator.sending import Envelope

Json = dict[str, Any]

_USER_ID = re.compile(r"U[0-9a-f]{32}")
_KINDS = ("reply", "push", "multicast", "broadcast")


def routes(platform: Platform) -> Blueprint:
    """The endpoints under /message."""
    api = Blueprint("message", __name__)

    @api.post("/message/reply")
    def reply() -> Json:
        body = json_body()
        check_messages(body, models.ReplyMessageRequest, platform.rules)
        return platform.sending.reply(body["replyToken"], _envelope(body))

    @api.post("/message/push")
    def push() -> Json:
        body = json_body()
        check_messages(body, models.PushMessageRequest, platform.rules)
        _refuse_bad_recipients([body["to"]])
        return platform.sending.push(body["to"], _envelope(body))

    @api.post("/message/multicast")
    def multicast() -> Json:
        body = json_body()
        check_messages(body, models.MulticastRequest, platform.rules)
        _refuse_bad_recipients(body["to"])
        return platform.sending.multicast(body["to"], _envelope(body))

    @api.post("/message/broadcast")
    @api.post("/message/narrowcast")
    def cast() -> Json:
        raise Refusal(403, "Access to this API is not available for your account")

    @api.post("/message/validate/<kind>")
    def validate(kind: str) -> Json:
        if kind not in {*_KINDS, "narrowcast"}:
            raise Refusal(404, "Not found")
        check_messages(json_body(), models.ValidateMessageRequest, platform.rules)
        return {}

    @api.get("/message/quota")
    def quota() -> Json:
        limit = platform.quota.limit
        return {"type": "none"} if limit is None else {"type": "limited", "value": limit}

    @api.get("/message/quota/consumption")
    def consumption() -> Json:
        return {"totalUsage": platform.quota.used(platform.clock.now())}

    @api.get("/message/delivery/<kind>")
    def delivery(kind: str) -> Json:
        day = request.args.get("date", "")
        if kind not in _KINDS or not re.fullmatch(r"\d{8}", day):
            raise Refusal(400, "The value for the 'date' parameter is invalid")
        if day >= _day_before(platform.clock.now()):
            return {"status": "unready"}
        return {"status": "ready", "success": platform.quota.delivered(kind, day)}

    return api


def _envelope(body: Json) -> Envelope:
    key = request.headers.get("X-Line-Retry-Key")
    return Envelope(body["messages"], g.request_id, key)


def _refuse_bad_recipients(user_ids: list[str]) -> None:
    if not all(_USER_ID.fullmatch(user_id) for user_id in user_ids):
        raise Refusal(400, "The property, 'to', in the request body is invalid")


def _day_before(at: datetime) -> str:
    """Counts are ready when their day has been over for about a day."""
    return (at.astimezone(TOKYO) - timedelta(days=1)).strftime("%Y%m%d")
