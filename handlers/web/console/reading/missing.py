"""Who has not reported, person by person, with what they owe and whether they can be reminded."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.people import Group, Person
from models.plan import Project, ProjectOwner
from scheduler.reminders.passing import Owner, PassingOn, Whose, missing_ids


@dataclass(frozen=True)
class Owed:
    """A project somebody owes a report of."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class Owing:
    """Somebody who owes reports."""

    owner: Owner
    code: str
    group: str
    owed: Sequence[Owed]

    @property
    def may_be_reminded(self) -> bool:
        """True unless they are not in LINE, or a reminder is under way."""
        return self.owner.reachable and not self.owner.asked


def read_owing(connection: Connection, passing: PassingOn, whose: Whose) -> list[Owing]:
    """Everybody of `passing`, in its order; two queries."""
    owed: dict[int, list[Owed]] = {}
    rows = connection.execute(
        select(ProjectOwner.person_id, Project.id, Project.code, Project.name)
        .join(Project, Project.id == ProjectOwner.project_id)
        .where(Project.id.in_(missing_ids(passing.round.id, whose)))
        .order_by(Project.position, Project.id)
    )
    for row in rows:
        owed.setdefault(row.person_id, []).append(Owed(row.id, row.code, row.name))
    people = connection.execute(
        select(Person.id, Person.code, Group.name)
        .outerjoin(Group, Group.id == Person.group_id)
        .where(Person.id.in_(owed))
    )
    of = {row.id: (row.code, row.name or "") for row in people}
    return [Owing(one, *of[one.id], owed.get(one.id, ())) for one in passing.owners if one.id in of]
