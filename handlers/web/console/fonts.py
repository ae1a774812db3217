"""Sarabun for the console, from the files the documents are set in."""

from flask import abort, send_from_directory
from flask.typing import ResponseReturnValue

from handlers.web.console.site import HERE, Site

FONTS = HERE.parents[2] / "assets" / "fonts" / "sarabun"
NAMES = frozenset({"Sarabun-Regular.ttf", "Sarabun-Bold.ttf"})
DAY = 24 * 60 * 60


def register(site: Site) -> None:
    """Add the route; fonts are no secret and may be kept by the browser."""

    @site.open_page("/fonts/<name>")
    def font(name: str) -> ResponseReturnValue:
        if name not in NAMES:
            abort(404)
        return send_from_directory(FONTS, name, mimetype="font/ttf", max_age=DAY)
