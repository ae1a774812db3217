"""The Flask app of one office: the webhook, the pages and the commands, each registering itself."""

from flask import Flask

from bot.office import Office
from handlers import commands


def create(office: Office) -> Flask:
    """A Flask app that works for `office`."""
    app = Flask("kaona", static_folder=None)
    commands.register(app, office)
    return app
