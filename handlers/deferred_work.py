"""All deferred work of the house, by the kind of its tasks."""

from bot.deferred import Handlers
from bot.office import Office
from handlers import evidence, exports, sent_workbooks


def handlers(office: Office) -> Handlers:
    """A new kind of deferred work is one line here."""
    return {
        **evidence.handlers(office),
        **exports.handlers(office),
        **sent_workbooks.handlers(office),
    }
