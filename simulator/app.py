"""The simulator as a Flask app: the LINE API and the chat page over one platform."""

from flask import Flask

from simulator.api import create_api
from simulator.page import create_page
from simulator.platform import Platform


def create_simulator(platform: Platform) -> Flask:
    """Serves `platform`; works at the root of a server and under a prefix alike."""
    app = Flask("simulator")
    app.register_blueprint(create_api(platform))
    app.register_blueprint(create_page(platform))
    return app
