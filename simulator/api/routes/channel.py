"""The channel itself: who the bot is, and where its webhooks go."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint
from linebot.v3.messaging import models

from simulator.api.body import json_body
from simulator.limits import check_shape
from simulator.platform import Platform
from simulator.refusal import Refusal

Json = dict[str, Any]


def routes(platform: Platform) -> Blueprint:
    """The endpoints /info and /channel/webhook."""
    api = Blueprint("channel", __name__)

    @api.get("/info")
    def info() -> Json:
        return {
            "userId": platform.bot.user_id,
            "basicId": platform.bot.basic_id,
            "displayName": platform.bot.name,
            "chatMode": "bot",
            "markAsReadMode": "auto",
        }

    @api.get("/channel/webhook/endpoint")
    def endpoint() -> Json:
        return {"endpoint": platform.webhook_url, "active": True}

    @api.put("/channel/webhook/endpoint")
    def set_endpoint() -> Json:
        body = json_body()
        check_shape(body, models.SetWebhookEndpointRequest)
        if not _is_url(body["endpoint"]):
            raise Refusal(400, "Invalid webhook endpoint URL")
        platform.webhook_url = body["endpoint"]
        return {}

    @api.post("/channel/webhook/test")
    def test() -> Json:
        body = json_body()
        check_shape(body, models.TestWebhookEndpointRequest)
        return _trial(platform, body.get("endpoint") or platform.webhook_url)

    return api


def _is_url(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _trial(platform: Platform, url: str) -> Json:
    at = platform.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    try:
        status = platform.try_webhook(url)
    except OSError as error:
        reason = {"statusCode": 0, "reason": "COULD_NOT_CONNECT", "detail": str(error)}
        return {"success": False, "timestamp": at, **reason}
    ok = status == 200
    reason = {"reason": "OK" if ok else "ERROR_STATUS_CODE", "detail": str(status)}
    return {"success": ok, "timestamp": at, "statusCode": status, **reason}
