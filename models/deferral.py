"""Slow work an event asks for: written in the event's transaction, done after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from models.messages import DeferredTask, TaskState


@dataclass(frozen=True, kw_only=True)
class Deferral:
    """A task for the handler of its `kind`; given up when `expires_after` is over."""

    kind: str
    arguments: Mapping[str, Any]
    now: datetime
    expires_after: timedelta
    person_id: int | None = None
    caused_by: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            insert(DeferredTask).values(
                kind=self.kind,
                arguments=dict(self.arguments),
                caused_by=self.caused_by,
                person_id=self.person_id,
                state=TaskState.WAITING,
                created_at=self.now,
                due_at=self.now,
                expires_at=self.now + self.expires_after,
            )
        )
