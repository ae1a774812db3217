"""A project is handed to another owner, with the drafts that were begun for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update
from sqlalchemy.orm import aliased

from models import audit
from models.audit import Channel
from models.people import Person
from models.plan import Project, ProjectOwner
from models.progress import Draft, DraftState


@dataclass(frozen=True)
class HandOver:
    """One project goes from one owner to another; what was reported stays as it was.

    Whoever owned it has nothing to do with it any more: buttons on their old cards are refused.
    """

    project_id: int
    from_person: int
    to_person: int
    by: int | None
    at: datetime
    channel: Channel

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; nothing if the first is no owner (any more)."""
        mine = ProjectOwner.project_id == self.project_id
        owners = connection.scalars(
            select(ProjectOwner.person_id).where(mine).order_by(ProjectOwner.position)
        ).all()
        if self.from_person not in owners or self.from_person == self.to_person:
            return
        leaving = (mine, ProjectOwner.person_id == self.from_person)
        if self.to_person in owners:
            connection.execute(delete(ProjectOwner).where(*leaving))
        else:
            connection.execute(
                update(ProjectOwner).where(*leaving).values(person_id=self.to_person)
            )
        drafts = move_drafts(connection, self.project_id, self.from_person, self.to_person, self.at)
        audit.record(
            connection,
            "hand_over",
            ("project", str(self.project_id)),
            at=self.at,
            channel=self.channel,
            actor_id=self.by,
            before={"person": self.from_person},
            after={"person": self.to_person, "drafts": drafts},
        )


def move_drafts_by_code(
    connection: Connection,
    fiscal_year: int,
    projects: Collection[str],
    people: tuple[str, str],
    at: datetime,
) -> int:
    """The same for projects whose owner a changed plan names; `people`: from whom, to whom."""
    ids = dict(
        connection.execute(select(Person.code, Person.id).where(Person.code.in_(people))).all()
    )
    old, new = (ids.get(code) for code in people)
    if old is None or new is None:
        return 0
    found = connection.scalars(
        select(Project.id).where(Project.fiscal_year == fiscal_year, Project.code.in_(projects))
    )
    return sum(move_drafts(connection, one, old, new, at) for one in found.all())


def move_drafts(
    connection: Connection, project_id: int, from_person: int, to_person: int, at: datetime
) -> int:
    """Open drafts of one owner become the other's, evidence and all; how many.

    Who has begun one of their own for the same round keeps it, and the other is put away.
    """
    theirs = (
        Draft.project_id == project_id,
        Draft.person_id == from_person,
        Draft.state == DraftState.OPEN,
        Draft.on_behalf_of.is_(None),
        Draft.correction_reason == "",
    )
    own = aliased(Draft)
    begun = exists().where(
        own.project_id == Draft.project_id,
        own.round_id == Draft.round_id,
        own.person_id == to_person,
        own.state == DraftState.OPEN,
    )
    connection.execute(
        update(Draft).where(*theirs, begun).values(state=DraftState.DISCARDED, touched_at=at)
    )
    moved = connection.execute(
        update(Draft).where(*theirs).values(person_id=to_person, touched_at=at)
    )
    return moved.rowcount
