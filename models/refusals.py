"""What was refused stays in the trail: who asked, for what, through which door."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from models.audit import AuditEntry, Channel
from models.authority import Act

_ODD = re.compile(r"[^\w:.\-]")


@dataclass(frozen=True)
class RecordRefusal:
    """A refused request. `asked` comes from outside: ids and words of buttons, no more."""

    actor_id: int | None
    channel: Channel
    act: Act
    asked: str
    at: datetime
    caused_by: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            insert(AuditEntry).values(
                at=self.at,
                actor_id=self.actor_id,
                channel=self.channel,
                action="refused",
                subject=self.act,
                subject_id=_ODD.sub("?", self.asked)[:60],
                caused_by=self.caused_by,
            )
        )
