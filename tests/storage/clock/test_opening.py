"""Rounds that open by themselves: on their day, on working days, once, and not when it is over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import delete, select

from bot.clock import BANGKOK
from bot.office import Office
from models.audit import AuditEntry, Channel
from models.closed_days import Calendar
from models.fiscal import Period, RoundCode
from models.rounds import Round
from models.rules import DEFAULTS, RuleError, change_rules
from reports.closing import close_round
from scheduler.calendar_job import FillCalendar
from scheduler.rounds_job import OpenRounds, dates_of
from tests.office_sample import ROUND

QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)


@pytest.fixture
def own(loaded: Office) -> Office:
    """The plan is there, no round is open."""
    with loaded.database.write() as connection:
        connection.execute(delete(Round))
    FillCalendar().run(loaded, loaded.clock.now())
    return loaded


def let_open(office: Office, periods: Sequence[Period]) -> None:
    with office.database.write() as connection:
        after = replace(DEFAULTS, opens_by_itself=tuple(periods))
        at = office.clock.now()
        change_rules(connection, DEFAULTS, after, at=at, channel=Channel.CONSOLE)


def tick(office: Office, *moments: str) -> list[tuple[str, date, date]]:
    for moment in moments:
        OpenRounds().run(office, datetime.fromisoformat(moment).replace(tzinfo=BANGKOK))
    with office.database.read() as connection:
        found = select(Round.code, Round.as_of, Round.due).order_by(Round.as_of, Round.id)
        return [(row.code, row.as_of, row.due) for row in connection.execute(found)]


def test_by_itself_no_round_opens_before_the_office_says_so(own: Office) -> None:
    assert tick(own, "2024-04-01T09:00", "2024-07-01T09:00") == []


def test_the_quarters_open_one_after_the_other(own: Office) -> None:
    let_open(own, QUARTERS)
    first = ("2567-Q1", date(2023, 12, 31), date(2024, 1, 10))
    assert tick(own, "2023-12-29T09:00", "2024-01-01T09:00", "2024-01-02T08:29") == []
    assert tick(own, "2024-01-02T08:30") == [first]  # the first working day of the year
    assert tick(own, "2024-01-02T08:30", "2024-01-03T09:00", "2024-01-01T09:00") == [first]
    codes = [code for code, *_ in tick(own, "2024-04-01T09:00", "2024-07-01T09:00")]
    assert codes == ["2567-Q1", "2567-Q2", "2567-Q3"]
    last = tick(own, "2024-09-30T16:00", "2024-10-01T09:00")[-1]
    assert last == ("2567-Q4", date(2024, 9, 30), date(2024, 10, 10))
    with own.database.read() as connection:
        channels = select(AuditEntry.channel).where(AuditEntry.action == "round.opened").distinct()
        assert Channel.CLOCK in connection.scalars(channels).all()


def test_six_months_and_the_year(own: Office) -> None:
    let_open(own, [Period.HALF, Period.YEAR])
    found = tick(own, "2024-01-02T09:00", "2024-04-01T09:00", "2024-10-01T09:00")
    assert [code for code, *_ in found] == ["2567-H1", "2567-Y"]


def test_after_a_week_off_it_is_caught_up_but_not_once_it_is_due(own: Office) -> None:
    let_open(own, QUARTERS)
    assert tick(own, "2024-01-11T09:00", "2024-04-11T09:00") == []
    assert [code for code, *_ in tick(own, "2024-04-10T09:00")] == ["2567-Q2"]


def test_what_somebody_opened_or_closed_stays(loaded: Office) -> None:
    let_open(loaded, QUARTERS)
    with loaded.database.write() as connection:
        at = loaded.clock.now()
        close_round(connection, ROUND, at=at, channel=Channel.COMMAND)
    assert [code for code, *_ in tick(loaded, "2024-04-04T09:00")] == ["2567-Q2"]


@pytest.mark.parametrize(
    ("code", "opens", "due"),
    [
        ("2567-Q1", date(2024, 1, 2), date(2024, 1, 10)),  # New Year closes 1 January
        ("2567-Q2", date(2024, 4, 1), date(2024, 4, 10)),
        ("2567-Q3", date(2024, 7, 1), date(2024, 7, 10)),
        ("2567-Y", date(2024, 10, 1), date(2024, 10, 10)),
    ],
)
def test_the_dates_of_a_year(first_calendar: Calendar, code: str, opens: date, due: date) -> None:
    own = dates_of(RoundCode.parse(code), DEFAULTS, first_calendar)
    assert (own.opens, own.due) == (opens, due)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (13, date(2024, 4, 17)),  # a Saturday, then Songkran
        (6, date(2024, 4, 9)),  # Chakri Day on a Saturday, and the day in lieu
        (0, date(2024, 4, 1)),  # the cut-off itself is a Sunday
    ],
)
def test_a_due_date_on_a_closed_day_comes_after_it(
    first_calendar: Calendar, days: int, due: date
) -> None:
    rules = replace(DEFAULTS, due_after_days=days, opens_after_days=0)
    assert dates_of(RoundCode.parse("2567-Q2"), rules, first_calendar).due == due


def test_the_second_quarter_and_half_a_year_are_one_or_the_other() -> None:
    with pytest.raises(RuleError, match="opens_by_itself"):
        DEFAULTS.with_text("opens_by_itself", "Q2,H1")
