"""A project's level of progress in a round: what counts, and whether somebody judged it by hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from handlers.web.console.reading.rounds import RoundLine
from models.fiscal import RoundCode
from models.level_overrides import Level, LevelOverride
from models.people import Person
from models.plan import TableStyle
from reports.reading import read_picture
from reports.scope import Detail
from reports.tables.level import level_of


@dataclass(frozen=True)
class Judged:
    """What the planning group judged, and why."""

    level: Level
    reason: str
    name: str | None
    at: datetime


@dataclass(frozen=True)
class ProjectLevel:
    """The level the tables count. `is_final`: the round is closed, its tables stay as they are."""

    counts: Level
    judged: Judged | None
    is_final: bool


def read_level(connection: Connection, project_id: int, of_round: RoundLine) -> ProjectLevel | None:
    """None where the office's tables know no levels, or the project was not in the round."""
    picture = read_picture(
        connection,
        RoundCode.parse(of_round.code),
        until=of_round.closed_at,
        only=frozenset({project_id}),
        detail=Detail.COUNTED,
    )
    if picture.style is not TableStyle.NAKHON_PATHOM or not picture.projects:
        return None
    judged = _judged(connection, project_id, of_round.id)
    is_final = of_round.closed_at is not None
    return ProjectLevel(level_of(picture.projects[0]), judged, is_final)


def _judged(connection: Connection, project_id: int, round_id: int) -> Judged | None:
    row = connection.execute(
        select(LevelOverride.level, LevelOverride.reason, Person.name, LevelOverride.judged_at)
        .outerjoin(Person, Person.id == LevelOverride.judged_by)
        .where(
            LevelOverride.project_id == project_id,
            LevelOverride.round_id == round_id,
            LevelOverride.superseded_at.is_(None),
        )
    ).first()
    return Judged(*row) if row else None
