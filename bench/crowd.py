"""The sample office with many more owners, each with an open report of a project of their own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from bench.talk import SECRET, Owner
from bot.office import Office
from bot.settings import Settings
from models import schema
from models.database import Database
from models.messages import ChatSession, EventState, InboundEvent, OutgoingMessage
from models.plan import AllocationStatus
from models.progress import Draft, DraftState
from models.rounds import Round
from scheduler.calendar_job import FillCalendar
from tests import office_sample

OWNERS = 96
"""Each sends far less than the bot lets a person send in a minute: presses take turns."""
TABLES = schema.METADATA.tables


def settings(database_url: str) -> dict[str, str]:
    """The environment of a server of this office."""
    return {
        "DATABASE_URL": database_url,
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "token-of-the-bench",
        "SECRET_KEY": "key-of-the-bench",
    }


def gather(database_url: str) -> list[Owner]:
    """Make the database, the office and the crowd, its calendar filled as by `flask init`."""
    database = Database(database_url)
    schema.upgrade(database)
    office = Office(Settings.from_environ(settings(database_url)), database)
    office_sample.load(office)
    FillCalendar().run(office, office.clock.now())
    with database.write() as connection:
        owners = _Crowd.of(connection).settle(connection)
    database.close()
    return owners


@dataclass(frozen=True)
class _Crowd:
    """Projects with money to take after, and the round to report for."""

    models: list[Any]
    round_id: int

    @classmethod
    def of(cls, connection: Connection) -> "_Crowd":
        projects, given = TABLES["projects"].c, TABLES["allocations"].c
        models = connection.execute(
            select(TABLES["projects"], given.source_id, given.amount)
            .join_from(TABLES["projects"], TABLES["allocations"], given.project_id == projects.id)
            .where(given.status == AllocationStatus.ALLOCATED, given.amount > Decimal(100))
            .order_by(projects.id)
        ).all()
        round_id = connection.execute(select(Round.id)).scalar_one()
        return cls(list(models), round_id)

    def settle(self, connection: Connection) -> list[Owner]:
        """Add the owners, each after the next model."""
        return [
            self._owner(connection, number, self.models[number % len(self.models)])
            for number in range(OWNERS)
        ]

    def _owner(self, connection: Connection, number: int, model: Any) -> Owner:
        now = datetime.now(UTC)
        user_id, key = f"U{number:032x}", f"BENCH{number:03}"
        person = _add(connection, "people", code=f"bench-{number}", name=f"เจ้าของโครงการ {number}")
        _add(connection, "person_roles", person_id=person, role="owner")
        _add(
            connection,
            "line_accounts",
            line_user_id=user_id,
            person_id=person,
            bound_at=now,
            consented_at=now,
        )
        project = self._project(connection, number, model, person)
        _add(
            connection,
            "drafts",
            key=key,
            person_id=person,
            project_id=project,
            round_id=self.round_id,
            state=DraftState.OPEN,
            values={"answers": {}, "origins": {}},
            started_at=now,
            touched_at=now,
        )
        return Owner(user_id, key, model.amount)

    def _project(self, connection: Connection, number: int, model: Any, person: int) -> int:
        known = {column.name: getattr(model, column.name) for column in TABLES["projects"].columns}
        del known["id"]
        ours = known | {"code": f"B{number}", "position": 1000 + number}
        project = _add(connection, "projects", **ours)
        _add(connection, "project_owners", project_id=project, person_id=person, position=1)
        _add(
            connection,
            "allocations",
            project_id=project,
            source_id=model.source_id,
            status=AllocationStatus.ALLOCATED,
            amount=model.amount,
        )
        _add(
            connection,
            "disbursements",
            project_id=project,
            source_id=model.source_id,
            as_of=date(2024, 3, 31),
            amount=model.amount / 2,
            recorded_at=datetime.now(UTC),
            channel="command",
        )
        for table in ("activities", "indicators"):
            _copy_lines(connection, TABLES[table], model.id, project)
        return project


def _copy_lines(connection: Connection, table: Table, model: int, project: int) -> None:
    lines = connection.execute(select(table).where(table.c.project_id == model)).mappings().all()
    for line in lines:
        values = {name: value for name, value in line.items() if name != "id"}
        connection.execute(insert(table).values(values | {"project_id": project}))


def _add(connection: Connection, table: str, **values: Any) -> int:
    added = connection.execute(insert(TABLES[table]).values(**values)).inserted_primary_key
    return int(added[0]) if added and isinstance(added[0], int) else 0


def check(database_url: str, steps: int) -> None:
    """The books: each acknowledged step left one event, one answer, and the drafts moved on."""
    database = Database(database_url)
    with database.read() as connection:
        count = select(func.count())
        done = count.where(InboundEvent.state == EventState.DONE)
        found = {
            "events": connection.execute(done).scalar_one(),
            "answers": connection.execute(count.select_from(OutgoingMessage)).scalar_one(),
        }
        sessions = connection.execute(count.select_from(ChatSession)).scalar_one()
        revisions = connection.execute(select(func.sum(Draft.revision))).scalar_one()
    database.close()
    if found != {"events": steps, "answers": steps} or sessions > OWNERS:
        raise AssertionError(f"{steps} steps acknowledged, but {found}")
    if revisions < steps * 0.4:
        raise AssertionError(f"{steps} steps changed drafts only {revisions} times")
