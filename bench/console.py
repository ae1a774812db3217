"""The console's pages at 26 and 2,000 projects: milliseconds to answer, statements, kilobytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from flask.testing import FlaskClient
from sqlalchemy import event, select

from bench import places
from bench.exports import grow
from bench.figures import print_table
from bot.office import Office
from bot.settings import Settings
from handlers import web_app
from handlers.sign_in_links import new_link
from models.database import Database
from models.people import Person

SIZES = (26, 2_000)
PAGES = (
    "overview",
    "projects",
    "projects?sort=spent&down=1&page=2",
    "projects?finding=not_reported",
    "projects?q=O-NET",
    "projects/5",
)
TIMES = 15
PLANNER = "ฉ01"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of a first look and of later ones, statements, kilobytes."""

    first: float
    later: float
    statements: int
    size: float


def run() -> None:
    """Each page at each size; the first look reads the whole picture for its findings."""
    found = []
    with places.directory() as place:
        for size in SIZES:
            database = Database(f"sqlite:///{place}/{size}.db")
            grow(database, size)
            found.append(_costs(database))
            database.close()
    rows = [_row(page, [one[page] for one in found]) for page in PAGES]
    heads = ["page"]
    for size in SIZES:
        heads += [f"first ms, {size:,}", "later ms", "statements", "KB"]
    print_table("The console's pages", (*heads, "later, ratio"), rows)


def _costs(database: Database) -> dict[str, Cost]:
    settings = Settings(secret_key="key-of-the-bench", public_base_url="http://localhost")
    office = Office(settings, database)
    client = _signed_in(office)
    return {page: _cost(database, client, page) for page in PAGES}


def _signed_in(office: Office) -> FlaskClient:
    with office.database.write() as connection:
        person = connection.scalar(select(Person.id).where(Person.code == PLANNER))
        link = new_link(office, person or 0)
        assert link
        link.issue.apply(connection)
    app = web_app.create(office)
    client = app.test_client()
    path = link.address.removeprefix(office.settings.public_base_url)
    page = client.get(path).get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(path, data={"csrf_token": token}).status_code == 303
    return client


def _cost(database: Database, client: FlaskClient, page: str) -> Cost:
    times, size = [], 0
    for _ in range(TIMES):
        begin = perf_counter()
        answer = client.get(f"/console/{page}")
        times.append(1000 * (perf_counter() - begin))
        assert answer.status_code == 200
        size = len(answer.data)
    with _counted(database) as statements:
        client.get(f"/console/{page}")
    return Cost(times[0], median(times[1:]), len(statements), size / 1024)


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def count(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    yield seen
    event.remove(database.engine, "before_cursor_execute", count)


def _row(page: str, costs: list[Cost]) -> tuple[str, ...]:
    cells = [page]
    for one in costs:
        cells += [f"{one.first:.0f}", f"{one.later:.0f}", str(one.statements), f"{one.size:.0f}"]
    return (*cells, f"{costs[-1].later / costs[0].later:.1f}")
