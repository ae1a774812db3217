"""What the clock will send, before it happens; reminding at once; the office's own templates."""

import io

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.document_templates import TemplateKind, templates_in_use
from reports.outputs.docx.template import built_in
from scheduler.clock import tick
from tests.scenario.console.conftest import EXECUTIVE, Desk, desk_of

TEMPLATES = "/console/documents/templates"


def test_the_next_days_are_shown_before_they_happen(planner: Desk) -> None:
    planner.town.registered("ก02")
    planner.look("/console/rounds/planned")
    assert "10 เม.ย. 2567" in planner.text
    assert "เตือนวันกำหนดส่ง" in planner.text
    assert "นาง ก02" in planner.text
    planner.look("/console/rounds").send("/console/rounds/pause", paused="1")
    assert "ไม่มีข้อความที่จะส่ง" in planner.look("/console/rounds/planned").text


def test_those_who_owe_a_report_are_reminded_at_once(planner: Desk) -> None:
    owner = planner.town.registered("ก02")
    planner.look("/console/rounds/planned").send("/console/rounds/planned")
    assert "จะเตือน" in planner.text
    with planner.town.office.database.read() as connection:
        entry = connection.execute(
            select(AuditEntry.channel).where(AuditEntry.action == "reminder.passed_on")
        ).scalar_one()
    assert entry == "console"
    office = planner.town.office
    assert tick(office, office.clock.now()).failed == ()
    assert owner.user_id


def test_an_executive_looks_and_reminds_nobody(planner: Desk) -> None:
    executive = desk_of(planner.town, EXECUTIVE).look("/console/rounds/planned")
    assert "ส่งเตือน" not in executive.page
    executive.look("/console/sessions")
    assert executive.send("/console/rounds/planned").status == 403
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
