"""What the conversation writes: drafts opened, saved, thrown away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, update

from models.answers import Answers
from models.progress import Draft, DraftState

_DRAFTS = Draft.metadata.tables["drafts"]
_SAVE = update(_DRAFTS).where(_DRAFTS.c.key == bindparam("draft"))
"""Built once: every answer executes it."""


@dataclass(frozen=True)
class OpenDraft:
    """A draft for a project in a round; the unique index lets only one be open for a person."""

    key: str
    person_id: int
    project_id: int
    round_id: int
    based_on: int
    answers: Answers
    now: datetime
    on_behalf_of: int | None = None
    correction_reason: str = ""

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            insert(Draft).values(
                on_behalf_of=self.on_behalf_of,
                correction_reason=self.correction_reason,
                key=self.key,
                person_id=self.person_id,
                project_id=self.project_id,
                round_id=self.round_id,
                state=DraftState.OPEN,
                based_on=self.based_on,
                values={"answers": self.answers.as_json(), "origins": {}},
                started_at=self.now,
                touched_at=self.now,
            )
        )


@dataclass(frozen=True)
class SaveDraft:
    """The answers as they are now. `origins`: which message gave which answer (for unsending)."""

    key: str
    revision: int
    based_on: int
    answers: Answers
    origins: dict[str, str]
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        after = {
            "draft": self.key,
            "values": {"answers": self.answers.as_json(), "origins": self.origins},
            "revision": self.revision,
            "based_on": self.based_on,
            "touched_at": self.now,
        }
        connection.execute(_SAVE, after)


@dataclass(frozen=True)
class DiscardDraft:
    """Thrown away by the person; the row stays, so that its old buttons can be answered."""

    key: str
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        connection.execute(
            update(Draft)
            .where(Draft.key == self.key)
            .values(state=DraftState.DISCARDED, values={}, touched_at=self.now)
        )
