"""People: profile, typing dots, read marks, account link, the list of friends."""

import re
from datetime import timedelta
from typing import Any

from flask import Blueprint
from linebot.v3.messaging import models

from simulator.api.body import json_body
from simulator.chat import Chat
from simulator.limits import check_shape
from simulator.platform import Platform
from simulator.refusal import Refusal, not_found

_USER_ID = re.compile(r"U[0-9a-f]{32}")


def routes(platform: Platform) -> Blueprint:
    """The endpoints about one person."""
    api = Blueprint("user", __name__)

    @api.get("/profile/<user_id>")
    def profile(user_id: str) -> dict[str, Any]:
        if not _USER_ID.fullmatch(user_id):
            raise Refusal(400, "The value for the 'userId' parameter is invalid")
        chat = platform.chats.get(user_id)
        if chat is None or not chat.reachable(platform.clock.now()):
            raise not_found()
        return {"userId": user_id, "displayName": chat.account.name, "language": "th"}

    @api.post("/chat/loading/start")
    def loading() -> tuple[dict[str, Any], int]:
        body = json_body()
        check_shape(body, models.ShowLoadingAnimationRequest)
        seconds = body.get("loadingSeconds", 20)
        if seconds % 5 or not 5 <= seconds <= 60:
            raise Refusal(400, "The value for the 'loadingSeconds' parameter is invalid")
        chat = _chat_of(body["chatId"])
        with platform.lock:
            chat.loading_until = platform.clock.now() + timedelta(seconds=seconds)
        return {}, 202

    def _chat_of(user_id: str) -> Chat:
        if user_id not in platform.chats:
            raise Refusal(400, "The value for the 'chatId' parameter is invalid")
        return platform.chats[user_id]

    @api.post("/chat/markAsRead")
    def mark_as_read() -> dict[str, Any]:
        check_shape(json_body(), models.MarkMessagesAsReadByTokenRequest)
        return {}

    @api.post("/user/<user_id>/linkToken")
    def link_token(user_id: str) -> dict[str, Any]:
        if user_id not in platform.chats:
            raise not_found()
        return {"linkToken": platform.ids.token()}

    @api.get("/followers/ids")
    def followers() -> dict[str, Any]:
        raise Refusal(403, "Access to this API is not available for your account")

    return api
