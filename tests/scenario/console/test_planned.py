"""What the clock will send, before it happens; the office's own templates."""

import io
import re

import pytest

from models.document_templates import TemplateKind, templates_in_use
from models.quota import note_reading
from reports.outputs.docx.template import built_in
from tests.scenario.console.conftest import EXECUTIVE, Desk, Statements, desk_of

TEMPLATES = "/console/documents/templates"


def test_the_next_days_are_shown_before_they_happen(planner: Desk) -> None:
    planner.town.registered("ก02")
    planner.look("/console/rounds/planned")
    assert "10 เม.ย. 2567" in planner.text
    assert "เตือนวันกำหนดส่ง" in planner.text
    assert "นาง ก02" in planner.text
    rows = re.findall(r"นาง ก02</th><td>([^<]+)", planner.page)
    assert [one for one in rows if "แจ้งเปิดรอบ" in one] == rows[:1]  # told once, known the next day
    assert len([one for one in rows if "เตือนวันกำหนดส่ง" in one]) == 1
    planner.look("/console/rounds").send("/console/rounds/pause", paused="1")
    assert "ไม่มีข้อความที่จะส่ง" in planner.look("/console/rounds/planned").text


def test_an_executive_looks_and_changes_nothing(planner: Desk) -> None:
    executive = desk_of(planner.town, EXECUTIVE).look("/console/rounds/planned")
    assert "เตือนเดี๋ยวนี้" not in executive.page
    executive.look("/console/sessions")
    assert executive.send(TEMPLATES, kind="memo", built_in="1").status == 403


def test_the_office_brings_its_own_template_and_goes_back(planner: Desk) -> None:
    planner.look(TEMPLATES)
    content = built_in(TemplateKind.MEMO)
    planner.send(TEMPLATES, kind="memo", file=(io.BytesIO(content), "บันทึก.docx"))
    assert "ใช้แม่แบบใหม่ของบันทึกข้อความแล้ว" in planner.text
    with planner.town.office.database.read() as connection:
        assert list(templates_in_use(connection)) == [TemplateKind.MEMO]
    planner.send(TEMPLATES, kind="memo", built_in="1")
    with planner.town.office.database.read() as connection:
        assert not templates_in_use(connection)


@pytest.mark.parametrize(
    ("content", "says"), [(b"PK\x03\x04", "ไม่ใช่เอกสาร Word"), (b"", "ไม่ใช่เอกสาร Word")]
)
def test_what_is_no_template_is_refused_with_a_sentence(
    planner: Desk, content: bytes, says: str
) -> None:
    planner.look(TEMPLATES).send(TEMPLATES, kind="report", file=(io.BytesIO(content), "แม่แบบ.docx"))
    assert planner.status == 422
    assert says in planner.text


def test_summaries_and_requests_to_certify_are_foreseen_too(planner: Desk) -> None:
    town = planner.town
    town.registered("ช01")
    town.registered("ก06")
    owner = town.registered("ก02")
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    page = planner.look("/console/rounds/planned").page
    days = dict(re.findall(r"<h2 id=\"d\d+\">([^:<]+):.*?</h2>(.*?)</section>", page, re.S))
    due_day = days["10 เม.ย. 2567"]
    assert re.search(r"ช01</th><td>สรุปเบื้องต้นวันครบกำหนด", due_day)
    assert re.search(r"ก06</th><td>สรุปเบื้องต้นวันครบกำหนด", due_day)
    asked = [day for day, said in days.items() if "ขอให้รับรองรายงาน" in said]
    assert 1 <= len(asked) <= 3


def test_the_page_costs_a_fixed_number_of_statements(planner: Desk, statements: Statements) -> None:
    costs = []
    for code in ("ก02", "ก06"):
        planner.town.registered(code)
        planner.look("/console/rounds/planned")
        with statements:
            planner.look("/console/rounds/planned")
        costs.append(statements.counted)
    assert costs[0] == costs[1]


def test_a_warning_about_the_quota_is_foreseen(planner: Desk) -> None:
    office = planner.town.office
    planner.town.registered("ก02")
    with office.database.write() as connection:
        note_reading(connection, allowed=3, used=1, expected=0, now=office.clock.now())
    assert "แจ้งโควตาใกล้หมด" in planner.look("/console/rounds/planned").text
    with office.database.write() as connection:
        note_reading(connection, allowed=3000, used=1, expected=0, now=office.clock.now())
    assert "แจ้งโควตาใกล้หมด" not in planner.look("/console/rounds/planned").text
