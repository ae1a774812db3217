"""What holds for every answer of the console: headers, cookies, the forgery check, the size."""

from itertools import chain

from flask import Blueprint, Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

from handlers.web.console.site import PREFIX, Site

LARGEST_UPLOAD = 11 * 1024 * 1024
"""A workbook may have 10 MB (workbooks/archive.py); the rest is the form around it."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}
"""No script at all, nothing from elsewhere. The forgery check wants a referrer of our own."""


PUBLIC = frozenset({"console.static", "console.font"})
"""Files that are the same for everybody."""


def register(app: Flask, site: Site) -> None:
    """Guard the console; nothing else of the app is touched."""
    settings = site.office.settings
    app.secret_key = settings.secret_key or None
    app.config.update(
        SESSION_COOKIE_NAME="kaona_console",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_base_url.startswith("https"),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    forgery = CSRFProtect(app)
    _before(site.blueprint, site, forgery)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if is_console():
            response.headers.update(HEADERS)
            if request.endpoint not in PUBLIC:
                response.headers["Cache-Control"] = "no-store"
        return response


def _before(blueprint: Blueprint, site: Site, forgery: CSRFProtect) -> None:
    @blueprint.before_request
    def guard() -> None:
        if request.endpoint in PUBLIC:
            return
        if not site.office.settings.secret_key:
            abort(503)
        request.max_content_length = LARGEST_UPLOAD
        if _has_nul():
            abort(400)
        site.recognise()
        forgery.protect()


def _has_nul() -> bool:
    """No browser sends one by itself, and PostgreSQL stores none."""
    sent = chain(
        (request.view_args or {}).values(),
        chain.from_iterable(request.args.listvalues()),
        chain.from_iterable(request.form.listvalues()),
    )
    return any("\0" in str(one) for one in sent)


def is_console() -> bool:
    """True for an address of the console."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")
