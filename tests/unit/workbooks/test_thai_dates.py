"""Dates as officials write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks.thai_dates import NotADateError, from_excel, read_date, show_date

LAST_OF_MARCH = date(2024, 3, 31)


@pytest.mark.parametrize(
    "written",
    [
        "31/3/2567",
        "31/03/2567",
        "31/3/67",  # two digits are B.E.
        "๓๑/๓/๒๕๖๗",
        "31-3-2567",
        "31.3.67",
        "31 / 3 / 2567",
        "31 มี.ค. 2567",
        "31 มี.ค. 67",
        "31มี.ค.67",
        "31 มีค 2567",
        "31 มีนาคม 2567",
        "31 มีนาคม พ.ศ. 2567",
        "31 มี.ค. พศ 2567",
        "2567-03-31",
        "2024-03-31",
        "31/3/2024",
        "  31  มีนาคม  2567 ",
    ],
)
def test_the_same_day_in_many_ways(written: str) -> None:
    assert read_date(written) == LAST_OF_MARCH


@pytest.mark.parametrize(
    "written",
    [
        "",
        "มีนาคม 2567",
        "31 มี.ค.",
        "3/31/2567",  # month first is not how Thais write
        "31/3/567",
        "31/3/25677",
        "29/2/2566",  # no leap year
        "0/3/2567",
        "31 มีมี 2567",
        "1 - 15 พ.ย. 2566",
        "45382",
        "31/3",
        "30 ก.พ. 2567",
        "31/3/2567 10:00",
    ],
)
def test_what_is_no_day(written: str) -> None:
    with pytest.raises(NotADateError):
        read_date(written)


def test_the_leap_day_is_counted_in_the_christian_era() -> None:
    assert read_date("29/2/2567") == date(2024, 2, 29)
    assert from_excel(date(2567, 2, 28)) == date(2024, 2, 28)


@given(st.dates(min_value=date(1958, 1, 1), max_value=date(2056, 12, 31)))
def test_what_is_shown_is_read_again(day: date) -> None:
    assert read_date(show_date(day)) == day
    assert read_date(f"{day.day}/{day.month}/{day.year + 543}") == day
    assert from_excel(day) == day
