"""Ways to bring a webhook to the bot: over HTTP, or straight into a WSGI app."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.test import Client

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Post = Callable[[str, bytes, Mapping[str, str]], int]
"""Posts a body with headers to a URL; gives the status, or raises OSError when nobody answers."""

_PATIENCE_S = 10.0
"""LINE itself waits two seconds; a demo on a slow machine deserves more."""


def over_http(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Posts as LINE does, without following redirects."""
    request = urllib.request.Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310
    try:
        with _opener.open(request, timeout=_PATIENCE_S) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


# No proxies: the bot is on this machine or named by whoever runs the simulator.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def into(app: "WSGIApplication") -> Post:
    """Posts straight into a WSGI app, in the caller's thread: for tests."""

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        answer = Client(app).post(urlsplit(url).path, data=body, headers=dict(headers))
        with answer:
            return answer.status_code

    return post
