"""Exports whose time is over are let go."""

from collections.abc import Mapping
from datetime import datetime

from bot.office import Office
from models.exports import let_exports_go


class LetExportsGo:
    """Their links have been dead for days; the files are deleted by deferred work."""

    name = "exports"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `Job`."""
        with office.database.write() as connection:
            return {"let_go": let_exports_go(connection, now)}
