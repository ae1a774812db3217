"""`python -m bench.waiting MODULE:FACTORY PORT`: waitress as `flask serve` runs it."""

import logging
import sys
from importlib import import_module

import waitress

from handlers.commands.serving import THREADS


def main(factory: str, port: str) -> None:
    """Serve until stopped; more clients than threads are wanted here, so nothing of queues."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    module, _, name = factory.partition(":")
    app = getattr(import_module(module), name)()
    waitress.serve(app, host="127.0.0.1", port=int(port), threads=THREADS, _quiet=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
