"""The Flask app of one office: the webhook, the pages and the commands, each registering itself."""

from flask import Flask

from bot.inbox import Inbox
from bot.office import Office
from handlers import commands, webhook
from handlers.chat.desk import ChatDesk
from handlers.web import files, health


def create(office: Office) -> Flask:
    """A Flask app that works for `office`."""
    app = Flask("kaona", static_folder=None)
    inbox = Inbox(office, ChatDesk(office))
    webhook.register(app, office, inbox)
    health.register(app, office)
    files.register(app, office)
    commands.register(app, office)
    return app
