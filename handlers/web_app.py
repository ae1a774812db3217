"""The web app of one office: the webhook and the pages, each registering itself."""

from flask import Flask

from bot.inbox import Inbox
from bot.office import Office
from handlers import webhook
from handlers.chat.desk import ChatDesk
from handlers.measures import Measures
from handlers.web import exports, files, forms, health, metrics, own_data
from handlers.web.console import console


def create(office: Office) -> Flask:
    """A Flask app that works for `office`."""
    app = Flask("kaona", static_folder=None)
    inbox = Inbox(office, ChatDesk(office))
    measures = Measures()
    webhook.register(app, office, inbox, measures)
    health.register(app, office)
    files.register(app, office)
    exports.register(app, office)
    forms.register(app, office)
    own_data.register(app, office)
    metrics.register(app, office, measures)
    console.register(app, office, inbox)
    return app
