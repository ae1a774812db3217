"""What people sent: the bytes, whether they are ready, a preview."""

from typing import Any

from flask import Blueprint, Response

from simulator.platform import Platform
from simulator.refusal import Refusal, not_found


def routes(platform: Platform) -> Blueprint:
    """The endpoints of the data host."""
    api = Blueprint("content", __name__)

    @api.get("/message/<message_id>/content")
    def content(message_id: str) -> Response:
        found = platform.contents.find(message_id)
        if not found.ready:
            return Response(status=202)
        return Response(found.data, mimetype=found.media_type)

    @api.get("/message/<message_id>/content/preview")
    def preview(message_id: str) -> Response:
        found = platform.contents.find(message_id)
        if not found.media_type.startswith(("image/", "video/")):
            raise not_found()
        return Response(found.data, mimetype=found.media_type)

    @api.get("/message/<message_id>/content/transcoding")
    def transcoding(message_id: str) -> dict[str, Any]:
        found = platform.contents.find(message_id)
        if not found.media_type.startswith(("audio/", "video/")):
            raise Refusal(400, "Only audio and video are prepared")
        return {"status": "succeeded" if found.ready else "processing"}

    return api
