"""Amounts, dates and cuts as Thai officials read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.thaitext import baht, clip, day, day_and_time, round_name


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", "0"),
        ("23800", "23,800"),
        ("23800.00", "23,800"),
        ("4813.93", "4,813.93"),
        ("0.5", "0.50"),
        ("-200", "-200"),
        ("10000000000000", "10,000,000,000,000"),
        ("9999999999.99", "9,999,999,999.99"),  # a float would lose the satang
    ],
)
def test_baht_has_two_decimals_only_where_there_are_satang(amount: str, shown: str) -> None:
    assert baht(Decimal(amount)) == shown


def test_days_are_in_the_buddhist_era_and_times_in_bangkok() -> None:
    assert day(date(2024, 3, 31)) == "31 มี.ค. 2567"
    assert day_and_time(datetime(2024, 12, 31, 17, 5, tzinfo=UTC)) == "1 ม.ค. 2568 00:05 น."


def test_a_round_is_named_as_people_name_it() -> None:
    assert round_name("2567-Q2") == "ไตรมาส 2 ปีงบประมาณ 2567"


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("สั้น", 4, "สั้น"),
        ("กกกกก", 4, "กกก…"),
        ("กก น้ำ", 5, "กก…"),  # น stands with its marks or not at all
        ("กกน้ำมัน", 6, "กกน้ำ…"),
        ("กก   กกก", 5, "กก…"),
    ],
)
def test_a_cut_never_parts_a_letter_from_its_marks(text: str, most: int, cut: str) -> None:
    assert clip(text, most) == cut
    assert len(clip(text, most)) <= most
