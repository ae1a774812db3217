"""Pictures of every page of the console, to be looked at: `python -m tests.console_pictures DIR`.

At a desk's width and a phone's, with the sample office in the middle of a quarter and with 2,000
projects; and what is printed, as PDF. `--only WORD` makes the pages whose address holds the word.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import Connection, insert, select

from bench.exports import grow
from bot.clock import BANGKOK, MovableClock
from bot.ids import CountingIds
from bot.office import Office
from handlers import web_app
from handlers.sign_in_links import new_link
from models import schema
from models.audit import Channel
from models.database import Database
from models.fiscal import Period, RoundCode
from models.people import LineAccount, Person
from models.plan import Project
from models.portfolio import current_round
from models.progress import Report
from models.report_reading import newest_answers
from models.rounds import open_round
from models.submission import Submission, Submitter
from reports.closing import close_round
from simulator.server import serve_in_thread
from tests.browser import DESKTOP, PHONE, chromium
from tests.golden import samut_sakhon
from tests.office_sample import ROUND, load, settings_of

MANY = 2000
AT = datetime(2024, 7, 4, 10, 0, tzinfo=BANGKOK)
NEXT = RoundCode(2567, Period.Q3)
PAGES = (
    "overview",
    "overview?round=2567-Q2",
    "projects",
    "projects?finding=not_reported",
    "projects/15",
    "projects/15?round=2567-Q2",
    "projects/2",
    "projects/15/report",
    "projects/2/report",
    "plan",
    "plan/sheets/โครงการ",
    "plan/sheets/โครงการ/row?k=2",
    "people",
    "people/ก02/hand-over",
    "rounds",
    "rounds/planned",
    "rounds/missing",
    "disbursements",
    "tables?table=table1",
    "tables?table=table2",
    "tables?table=listing",
    "tables/projects?table=table1&row=6&column=projects",
    "documents",
    "documents/templates",
    "trail",
    "settings",
    "sessions",
    "nowhere",
)
PRINTED = ("overview", "tables?table=table2", "projects/15?round=2567-Q2", "rounds/missing")
TALLEST = 3200


@dataclass(frozen=True)
class Served:
    """An office's console at an address."""

    office: Office
    address: str


def main() -> None:
    """Make them all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("directory", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--skip-many", action="store_true")
    given = asked.parse_args()
    given.directory.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as place:
        with served(Path(place), "office", _quarter) as one:
            _pictures(browser, one, given.directory, "office", given.only)
        if given.skip_many:
            return
        with served(Path(place), "many", None) as one:
            _pictures(browser, one, given.directory, "many", given.only)


def _quarter(office: Office, clock: MovableClock) -> None:
    """Two quarters: one reported and closed, one half reported."""
    with office.database.write() as connection:
        samut_sakhon.hand_in(connection)
    clock.set(datetime(2024, 4, 22, 9, 0, tzinfo=BANGKOK))
    with office.database.write() as connection:
        close_round(connection, ROUND, at=clock.now(), channel=Channel.CONSOLE)
        open_round(
            connection,
            NEXT,
            as_of=NEXT.last_day,
            due=date(2024, 7, 10),
            at=AT - timedelta(days=9),
            channel=Channel.CONSOLE,
        )
        _half_reported(connection)
        _in_line(connection)
    clock.set(AT)


def _half_reported(connection: Connection) -> None:
    of_round = current_round(connection)
    before = connection.execute(
        select(Project.id, Project.code, Report.round_id, Report.submitted_by, Report.signer_name)
        .join(Report, Report.project_id == Project.id)
        .order_by(Project.position)
    ).all()
    assert of_round
    for number, row in enumerate(before[::2]):
        at = AT - timedelta(days=8 - number)
        Submission(
            draft_id=None,
            project_id=row.id,
            project_code=row.code,
            round=of_round,
            based_on=0,
            answers=newest_answers(connection, row.id, row.round_id),
            allocated=None,
            by=Submitter(row.submitted_by, row.signer_name, ""),
            at=at,
            today=at.date(),
            channel=Channel.CHAT,
        ).apply(connection)


def _in_line(connection: Connection) -> None:
    """Three of four are registered."""
    people = connection.scalars(select(Person.id).order_by(Person.code)).all()
    rows = [
        {
            "line_user_id": f"U{person:032d}",
            "person_id": person,
            "bound_at": AT - timedelta(days=90),
            "consented_at": AT - timedelta(days=90),
            "blocked_at": AT if number == 8 else None,
        }
        for number, person in enumerate(people)
        if number % 4
    ]
    connection.execute(insert(LineAccount), rows)


@contextmanager
def served(place: Path, name: str, prepare: object) -> Iterator[Served]:
    """An office with its console; without `prepare` it has very many projects."""
    database, clock = Database(f"sqlite:///{place}/{name}.db"), MovableClock(AT - timedelta(92))
    if prepare is None:
        grow(database, MANY)
    else:
        schema.upgrade(database)
    settings = replace(settings_of(place), public_base_url="http://127.0.0.1")
    office = Office(settings=settings, database=database, clock=clock, ids=CountingIds())
    if callable(prepare):
        load(office)
        prepare(office, clock)
    with serve_in_thread(web_app.create(office)) as address:
        yield Served(office, address)
    database.close()


def _pictures(browser: Browser, one: Served, target: Path, name: str, only: str) -> None:
    page = browser.new_page(viewport=DESKTOP)
    page.set_default_timeout(120_000)
    _sign_in(page, one, target / f"{name}-enter")
    for path in (path for path in PAGES if only in path):
        page.set_viewport_size(DESKTOP)
        page.goto(f"{one.address}/console/{_known(one, path)}")
        stem = target / f"{name}-{path.replace('/', '_').replace('?', '_')}"
        for size, mark in ((DESKTOP, "desk"), (PHONE, "phone")):
            page.set_viewport_size(size)
            _shoot(page, f"{stem}-{mark}.png")
        page.set_viewport_size(DESKTOP)
        if path in PRINTED:
            page.pdf(path=f"{stem}.pdf", format="A4")
    if not only or "invites" in only:
        page.goto(f"{one.address}/console/people")
        page.get_by_role("button", name="ออกรหัสเชิญและพิมพ์").click()
        page.pdf(path=str(target / f"{name}-invites.pdf"), format="A4")
    page.close()


def _known(one: Served, path: str) -> str:
    """The address with a project's id where its code stands."""
    parts = path.split("/")
    code = parts[1].split("?")[0] if parts[0] == "projects" and len(parts) > 1 else ""
    if not code:
        return path
    with one.office.database.read() as connection:
        found = connection.scalar(select(Project.id).where(Project.code == code))
    return path.replace(f"projects/{code}", f"projects/{found}", 1)


def _sign_in(page: Page, one: Served, stem: Path) -> None:
    with one.office.database.write() as connection:
        person = connection.scalar(select(Person.id).where(Person.code == "ฉ01"))
        link = new_link(one.office, person or 0)
        assert link
        link.issue.apply(connection)
    path = link.address.removeprefix(one.office.settings.public_base_url)
    page.goto(f"{one.address}{path}")
    for size, mark in ((DESKTOP, "desk"), (PHONE, "phone")):
        page.set_viewport_size(size)
        _shoot(page, f"{stem}-{mark}.png")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def _shoot(page: Page, target: str) -> None:
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    width = (page.viewport_size or DESKTOP)["width"]
    page.screenshot(
        path=target,
        full_page=True,
        animations="disabled",
        clip={"x": 0, "y": 0, "width": width, "height": height},
    )


if __name__ == "__main__":
    main()
