"""The first office with its seventeen reports, loaded without the chat: what the tables count."""

import csv
import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from bot.clock import BANGKOK
from bot.office import Office
from models.answers import ActivityDone, Answers, IndicatorResult
from models.audit import Channel
from models.base import Baht
from models.people import Person
from models.plan import Allocation, FundingSource, Project
from models.portfolio import RoundFacts, current_round
from models.progress import Certification, Decision, Report, WorkStatus
from models.submission import Submission, Submitter
from tests import office_sample

GOLDEN = Path(__file__).parent
EXPECTED = GOLDEN / "samut_sakhon_2567"
UNSIGNED = date(2024, 4, 10)
"""Two forms bear no date; the listing that counts them is of this day."""
BOXES = {
    "allocated_source1_on_form": "1",
    "allocated_source2_on_form": "2",
    "allocated_other_on_form": "3",
}
Record = dict[str, str]


def records(file: Path) -> list[Record]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def load(office: Office) -> None:
    """Plan, disbursements, round, and every form that was handed in."""
    office_sample.load(office)
    with office.database.write() as connection:
        hand_in(connection)


def hand_in(connection: Connection) -> None:
    known = Known(connection)
    for form in records(GOLDEN / "samut_sakhon_2567_reports.csv"):
        if form["reported"] == "yes":
            known.submit(connection, form)


def signed_on(form: Record) -> date:
    """The day the owner signed."""
    return date.fromisoformat(form["owner_signed_date"] or UNSIGNED.isoformat())


class Known:
    """Ids of what forms name, and the round."""

    def __init__(self, connection: Connection) -> None:
        found = current_round(connection)
        assert found is not None
        self.round: RoundFacts = found
        self.projects = _ids(connection, Project)
        self.people = _ids(connection, Person)
        self.sources = _ids(connection, FundingSource)
        given = (
            select(Project.code, func.sum(Allocation.amount, type_=Baht()))
            .join(Allocation, Allocation.project_id == Project.id)
            .where(Allocation.amount.is_not(None))
            .group_by(Project.code)
        )
        self.allocated = dict(connection.execute(given).all())

    def submit(self, connection: Connection, form: Record) -> None:
        signed = signed_on(form)
        signer = _person(form["owner_signer"]) or "ก02"
        Submission(
            draft_id=None,
            project_id=self.projects[form["project_no"]],
            project_code=form["project_no"],
            round=self.round,
            based_on=0,
            answers=self.answers(form),
            allocated=self.allocated.get(form["project_no"]),
            by=Submitter(self.people[signer], form["owner_signer"] or signer, ""),
            at=_morning(signed),
            today=signed,
            channel=Channel.CHAT,
        ).apply(connection)
        if form["certified"] == "yes":
            self.certify(connection, form, signed, signer)

    def answers(self, form: Record) -> Answers:
        spent = _baht(form["spent_baht"])
        box = next((source for column, source in BOXES.items() if form[column]), None)
        return Answers(
            status=WorkStatus(form["status"]),
            spent=spent,
            spent_by_source=((self.sources[box], spent),) if box and spent else (),
            remaining=_baht(form["remaining_baht"]),
            balance_date=date.fromisoformat(form["as_of_date"]) if form["as_of_date"] else None,
            data_month=date(2024, 4, 30) if "เมษายน" in form["header_data_as_of"] else None,
            book=form["form_type"] == "free_form_report",
            activities=tuple(
                ActivityDone(part.strip())
                for part in re.split(r";\s*(?![^(]*\))", form["activities"])
                if part.strip()
            ),
            results=tuple(IndicatorResult(**one) for one in json.loads(form["indicators_json"])),
            problems=form["problems_raw"],
            suggestions=form["suggestions_raw"],
            highlights=form["highlights_raw"],
            goals_met={"yes": True, "no": False}.get(form["objectives_met"]),
        )

    def certify(self, connection: Connection, form: Record, signed: date, signer: str) -> None:
        by = _person(form["certifier"])
        day = date.fromisoformat(form["certified_date"]) if form["certified_date"] else signed
        report = select(Report.id).where(Report.project_id == self.projects[form["project_no"]])
        connection.execute(
            insert(Certification).values(
                report_id=connection.execute(report).scalar_one(),
                person_id=self.people[by],
                decision=Decision.CERTIFIED,
                acting="รก." in form["certifier_position"],
                self_certified=by == signer,
                decided_at=_morning(day),
                channel=Channel.CHAT,
            )
        )


def _ids(connection: Connection, model: Any) -> dict[str, int]:
    return dict(connection.execute(select(model.code, model.id)).all())


def _person(written: str) -> str:
    """The code of `ว่าที่ร้อยเอก ก01`."""
    return written.rsplit(maxsplit=1)[-1] if written else ""


def _baht(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), BANGKOK)
