"""`python -m bench.waiting PORT [MODULE:FACTORY]`: waitress as `flask serve` runs it, without what
sends; a plain one with as many threads for the app of a factory.
"""

import logging
import os
import sys
from importlib import import_module

import waitress

import wsgi
from bot import logs, memory
from handlers.commands import serving


def main(port: str, factory: str = "") -> None:
    """Serve until stopped; more clients than threads are wanted here, so nothing of queues."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    if factory:
        module, _, name = factory.partition(":")
        app = getattr(import_module(module), name)()
        server = waitress.create_server(
            app, host="127.0.0.1", port=int(port), threads=serving.THREADS
        )
    else:
        logs.configure()
        office = wsgi.create_office(os.environ)
        server = serving.server_of(wsgi.app_of(office), office, "127.0.0.1", int(port))
        memory.set_aside()
    server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
