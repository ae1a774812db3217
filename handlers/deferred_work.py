"""All deferred work of the house, by the kind of its tasks."""

from typing import Final

from bot.deferred import Handlers
from bot.office import Office
from handlers import evidence, exports, sent_workbooks
from models.exports import MAKE
from reports.making import Maker, make

ALONE: Final = frozenset({MAKE})
"""Kinds of which a process does one at a time: a large document takes gigabytes."""


def handlers(office: Office, make_document: Maker = make) -> Handlers:
    """A new kind of deferred work is one line here."""
    return {
        **evidence.handlers(office),
        **exports.handlers(office, make_document),
        **sent_workbooks.handlers(office),
    }
