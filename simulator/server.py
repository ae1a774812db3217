"""Serves an app on a loopback port in a thread of its own: for tests and small demos."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@contextmanager
def serve_in_thread(
    app: "WSGIApplication", *, host: str = "127.0.0.1", port: int = 0
) -> Iterator[str]:
    """Serves `app` while the block runs; gives its base URL. Port 0 takes a free one."""
    server = make_server(host, port, app, threaded=True, request_handler=_QuietHandler)
    # The default looks for the end only twice a second, which every test would wait for.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _QuietHandler(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Says nothing: a test's output is for failures."""
