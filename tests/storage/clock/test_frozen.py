"""A closed round's figures are fixed: what comes later is taken, marked late, listed apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from threading import Event, Thread

import pytest
from sqlalchemy import select, text, update

from bot.clock import MovableClock
from bot.office import Office
from models.answers import Answers
from models.audit import Channel
from models.finance import Disbursement
from models.fiscal import Period, RoundCode
from models.people import Person
from models.plan import Allocation, Project
from models.portfolio import current_round
from models.progress import Report, WorkStatus
from models.rounds import open_round
from models.submission import Submission, Submitter
from reports.closing import close_round
from reports.late import late_reports
from reports.official import official_report
from reports.outputs.json_file import tables_json
from reports.reading import picture_of
from tests.office_sample import ROUND

PATIENCE = 400
DONE = Answers(status=WorkStatus.COMPLETED, spent=Decimal(23800))


def report(office: Office, project: str = "2", based_on: int = 0) -> Submission:
    """A report of ก02, as a chat that sees the round as it is now would make it."""
    now = office.clock.now()
    with office.database.read() as connection:
        of_round = current_round(connection)
        person = connection.execute(select(Person).where(Person.code == "ก02")).one()
        project_id = connection.scalar(select(Project.id).where(Project.code == project))
    assert of_round
    assert project_id
    return Submission(
        draft_id=None,
        project_id=project_id,
        project_code=project,
        round=of_round,
        based_on=based_on,
        answers=DONE,
        allocated=Decimal(24000),
        by=Submitter(person.id, person.name, person.title),
        at=now,
        today=now.date(),
        channel=Channel.CHAT,
    )


def store(office: Office, submission: Submission) -> None:
    with office.database.write() as connection:
        submission.apply(connection)


def close(office: Office) -> None:
    with office.database.write() as connection:
        close_round(connection, ROUND, at=office.clock.now(), channel=Channel.CONSOLE)


def tables(office: Office) -> bytes:
    with office.database.read() as connection:
        return tables_json(official_report(picture_of(connection, ROUND)))


def test_the_frozen_tables_stay_whatever_comes_later(loaded: Office, clock: MovableClock) -> None:
    store(loaded, report(loaded))
    close(loaded)
    frozen = tables(loaded)
    clock.advance(timedelta(days=2))
    store(loaded, report(loaded, project="5"))  # late
    store(loaded, replace(report(loaded, based_on=1), answers=replace(DONE, spent=Decimal(1))))
    with loaded.database.write() as connection:
        connection.execute(update(Project).values(active=False, name="อื่น", position=7))
        connection.execute(
            update(Allocation).values(amount=Decimal(1)).where(Allocation.amount.is_not(None))
        )
        connection.execute(update(Disbursement).values(amount=Decimal(7)))
        connection.execute(update(Person).values(name="คนอื่น"))
    assert tables(loaded) == frozen
    with loaded.database.read() as connection:
        assert connection.scalars(select(Report.late).order_by(Report.id)).all() == [
            False,
            True,
            True,
        ]
        late = late_reports(connection, ROUND)
    assert [(one.project, one.version, one.spent) for one in late] == [
        ("5", 1, Decimal(23800)),
        ("2", 2, Decimal(1)),
    ]


def test_a_round_closed_by_another_clock_lists_its_late_reports_all_the_same(
    loaded: Office,
) -> None:
    store(loaded, report(loaded))
    with loaded.database.write() as connection:
        years_on = loaded.clock.now() + timedelta(days=900)  # a command beside the demo
        close_round(connection, ROUND, at=years_on, channel=Channel.COMMAND)
    store(loaded, report(loaded, project="5"))
    with loaded.database.read() as connection:
        assert [one.project for one in late_reports(connection, ROUND)] == ["5"]


def test_an_open_round_has_no_late_list(loaded: Office, clock: MovableClock) -> None:
    clock.advance(timedelta(days=30))
    store(loaded, report(loaded))  # after the due date: marked late, and in the tables
    with loaded.database.read() as connection:
        assert late_reports(connection, ROUND) == []
        found = picture_of(connection, ROUND)
    assert [one.report.late for one in found.projects if one.report] == [True]


def test_reports_go_to_the_closed_round_until_a_newer_one_takes_them(
    loaded: Office, clock: MovableClock
) -> None:
    close(loaded)
    with loaded.database.write() as connection:
        stands = current_round(connection)
        assert stands
        assert (stands.code, stands.closed) == ("2567-Q2", True)
        third = RoundCode(2567, Period.Q3)
        due, at = date(2024, 7, 10), clock.now()
        open_round(connection, third, as_of=third.last_day, due=due, at=at, channel=Channel.COMMAND)
        taking = current_round(connection)
    assert taking
    assert (taking.code, taking.closed) == ("2567-Q3", False)


# --- somebody submits in the moment of closing -------------------------------------------------


def waits_for_a_lock(office: Office) -> bool:
    with office.database.read() as connection:
        asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        return bool(connection.scalar(text(asked)))


def until(holds: Callable[[], bool]) -> bool:
    never = Event()
    return any(holds() or never.wait(0.02) for _ in range(PATIENCE))


def start(act: Callable[[], object]) -> Thread:
    thread = Thread(target=act, daemon=True)
    thread.start()
    return thread


def only_on_postgresql(office: Office) -> None:
    if office.database.is_sqlite:
        pytest.skip("one writer at a time anyway")


def test_who_submits_while_it_is_being_closed_is_late(loaded: Office) -> None:
    only_on_postgresql(loaded)
    made = report(loaded)
    with loaded.database.write() as connection:
        close_round(connection, ROUND, at=loaded.clock.now(), channel=Channel.CONSOLE)
        thread = start(lambda: store(loaded, made))
        assert until(lambda: waits_for_a_lock(loaded) or not thread.is_alive())
    thread.join()
    with loaded.database.read() as connection:
        assert connection.scalars(select(Report.late)).all() == [True]
        assert not any(one.report for one in picture_of(connection, ROUND).projects)


def test_closing_waits_for_who_is_just_submitting(loaded: Office) -> None:
    only_on_postgresql(loaded)
    with loaded.database.write() as connection:
        report(loaded).apply(connection)
        thread = start(lambda: close(loaded))
        assert until(lambda: waits_for_a_lock(loaded) or not thread.is_alive())
    thread.join()
    with loaded.database.read() as connection:
        assert connection.scalars(select(Report.late)).all() == [False]
        found = picture_of(connection, ROUND)
    assert [one.code for one in found.projects if one.report] == ["2"]
