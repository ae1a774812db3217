"""The picture of a round: which rows it takes, in how many queries, and kept as JSON."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, delete, event, insert, select, update

from bot.clock import BANGKOK
from bot.office import Office
from models.answers import Answers
from models.audit import Channel
from models.database import Database
from models.finance import Disbursement
from models.fiscal import Period, RoundCode
from models.people import Person
from models.plan import (
    Alignment,
    AlignmentKind,
    FundingSource,
    Indicator,
    Objective,
    Project,
    TableStyle,
)
from models.portfolio import RoundFacts, current_round
from models.progress import (
    Evidence,
    EvidenceKind,
    EvidenceState,
    Report,
    ReportRemark,
    StoredFile,
    WorkStatus,
)
from models.rounds import Round
from models.submission import Submission, Submitter
from reports.picture import IndicatorPicture, ProjectPicture, RemarkPicture, RoundPicture
from reports.reading import NoSuchRoundError, read_picture
from tests import office_sample
from tests.golden import nakhon_pathom, samut_sakhon
from tests.office_sample import ROUND

QUERIES = 24
APRIL_5 = datetime(2024, 4, 5, 9, tzinfo=BANGKOK)


def picture(database: Database, code: RoundCode = ROUND, **options: Any) -> RoundPicture:
    with database.read() as connection:
        return read_picture(connection, code, **options)


def project(found: RoundPicture, code: str) -> ProjectPicture:
    return next(one for one in found.projects if one.code == code)


def queries(database: Database, code: RoundCode) -> int:
    seen: list[str] = []

    def see(*words: Any) -> None:
        seen.append(words[2])

    event.listen(database.engine, "before_cursor_execute", see)
    try:
        picture(database, code)
    finally:
        event.remove(database.engine, "before_cursor_execute", see)
    return sum(one.lstrip().startswith("SELECT") for one in seen)


def test_the_number_of_queries_does_not_grow_with_the_office(office: Office) -> None:
    office_sample.load(office)
    assert queries(office.database, ROUND) == QUERIES
    with office.database.write() as connection:
        samut_sakhon.hand_in(connection)
    assert queries(office.database, ROUND) == QUERIES


def test_nor_with_activities(office: Office) -> None:
    nakhon_pathom.load(office)
    assert queries(office.database, nakhon_pathom.ROUND) == QUERIES


def test_a_kept_picture_reads_back_equal(samut: RoundPicture) -> None:
    kept = json.dumps(samut.as_json(), ensure_ascii=False)
    assert RoundPicture.from_json(json.loads(kept)) == samut
    assert RoundPicture.from_json(json.loads(kept) | {"of_an_older_version": 1}) == samut


def test_what_a_project_holds(samut: RoundPicture) -> None:
    found = project(samut, "16")
    assert (found.lead, found.strategy, found.ends_on) == ("กสศ.", 1, date(2024, 1, 29))
    assert found.allocated == 160_000
    assert (found.disbursed, found.spent) == (Decimal(139_210), Decimal(158_000))
    assert [one.source for one in found.disbursements] == ["1", "2"]
    assert found.report is not None
    assert found.report.certification is not None
    assert found.report.certification.by == "ข02"
    assert found.report.activities[0].text.startswith("จัดแข่งขันเพื่อคัดเลือก")
    assert [one.code for one in project(samut, "25").owners] == ["จ01", "จ02", "จ03"]
    assert project(samut, "25").allocated is None
    assert project(samut, "18").status is WorkStatus.NOT_STARTED
    assert project(samut, "4").status is None


def test_what_the_plan_and_the_report_say_besides(office: Office) -> None:
    samut_sakhon.load(office)
    with office.database.write() as connection:
        _add_to_the_plan_and_the_report_of_16(connection)
    found = project(picture(office.database), "16")
    assert [one.text for one in found.objectives] == ["เพื่อพัฒนา", "เพื่อแข่งขัน"]
    assert [one.kind for one in found.alignments] == [
        AlignmentKind.STANDARD,
        AlignmentKind.STRATEGY,
    ]
    assert found.indicators == (IndicatorPicture("1", "ผู้เข้าแข่งขัน", "60 คน"),)
    assert found.report is not None
    assert found.report.remarks == (RemarkPicture("less_than_before", "คืนเงินแล้ว"),)
    assert found.report.on_behalf_of == "นาง ข02"
    assert [(one.name, one.is_photo, one.size) for one in found.report.evidence] == [
        ("รูปที่ 1", True, 10),
        ("คำสั่ง.pdf", False, 20),
    ]


def _add_to_the_plan_and_the_report_of_16(connection: Connection) -> None:
    """The same photo twice, one photo still on its way, and an indicator the plan lost."""
    of = select(Project.id).where(Project.code == "16")
    project_id = connection.execute(of).scalar_one()
    report = select(Report.id).where(Report.project_id == project_id)
    report_id = connection.execute(report).scalar_one()
    person = connection.execute(select(Person.id, Person.name).where(Person.code == "ข02")).one()
    mine = {"project_id": project_id}
    words = {"kind": EvidenceKind.IMAGE, "report_id": report_id, "added_by": person.id}
    ready = {**words, "state": EvidenceState.READY, "added_at": APRIL_5, "name": ""}
    kept = {"stored_at": APRIL_5}
    rows: dict[Any, list[dict[str, Any]]] = {
        Objective: [
            {**mine, "number": 2, "text": "เพื่อแข่งขัน"},
            {**mine, "number": 1, "text": "เพื่อพัฒนา"},
        ],
        Alignment: [
            {**mine, "position": 1, "kind": AlignmentKind.STANDARD, "text": "3.4"},
            {**mine, "position": 2, "kind": AlignmentKind.STRATEGY, "text": "2"},
        ],
        Indicator: [
            {**mine, "position": 1, "number": "1", "text": "ผู้เข้าแข่งขัน", "target": "60 คน"}
            | {"active": True},
            {**mine, "position": 2, "number": "2", "text": "เลิกใช้", "target": "", "active": False},
        ],
        ReportRemark: [{"report_id": report_id, "kind": "less_than_before", "answer": "คืนเงินแล้ว"}],
        StoredFile: [
            {**kept, "digest": "a" * 64, "media_type": "image/jpeg", "size": 10},
            {**kept, "digest": "b" * 64, "media_type": "application/pdf", "size": 20},
        ],
        Evidence: [
            {**ready, "digest": "a" * 64},
            {**ready, "digest": "a" * 64},
            {**ready, "digest": "b" * 64, "name": "คำสั่ง.pdf", "kind": EvidenceKind.FILE},
            {**ready, "digest": None, "state": EvidenceState.ON_ITS_WAY},
        ],
    }
    for model in (Objective, Alignment, Indicator):
        connection.execute(delete(model).where(model.project_id == project_id))
    for model, values in rows.items():
        connection.execute(insert(model), values)
    connection.execute(update(Report).where(Report.id == report_id).values(on_behalf_of=person.id))


def test_a_picture_kept_before_it_held_these_reads(samut: RoundPicture) -> None:
    """A closed round's picture of an earlier version has none of the newer keys."""
    kept = samut.as_json()
    for one in kept["projects"]:
        del one["objectives"], one["alignments"], one["indicators"]
        if one["report"]:
            del one["report"]["evidence"], one["report"]["remarks"], one["report"]["on_behalf_of"]
    found = RoundPicture.from_json(kept)
    assert found.projects == tuple(
        replace(one, objectives=(), alignments=(), indicators=()) for one in samut.projects
    )


def test_a_round_that_is_not_there(office: Office) -> None:
    with pytest.raises(NoSuchRoundError, match="2567-Q2"):
        picture(office.database)


def submit(office: Office, spent: int, version: int, at: datetime, found: RoundFacts) -> None:
    with office.database.write() as connection:
        ids = select(Project.id).where(Project.code == "1")
        person = select(Person.id).where(Person.code == "ก01")
        Submission(
            draft_id=None,
            project_id=connection.execute(ids).scalar_one(),
            project_code="1",
            round=found,
            based_on=version - 1,
            answers=Answers(status=WorkStatus.IN_PROGRESS, spent=Decimal(spent)),
            allocated=None,
            by=Submitter(connection.execute(person).scalar_one(), "ก01", ""),
            at=at,
            today=at.date(),
            channel=Channel.CHAT,
        ).apply(connection)


def the_round(office: Office) -> RoundFacts:
    with office.database.read() as connection:
        found = current_round(connection)
    assert found is not None
    return found


def test_the_newest_version_counts_and_an_older_moment_sees_the_older_one(office: Office) -> None:
    office_sample.load(office)
    found = the_round(office)
    submit(office, 100, 1, APRIL_5, found)
    submit(office, 250, 2, APRIL_5 + timedelta(days=1), found)
    assert project(picture(office.database), "1").spent == 250
    assert project(picture(office.database, until=APRIL_5), "1").spent == 100
    before = picture(office.database, until=APRIL_5 - timedelta(days=1))
    assert project(before, "1").report is None


def test_what_an_earlier_round_of_the_year_had(office: Office) -> None:
    office_sample.load(office)
    second = the_round(office)
    with office.database.write() as connection:
        first = RoundCode(2567, Period.Q1)
        values = {"as_of": first.last_day, "due": first.last_day, "opened_at": APRIL_5}
        code = {"code": str(first), "fiscal_year": 2567, "period": first.period}
        row = connection.execute(insert(Round).values(values | code).returning(Round.id))
        earlier = replace(second, id=row.scalar_one(), code=str(first), as_of=first.last_day)
    submit(office, 300, 1, APRIL_5, earlier)
    submit(office, 280, 2, APRIL_5, earlier)
    submit(office, 250, 1, APRIL_5, second)
    before = project(picture(office.database), "1").before
    assert before is not None
    assert (before.round, before.spent) == ("2567-Q1", Decimal(280))
    assert project(picture(office.database, first), "1").before is None


def test_the_figure_at_the_as_of_date_counts(office: Office) -> None:
    """Not a later one, not a corrected one; at an older moment the one that stood then."""
    office_sample.load(office)
    with office.database.write() as connection:
        one = select(Project.id).where(Project.code == "1").scalar_subquery()
        source = select(FundingSource.id).where(FundingSource.code == "1").scalar_subquery()
        mine = (Disbursement.project_id == one) & (Disbursement.as_of == ROUND.last_day)
        connection.execute(update(Disbursement).where(mine).values(superseded_at=APRIL_5))
        rest = {"project_id": one, "source_id": source, "channel": Channel.COMMAND}
        for day, amount in ((date(2024, 2, 29), 11), (ROUND.last_day, 33), (date(2024, 4, 30), 44)):
            row = {"as_of": day, "amount": Decimal(amount), "recorded_at": APRIL_5}
            connection.execute(insert(Disbursement).values(rest | row))
    assert project(picture(office.database), "1").disbursed == 33
    earlier = picture(office.database, until=APRIL_5 - timedelta(days=1))
    assert project(earlier, "1").disbursed == 0


def test_a_project_that_left_the_plan_is_not_in_the_picture(office: Office) -> None:
    samut_sakhon.load(office)
    with office.database.write() as connection:
        connection.execute(update(Project).where(Project.code == "2").values(active=False))
    found = picture(office.database)
    assert [one.code for one in found.projects[:2]] == ["1", "3"]


def test_the_style_of_the_plan_is_the_style_of_the_picture(
    samut: RoundPicture,
) -> None:
    assert samut.style is TableStyle.SAMUT_SAKHON
    assert samut.in_style(TableStyle.NAKHON_PATHOM).projects == samut.projects
