"""The console's pages at 26 and 2,000 projects: milliseconds to answer, statements, kilobytes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from flask.testing import FlaskClient
from sqlalchemy import event, insert, select, update

from bench import places
from bench.exports import TABLES, add, grow
from bench.figures import print_table
from bot import memory
from bot.office import Office
from bot.settings import Settings
from handlers import web_app
from handlers.sign_in_links import new_link
from models.audit import AuditEntry, Channel
from models.database import Database
from models.people import LineAccount, Person, Role

SIZES = (26, 2_000)
PAGES = (
    "overview",
    "projects",
    "projects?sort=spent&down=1&page=2",
    "projects?finding=not_reported",
    "projects?q=O-NET",
    "projects/5",
    "tables",
    "tables?table=listing",
    "tables?table=levels&style=nakhon_pathom",
    "tables/projects?table=table1&row=6&column=projects",
    "disbursements",
    "plan",
    "plan/sheets/โครงการ",
    "people",
    "rounds",
    "rounds/planned",
    "documents",
    "trail",
    "settings",
)
TIMES = 9
PLANNER, OWNER = "ฉ01", "ก02"
KEY = "key-of-the-bench"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of three looks, statements of the last two, kilobytes.

    `new`: the first of a process. `changed`: the first after somebody changed something. `same`:
    one after another.
    """

    new: float
    changed: float
    same: float
    statements: str
    size: float


def run() -> None:
    """Each page on SQLite at both sizes, and on PostgreSQL at the larger one, if it is there."""
    with ExitStack() as stack:
        place = stack.enter_context(places.directory())
        urls = {f"SQLite, {size:,}": (f"sqlite:///{place}/{size}.db", size) for size in SIZES}
        if url := stack.enter_context(places.postgresql()):
            urls[f"PostgreSQL, {SIZES[-1]:,}"] = (url, SIZES[-1])
        found = {name: _measured(url, size) for name, (url, size) in urls.items()}
    heads = ("page", "new ms", "changed", "same", "statements", "KB")
    for name, costs in found.items():
        rows = [_row(page, cost) for page, cost in costs.items()]
        print_table(f"The console's pages: {name}", heads, rows)


def _measured(url: str, size: int) -> dict[str, Cost]:
    database = Database(url)
    grow(database, size)
    _fill(database, size)
    try:
        return _costs(database)
    finally:
        database.close()


def _fill(database: Database, size: int) -> None:
    """A person for every two projects, who owns them, and ten entries of the trail a project."""
    now = datetime.now(UTC)
    with database.write() as connection:
        model = connection.execute(select(TABLES["people"]).where(Person.code == OWNER)).one()
        owned = connection.scalars(
            select(TABLES["projects"].c.id).where(TABLES["projects"].c.code.startswith("X"))
        ).all()
        for number in range(len(owned) // 2):
            ours = model._asdict() | {"code": f"Y{number}", "name": f"{model.name} {number}"}
            person = add(connection, "people", ours)
            line = {
                "person_id": person,
                "line_user_id": f"U{number:032x}",
                "bound_at": now,
                "consented_at": now,
            }
            connection.execute(insert(LineAccount), line)
            add(connection, "person_roles", {"person_id": person, "role": Role.OWNER})
            owners = TABLES["project_owners"]
            mine = owners.c.project_id.in_(owned[2 * number : 2 * number + 2])
            connection.execute(
                update(owners).where(mine, owners.c.position == 0).values(person_id=person)
            )
        entries = [
            {"at": now, "channel": Channel.CHAT, "action": "submit_report", "reason": ""}
            | {"subject": "report", "subject_id": str(number)}
            for number in range(10 * size)
        ]
        connection.execute(insert(AuditEntry), entries)


def _costs(database: Database) -> dict[str, Cost]:
    office = Office(Settings(secret_key=KEY, public_base_url="http://localhost"), database)
    client = _client(office)
    memory.set_aside()
    client = _signed_in(office, client)
    return {page: _cost(office, client, page) for page in PAGES}


def _client(office: Office) -> FlaskClient:
    """A browser before a process that has seen nothing yet."""
    return web_app.create(office).test_client()


def _signed_in(office: Office, client: FlaskClient) -> FlaskClient:
    with office.database.write() as connection:
        person = connection.scalar(select(Person.id).where(Person.code == PLANNER))
        link = new_link(office, person or 0)
        assert link
        link.issue.apply(connection)
    path = link.address.removeprefix(office.settings.public_base_url)
    page = client.get(path).get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(path, data={"csrf_token": token}).status_code == 303
    return client


def _cost(office: Office, client: FlaskClient, page: str) -> Cost:
    """Statements are counted apart, so that counting costs none of the milliseconds."""
    _look(client, page)
    new = []
    for _ in range(3):
        other = _client(office)
        _look(other, "sessions")  # what every process reads once: templates of the frame
        cookie = client.get_cookie("kaona_console", path="/console")
        assert cookie
        other.set_cookie("kaona_console", cookie.value, path="/console")
        new.append(_look(other, page)[0])
    changed = []
    for _ in range(TIMES):
        _change(office.database)
        changed.append(_look(client, page)[0])
    same = [_look(client, page)[0] for _ in range(TIMES)]
    _change(office.database)
    with _counted(office.database) as after_change:
        _look(client, page)
    with _counted(office.database) as later:
        size = _look(client, page)[1]
    statements = f"{len(after_change)}/{len(later)}"
    return Cost(median(new), median(changed), median(same), statements, size / 1024)


def _look(client: FlaskClient, page: str) -> tuple[float, int]:
    begin = perf_counter()
    answer = client.get(f"/console/{page}")
    took = 1000 * (perf_counter() - begin)
    assert answer.status_code in (200, 401)
    return took, len(answer.data)


def _change(database: Database) -> None:
    """Somebody did something: an entry in the trail."""
    entry = {"action": "submit_report", "subject": "report", "subject_id": "1", "reason": ""}
    with database.write() as connection:
        connection.execute(
            insert(AuditEntry), entry | {"at": datetime.now(UTC), "channel": Channel.CHAT}
        )


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def count(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    yield seen
    event.remove(database.engine, "before_cursor_execute", count)


def _row(page: str, cost: Cost) -> tuple[str, ...]:
    times = (cost.new, cost.changed, cost.same)
    return (page, *(f"{one:.0f}" for one in times), cost.statements, f"{cost.size:.0f}")
