"""Summaries by the clock: who gets which, when, once; frozen figures after closing."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update

from bot.clock import BANGKOK
from bot.office import Office
from bot.outbox import OUT
from models.audit import Channel
from models.delegations import Delegation, LeadKind
from models.exports import Export
from models.messages import ChatSession
from models.people import Group, LineAccount, Person
from models.rounds import Round, extend_round
from models.rules import change_rules, read_rules
from reports.closing import close_round
from reports.outputs.chat import texts
from reports.reading import picture_of
from reports.summary import summary_of
from scheduler.busy_chats import QUIET
from scheduler.calendar_job import FillCalendar
from scheduler.clock import tick
from scheduler.summaries.job import SendSummaries
from tests.golden import samut_sakhon
from tests.office_sample import ROUND

JOB = SendSummaries()
EXECUTIVE, DIRECTOR, OWNER = "ช01", "ข02", "ก02"


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=BANGKOK)


@pytest.fixture
def ready(office: Office) -> Office:
    """The seventeen reports; an executive, a director and an owner have registered."""
    samut_sakhon.load(office)
    FillCalendar().run(office, office.clock.now())
    for code in (EXECUTIVE, DIRECTOR, OWNER):
        bind(office, code)
    return office


def bind(office: Office, code: str) -> None:
    now = office.clock.now()
    with office.database.write() as connection:
        person = connection.scalar(select(Person.id).where(Person.code == code))
        connection.execute(
            insert(LineAccount).values(
                line_user_id=f"U-{code}", person_id=person, bound_at=now, consented_at=now
            )
        )


def run(office: Office, moment: datetime) -> None:
    """A tick with this job alone, at that moment."""
    assert tick(office, moment, jobs=[JOB]).failed == ()


def sent(office: Office) -> dict[str, str]:
    """Who was written to, and what notifications show."""
    with office.database.read() as connection:
        rows = connection.execute(
            select(OUT.recipient, OUT.body).where(OUT.kind == "summary").order_by(OUT.id)
        ).all()
    return {row.recipient.removeprefix("U-"): row.body[0]["altText"] for row in rows}


def bodies(office: Office) -> list[str]:
    """All messages, the executive's first."""
    with office.database.read() as connection:
        rows = connection.execute(
            select(OUT.recipient, OUT.body).where(OUT.kind == "summary").order_by(OUT.id)
        ).all()
    ordered = sorted(rows, key=lambda row: row.recipient != f"U-{EXECUTIVE}")
    return [json.dumps(row.body, ensure_ascii=False) for row in ordered]


def set_rules(office: Office, **rules: object) -> None:
    with office.database.write() as connection:
        before = read_rules(connection)
        after = replace(before, **rules)  # type: ignore[arg-type]
        now = office.clock.now()
        change_rules(connection, before, after, at=now, channel=Channel.COMMAND)


def close(office: Office, moment: datetime) -> None:
    with office.database.write() as connection:
        close_round(connection, ROUND, at=moment, channel=Channel.COMMAND)


def test_provisional_on_the_due_day_at_four(ready: Office) -> None:
    run(ready, at(10, 15, 59))
    assert sent(ready) == {}
    run(ready, at(10, 16))
    found = sent(ready)
    assert found.keys() == {EXECUTIVE, DIRECTOR}
    assert all(alt.startswith(texts.PROVISIONAL) for alt in found.values())
    assert "รายงานแล้ว 17 จาก 26 โครงการ" in found[EXECUTIVE]
    assert "กลุ่มส่งเสริมการจัดการศึกษา: รายงานแล้ว 4 จาก 6 โครงการ" in found[DIRECTOR]


def test_each_once_whatever_the_clock_does(ready: Office) -> None:
    for moment in (at(10, 16), at(10, 16), at(10, 16, 15), at(10, 15, 45), at(11, 9)):
        run(ready, moment)
    assert len(bodies(ready)) == 2


def test_figures_are_those_of_the_tables_and_a_director_sees_no_other_group(ready: Office) -> None:
    run(ready, at(10, 16))
    with ready.database.read() as connection:
        money = summary_of(picture_of(connection, ROUND)).office.money
    executive, director = bodies(ready)
    assert texts.money(money.disbursed) in executive
    assert texts.percent(money.disbursed_percent) in executive
    assert "O-NET" in executive or "นิเทศ" in executive
    assert "นิเทศ ติดตามฯ" not in director


def test_the_full_report_lies_behind_a_link(ready: Office) -> None:
    run(ready, at(10, 16))
    assert all("https://kaona.example.go.th/" in one for one in bodies(ready))
    with ready.database.read() as connection:
        groups = connection.scalars(select(Export.groups)).all()
    assert sorted(groups) == [[], ["กสศ."]]
    run(ready, at(10, 16, 1))
    with ready.database.read() as connection:
        assert len(connection.scalars(select(Export.id)).all()) == 2


@pytest.mark.parametrize(
    ("due", "when"),
    [
        (date(2024, 4, 13), at(17, 16)),  # a Saturday, then Songkran up to Tuesday the 16th
        (date(2024, 4, 20), at(22, 16)),  # a Saturday
        (date(2024, 5, 6), at(7, 16, month=5)),  # Coronation Day, kept on the Monday
    ],
)
def test_a_due_day_on_a_closed_day_comes_on_the_working_day_after(
    ready: Office, due: date, when: datetime
) -> None:
    with ready.database.write() as connection:
        connection.execute(update(Round).values(due=due))
    run(ready, datetime(due.year, due.month, due.day, 16, tzinfo=BANGKOK))
    run(ready, when.replace(hour=15, minute=59))
    assert sent(ready) == {}
    run(ready, when)
    assert len(sent(ready)) == 2


def test_after_a_night_switched_off_it_is_caught_up_within_the_hours(ready: Office) -> None:
    run(ready, at(10, 16, 30))  # closing time
    run(ready, at(10, 21))
    run(ready, at(11, 8, 29))
    assert sent(ready) == {}
    run(ready, at(11, 8, 30))
    assert len(sent(ready)) == 2


def test_what_makes_no_sense_any_more_is_dropped(ready: Office) -> None:
    run(ready, at(17, 9))
    assert sent(ready) == {}


def test_a_round_closed_early_gets_the_final_one_alone(ready: Office) -> None:
    close(ready, at(9, 10))
    run(ready, at(9, 10, 1))
    run(ready, at(10, 16))
    assert [alt.split()[0] for alt in sent(ready).values()] == [texts.FINAL, texts.FINAL]
    assert len(bodies(ready)) == 2


def test_an_extended_round_gets_another_on_its_new_due_day(ready: Office) -> None:
    run(ready, at(10, 16))
    with ready.database.write() as connection:
        extend_round(
            connection, ROUND, due=date(2024, 4, 24), at=at(11, 9), channel=Channel.COMMAND
        )
    run(ready, at(11, 9, 15))
    assert len(bodies(ready)) == 2
    run(ready, at(24, 16))
    assert len(bodies(ready)) == 4


def test_final_at_closing_from_the_frozen_figures_in_the_offices_hours(ready: Office) -> None:
    close(ready, at(10, 19))
    with ready.database.write() as connection:  # what comes later changes nothing
        connection.exec_driver_sql("UPDATE allocations SET amount = amount * 3")
    run(ready, at(10, 19, 1))
    assert sent(ready) == {}
    run(ready, at(11, 8, 30))
    assert sent(ready)[EXECUTIVE].startswith(texts.FINAL)
    assert texts.money(samut_total(ready)) in bodies(ready)[0]
    run(ready, at(11, 8, 45))
    assert len(bodies(ready)) == 2


def samut_total(office: Office) -> Decimal:
    with office.database.read() as connection:
        return summary_of(picture_of(connection, ROUND)).office.money.allocated


def test_a_round_closed_long_ago_says_nothing(ready: Office) -> None:
    close(ready, at(10, 15))
    run(ready, at(24, 9))
    assert sent(ready) == {}


def test_paused_is_silent(ready: Office) -> None:
    set_rules(ready, paused=True)
    run(ready, at(10, 16))
    assert sent(ready) == {}


def test_who_blocked_the_bot_or_left_is_not_written_to(ready: Office) -> None:
    with ready.database.write() as connection:
        blocked = LineAccount.line_user_id == f"U-{EXECUTIVE}"
        connection.execute(update(LineAccount).where(blocked).values(blocked_at=at(1, 9)))
        connection.execute(update(Person).where(Person.code == DIRECTOR).values(active=False))
    run(ready, at(10, 16))
    assert sent(ready) == {}


def test_who_leads_a_group_by_delegation_gets_its_summary(ready: Office) -> None:
    with ready.database.write() as connection:
        ids = dict(connection.execute(select(Person.code, Person.id)).all())
        group = connection.scalar(select(Group.id).where(Group.code == "กนต."))
        connection.execute(
            insert(Delegation).values(
                group_id=group,
                person_id=ids[OWNER],
                kind=LeadKind.ACTING,
                starts_on=date(2024, 4, 1),
                ends_on=date(2024, 4, 30),
                given_by=ids[EXECUTIVE],
                given_at=at(1, 9),
                channel=Channel.CHAT,
            )
        )
    run(ready, at(10, 16))
    assert "กลุ่มนิเทศ" in sent(ready)[OWNER]


def test_monthly_ones_only_if_switched_on_and_optional(ready: Office) -> None:
    run(ready, at(1, 16, month=5))
    assert sent(ready) == {}
    close(ready, at(12, 10))
    set_rules(ready, monthly_summary=True)
    run(ready, at(1, 15, 59, month=5))
    assert sent(ready) == {}
    run(ready, at(1, 16, month=5))
    run(ready, at(2, 9, month=5))
    assert [alt.split()[0] for alt in sent(ready).values()] == [texts.MONTHLY] * 2
    with ready.database.read() as connection:
        assert set(connection.scalars(select(OUT.optional).where(OUT.kind == "summary"))) == {True}


def test_no_monthly_one_beside_another(ready: Office) -> None:
    set_rules(ready, monthly_summary=True)
    with ready.database.write() as connection:
        connection.execute(update(Round).values(due=date(2024, 5, 1)))
    run(ready, at(1, 16, month=5))
    assert [alt.split()[0] for alt in sent(ready).values()] == [texts.PROVISIONAL] * 2


def test_must_haves_are_foreseen(ready: Office) -> None:
    until = datetime(2024, 5, 1, tzinfo=BANGKOK)
    with ready.database.read() as connection:
        assert JOB.foresees(connection, at(3, 9), until) == 4
        assert JOB.foresees(connection, at(10, 16, 1), until) == 2
        assert JOB.foresees(connection, at(3, 9), at(9, 0)) == 0


def test_who_is_just_talking_gets_it_when_the_chat_is_quiet(ready: Office) -> None:
    talked = at(10, 15, 50)
    with ready.database.write() as connection:
        connection.execute(
            insert(ChatSession).values(line_user_id=f"U-{EXECUTIVE}", state={}, touched_at=talked)
        )
    run(ready, at(10, 16))
    with ready.database.read() as connection:
        rows = connection.execute(select(OUT.recipient, OUT.due_at).where(OUT.kind == "summary"))
        due = {row.recipient: row.due_at for row in rows}
    assert due == {f"U-{EXECUTIVE}": talked + QUIET, f"U-{DIRECTOR}": at(10, 16)}
