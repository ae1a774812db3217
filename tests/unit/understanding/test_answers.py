"""Answers to one question, project ranking, and the request of the command."""

from datetime import date
from decimal import Decimal

import pytest

from bot.understanding import (
    BadRequestError,
    answer,
    parse_request,
    rank_projects,
    read_amount,
    read_date,
    read_percent,
    read_status,
)
from tests.unit.understanding.sample import own

TODAY = date(2024, 4, 18)

AMOUNTS = [
    ("23,800", "23800"),
    ("๒๓,๘๐๐ บาท", "23800"),
    ("-", "0"),
    ("0", "0"),
    ("ไม่ได้ใช้", "0"),
    ("ยังค่ะ", "0"),
    ("หมื่นนึง", "10000"),  # one ten-thousand
    ("สองแสนห้า", "250000"),
    ("ห้าพันหกร้อยบาทห้าสิบสตางค์", "5600.50"),
    ("สามแสนยี่สิบเอ็ดพัน", "321000"),  # the accountant's way
    ("2 แสน 5 หมื่น", "250000"),
    ("1 ล้าน 2", "1200000"),
    ("15 ,000", "15000"),
    ("สิบแปดล้านห้าร้อยเอ็ดบาท", "18000501"),
]


@pytest.mark.parametrize(("text", "baht"), AMOUNTS)
def test_an_amount_is_read(text: str, baht: str) -> None:
    assert read_amount(text).value == Decimal(baht)


DOUBTFUL = [
    ("เจ็ดพันกว่า", "estimate", "7000"),
    ("ประมาณ 5,000", "estimate", "5000"),
    ("5-6 พัน", "estimate", "6000"),
    ("1.200", "slip", "1200"),
    ("12,5000", "slip", "125000"),
    ("5555", "slip", "5555"),  # laughing, or a sum?
    ("เพิ่มอีก 2,000", "increment", None),
]


@pytest.mark.parametrize(("text", "why", "guess"), DOUBTFUL)
def test_a_doubtful_amount_says_why(text: str, why: str, guess: str | None) -> None:
    read = read_amount(text)
    assert read.value is None
    assert read.why == why
    assert read.guess == (None if guess is None else Decimal(guess))


@pytest.mark.parametrize(
    ("text", "percent"),
    [("60", 60), ("ร้อยละหกสิบ", 60), ("แปดสิบเปอร์เซ็นต์", 80), ("ครึ่งทาง", 50), ("120%", None)],
)
def test_a_percentage_is_read(text: str, percent: int | None) -> None:
    assert read_percent(text) == percent


def test_a_status_is_read() -> None:
    yes, no = read_status("เสร็จแล้วค่ะ"), read_status("ยังไม่แน่ใจ")
    assert yes is not None
    assert yes.value == "completed"
    assert no is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("เมื่อวาน", date(2024, 4, 17)),
        ("23 ,25-26,29 มกราคม 2567", date(2024, 1, 29)),  # the last of several
        ("ต.ค.64-ก.ย.65", date(2022, 9, 30)),
        ("สิ้นไตรมาส 2", date(2024, 3, 31)),
        ("31/2/67", None),  # no such day
        ("สวัสดี", None),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


RANKED = [
    ("บ้านวิทย์", "4 12", ["12"]),
    ("บ้านวิทย์", "6 12", ["6", "12"]),  # level: both are offered
    ("RT", "4 5 11", ["4", "11"]),
    ("onet", "4 5 11", ["5"]),
    ("โอเน็ต", "4 5 11", ["5"]),
    ("กตปน", "5 8", ["8"]),
    ("16", "15 16", ["16"]),  # a code, as an answer
]


@pytest.mark.parametrize(("text", "codes", "expected"), RANKED)
def test_projects_are_ranked(text: str, codes: str, expected: list[str]) -> None:
    ranked = rank_projects(text, own(*codes.split()))
    top = [one.code for one in ranked if one.score >= 0.9 * ranked[0].score]
    assert sorted(top) == sorted(expected)


@pytest.mark.parametrize("text", ["เสร็จแล้วค่ะ", "ใช้ไป 5,600 บาท", "การศึกษา", "โครงการพัฒนา", ""])
def test_words_of_any_report_name_no_project(text: str) -> None:
    ranked = rank_projects(text, own("2", "7", "15", "23"))
    assert not ranked or ranked[0].score < 60


def test_one_line_in_one_answer_out() -> None:
    line = {
        "text": "ใช้ไป 5,600 เหลือ 400",
        "today": "2024-04-18",
        "projects": [{"code": "15", "name": "รางวัลพระราชทาน", "allocated_baht": 6000}],
    }
    assert answer(line) == {"intent": "report", "spent_baht": 5600, "remaining_baht": 400}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ([], "line"),
        ({"today": "2024-04-18"}, "text"),
        ({"text": "ก", "today": "18/4/2567"}, "today"),
        ({"text": "ก", "today": "2024-04-18", "projects": {}}, "projects"),
        ({"text": "ก", "today": "2024-04-18", "projects": [{"code": "1"}]}, "projects[0].name"),
        (
            {
                "text": "ก",
                "today": "2024-04-18",
                "projects": [{"code": "1", "name": "ก", "allocated_baht": "ก"}],
            },
            "projects[0].allocated_baht",
        ),
        ({"text": "ก", "today": "2024-04-18", "current": 5}, "current"),
    ],
)
def test_a_malformed_line_is_refused_by_the_name_of_its_key(line: object, key: str) -> None:
    with pytest.raises(
        BadRequestError, match=key.replace("[", r"\[").replace("]", r"\]")
    ) as raised:
        parse_request(line)
    assert raised.value.key == key
