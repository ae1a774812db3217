"""What an operator types about the clock: rounds, rules, closed days, a tick by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, update

import wsgi
from bot.clock import MovableClock
from bot.office import Office
from models.clock_turns import ClockTurn
from tests.office_sample import Town

Typed = Callable[[str], str]


@pytest.fixture
def typed(sample: Town) -> Typed:
    """Type a command; what it printed. Whatever fails fails in one line."""
    runner = wsgi.app_of(sample.office).test_cli_runner()

    def run(line: str) -> str:
        done = runner.invoke(args=line.split())
        assert done.exception is None or isinstance(done.exception, SystemExit)
        if done.exit_code:
            assert done.output.splitlines()[-1].startswith("Error: ")
        return str(done.output)

    return run


def test_a_round_is_extended_closed_and_late_reports_are_listed(
    typed: Typed, sample: Town, clock: MovableClock
) -> None:
    assert typed("round extend 2567-Q2 --due 19/4/2567").startswith("เลื่อนกำหนดส่งของรอบ 2567-Q2")
    assert "19 เม.ย. 2567" in typed("round list")
    assert "อยู่แล้ว" in typed("round extend 2567-Q2 --due 19/4/2567")
    assert typed("round late 2567-Q2") == "ไม่มีรายงานหลังปิดรอบ 2567-Q2\n"
    owner = sample.registered("ก02")
    clock.advance(timedelta(minutes=5))
    assert typed("round close 2567-Q2") == "ปิดรอบ 2567-Q2 แล้ว\n"
    clock.advance(timedelta(minutes=5))
    owner.say("รายงาน")
    owner.tap("รายงานโครงการนี้")
    for said in ("เสร็จแล้ว ใช้ไป 23,800", "ประชุมแล้ว", "ส่งเลย"):
        owner.say(said)
    owner.tap("ยืนยันส่ง")
    late = typed("round late 2567-Q2")
    assert late.startswith("2567-Q2-2-1  รายงานเมื่อ 3 เม.ย. 2567 09:10 น.  ใช้ไป 23,800")


def test_rules_are_shown_and_set(typed: Typed) -> None:
    assert "remind_at = 09:00  เวลาเตือนประจำวัน\n" in typed("rules list")
    assert typed("rules set remind_at 10:30") == "remind_at = 10:30\n"
    assert "remind_at = 10:30  เวลาเตือนประจำวัน  (สำนักงานกำหนดเอง)" in typed("rules list")
    assert typed("rules set remind_at 18:00").startswith("Error: remind_at")
    assert typed("rules target 2567 Q2 52%") == "เป้าหมายการเบิกจ่าย 2567: Q2 ร้อยละ 52.00\n"
    assert typed("rules target 2567 Q2 มาก").startswith("Error: เป้าหมาย")
    assert typed("rules target 2567 Q2 -") == "เป้าหมายการเบิกจ่าย 2567: ยังไม่ได้กำหนด\n"


def test_closed_days_are_listed_added_and_removed(typed: Typed) -> None:
    listed = typed("closed-days list")
    assert "15 เม.ย. 2567  จันทร์  วันสงกรานต์  [holidays " in listed
    assert "แรงงาน" not in listed
    assert "10 พ.ค. 2567  ศุกร์  วันพืชมงคล" in listed
    typed("closed-days remove 12/4/2567")
    typed("closed-days add 9/4/2567 น้ำท่วม")
    listed = typed("closed-days list --year 2567")
    assert "9 เม.ย. 2567  อังคาร  น้ำท่วม  [สำนักงาน]" in listed
    assert "12 เม.ย. 2567  ศุกร์  วันหยุดพิเศษ (เพิ่มเติม)  [สำนักงาน]  (สำนักงานเปิดทำการ)" in listed
    assert typed("closed-days add 9/4/2567 อีก").startswith("Error: วันนี้เป็นวันหยุดอยู่แล้ว")
    assert typed("closed-days add วันนี้ อีก").startswith("Error: DAY")


def test_a_tick_by_hand_opens_the_round_of_that_day(typed: Typed) -> None:
    typed("rules set opens_by_itself Q3")
    assert "rounds: opened=1" in typed("tick --at 2024-07-01T09:00")
    assert "rounds" not in typed("tick --at 2024-07-01T09:00:00+07:00")
    assert typed("round list").startswith("2567-Q3  ข้อมูล ณ 30 มิ.ย. 2567  กำหนดส่ง 10 ก.ค. 2567")
    assert typed("tick --at พรุ่งนี้").startswith("Error: --at")


def test_a_worker_beside_sqlite_is_refused(typed: Typed, sample: Town) -> None:
    if sample.office.database.is_sqlite:
        assert typed("worker").startswith("Error: `flask worker` needs PostgreSQL")


def test_readyz_tells_when_no_process_is_the_clock(sample: Town) -> None:
    page: FlaskClient = sample.app.test_client()
    now = datetime.now(UTC)
    assert page.get("/readyz").status_code == 200
    standing(sample.office, now + timedelta(seconds=30))
    assert page.get("/readyz").status_code == 200
    standing(sample.office, now - timedelta(minutes=5))
    answer = page.get("/readyz")
    assert (answer.status_code, "the clock stands still" in answer.text) == (503, True)


def standing(office: Office, until: datetime) -> None:
    with office.database.write() as connection:
        if not connection.execute(update(ClockTurn).values(lease_until=until)).rowcount:
            row = {"id": 1, "holder": "x", "since": until, "lease_until": until, "failed": []}
            connection.execute(insert(ClockTurn).values(row))
