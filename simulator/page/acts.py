"""What the page does: each call is one act of the chosen person, or of the clock."""

import io
import wave
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from simulator.clock import BANGKOK
from simulator.person import Person
from simulator.platform import Platform

Json = dict[str, Any]


def register(page: Blueprint, platform: Platform) -> None:
    """The POST half of the page."""
    page.before_request(_refuse_foreign_pages)
    _words(page, platform)
    _uploads(page, platform)
    _friendship(page, platform)
    _clock(page, platform)

    @page.post("/redeliver")
    def redeliver() -> Json:
        platform.redeliver_lost()
        return {}


def _words(page: Blueprint, platform: Platform) -> None:
    @page.post("/say")
    def say() -> Json:
        _person(platform).say(_text("text"))
        return {}

    @page.post("/act")
    def act() -> Json:
        _person(platform).act(_json()["action"], value=_json().get("value"))
        return {}

    @page.post("/unsend")
    def unsend() -> Json:
        _person(platform).unsend(_text("message"))
        return {}

    @page.post("/sticker")
    def sticker() -> Json:
        _person(platform).send_sticker(_text("package"), _text("sticker"))
        return {}

    @page.post("/scan")
    def scan() -> Json:
        link = _person(platform).read(_text("link"))
        return {"text": link.text, "url": link.url, "stranger": link.stranger}


def _uploads(page: Blueprint, platform: Platform) -> None:
    @page.post("/photo")
    def photo() -> Json:
        for file in request.files.getlist("file"):
            _person(platform).send_image(file.read(), file.mimetype or "image/jpeg")
        return {}

    @page.post("/file")
    def file() -> Json:
        for sent in request.files.getlist("file"):
            name = sent.filename or "file"
            _person(platform).send_file(name, sent.read(), sent.mimetype)
        return {}

    @page.post("/voice")
    def voice() -> Json:
        seconds = 2
        _person(platform).send_audio(
            _silence(seconds), duration_ms=seconds * 1000, media_type="audio/wav"
        )
        return {}


def _friendship(page: Blueprint, platform: Platform) -> None:
    @page.post("/follow")
    def follow() -> Json:
        _person(platform).follow()
        return {}

    @page.post("/unfollow")
    def unfollow() -> Json:
        _person(platform).unfollow()
        return {}


def _clock(page: Blueprint, platform: Platform) -> None:
    @page.post("/clock")
    def clock() -> ResponseReturnValue:
        now = platform.clock.now()
        match _json():
            case {"hours": int(hours)}:
                platform.clock.set(now + timedelta(hours=hours))
            case {"morning": True}:
                platform.clock.set(next_morning(now))
            case {"to": str(to)}:
                platform.clock.set(_moment(to))
            case _:
                abort(400)
        return {}


def next_morning(now: datetime) -> datetime:
    """The next nine o'clock in Bangkok."""
    local = now.astimezone(BANGKOK)
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine if nine > local else nine + timedelta(days=1)


def _moment(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=BANGKOK)
    except ValueError:
        abort(400)


def _refuse_foreign_pages() -> None:
    """Another site's form can post here, but cannot set this header."""
    if request.method == "POST" and request.headers.get("X-Simulator") != "page":
        abort(403)


def _person(platform: Platform) -> Person:
    user_id = request.values.get("person") or ""
    if user_id not in platform.chats:
        abort(404)
    return platform.person(user_id)


def _json() -> Json:
    body = request.get_json()
    if not isinstance(body, dict):
        abort(400)
    return body


def _text(name: str) -> str:
    value = _json().get(name)
    if not isinstance(value, str) or not value:
        abort(400)
    return value


def _silence(seconds: int) -> bytes:
    """A voice message without a voice."""
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(2 * 8000 * seconds))
    return out.getvalue()
