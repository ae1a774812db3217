"""What the page reads: itself, the chat so far, pictures, the invitation as a code."""

import io
from typing import Any

import segno
from flask import Blueprint, Response, abort, render_template, request

from simulator.page.show import show_chat, show_person
from simulator.platform import Platform
from simulator.refusal import Refusal

_POLICY = "default-src 'self'; img-src * data: blob:; media-src *; style-src 'self' 'unsafe-inline'"


def register(page: Blueprint, platform: Platform) -> None:
    """The GET half of the page."""
    epoch = platform.ids.token()

    @page.get("/")
    def index() -> Response:
        people = [show_person(chat) for chat in platform.chats.values()]
        html = render_template("page.html", bot=platform.bot, people=people, epoch=epoch)
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return Response(html, headers=headers)

    @page.get("/chat.json")
    def chat() -> dict[str, Any]:
        found = platform.chats.get(request.args.get("person", ""))
        if found is None:
            abort(404)
        after = request.args.get("after", 0, type=int)
        with platform.lock:
            return {"epoch": epoch, **show_chat(platform, found, after)}

    @page.get("/content/<message_id>")
    def content(message_id: str) -> Response:
        try:
            found = platform.contents.find(message_id)
        except Refusal as refusal:
            abort(refusal.status)
        return _untrusted(found.data, found.media_type)

    @page.get("/menu/<menu_id>")
    def menu(menu_id: str) -> Response:
        try:
            found = platform.rich_menus.image(menu_id)
        except Refusal as refusal:
            abort(refusal.status)
        return _untrusted(found.image, found.media_type)

    @page.get("/invitation.svg")
    def invitation() -> Response:
        found = platform.chats.get(request.args.get("person", ""))
        if found is None or not found.account.invite_link:
            abort(404)
        drawn = io.BytesIO()
        segno.make(found.account.invite_link).save(drawn, kind="svg", scale=4, border=2)
        return Response(drawn.getvalue(), mimetype="image/svg+xml")


def _untrusted(data: bytes, media_type: str) -> Response:
    """What a person uploaded: shown as a picture or saved, never run as a page."""
    response = Response(data, mimetype=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
