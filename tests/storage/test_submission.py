"""Submitting in the database: versions side by side, the trail, and who comes second."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.clock import MovableClock, today
from bot.office import Office
from models.answers import ActivityDone, Answers, IndicatorResult, Remark
from models.audit import AuditEntry, Channel
from models.money import NotMoneyError
from models.people import Person
from models.plan import Project
from models.portfolio import Budget, ProjectFacts, current_round, projects_of
from models.progress import FormKind, Report, WorkStatus
from models.report_reading import newest_answers
from models.submission import IncompleteReportError, OutdatedReportError, Submission, Submitter
from tests.office_sample import load

DONE = Answers(status=WorkStatus.COMPLETED, spent=Decimal("23800.25"))


@pytest.fixture
def first(office: Office, clock: MovableClock) -> Submission:
    """The first report of project 2, not stored yet."""
    load(office)
    with office.database.read() as connection:
        of_round = current_round(connection)
        person = connection.execute(select(Person).where(Person.code == "ก02")).one()
        project = connection.scalar(select(Project.id).where(Project.code == "2"))
    assert of_round
    assert project
    return Submission(
        draft_id=None,
        project_id=project,
        project_code="2",
        round=of_round,
        based_on=0,
        answers=DONE,
        allocated=Decimal(24000),
        by=Submitter(person.id, person.name, person.title),
        at=clock.now(),
        today=today(clock),
        channel=Channel.CHAT,
        caused_by="01HEVENT",
    )


def store(office: Office, submission: Submission) -> None:
    with office.database.write() as connection:
        submission.apply(connection)


def reports(office: Office) -> list[Any]:
    with office.database.read() as connection:
        return list(connection.execute(select(Report.__table__).order_by(Report.id)))


def facts(office: Office, submission: Submission) -> ProjectFacts:
    with office.database.read() as connection:
        of_round = submission.round
        mine = projects_of(connection, submission.by.person_id, of_round.id, of_round.fiscal_year)
    return next(one for one in mine if one.id == submission.project_id)


def test_a_report_is_stored_exactly_with_its_trail(office: Office, first: Submission) -> None:
    store(office, first)
    (row,) = reports(office)
    assert (row.version, row.receipt, row.form) == (1, "2567-Q2-2-1", FormKind.COMPLETION)
    assert (row.spent, row.remaining) == (Decimal("23800.25"), Decimal("199.75"))
    assert (row.late, row.data_month, row.balance_date) == (False, first.round.as_of, first.today)
    with office.database.read() as connection:
        trail = connection.execute(
            select(AuditEntry).where(AuditEntry.action == "submit_report")
        ).one()
    assert trail.after["spent"] == "23800.25"
    assert (trail.actor_id, trail.caused_by) == (first.by.person_id, "01HEVENT")


def test_a_correction_stands_beside_the_version_it_corrects(
    office: Office, first: Submission
) -> None:
    store(office, first)
    store(office, replace(first, based_on=1, answers=replace(DONE, spent=Decimal(100))))
    assert [(row.version, row.spent) for row in reports(office)] == [
        (1, Decimal("23800.25")),
        (2, Decimal(100)),
    ]
    assert (facts(office, first).version, facts(office, first).spent) == (2, Decimal(100))


@pytest.mark.parametrize("based_on", [0, 2])
def test_who_comes_second_stores_nothing(office: Office, first: Submission, based_on: int) -> None:
    store(office, first)
    with pytest.raises(OutdatedReportError):
        store(office, replace(first, based_on=based_on))
    assert len(reports(office)) == 1


def test_a_report_without_status_is_not_stored(office: Office, first: Submission) -> None:
    with pytest.raises(IncompleteReportError):
        store(office, replace(first, answers=Answers(spent=Decimal(1))))
    assert reports(office) == []


@pytest.mark.parametrize("spent", ["-1", "0.001", "NaN"])
def test_what_is_no_amount_stores_nothing_of_the_report(
    office: Office, first: Submission, spent: str
) -> None:
    wrong = replace(DONE, spent=Decimal(spent), remaining=Decimal(0))
    with pytest.raises(Exception, match="amount") as raised:
        store(office, replace(first, answers=wrong))
    assert isinstance(raised.value.__cause__ or raised.value, NotMoneyError)
    assert reports(office) == []


def test_more_spent_than_allocated_leaves_less_than_nothing(
    office: Office, first: Submission
) -> None:
    store(office, replace(first, answers=replace(DONE, spent=Decimal("24000.01"))))
    assert reports(office)[0].remaining == Decimal("-0.01")


def test_after_the_due_date_it_is_late(office: Office, first: Submission) -> None:
    on_time = replace(first, today=first.round.due)
    late = replace(first, today=first.round.due + timedelta(days=1))
    closed = replace(first, round=replace(first.round, closed=True))
    assert [one.late for one in (on_time, late, closed)] == [False, True, True]


def test_the_newest_answers_are_what_was_submitted(office: Office, first: Submission) -> None:
    answers = replace(
        DONE,
        percent=Decimal("99.5"),
        activities=(ActivityDone("ประชุม", "3 เม.ย."), ActivityDone("อบรม")),
        results=(IndicatorResult("ร้อยละ", "80", "85"),),
        problems="ไม่มีรถ",
        suggestions="",
        remarks=(Remark("over_allocation", "ได้งบเพิ่ม"),),
    )
    store(office, replace(first, answers=answers))
    with office.database.read() as connection:
        found = newest_answers(connection, first.project_id, first.round.id)
    for name in ("status", "percent", "spent", "activities", "results", "problems", "remarks"):
        assert getattr(found, name) == getattr(answers, name), name


def test_a_project_nobody_reported_has_no_version(office: Office, first: Submission) -> None:
    project = facts(office, first)
    assert (project.version, project.reported, project.spent) == (0, False, None)
    assert (project.budget, project.allocated) == (Budget.ALLOCATED, Decimal(24000))
    assert project.disbursed == Decimal(23800)


def test_nobody_sees_a_project_of_others(office: Office, first: Submission) -> None:
    with office.database.read() as connection:
        everybody = connection.scalars(select(Person.id)).all()
        owned = [
            one.code
            for person in everybody
            for one in projects_of(connection, person, first.round.id, first.round.fiscal_year)
        ]
        projects = connection.scalar(select(func.count()).select_from(Project))
        mine = projects_of(connection, first.by.person_id, first.round.id, first.round.fiscal_year)
    assert [one.code for one in mine] == ["2", "13"]
    assert len(set(owned)) == projects == 26
    assert sorted(code for code in set(owned) if owned.count(code) > 1) == ["14", "25", "8"]
