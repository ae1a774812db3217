"""`/console/`: on to the first part one may look at; nobody is told how to sign in."""

from flask import abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console.site import Site, navigation


def register(site: Site) -> None:
    """Add the page."""

    @site.open_page("/")
    def home() -> ResponseReturnValue:
        if g.member is None:
            abort(401)
        return redirect(url_for(navigation()[0].endpoint), 303)
