"""Small pages behind signed links: one style, no script, nothing from elsewhere."""

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)
STYLE: Final = (Path(__file__).parent / "templates" / "plain.css").read_text(encoding="utf-8")
STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


def plain_page(template: str, status: int = 200, **values: Any) -> Response:
    """The page of a template in `templates/`, with its headers."""
    page = TEMPLATES.get_template(template).render(style=STYLE, **values)
    response = Response(page, status, mimetype="text/html")
    response.headers.update(HEADERS)
    return response
