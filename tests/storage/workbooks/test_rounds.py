"""The planner opens, lists and closes reporting rounds."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.office import Office
from models.audit import AuditEntry, Channel
from models.rounds import Round
from tests.storage.workbooks.conftest import SAMPLES, Flask


@pytest.fixture(autouse=True)
def planned(flask: Flask) -> None:
    """The office has the plan of 2567."""
    assert flask("plan", "import", SAMPLES / "samut_sakhon_2567_plan.xlsx").exit_code == 0


def rounds(office: Office) -> list[tuple[Any, ...]]:
    query = select(Round.code, Round.as_of, Round.due, Round.opened_at, Round.closed_at)
    with office.database.read() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(Round.id))]


def trail(office: Office) -> list[tuple[Any, ...]]:
    query = select(AuditEntry.action, AuditEntry.subject_id, AuditEntry.channel)
    about = query.where(AuditEntry.subject == "round").order_by(AuditEntry.id)
    with office.database.read() as connection:
        return [tuple(row) for row in connection.execute(about)]


MARCH, DUE = date(2024, 3, 31), date(2024, 4, 10)


@pytest.mark.parametrize(
    "dates",
    [
        ("--as-of", "31/3/2567", "--due", "10/4/2567"),
        ("--as-of", "31/3/67", "--due", "10/4/67"),
        ("--as-of", "31 มี.ค. 2567", "--due", "10 เมษายน 2567"),
        ("--due", "๑๐/๔/๒๕๖๗"),  # the cut-off is the period's last day
    ],
)
def test_opening_a_round(flask: Flask, office: Office, dates: tuple[str, ...]) -> None:
    result = flask("round", "open", "2567-Q2", *dates)
    assert (result.exit_code, result.output) == (
        0,
        "เปิดรอบ 2567-Q2 แล้ว: ข้อมูล ณ 31 มี.ค. 2567 กำหนดส่ง 10 เม.ย. 2567\n",
    )
    assert rounds(office) == [("2567-Q2", MARCH, DUE, office.clock.now(), None)]
    assert trail(office) == [("round.opened", "2567-Q2", Channel.COMMAND)]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("2567-Q2", "--due", "10/4/2567"), "รอบ 2567-Q2 เปิดอยู่แล้ว"),
        (("2567-q2", "--due", "10/4/2567"), "รอบ 2567-Q2 เปิดอยู่แล้ว"),
        (("2568-Q1", "--due", "10/1/2568"), "ยังไม่มีแผนของปีงบประมาณ 2568"),
        (("2567-Q5", "--due", "10/4/2567"), "2567-Q2"),
        (("ไตรมาส 2", "--due", "10/4/2567"), "2567-Q2"),
        (("2567-Q3", "--due", "10/4/2567"), "กำหนดส่งต้องไม่ก่อนวันตัดยอด"),
        (("2567-Q3", "--due", "10/7/2568"), "ไม่เกิน 180 วัน"),
        (("2567-Q3", "--due", "เร็วๆ นี้"), '--due "เร็วๆ นี้": ต้องเป็นวันที่'),
        (("2567-Q3", "--as-of", "6/31/2567", "--due", "10/7/2567"), '--as-of "6/31/2567"'),
        (
            ("2567-Q3", "--as-of", "30/6/2566", "--due", "10/7/2566"),
            "วันตัดยอดต้องอยู่ในปีงบประมาณ 2567",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_one_clear_line(
    flask: Flask, office: Office, words: tuple[str, ...], line: str
) -> None:
    flask("round", "open", "2567-Q2", "--due", "10/4/2567")
    before = rounds(office), trail(office)
    result = flask("round", "open", *words)
    assert result.exit_code == 1
    assert line in result.output
    assert result.output.startswith("Error: ")
    assert result.output.count("\n") == 1
    assert (rounds(office), trail(office)) == before


def test_the_due_date_must_be_given(flask: Flask) -> None:
    result = flask("round", "open", "2567-Q2")
    assert result.exit_code == 2
    assert "--due" in result.output


def test_a_due_date_that_has_passed_is_remarked(flask: Flask) -> None:
    result = flask("round", "open", "2567-Q1", "--due", "10/1/2567")
    assert result.exit_code == 0
    assert "ข้อสังเกต: กำหนดส่งผ่านไปแล้ว" in result.output


def test_closing_a_round_once(flask: Flask, office: Office) -> None:
    flask("round", "open", "2567-Q2", "--due", "10/4/2567")
    assert flask("round", "close", "2567-Q2").output == "ปิดรอบ 2567-Q2 แล้ว\n"
    assert rounds(office)[0][4] == office.clock.now()
    again = flask("round", "close", "2567-Q2")
    assert (again.exit_code, again.output) == (1, "Error: รอบ 2567-Q2 ปิดไปแล้ว\n")
    opened = flask("round", "open", "2567-Q2", "--due", "10/4/2567")
    assert (opened.exit_code, opened.output) == (1, "Error: รอบ 2567-Q2 ปิดไปแล้ว\n")
    assert [row[0] for row in trail(office)] == ["round.opened", "round.closed"]


def test_closing_a_round_that_never_was(flask: Flask) -> None:
    result = flask("round", "close", "2567-Q2")
    assert (result.exit_code, result.output) == (
        1,
        "Error: ไม่มีรอบ 2567-Q2\n",
    )


def test_the_list_shows_the_newest_first(flask: Flask) -> None:
    assert flask("round", "list").output == "ยังไม่มีรอบรายงาน\n"
    flask("round", "open", "2567-Q1", "--due", "10/1/2567")
    flask("round", "close", "2567-Q1")
    flask("round", "open", "2567-Q2", "--due", "10/4/2567")
    assert flask("round", "list").output.splitlines() == [
        "2567-Q2  ข้อมูล ณ 31 มี.ค. 2567  กำหนดส่ง 10 เม.ย. 2567  เปิดอยู่",
        "2567-Q1  ข้อมูล ณ 31 ธ.ค. 2566  กำหนดส่ง 10 ม.ค. 2567  ปิดแล้ว",
    ]
