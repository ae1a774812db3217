"""The month's quota: read from LINE, kept for what must go out; what is dropped is recorded."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot import outbox
from bot.clock import BANGKOK, MovableClock
from bot.line import LineUnreachableError
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.outbox import OUT, Outgoing
from models import quota
from models.audit import Channel
from models.messages import Delivery
from models.people import LineAccount, Person, PersonRole, Role
from models.rounds import extend_round
from scheduler.calendar_job import FillCalendar
from scheduler.office_hours import next_open
from scheduler.quota_job import READ_EVERY, WatchQuota
from scheduler.sending import deliver_due
from tests.conftest import START
from tests.office_sample import ROUND

EVENING = datetime(2024, 4, 11, 20, 0, tzinfo=BANGKOK)


@dataclass
class Foreseeing:
    """A job that will still have to send so many."""

    number: int

    def foresees(self, connection: Connection, now: datetime, until: datetime) -> int:
        assert until == datetime(2024, 5, 1, tzinfo=BANGKOK)
        return self.number


def watch(office: Office, foreseen: int = 0, at: datetime | None = None) -> Any:
    return WatchQuota([Foreseeing(foreseen), object()]).run(office, at or office.clock.now())


def put(office: Office, *kinds: str) -> None:
    """Messages to one person each; those whose kind begins with `o` are optional."""
    messages = [
        Outgoing(
            recipient=f"U{kind}",
            objects=[{"type": "text", "text": kind}],
            kind=kind,
            natural_key=kind,
            optional=kind.startswith("o"),
        )
        for kind in kinds
    ]
    with office.database.write() as connection:
        outbox.put(connection, office, messages)


def states(office: Office) -> dict[str, Delivery]:
    with office.database.read() as connection:
        rows = connection.execute(select(OUT.kind, OUT.state).order_by(OUT.id))
        return {row.kind: Delivery(row.state) for row in rows}


def stands(office: Office) -> quota.Quota | None:
    with office.database.read() as connection:
        return quota.read_quota(connection, office.clock.now())


def test_before_line_was_asked_nothing_is_dropped(bot: Office) -> None:
    put(bot, "must", "optional")
    assert set(states(bot).values()) == {Delivery.WAITING}
    with bot.database.read() as connection:
        assert quota.allows_optional(connection, bot.clock.now())


def test_what_was_pushed_since_counts_without_asking_again(bot: Office, line: MemoryLine) -> None:
    line.limit = 10
    assert watch(bot) == {"read": 1}
    put(bot, "must", "optional")
    found = stands(bot)
    assert found
    assert (found.used, found.waiting, found.room) == (0, 2, 8)
    deliver_due(bot, line)
    found = stands(bot)
    assert found
    assert (found.used, found.waiting, found.left, found.room) == (2, 0, 8, 8)


def test_the_optional_is_dropped_first_and_it_is_recorded(bot: Office, line: MemoryLine) -> None:
    line.limit = 5
    watch(bot, foreseen=3)
    put(bot, "must", "o-1", "o-2", "o-3")  # the first is one of the three foreseen
    assert states(bot) == {
        "must": Delivery.WAITING,
        "o-1": Delivery.WAITING,
        "o-2": Delivery.WAITING,
        "o-3": Delivery.WITHDRAWN,
    }
    put(bot, "o-3")  # asked for again by a later tick
    with bot.database.read() as connection:
        reasons = select(OUT.error).where(OUT.kind == "o-3")
        assert connection.scalars(reasons).all() == [quota.DROPPED]
        assert quota.dropped_since(connection, START.replace(day=1)) == 1
        assert not quota.allows_optional(connection, bot.clock.now())
    deliver_due(bot, line)
    assert {one.to for one in line.delivered} == {"Umust", "Uo-1", "Uo-2"}


def test_what_nobody_foresaw_takes_the_room_of_the_optional(bot: Office, line: MemoryLine) -> None:
    line.limit = 3
    watch(bot, foreseen=1)
    put(bot, "o-1", "must", "must-2")
    assert states(bot)["o-1"] == Delivery.WAITING
    put(bot, "o-2")
    assert states(bot)["o-2"] == Delivery.WITHDRAWN


def test_what_waits_is_dropped_when_it_becomes_clear_that_it_does_not_fit(
    bot: Office, line: MemoryLine, clock: MovableClock
) -> None:
    line.limit = 5
    watch(bot, foreseen=0)
    put(bot, "o-1", "must", "o-2")
    clock.advance(READ_EVERY)
    assert watch(bot, foreseen=4) == {"read": 1, "dropped": 2, "told": 0}
    assert states(bot) == {
        "o-1": Delivery.WITHDRAWN,
        "must": Delivery.WAITING,
        "o-2": Delivery.WITHDRAWN,
    }
    assert watch(bot, foreseen=4) == {}


def test_must_haves_are_never_dropped(bot: Office, line: MemoryLine) -> None:
    line.limit = 0
    watch(bot, foreseen=50)
    put(bot, "must")
    watch(bot, foreseen=50)
    assert states(bot) == {"must": Delivery.WAITING}


def test_without_limit_all_goes_out(bot: Office, line: MemoryLine) -> None:
    watch(bot, foreseen=50)
    put(bot, "o-1", "must")
    assert set(states(bot).values()) == {Delivery.WAITING}


def test_line_is_asked_every_three_hours_and_when_the_month_begins(
    bot: Office, line: MemoryLine
) -> None:
    read = [
        bool(WatchQuota([]).run(bot, at))
        for at in (
            START,
            START + timedelta(hours=2),
            START + timedelta(hours=3),
            START - timedelta(days=1),  # out of order
            datetime(2024, 5, 1, 0, 1, tzinfo=BANGKOK),
        )
    ]
    assert read == [True, False, True, False, True]


def test_what_is_foreseen_is_asked_again_when_a_round_changes(
    loaded: Office, line: MemoryLine, clock: MovableClock
) -> None:
    line.limit = 5
    watch(loaded, foreseen=0)
    clock.advance(timedelta(minutes=1))
    assert watch(loaded, foreseen=5) == {}
    with loaded.database.write() as connection:
        due, at = date(2024, 4, 19), clock.now()
        extend_round(connection, ROUND, due=due, at=at, channel=Channel.CHAT)
    assert watch(loaded, foreseen=5) == {"read": 1}
    put(loaded, "o-1")
    assert states(loaded) == {"o-1": Delivery.WITHDRAWN}
    clock.advance(timedelta(minutes=1))
    assert watch(loaded, foreseen=5) == {}


def test_a_line_that_does_not_answer_costs_nothing_but_the_reading(
    bot: Office, line: MemoryLine
) -> None:
    class Away(MemoryLine):
        def quota(self) -> int | None:
            raise LineUnreachableError

    away = replace(bot, connect_line=lambda _: Away(MovableClock(START)))
    assert watch(away) == {"unread": 1}
    line.limit = 9
    assert watch(bot) == {"read": 1}
    assert watch(away, at=START + READ_EVERY) == {"unread": 1}
    assert stands(bot) is not None


# --- planners are told --------------------------------------------------------------------------


@pytest.fixture
def planner(bot: Office) -> str:
    """A planner with a LINE account, and one without."""
    with bot.database.write() as connection:
        for code in ("p1", "p2"):
            person = connection.execute(
                insert(Person)
                .values(code=code, name=code, title="", active=True)
                .returning(Person.id)
            ).scalar_one()
            connection.execute(insert(PersonRole).values(person_id=person, role=Role.PLANNER))
            if code == "p1":
                account = {"line_user_id": "Uplanner", "person_id": person}
                moments = {"bound_at": START, "consented_at": START}
                connection.execute(insert(LineAccount).values(account | moments))
    return "Uplanner"


def test_at_eighty_percent_planners_are_told_once_a_month(
    bot: Office, line: MemoryLine, clock: MovableClock, planner: str
) -> None:
    line.limit = 5
    put(bot, "m1", "m2", "m3")
    deliver_due(bot, line)
    assert watch(bot) == {"read": 1}
    put(bot, "m4")
    deliver_due(bot, line)
    assert watch(bot)["told"] == 1
    deliver_due(bot, line)
    told = [one for one in line.delivered if one.to == planner]
    assert "4 จาก 5 ข้อความ (ร้อยละ 80)" in told[0].texts[0]
    for _ in range(10):
        clock.advance(timedelta(days=1))
        assert not watch(bot).get("told")
    assert len(told) == 1


def test_they_are_told_in_office_hours(bot: Office, line: MemoryLine, planner: str) -> None:
    FillCalendar().run(bot, EVENING)
    line.limit = 1
    put(bot, "m1")
    deliver_due(bot, line)
    watch(bot, at=EVENING)
    with bot.database.read() as connection:
        due = connection.scalar(select(OUT.due_at).where(OUT.recipient == planner))
    assert due == datetime(2024, 4, 17, 8, 30, tzinfo=BANGKOK)  # Songkran lies between


def test_office_hours(first_calendar: Any) -> None:
    from models.rules import DEFAULTS

    def opens(written: str) -> str:
        at = datetime.fromisoformat(written).replace(tzinfo=BANGKOK)
        return f"{next_open(at, DEFAULTS, first_calendar):%Y-%m-%dT%H:%M}"

    assert opens("2024-04-03T10:15") == "2024-04-03T10:15"
    assert opens("2024-04-03T03:00") == "2024-04-03T08:30"
    assert opens("2024-04-03T16:30") == "2024-04-04T08:30"
    assert opens("2024-02-29T23:59") == "2024-03-01T08:30"
    assert opens("2024-04-06T12:00") == "2024-04-09T08:30"
