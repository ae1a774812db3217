"""The clock's job that shows everybody the menu of what they can do today."""

from collections.abc import Mapping
from datetime import datetime

from bot import rich_menus
from bot.office import Office


class ShowMenus:
    """After a plan import, a delegation, its end, a registration, somebody's leaving.

    Does nothing before `flask line richmenu` was run once: an office may have menus of its own.
    """

    name = "menus"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:  # noqa: ARG002
        """See `scheduler.jobs.Job`."""
        return rich_menus.follow(office)
