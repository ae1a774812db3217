"""A day's reminders for 1,000 and 10,000 people: time, statements, memory; a quarter's count.

`reads`: all that is read to compute; `batched`: the statements that write, so many for each batch.
"""

import json
import resource
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import event, func, insert, select

from bench import places
from bench.crowd import TABLES
from bench.figures import print_table
from bot.clock import BANGKOK, MovableClock
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.settings import Settings
from models import closed_days, schema
from models.database import Database
from models.fiscal import Period
from models.messages import OutgoingMessage
from models.plan import Approval, TableStyle
from scheduler.reminders.job import Remind

PEOPLE = (1_000, 10_000)
"""Each owns two projects; one in a hundred leads a group."""
MORNING = datetime.combine(date(2024, 4, 11), time(9), BANGKOK)
"""The first overdue day: everybody is reminded, and directors hear of their groups."""


def run() -> None:
    """Measure each size in a process of its own, so that the memory is its own."""
    with places.directory() as place:
        found = [_measured_apart(f"sqlite:///{place}/{people}.db", people) for people in PEOPLE]
    heads = ("people", "messages", "seconds", "CPU", "ms each", "reads", "batched", "MB")
    rows = [
        (
            f"{people:,}",
            f"{one['messages']:,.0f}",
            f"{one['seconds']:.2f}",
            f"{one['cpu']:.2f}",
            f"{1000 * one['cpu'] / people:.2f}",
            f"{one['reads']:.0f}",
            f"{one['batched']:.0f}",
            f"{one['peak']:.0f}",
        )
        for people, one in zip(PEOPLE, found, strict=True)
    ]
    few, many = (one["cpu"] / people for people, one in zip(PEOPLE, found, strict=True))
    print_table(f"A day's reminders: ten times the people, {many / few:.2f} each", heads, rows)
    _print_quarter()


def _measured_apart(url: str, people: int) -> dict[str, float]:
    command = [
        sys.executable,
        "-c",
        f"from bench import reminders; reminders.one({url!r}, {people})",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def one(url: str, people: int) -> None:
    """Compute and write one day's reminders; prints what it cost."""
    database = Database(url)
    schema.upgrade(database)
    _gather(database, people)
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda *call: statements.append(call[2].split(maxsplit=1)[0].upper()),
    )
    office = Office(Settings(secret_key="key-of-the-bench"), database, MovableClock(MORNING))
    start, cpu = perf_counter(), process_time()
    Remind().run(office, MORNING)
    seconds, cpu = perf_counter() - start, process_time() - cpu
    with database.read() as connection:
        messages = connection.scalar(select(func.count()).select_from(OutgoingMessage))
    statements = [one for one in statements if one in ("SELECT", "INSERT", "UPDATE", "DELETE")]
    reads = statements.index("INSERT")
    found = {"messages": messages, "seconds": seconds, "cpu": cpu, "reads": reads}
    print(json.dumps({**found, "batched": len(statements) - reads, "peak": _peak()}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _gather(database: Database, people: int) -> None:
    """An office with so many owners, two projects each, in groups of a hundred."""
    opened = datetime.combine(date(2024, 3, 4), time(8), BANGKOK)
    groups = max(1, people // 100)
    numbers = range(1, people + 1)
    with database.write() as connection:
        closed_days.fill(connection, (2024,), at=opened)
        plan = {"fiscal_year": 2567, "office_name": "สำนักงาน", "office_short_name": "สนง."}
        connection.execute(
            insert(TABLES["plans"]).values(**plan, table_style=TableStyle.SAMUT_SAKHON)
        )
        rows: dict[str, list[dict[str, object]]] = {
            "groups": [
                {
                    "id": n,
                    "code": f"G{n}",
                    "name": f"กลุ่มที่ {n}",
                    "short_name": f"ก{n}",
                    "position": n,
                }
                for n in range(1, groups + 1)
            ],
            "people": [
                {"id": n, "code": f"P{n:06}", "name": f"นาย {n}", "group_id": n % groups + 1}
                for n in numbers
            ],
            "person_roles": [{"person_id": n, "role": "owner"} for n in numbers]
            + [{"person_id": n, "role": "director"} for n in range(1, groups + 1)],
            "line_accounts": [
                {
                    "line_user_id": f"U{n:032}",
                    "person_id": n,
                    "bound_at": opened,
                    "consented_at": opened,
                }
                for n in numbers
            ],
            "projects": [
                {
                    "id": n,
                    "fiscal_year": 2567,
                    "code": str(n),
                    "position": n,
                    "name": f"โครงการส่งเสริมและพัฒนาศักยภาพการจัดการเรียนรู้ในศตวรรษที่ 21 ลำดับที่ {n}",
                    "approval": Approval.APPROVED,
                }
                for n in range(1, 2 * people + 1)
            ],
            "project_owners": [
                {"project_id": n, "person_id": (n + 1) // 2, "position": 0}
                for n in range(1, 2 * people + 1)
            ],
            "project_groups": [
                {"project_id": n, "group_id": (n + 1) // 2 % groups + 1, "position": 0}
                for n in range(1, 2 * people + 1)
            ],
            "rounds": [
                {
                    "code": "2567-Q2",
                    "fiscal_year": 2567,
                    "period": Period.Q2,
                    "as_of": date(2024, 3, 31),
                    "due": date(2024, 4, 10),
                    "opened_at": opened,
                }
            ],
        }
        for name, values in rows.items():
            connection.execute(insert(TABLES[name]), values)


# --- the counted messages of a quarter ---------------------------------------------------------


def _print_quarter() -> None:
    """The sample office day by day; LINE's free plan for Thailand allows 300 a month."""
    with places.directory() as place:
        kinds = _played(place)
    months = sorted({month for month, _ in kinds})
    names = sorted({kind for _, kind in kinds})
    rows = [
        (month, *(str(kinds[month, name]) for name in names), str(_of_month(kinds, month)))
        for month in months
    ]
    most = max(_of_month(kinds, month) for month in months)
    title = f"Counted messages of the sample office; the busiest month takes {most} of 300"
    print_table(title, ("month", *names, "all"), rows)


def _of_month(kinds: Counter[tuple[str, str]], month: str) -> int:
    return sum(count for (one, _), count in kinds.items() if one == month)


def _played(place: Path) -> Counter[tuple[str, str]]:
    from tests.scenario.quarter.play import Quarter, at, steps

    database = Database(f"sqlite:///{place}/quarter.db")
    schema.upgrade(database)
    clock = MovableClock(MORNING)
    settings = Settings(secret_key="key-of-the-bench", files_directory=place / "files")
    begin, end = at(date(2024, 1, 1), 9), at(date(2024, 4, 30), 17)
    quarter = Quarter.begin(Office(settings, database, clock), clock, begin)
    quarter.play(one for one in steps(begin, end) if one.hour in (9, 12, 16) and one.minute == 0)
    assert isinstance(quarter.line, MemoryLine)
    sent = OutgoingMessage.metadata.tables["outgoing_messages"].c
    with database.read() as connection:
        rows = connection.execute(
            select(sent.sent_at, sent.kind).where(sent.sent_as == "push", sent.state == "sent")
        ).all()
    database.close()
    return Counter((f"{row.sent_at.astimezone(BANGKOK):%Y-%m}", row.kind) for row in rows)
