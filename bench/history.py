"""Years of stored reports: earlier plans with their projects, rounds and versions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

from sqlalchemy import Connection, insert, select

from bench.crowd import TABLES
from models.database import Database
from models.fiscal import Period
from models.plan import Approval, TableStyle

YEARS = range(2557, 2567)
PERIODS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
VERSIONS = 10
THEN = datetime(2024, 1, 1, tzinfo=UTC)
DAY = date(2024, 1, 1)
Key = tuple[int, int, int]


def write(database_url: str, projects_a_year: int) -> int:
    """Add so many projects to each of ten years, each reported in four rounds, ten versions."""
    database = Database(database_url)
    with database.write() as connection:
        written = sum(_year(connection, year, projects_a_year) for year in YEARS)
    with database.write() as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()
    return written


def _year(connection: Connection, year: int, projects: int) -> int:
    plan = {
        "office_name": "สำนักงาน",
        "office_short_name": "สนง.",
        "table_style": TableStyle.SAMUT_SAKHON,
    }
    connection.execute(insert(TABLES["plans"]).values(fiscal_year=year, **plan))
    project_ids = _projects(connection, year, projects)
    round_ids = _rounds(connection, year)
    person = connection.execute(select(TABLES["people"].c.id).limit(1)).scalar_one()
    keys = list(product(project_ids, round_ids, range(1, VERSIONS + 1)))
    connection.execute(insert(TABLES["reports"]), [_report(key, person) for key in keys])
    return len(keys)


def _projects(connection: Connection, year: int, projects: int) -> list[int]:
    table = TABLES["projects"]
    rows = [
        {
            "fiscal_year": year,
            "code": str(number),
            "position": number,
            "name": f"โครงการปีก่อน {number}",
            "approval": Approval.APPROVED,
        }
        for number in range(1, projects + 1)
    ]
    connection.execute(insert(table), rows)
    return list(connection.scalars(select(table.c.id).where(table.c.fiscal_year == year)))


def _rounds(connection: Connection, year: int) -> list[int]:
    table = TABLES["rounds"]
    rows = [
        {
            "code": f"{year}-{period.value}",
            "fiscal_year": year,
            "period": period,
            "as_of": DAY,
            "due": DAY,
            "opened_at": THEN,
            "closed_at": THEN,
        }
        for period in PERIODS
    ]
    connection.execute(insert(table), rows)
    return list(connection.scalars(select(table.c.id).where(table.c.fiscal_year == year)))


def _report(key: Key, person: int) -> dict[str, object]:
    project, of_round, version = key
    return {
        "project_id": project,
        "round_id": of_round,
        "version": version,
        "receipt": f"{of_round}-{project}-{version}",
        "form": "progress",
        "status": "in_progress",
        "spent": Decimal(1000 * version),
        "signer_name": "ผู้รายงาน",
        "submitted_by": person,
        "submitted_at": THEN,
        "channel": "chat",
    }
