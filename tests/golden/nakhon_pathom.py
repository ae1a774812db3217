"""The second office, its activities' statuses loaded as reports: what its two tables count."""

import csv
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.clock import BANGKOK
from bot.office import Office
from models.answers import Answers
from models.audit import Channel
from models.finance import Disbursement
from models.fiscal import Period, RoundCode
from models.people import Person
from models.plan import Activity, FundingSource, Project
from models.portfolio import RoundFacts, current_round
from models.progress import Report, ReportActivity, WorkStatus
from models.rounds import open_round
from models.submission import Submission, Submitter
from tests.office_sample import SAMPLES
from workbooks.plan_reader import read_plan
from workbooks.plan_store import import_plan

SEED = SAMPLES / "seed" / "nakhon_pathom1_2565"
ROUND = RoundCode(2565, Period.HALF)
DUE = date(2022, 4, 15)
STATUSES = {
    "done": WorkStatus.COMPLETED,
    "in_progress": WorkStatus.IN_PROGRESS,
    "not_started": WorkStatus.NOT_STARTED,
}
Record = dict[str, str]


def records(name: str) -> list[Record]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def projects() -> list[Record]:
    """All but 6.14, whose row is lost in the scan."""
    return [one for one in records("projects") if one["name"]]


def load(office: Office, plan: Path = SAMPLES / "nakhon_pathom1_2565_plan.xlsx") -> None:
    """Plan, six months' round, disbursements, and a report of each project."""
    now = office.clock.now()
    with office.database.write() as connection:
        with plan.open("rb") as file:
            import_plan(connection, read_plan(file), at=now, channel=Channel.COMMAND)
        open_round(
            connection, ROUND, as_of=ROUND.last_day, due=DUE, at=now, channel=Channel.COMMAND
        )
        _disburse(connection, now)
        _report(connection)


def _disburse(connection: Connection, now: datetime) -> None:
    ids = dict(connection.execute(select(Project.code, Project.id)).all())
    source = connection.execute(select(FundingSource.id)).scalar_one()
    rows: list[dict[str, Any]] = [
        {
            "project_id": ids[one["code"]],
            "source_id": source,
            "as_of": ROUND.last_day,
            "amount": Decimal(one["disbursed_baht"]),
            "recorded_at": now,
            "channel": Channel.COMMAND,
        }
        for one in projects()
        if one["disbursed_baht"]
    ]
    connection.execute(insert(Disbursement), rows)


def _report(connection: Connection) -> None:
    """All reports say "in progress": the levels must come from the activities."""
    found = current_round(connection)
    assert found is not None
    person = connection.execute(select(Person.id).where(Person.code == "ป04")).scalar_one()
    ids = dict(connection.execute(select(Project.code, Project.id)).all())
    for project in projects():
        _submit(connection, found, ids[project["code"]], project["code"], person)
    for code, project_id in ids.items():
        _tell_activities(connection, code, project_id)


def _submit(
    connection: Connection, found: RoundFacts, project_id: int, code: str, person: int
) -> None:
    day = date(2022, 4, 8)
    Submission(
        draft_id=None,
        project_id=project_id,
        project_code=code,
        round=found,
        based_on=0,
        answers=Answers(status=WorkStatus.IN_PROGRESS),
        allocated=None,
        by=Submitter(person, "นาง ป04", ""),
        at=datetime.combine(day, time(9), BANGKOK),
        today=day,
        channel=Channel.CHAT,
    ).apply(connection)


def _tell_activities(connection: Connection, code: str, project_id: int) -> None:
    """The status or the percentage of each activity, in the order of the plan."""
    report = connection.execute(
        select(Report.id).where(Report.project_id == project_id)
    ).scalar_one()
    planned = connection.execute(
        select(Activity.id, Activity.name)
        .where(Activity.project_id == project_id)
        .order_by(Activity.position)
    ).all()
    told = [one for one in records("activities") if one["project_code"] == code]
    rows = [
        {
            "report_id": report,
            "position": place,
            "activity_id": activity.id,
            "text": activity.name,
            "status": STATUSES.get(one["status"]),
            "percent": Decimal(one["percent"]) if one["percent"] else None,
        }
        for place, (activity, one) in enumerate(zip(planned, told, strict=True), start=1)
    ]
    connection.execute(insert(ReportActivity), rows)
