"""The official report at 26, 200 and 2,000 projects: reading, tables, findings, outputs, memory."""

import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from multiprocessing import get_context
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import Connection, insert, select

from bench import places
from bench.figures import print_table
from bot.office import Office
from bot.settings import Settings
from models import schema
from models.audit import Channel
from models.database import Database
from models.progress import FormKind, WorkStatus
from reports.findings import findings_of
from reports.official import official_report
from reports.outputs import OUTPUTS
from reports.outputs.json_file import tables_json
from reports.outputs.publication import Publication
from reports.outputs.xlsx import tables_xlsx
from reports.reading import read_picture
from reports.tables import official_tables
from tests import office_sample

SIZES = (26, 200, 2_000)
TABLES = schema.METADATA.tables
STATUSES = (WorkStatus.IN_PROGRESS, WorkStatus.COMPLETED, WorkStatus.NOT_STARTED)
TEXT = "ดำเนินการตามแผนที่วางไว้ โรงเรียนในสังกัดเข้าร่วมครบทุกแห่ง " * 4
Made = TypeVar("Made")


@dataclass(frozen=True)
class Times:
    """Seconds of each step, and the most memory the process held up to the workbook, in MB.

    `all` is everything `flask report export` does, read and made anew.
    """

    read: float
    tables: float
    findings: float
    json: float
    xlsx: float
    docx: float
    memo: float
    pdf: float
    all: float
    memory: float


def run() -> None:
    """Each size in a process of its own, so that its memory is its own."""
    found = []
    with places.directory() as place:
        for size in SIZES:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                found.append(apart.submit(measure, f"sqlite:///{place}/{size}.db", size).result())
    names = ("read", "tables", "findings", "json", "xlsx", "docx", "memo", "pdf", "all", "memory")
    rows = [_row(name, [getattr(one, name) for one in found]) for name in names]
    heads = ("seconds (memory: MB)", *(f"{size:,}" for size in SIZES))
    ratios = tuple(f"{size:,} / {SIZES[0]}" for size in SIZES[1:])
    print_table("The official report by projects of the office", (*heads, *ratios), rows)


def measure(url: str, size: int) -> Times:
    """Make the office, then its report."""
    database = Database(url)
    grow(database, size)
    read, picture = timed(lambda: _read(database))
    tables, _ = timed(lambda: official_tables(picture))
    findings, _ = timed(lambda: findings_of(picture))
    report = official_report(picture)
    as_json, _ = timed(lambda: tables_json(report))
    as_xlsx, _ = timed(lambda: tables_xlsx(report))
    unit = 1024**2 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    documents = {
        name: timed(lambda write=write: write(Publication(report)))[0]  # type: ignore[misc]
        for name, write in OUTPUTS.items()
    }
    everything, _ = timed(lambda: _all(database))
    database.close()
    return Times(
        read=read,
        tables=tables,
        findings=findings,
        json=as_json,
        xlsx=as_xlsx,
        docx=documents["report.docx"],
        memo=documents["memo.docx"],
        pdf=documents["report.pdf"],
        all=everything,
        memory=memory,
    )


def _all(database: Database) -> None:
    """What `flask report export` does, without the files."""
    publication = Publication(official_report(_read(database)))
    for write in OUTPUTS.values():
        write(publication)


def _read(database: Database) -> Any:
    with database.read() as connection:
        return read_picture(connection, office_sample.ROUND)


def timed(step: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds, and what was made."""
    begin = perf_counter()
    made = step()
    return perf_counter() - begin, made


def grow(database: Database, size: int) -> None:
    """The sample office with so many projects, two in three of them reported and certified."""
    schema.upgrade(database)
    settings = {"DATABASE_URL": "sqlite:///unused.db", "SECRET_KEY": "key-of-the-bench"}
    settings |= {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}
    office_sample.load(Office(Settings.from_environ(settings), database))
    with database.write() as connection:
        models = _copy(connection, size)
        _report(connection, models)


def _copy(connection: Connection, size: int) -> list[int]:
    """Projects after those of the sample, with all the plan says of them; all ids."""
    projects = connection.execute(select(TABLES["projects"]).order_by("position")).all()
    money = ("project_groups", "project_owners", "allocations", "disbursements")
    parts = (*money, "objectives", "alignments", "activities", "indicators")
    for number in range(len(projects), size):
        model = projects[number % len(projects)]
        ours = model._asdict() | {"code": f"X{number}", "position": number + 1}
        project = add(connection, "projects", ours)
        for part in parts:
            table = TABLES[part]
            for row in connection.execute(select(table).where(table.c.project_id == model.id)):
                add(connection, part, row._asdict() | {"project_id": project})
    found = select(TABLES["projects"].c.id).order_by(TABLES["projects"].c.position).limit(size)
    return list(connection.execute(found).scalars())


def _report(connection: Connection, projects: list[int]) -> None:
    now = datetime.now(UTC)
    round_id = connection.execute(select(TABLES["rounds"].c.id)).scalar_one()
    person = connection.execute(select(TABLES["people"].c.id).limit(1)).scalar_one()
    for number, project in enumerate(projects):
        if number % 3 == 0:
            continue
        row = {
            "project_id": project,
            "round_id": round_id,
            "version": 1,
            "receipt": f"R{number}",
            "form": FormKind.PROGRESS,
            "status": STATUSES[number % len(STATUSES)],
            "spent": Decimal(number),
            "problems": TEXT,
            "signer_name": "ผู้รับผิดชอบ",
            "submitted_by": person,
            "submitted_at": now,
            "channel": Channel.CHAT,
        }
        report = add(connection, "reports", row)
        for place in range(1, 4):
            mine = {"report_id": report, "position": place}
            add(connection, "report_activities", mine | {"text": TEXT})
            add(connection, "report_results", mine | {"indicator": TEXT, "result": TEXT})


def add(connection: Connection, name: str, values: dict[str, Any]) -> int:
    """A row; its id."""
    table = TABLES[name]
    kept = {key: value for key, value in values.items() if key != "id"}
    added = connection.execute(insert(table).values(kept)).inserted_primary_key
    assert added is not None
    return int(added[0])


def _row(name: str, values: list[float]) -> tuple[str, ...]:
    shown = [f"{value:.0f}" if name == "memory" else f"{value:.3f}" for value in values]
    return (name, *shown, *(f"{value / values[0]:.1f}" for value in values[1:]))
