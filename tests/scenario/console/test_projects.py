"""The list of projects and one project: filters, versions side by side, corrections."""

import re

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.plan import Project
from models.progress import Report
from tests.office_sample import Town
from tests.scenario.console.conftest import (
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    PLANNER,
    Desk,
    desk_of,
    hand_in,
)


@pytest.fixture
def reported(planner: Desk) -> Desk:
    hand_in(planner.town)
    return planner


def found(desk: Desk, asked: str) -> int:
    match = re.search(r"พบ ([\d,]+) โครงการ", desk.look(f"/console/projects?{asked}").text)
    assert match, desk.text
    return int(match.group(1).replace(",", ""))


def project_id(town: Town, code: str) -> int:
    with town.office.database.read() as connection:
        return int(connection.scalar(select(Project.id).where(Project.code == code)) or 0)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 26),
        ("group=กนต.", 13),
        ("status=completed", 5),
        ("reported=any", 17),
        ("reported=none", 9),
        ("reported=none&group=กนต.", 7),
        ("finding=not_reported", 9),
        ("q=O-NET", 1),
        ("q=%25", 0),  # a percent sign is a letter, not "anything"
        ("owner=ก02", 2),
        ("status=nonsense", 0),
        ("page=99", 26),
        ("strategy=x&sort=x&page=x", 26),
    ],
)
def test_filters_stand_in_the_address(reported: Desk, asked: str, number: int) -> None:
    assert found(reported, asked) == number


def test_the_list_can_be_sorted_by_money(reported: Desk) -> None:
    reported.look("/console/projects?sort=spent&down=1")
    sums = re.findall(r'data-label="ใช้ไป">([\d,]+)', reported.page)
    amounts = [int(one.replace(",", "")) for one in sums]
    assert amounts == sorted(amounts, reverse=True)
    assert len(amounts) == 16  # one reported project needs no money


def test_a_correction_is_a_new_version_beside_the_old_one(reported: Desk) -> None:
    at = f"/console/projects/{project_id(reported.town, '15')}"
    reported.look(f"{at}/report")
    fields = {"version": "1", "status": "completed", "spent": "๕,๘๐๐.50", "problems": ""}
    reported.send(f"{at}/report", **fields, reason="โทรแจ้งยอดใหม่ <b>ด่วน</b>")
    assert reported.at == at
    assert "บันทึกฉบับที่ 2 แล้ว เลขรับ 2567-Q2-15-2" in reported.text
    assert "5,800.50" in reported.text
    assert "<b>ด่วน</b>" not in reported.page
    assert "&lt;b&gt;ด่วน" in reported.page
    with reported.town.office.database.read() as connection:
        entry = connection.execute(
            select(AuditEntry.action, AuditEntry.channel, AuditEntry.reason)
            .order_by(AuditEntry.id.desc())
            .limit(1)
        ).one()
    assert tuple(entry) == ("correct_report", "console", "โทรแจ้งยอดใหม่ <b>ด่วน</b>")


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_is_kept(reported: Desk) -> None:
    at = f"/console/projects/{project_id(reported.town, '15')}/report"
    reported.look(at)
    reported.send(at, version="1", status="completed", spent="สี่หมื่น", balance_date="32/1/2567")
    assert reported.status == 422
    assert 'value="สี่หมื่น"' in reported.page
    assert "จำนวนเงินเป็นบาท" in reported.text
    assert "กรุณากรอกช่องนี้" in reported.text  # the reason
    with reported.town.office.database.read() as connection:
        assert connection.scalar(select(Report.id).where(Report.version == 2)) is None


def test_somebody_else_was_faster(reported: Desk) -> None:
    at = f"/console/projects/{project_id(reported.town, '15')}/report"
    reported.look(at)
    fields = {"version": "1", "status": "completed", "spent": "5700", "reason": "แก้"}
    reported.send(at, **fields)
    reported.look(at)
    assert reported.send(at, **fields).status == 422
    assert "มีผู้ส่งฉบับใหม่" in reported.text


def test_reporting_for_an_owner_who_phoned(planner: Desk) -> None:
    town = planner.town
    at = f"/console/projects/{project_id(town, '2')}/report"
    planner.look(at)
    owner = re.search(r'<option value="(\d+)"[^>]*>นาง ก02', planner.page)
    assert owner
    planner.send(
        at, version="0", owner=owner[1], status="in_progress", spent="12,000", reason="โทรแจ้ง"
    )
    assert "เลขรับ 2567-Q2-2-1" in planner.text
    assert "แทน นาง ก02" in planner.text


def test_each_role_at_a_project(sample: Town) -> None:
    hand_in(sample)
    mine, other = project_id(sample, "5"), project_id(sample, "20")
    director = desk_of(sample, DIRECTOR)
    statuses = {
        code: [
            director.look(f"/console/projects/{code}").status,
            director.look(f"/console/projects/{code}/report").status,
        ]
        for code in (mine, other)
    }
    assert sorted(statuses[mine] + statuses[other]) == [200, 403, 403, 403]
    executive = desk_of(sample, EXECUTIVE)
    assert executive.look(f"/console/projects/{mine}").status == 200
    assert "แก้ไขรายงาน</a>" not in executive.page
    assert executive.send(f"/console/projects/{mine}/report", status="completed").status == 403
    finance = desk_of(sample, FINANCE)
    assert finance.look(f"/console/projects/{mine}").status == 403
    nobody = Desk(sample, sample.app.test_client())
    assert nobody.look(f"/console/projects/{mine}").status == 401
    with sample.office.database.read() as connection:
        refused = connection.scalars(
            select(AuditEntry.subject).where(AuditEntry.action == "refused")
        ).all()
    assert "correct" in refused


def test_an_unknown_project_is_refused(planner: Desk) -> None:
    assert planner.look("/console/projects/999999").status == 403
    assert desk_of(planner.town, PLANNER).look("/console/projects/1x").status == 404
