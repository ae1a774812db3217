"""Small message bodies for the tables of limits, and what LINE would complain about in them."""

from typing import Any

from linebot.v3.messaging import models

from simulator.limits import Rules, check_messages
from simulator.refusal import Refusal

Json = dict[str, Any]

SAY: Json = {"type": "message", "label": "รายงาน", "text": "รายงาน"}
BUTTON: Json = {"type": "button", "action": SAY}
TEXT: Json = {"type": "text", "text": "สวัสดี"}
ICON: Json = {"type": "icon", "url": "https://example.com/i.png"}
PLACE: Json = {"type": "location", "title": "x", "address": "x", "latitude": 1, "longitude": 1}
GRADIENT: Json = {
    "type": "linearGradient",
    "angle": "90deg",
    "startColor": "#ffffff",
    "endColor": "#000000",
}
IMAGE: Json = {"type": "image", "url": "https://example.com/a.png"}


def refused(*messages: Any, rules: Rules | None = None) -> dict[str, str]:
    """What LINE would complain about: property and sentence."""
    body = {"messages": list(messages)}
    try:
        check_messages(body, models.ValidateMessageRequest, rules or Rules())
    except Refusal as refusal:
        return {detail["property"]: detail["message"] for detail in refusal.details}
    return {}


def flex(container: Json) -> Json:
    return {"type": "flex", "altText": "การ์ด", "contents": container}


def box(*parts: Json, **more: Any) -> Json:
    return {"type": "box", "layout": "vertical", "contents": list(parts), **more}


def bubble(*parts: Json, layout: str = "vertical", **more: Any) -> Json:
    body = {"type": "box", "layout": layout, "contents": list(parts)}
    return {"type": "bubble", "body": body, **more}


def quick(*actions: Json) -> Json:
    items = [{"type": "action", "action": action} for action in actions]
    return {**TEXT, "quickReply": {"items": items}}
