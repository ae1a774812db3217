"""A project's level judged by hand on its page: with a reason, taken back, final once closed."""

import pytest
from sqlalchemy import select

from models.audit import AuditEntry, Channel
from models.level_overrides import LevelOverride
from reports.closing import close_round
from tests.office_sample import ROUND, Town
from tests.scenario.console.conftest import DIRECTOR, EXECUTIVE, PLANNER, Desk, desk_of
from tests.scenario.console.test_projects import project_id


@pytest.fixture
def judging(planner: Desk) -> Desk:
    """An office whose tables know levels."""
    planner.look("/console/settings")
    planner.send("/console/settings/style", table_style="นครปฐม")
    return planner


def pages(town: Town, code: str = "2") -> tuple[str, str]:
    at = f"/console/projects/{project_id(town, code)}"
    return at, f"{at}/level"


def test_a_level_is_judged_with_a_reason_and_taken_back(judging: Desk) -> None:
    at, level = pages(judging.town)
    assert "ยังไม่ดำเนินการ ตามกิจกรรมที่รายงาน" in judging.look(at).text
    judging.look(level)
    judging.send(level, level="บางส่วน", reason="")
    assert judging.status == 422
    assert "กรุณากรอกช่องนี้" in judging.text
    assert 'value="บางส่วน" selected' in judging.page
    judging.send(level, level="บางส่วน", reason="ดูจากเอกสาร <i>")
    assert judging.at == at
    assert "บางส่วน กลุ่มแผนพิจารณา" in judging.text
    assert "พิจารณาระดับ โดย นางสาว ฉ01 ทางแดชบอร์ด: ดูจากเอกสาร &lt;i&gt;" in judging.page
    judging.look(level)
    judging.send(level, do="withdraw", reason="ดูผิดโครงการ")
    assert "ยังไม่ดำเนินการ ตามกิจกรรมที่รายงาน" in judging.text
    with judging.town.office.database.read() as connection:
        trail = connection.execute(
            select(AuditEntry.action, AuditEntry.channel, AuditEntry.reason)
            .where(AuditEntry.action.like("level.%"))
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(one) for one in trail] == [
        ("level.judged", Channel.CONSOLE, "ดูจากเอกสาร <i>"),
        ("level.withdrawn", Channel.CONSOLE, "ดูผิดโครงการ"),
    ]


@pytest.mark.parametrize("role", [DIRECTOR, EXECUTIVE])
def test_only_the_planning_group_may(role: str, judging: Desk) -> None:
    _, level = pages(judging.town)
    other = desk_of(judging.town, role)
    assert other.look(level).status == 403
    other.look("/console/sessions")
    assert other.send(level, level="บางส่วน", reason="x").status == 403
    assert desk_of(judging.town, PLANNER).look(level).status == 200


def test_a_closed_rounds_level_is_final_and_the_page_says_so(judging: Desk) -> None:
    town = judging.town
    at, level = pages(town)
    judging.look(level)
    judging.send(level, level="สำเร็จแล้ว", reason="ดูจากเอกสาร")
    with town.office.database.write() as connection:
        close_round(connection, ROUND, at=town.office.clock.now(), channel=Channel.CONSOLE)
    assert "สำเร็จแล้ว กลุ่มแผนพิจารณา" in judging.look(at).text
    assert "รอบปิดแล้ว เปลี่ยนไม่ได้" in judging.text
    assert "ตารางของรอบเก็บไว้ตามที่เป็นอยู่ตอนปิด" in judging.look(level).text
    judging.look("/console/sessions")
    judging.send(level, level="บางส่วน", reason="x")
    assert judging.status == 422
    with town.office.database.read() as connection:
        assert connection.scalars(select(LevelOverride.level)).all() == ["สำเร็จแล้ว"]


def test_an_office_whose_tables_know_no_levels_has_no_such_form(planner: Desk) -> None:
    at, level = pages(planner.town)
    assert "ระดับการดำเนินการ" not in planner.look(at).text
    assert planner.look(level).status == 404
