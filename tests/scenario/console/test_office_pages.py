"""Rounds, disbursements, documents, trail and settings on the web."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers import deferred_work
from models.messages import Delivery, OutgoingMessage
from models.rounds import Round
from models.rules import DEFAULTS, NAMES, read_rules, written
from models.targets import read_targets
from scheduler.deferring import run_due
from tests.office_sample import SAMPLES, Town
from tests.scenario.console.conftest import (
    BASE,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    PLANNER,
    Desk,
    desk_of,
    hand_in,
)
from tests.scenario.console.typed_form import untouched

PAGES = (
    "overview",
    "projects",
    "plan",
    "people",
    "rounds",
    "disbursements",
    "tables",
    "documents",
    "documents/templates",
    "trail",
    "trail.csv",
    "settings",
    "sessions",
    "plan/sheets/โครงการ",
)


def dates_of(town: Town) -> tuple[object, ...]:
    with town.office.database.read() as connection:
        row = connection.execute(select(Round.due, Round.closed_at)).one()
    return tuple(row)


def test_a_round_is_opened_extended_and_closed(planner: Desk) -> None:
    planner.look("/console/rounds")
    planner.send("/console/rounds", year="2567", period="Q3", due="10/7/2567")
    assert "เปิดรอบ ไตรมาส 3 ปีงบประมาณ 2567 แล้ว" in planner.text
    planner.send("/console/rounds/2567-Q2/due", new_due="20 เม.ย. 67")
    assert "กำหนดส่ง 20 เม.ย. 2567" in planner.text
    planner.send("/console/rounds/2567-Q2/close", word="ปิด")
    assert planner.status == 422
    assert "พิมพ์ ปิดรอบ เพื่อยืนยัน" in planner.text
    planner.send("/console/rounds/2567-Q2/close", word="ปิดรอบ")
    assert "ปิดรอบแล้ว" in planner.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"year": "2567", "period": "Q2", "due": "10/4/2567"}, "เปิดอยู่แล้ว"),
        ({"year": "2570", "period": "Q2", "due": "10/4/2570"}, "ยังไม่มีแผนของปีงบประมาณ 2570"),
        ({"year": "ปีนี้", "period": "Q3", "due": "10/7/2567"}, "ปี พ.ศ. สี่หลัก"),
        ({"year": "2567", "period": "Q3", "due": "ปลายเดือน"}, 'value="ปลายเดือน"'),
        ({"year": "2567", "period": "Q3", "due": ""}, "กรุณากรอกช่องนี้"),
    ],
)
def test_what_is_wrong_with_a_round_is_said(
    planner: Desk, typed: dict[str, str], says: str
) -> None:
    planner.look("/console/rounds").send("/console/rounds", **typed)
    assert planner.status == 422
    assert says in planner.page


def test_messages_are_paused(planner: Desk) -> None:
    planner.look("/console/rounds").send("/console/rounds/pause", paused="1")
    assert "หยุดส่งข้อความเตือนและสรุปทั้งหมดอยู่" in planner.text
    with planner.town.office.database.read() as connection:
        assert read_rules(connection).paused
    planner.send("/console/rounds/pause", paused="0")
    with planner.town.office.database.read() as connection:
        assert not read_rules(connection).paused


def test_finance_uploads_figures_and_sees_the_gaps(sample: Town) -> None:
    hand_in(sample)
    finance = desk_of(sample, FINANCE)
    assert finance.at == "/console/disbursements"
    assert "440" in finance.text  # project 15: 5,600 spent, 5,160 disbursed
    book = load_workbook(SAMPLES / "samut_sakhon_2567_disbursements.xlsx")
    for row in book["เบิกจ่าย"].iter_rows(min_row=2):
        if str(row[0].value) == "15":
            row[2].value = 5600
    out = io.BytesIO()
    book.save(out)
    finance.send("/console/disbursements", file=(io.BytesIO(out.getvalue()), "เบิก.xlsx"))
    assert "แก้ 1 ยอดเบิกจ่าย" in finance.text
    digest = finance.page.split('name="digest" value="')[1].split('"')[0]
    finance.send("/console/disbursements/import", digest=digest)
    assert "บันทึกแล้ว: แก้ 1 ยอดเบิกจ่าย" in finance.text
    finance.send("/console/disbursements", file=(io.BytesIO(b"PK"), "ไม่ใช่.xlsx"))
    assert finance.status == 422
    assert "ไม่ใช่สมุดงาน Excel" in finance.text


def test_documents_are_made_aside_and_downloaded(planner: Desk) -> None:
    hand_in(planner.town)
    planner.look("/console/documents")
    planner.send("/console/documents", round="2567-Q2", kind="tables.xlsx")
    assert "รอคิว" in planner.text
    assert 'http-equiv="refresh"' in planner.page
    office = planner.town.office
    run_due(office, deferred_work.handlers(office))
    planner.look("/console/documents")
    assert "พร้อม" in planner.text
    assert 'http-equiv="refresh"' not in planner.page
    address = planner.page.split(f'href="{BASE}')[1].split('"')[0].replace("&amp;", "&")
    assert planner.client.get(address, base_url=BASE).status_code == 200
    assert planner.send("/console/documents", round="2567-Q2", kind="../x").status == 400


def test_the_trail_is_filtered_and_taken_home(planner: Desk) -> None:
    planner.look("/console/trail?who=ฉ01&action=console.signed_in")
    assert "เข้าแดชบอร์ด" in planner.text
    assert "ไม่พบรายการ" in planner.look("/console/trail?since=1/1/2560&until=2/1/2560").text
    planner.look("/console/trail?action=round.opened")
    assert "เปิดรอบ รอบ 2567-Q2" in planner.text
    assert "กำหนดส่ง: 2024-04-10" in planner.text
    planner.look("/console/trail?since=ไม่ใช่วัน&channel=x&page=x")
    assert planner.status == 200
    table = planner.client.get("/console/trail.csv?action=console.signed_in", base_url=BASE)
    lines = table.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines[0].startswith("เวลา,ใคร,ทาง")
    assert len(lines) == 2


def test_a_failed_message_is_sent_again(planner: Desk) -> None:
    with planner.town.office.database.write() as connection:
        connection.execute(
            OutgoingMessage.__table__.update().values(  # type: ignore[attr-defined]
                state=Delivery.FAILED, error="400 bad request", sent_at=None
            )
        )
        message = connection.scalar(select(OutgoingMessage.id).limit(1))
    planner.look("/console/trail")
    assert "400 bad request" in planner.text
    planner.send("/console/trail/messages", message=str(message))
    assert "ใส่คิวส่งใหม่แล้ว" in planner.text
    assert "ส่งใหม่ไม่ได้แล้ว" in planner.send("/console/trail/messages", message="0").text
    assert "ยังไม่สำเร็จ" in planner.send("/console/trail/events", event="nothing").text


def test_settings_are_changed_and_wrong_ones_said(planner: Desk) -> None:
    planner.look("/console/settings")
    fields = {name: written(DEFAULTS, name) for name in NAMES}
    fields |= {"remind_before": "5,2,0", "thai_digits": "yes", "greeting": "สวัสดีค่ะ <b>"}
    planner.send("/console/settings", **fields)
    assert "บันทึกแล้ว 3 รายการ" in planner.text
    assert "&lt;b&gt;" in planner.page
    with planner.town.office.database.read() as connection:
        rules = read_rules(connection)
    assert (rules.remind_before, rules.thai_digits) == ((5, 2, 0), True)
    planner.send("/console/settings", **(fields | {"remind_at": "25:00"}))
    assert planner.status == 422
    assert 'value="25:00"' in planner.page


def test_a_changed_greeting_is_what_a_new_follower_gets(planner: Desk) -> None:
    planner.look("/console/settings")
    fields = untouched(planner.page) | {"greeting": "สวัสดีค่ะ จากกลุ่มแผน <ต่อ 12>"}
    planner.send("/console/settings", **{name: fields[name] for name in NAMES})
    assert "บันทึกแล้ว 1 รายการ" in planner.text
    newcomer = planner.town.person("ก05")
    newcomer.follow()
    assert "สวัสดีค่ะ จากกลุ่มแผน <ต่อ 12>" in "\n".join(newcomer.last.texts)
    assert "ลงทะเบียน" in "\n".join(newcomer.last.texts)


def test_the_table_style_is_chosen_here_and_the_tables_follow(planner: Desk) -> None:
    planner.look("/console/settings")
    assert 'value="สมุทรสาคร" selected' in planner.page
    planner.send("/console/settings/style", table_style="นครปฐม")
    assert 'value="นครปฐม" selected' in planner.page
    assert 'value="levels"' in planner.look("/console/tables").page
    planner.look("/console/settings")
    planner.send("/console/settings/style", table_style="กรุงเทพ")
    assert planner.status == 422
    assert "เลือกอย่างใดอย่างหนึ่ง" in planner.text


def test_targets_and_closed_days(planner: Desk) -> None:
    planner.look("/console/settings")
    planner.send("/console/settings/targets", Q1="30", Q2="120")
    assert planner.status == 422
    assert "ร้อยละ 0 ถึง 100" in planner.text
    planner.send("/console/settings/targets", Q1="30", Q2="52.5", Q3="", Q4="100")
    with planner.town.office.database.read() as connection:
        assert len(read_targets(connection, 2567)) == 3
    planner.send("/console/settings/days", day="22/5/2567", name="วันหยุดพิเศษ")
    assert "วันหยุดพิเศษ" in planner.text
    planner.send("/console/settings/days", day="22/5/2567", name="อีกครั้ง")
    assert "เป็นวันหยุดอยู่แล้ว" in planner.text


ALLOWED = {
    PLANNER: {*PAGES, "rounds/planned"},
    EXECUTIVE: {
        "overview",
        "projects",
        "plan",
        "plan/sheets/โครงการ",
        "rounds",
        "disbursements",
        "tables",
        "documents",
        "documents/templates",
        "rounds/planned",
        "sessions",
    },
    DIRECTOR: {"overview", "projects", "tables", "sessions"},
    FINANCE: {"disbursements", "tables", "sessions"},
}
CHANGES = (
    "rounds",
    "rounds/missing",
    "rounds/pause",
    "rounds/2567-Q2/close",
    "rounds/2567-Q2/due",
    "settings",
    "settings/days",
    "settings/targets",
    "trail/events",
    "trail/messages",
    "people/invites",
    "plan",
    "plan/import",
)


@pytest.mark.parametrize("code", ALLOWED)
def test_each_page_as_each_role(sample: Town, code: str) -> None:
    desk = desk_of(sample, code)
    statuses = {page: desk.look(f"/console/{page}").status for page in (*PAGES, "rounds/planned")}
    assert {page for page, status in statuses.items() if status == 200} == ALLOWED[code]
    assert set(statuses.values()) <= {200, 403}
    if code == PLANNER:
        return
    desk.look("/console/sessions")
    for change in CHANGES:
        assert desk.send(f"/console/{change}").status == 403, change


def test_each_page_as_nobody(nobody: Desk) -> None:
    for page in PAGES:
        assert nobody.look(f"/console/{page}").status == 401, page
    for change in CHANGES:
        assert nobody.send(f"/console/{change}").status == 400, change  # no token at all
