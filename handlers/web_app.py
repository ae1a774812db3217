"""The web app of one office: the webhook and the pages, each registering itself."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from bot.inbox import Inbox
from bot.office import Office
from handlers import webhook
from handlers.chat.desk import ChatDesk
from handlers.measures import Measures
from handlers.web import compiled_templates, exports, files, forms, health, metrics, own_data
from handlers.web.console import console


class ShortNumber(IntegerConverter):
    """A number in an address that every column of every database takes; a longer one is 404."""

    regex = r"\d{1,9}"


def create(office: Office) -> Flask:
    """A Flask app that works for `office`."""
    app = Flask("kaona", static_folder=None)
    app.url_map.converters["int"] = ShortNumber
    compiled_templates.keep(app)
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
    if proxies := office.settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    return app
