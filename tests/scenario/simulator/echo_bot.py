"""A bot of a few lines, the other side of the browser tests: it echoes, and shows a card."""

import json
import urllib.request
from typing import Any

from flask import Flask, request

Json = dict[str, Any]

CARD: Json = {
    "type": "flex",
    "altText": "โครงการ",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "<b>ตลาดนัด</b> โครงการที่ 5", "wrap": True},
                {
                    "type": "box",
                    "layout": "vertical",
                    "height": "8px",
                    "contents": [
                        {
                            "type": "box",
                            "layout": "vertical",
                            "contents": [],
                            "width": "45%",
                            "height": "8px",
                            "backgroundColor": "#06c755",
                        }
                    ],
                },
            ],
        },
        "footer": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {
                    "type": "button",
                    "action": {
                        "type": "postback",
                        "label": "ยืนยันส่ง",
                        "data": "confirm=5",
                        "displayText": "ส่งเลย",
                    },
                },
                {
                    "type": "button",
                    "action": {
                        "type": "datetimepicker",
                        "label": "เลือกวันที่",
                        "data": "as_of",
                        "mode": "date",
                        "initial": "2024-03-31",
                    },
                },
            ],
        },
    },
    "quickReply": {
        "items": [{"type": "action", "action": {"type": "message", "label": "เมนู", "text": "เมนู"}}]
    },
}


def echo_bot(api_url: list[str], token: str) -> Flask:
    """`api_url` is filled in once the simulator is being served."""
    app = Flask("echo")

    @app.post("/callback")
    def callback() -> str:
        for event in request.get_json()["events"]:
            if "replyToken" in event:
                _reply(api_url[0], token, event["replyToken"], [_answer(event)])
        return ""

    return app


def _answer(event: Json) -> Json:
    message = event.get("message", {})
    if message.get("text") == "การ์ด":
        return CARD
    match event["type"]:
        case "follow":
            words = "ยินดีต้อนรับ"
        case "postback":
            words = json.dumps(event["postback"], ensure_ascii=False)
        case _:
            words = f"ได้รับ {message.get('text') or message['type']}"
    return {"type": "text", "text": words}


def _reply(api_url: str, token: str, reply_token: str, messages: list[Json]) -> None:
    body = json.dumps({"replyToken": reply_token, "messages": messages}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    call = urllib.request.Request(f"{api_url}/v2/bot/message/reply", body, headers)
    urllib.request.urlopen(call).close()
