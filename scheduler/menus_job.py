"""The clock's job that shows everybody the menu of what they can do today."""

import logging
from collections.abc import Mapping
from datetime import datetime

from bot import rich_menus
from bot.line import LineError
from bot.office import Office

LOG = logging.getLogger(f"kaona.{__name__}")


class ShowMenus:
    """After a plan import, a delegation, its end, a registration, somebody's leaving.

    Does nothing before `flask line richmenu` was run once: an office may have menus of its own.
    """

    name = "menus"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:  # noqa: ARG002
        """See `scheduler.jobs.Job`."""
        try:
            return rich_menus.follow(office)
        except LineError as error:
            LOG.warning("the menus could not be shown", extra={"reason": str(error)})
            return {"unshown": 1}
