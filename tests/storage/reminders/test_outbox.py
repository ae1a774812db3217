"""What reminders write and take back: void, waiting for quiet, expiry, one message a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from bot.clock import MovableClock
from bot.office import Office
from bot.outbox import OUT, TABLE
from models.audit import Channel
from models.messages import ChatSession, Delivery
from models.people import LineAccount, Person, PersonRole, Role
from models.plan import Approval, Project, ProjectOwner
from models.reminders import Reminder
from models.rounds import extend_round, open_round
from models.rules import change_rules, read_rules
from reports.closing import close_round
from scheduler.reminders.job import Remind
from scheduler.reminders.wishes import ReminderOvertaken
from tests.office_sample import DUE, ROUND
from tests.scenario.quarter.play import Quarter, at, user_id

TUESDAY = date(2024, 4, 9)
"""The day before the due date."""


@pytest.fixture
def quarter(office: Office, clock: MovableClock) -> Quarter:
    """The round has been open for a month and everybody knows; nobody has reported."""
    opened = at(date(2024, 3, 4), 10)
    begun = Quarter.begin(office, clock, at(date(2024, 3, 1), 8), jobs=(Remind(),))
    begun.deeds = []
    with office.database.write() as connection:
        open_round(
            connection, ROUND, as_of=ROUND.last_day, due=DUE, at=opened, channel=Channel.CONSOLE
        )
    begun.play([opened])
    return begun


def ticks(quarter: Quarter, moment: datetime) -> None:
    """One tick; nothing is sent."""
    quarter.clock.set(moment)
    Remind().run(quarter.office, moment)


def standing(quarter: Quarter, code: str = "ก04") -> list[tuple[str, str | None]]:
    """The messages to somebody since the round was opened: where they stand, and why not sent."""
    with quarter.office.database.read() as connection:
        rows = connection.execute(
            select(OUT.state, OUT.error)
            .where(OUT.recipient == user_id(code), OUT.created_at > at(date(2024, 3, 5), 0))
            .order_by(OUT.id)
        )
        return [(Delivery(state).value, error) for state, error in rows]


def title(quarter: Quarter, code: str = "ก04") -> str:
    """The newest message to somebody that is still to go out."""
    with quarter.office.database.read() as connection:
        body: list[dict[str, Any]] = connection.execute(
            select(OUT.body)
            .where(OUT.recipient == user_id(code), OUT.state == Delivery.WAITING)
            .order_by(OUT.id.desc())
        ).scalar_one()
    return str(body[0]["altText"]).partition(":")[0]


def test_a_day_has_one_message_however_often_the_clock_ticks(quarter: Quarter) -> None:
    for minute in range(0, 60, 5):
        ticks(quarter, at(TUESDAY, 9, minute))
    assert standing(quarter) == [("waiting", None)]


def test_an_extended_round_takes_back_what_waits(quarter: Quarter) -> None:
    ticks(quarter, at(TUESDAY, 9))
    assert title(quarter) == "พรุ่งนี้ครบกำหนดส่งรายงาน"
    moment = at(TUESDAY, 9, 30)
    with quarter.office.database.write() as connection:
        later = DUE + timedelta(days=20)
        extend_round(connection, ROUND, due=later, at=moment, channel=Channel.CONSOLE)
    ticks(quarter, moment)
    assert [state for state, _ in standing(quarter)] == ["withdrawn"]


def test_a_due_date_moved_by_a_day_writes_the_message_anew(quarter: Quarter) -> None:
    ticks(quarter, at(TUESDAY, 9))
    with quarter.office.database.write() as connection:
        moment = at(TUESDAY, 9, 30)
        extend_round(connection, ROUND, due=TUESDAY, at=moment, channel=Channel.CONSOLE)
    ticks(quarter, moment)
    assert [state for state, _ in standing(quarter)] == ["withdrawn", "waiting"]
    assert title(quarter) == "วันนี้ครบกำหนดส่งรายงาน"


def test_a_closed_round_takes_back_what_waits(quarter: Quarter) -> None:
    ticks(quarter, at(TUESDAY, 9))
    with quarter.office.database.write() as connection:
        close_round(connection, ROUND, at=at(TUESDAY, 10), channel=Channel.CONSOLE)
    ticks(quarter, at(TUESDAY, 10))
    assert [state for state, _ in standing(quarter)] == ["withdrawn"]


def test_a_changed_rule_takes_back_what_waits(quarter: Quarter) -> None:
    ticks(quarter, at(TUESDAY, 9))
    with quarter.office.database.write() as connection:
        rules = read_rules(connection)
        paused = rules.with_text("paused", "yes")
        change_rules(connection, rules, paused, at=at(TUESDAY, 10), channel=Channel.CONSOLE)
    ticks(quarter, at(TUESDAY, 10))
    assert [state for state, _ in standing(quarter)] == ["withdrawn"]


def test_who_is_writing_is_left_in_peace_and_a_report_overtakes_the_reminder(
    quarter: Quarter,
) -> None:
    wrote = at(TUESDAY, 8, 55)
    with quarter.office.database.write() as connection:
        chat = {"line_user_id": user_id("ก04"), "state": {}, "touched_at": wrote}
        connection.execute(insert(ChatSession).values(**chat))
    ticks(quarter, at(TUESDAY, 9))
    assert due_at(quarter) == wrote + timedelta(minutes=15)
    again = at(TUESDAY, 9, 5)
    with quarter.office.database.write() as connection:
        connection.execute(update(ChatSession).values(touched_at=again))
    ticks(quarter, at(TUESDAY, 9, 6))
    assert due_at(quarter) == again + timedelta(minutes=15)
    with quarter.office.database.write() as connection:
        person = connection.execute(select(Person.id).where(Person.code == "ก04")).scalar_one()
        ReminderOvertaken(person, at(TUESDAY, 9, 7)).apply(connection)
    assert [state for state, _ in standing(quarter)] == ["withdrawn"]
    ticks(quarter, at(TUESDAY, 9, 8))
    assert [state for state, _ in standing(quarter)] == ["withdrawn"]


def due_at(quarter: Quarter, code: str = "ก04") -> datetime:
    with quarter.office.database.read() as connection:
        found: datetime = connection.execute(
            select(OUT.due_at).where(OUT.recipient == user_id(code), OUT.state == Delivery.WAITING)
        ).scalar_one()
    return found


def test_two_who_are_writing_are_both_left_in_peace(quarter: Quarter) -> None:
    ticks(quarter, at(TUESDAY, 9))
    wrote = at(TUESDAY, 9, 1)
    chats = [
        {"line_user_id": user_id(code), "state": {}, "touched_at": wrote} for code in ("ก02", "ก04")
    ]
    with quarter.office.database.write() as connection:
        connection.execute(insert(ChatSession), chats)
    ticks(quarter, at(TUESDAY, 9, 2))
    assert due_at(quarter, "ก02") == due_at(quarter, "ก04") == wrote + timedelta(minutes=15)


def test_what_was_not_sent_expires_with_the_office_hours_and_is_caught_up(
    quarter: Quarter,
) -> None:
    ticks(quarter, at(TUESDAY, 9))
    with quarter.office.database.read() as connection:
        expires = connection.scalars(
            select(OUT.expires_at).where(OUT.created_at > at(TUESDAY, 0))
        ).all()
    assert set(expires) == {at(TUESDAY, 16, 30)}
    quarter.play([at(date(2024, 4, 10), 9)])
    assert [state for state, _ in standing(quarter)] == ["expired", "sent"]


@pytest.mark.parametrize(
    "moment",
    [
        at(TUESDAY, 8, 59),
        at(TUESDAY, 16, 30),
        at(date(2024, 4, 7), 10),  # a Sunday
        at(date(2024, 4, 8), 10),  # the substitute for Chakri day
    ],
)
def test_nothing_is_written_outside_office_hours(quarter: Quarter, moment: datetime) -> None:
    ticks(quarter, moment)
    assert standing(quarter) == []


def test_a_message_says_until_when_and_whether_the_month_can_do_without(quarter: Quarter) -> None:
    ticks(quarter, at(DUE, 9))
    ticks(quarter, at(date(2024, 4, 11), 9))
    with quarter.office.database.read() as connection:
        rows = connection.execute(
            select(OUT.kind, OUT.optional, Reminder.day, Reminder.reasons)
            .select_from(TABLE)
            .join(Reminder, Reminder.natural_key == OUT.natural_key)
            .where(Reminder.day >= DUE)
        ).all()
    assert {row.optional for row in rows if "due" in row.reasons} == {False}
    assert {row.optional for row in rows if row.reasons == ["after"]} == {True}
    assert {row.optional for row in rows if "director" in row.reasons} == {False}


def test_must_haves_are_foreseen(quarter: Quarter) -> None:
    """20 owners on the due day, five directors (one owes all of it), later two planners."""
    with quarter.office.database.read() as connection:
        now, end = at(date(2024, 4, 1), 9), at(date(2024, 5, 1), 0)
        assert Remind().foresees(connection, now, end) == 20 + 5 + 2
        assert Remind().foresees(connection, now, at(DUE, 0)) == 0


# --- the number of queries ---------------------------------------------------------------------


def test_more_people_cost_no_query_more(quarter: Quarter) -> None:
    with counting(quarter.office) as few:
        ticks(quarter, at(TUESDAY, 9))
    crowd(quarter, 200)
    with counting(quarter.office) as many:
        ticks(quarter, at(date(2024, 4, 10), 9))
    assert len(many) <= len(few)


@contextmanager
def counting(office: Office) -> Iterator[list[str]]:
    found: list[str] = []

    def count(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", count)
    yield found
    event.remove(office.database.engine, "before_cursor_execute", count)


def crowd(quarter: Quarter, people: int) -> None:
    """More owners, a project each; few enough for one batch."""
    now = quarter.clock.now()
    with quarter.office.database.write() as connection:
        for number in range(people):
            person = connection.execute(
                insert(Person).values(code=f"X{number}", name=f"นาย {number}").returning(Person.id)
            ).scalar_one()
            project = connection.execute(
                insert(Project)
                .values(
                    fiscal_year=2567,
                    code=f"X{number}",
                    position=1000 + number,
                    name="โครงการ",
                    approval=Approval.APPROVED,
                )
                .returning(Project.id)
            ).scalar_one()
            connection.execute(insert(PersonRole).values(person_id=person, role=Role.OWNER))
            owner = {"project_id": project, "person_id": person, "position": 0}
            connection.execute(insert(ProjectOwner).values(**owner))
            account = {"line_user_id": f"UX{number}", "person_id": person}
            connection.execute(
                insert(LineAccount).values(**account, bound_at=now, consented_at=now)
            )
