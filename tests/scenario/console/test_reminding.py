"""Who has not reported, and reminding them from the console: some, all, one; once a day each."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from models.audit import AuditEntry
from tests.office_sample import Town
from tests.scenario.console.conftest import DIRECTOR, EXECUTIVE, Desk, Statements, desk_of, hand_in
from tests.scenario.console.test_projects import project_id

PAGE = "/console/rounds/missing"


@pytest.fixture
def at_work(planner: Desk, clock: MovableClock) -> Desk:
    """Two owners are in LINE, and have been quiet for a while; today's reminders went out."""
    for code in ("ก02", "ก03"):
        planner.town.registered(code)
    clock.advance(timedelta(minutes=30))
    planner.town.tick()  # that the round is open
    clock.advance(timedelta(days=2))
    return desk_of(planner.town, "ฉ01") if planner.look(PAGE).status == 401 else planner


def box(desk: Desk, name: str) -> str:
    found = re.search(rf'value="(\d+)" aria-label="เตือน {name}"', desk.page)
    assert found, desk.text
    return found[1]


def reminders(town: Town, code: str) -> int:
    """Reminders somebody got in somebody's name."""
    return sum("ฝากเตือน" in str(one.body) for one in town.person(code).chat.from_bot)


def test_some_are_chosen_and_each_hears_once(at_work: Desk, clock: MovableClock) -> None:
    town = at_work.town
    at_work.look(PAGE)
    assert "เตือนทั้งหมดในรายการ (2 ข้อความ)" in at_work.text
    assert "เตือนใน LINE ไม่ได้" in at_work.text
    at_work.send(PAGE, people=[box(at_work, "นาง ก02")])
    assert "จะเตือน 1 คนในนาทีถัดไป" in at_work.text
    assert "ฝากเตือนไว้แล้ว" in at_work.text
    for _ in range(2):
        clock.advance(timedelta(minutes=1))
        town.tick()
    assert (reminders(town, "ก02"), reminders(town, "ก03")) == (1, 0)
    assert "วันนี้เตือนแล้ว" in at_work.look(PAGE).text
    at_work.send(PAGE, people=[box(at_work, "นาง ก02")])
    assert "1 คนได้รับข้อความวันนี้แล้ว จะเตือนวันที่ 9 เม.ย. 2567" in at_work.text
    town.tick()
    assert reminders(town, "ก02") == 1
    with town.office.database.read() as connection:
        trail = connection.execute(
            select(AuditEntry.channel, AuditEntry.after)
            .where(AuditEntry.action == "reminder.passed_on")
            .order_by(AuditEntry.id)
        ).all()
    assert [one.channel for one in trail] == ["console", "console"]
    assert len(trail[0].after["people"]) == 1


def test_the_chat_and_the_console_are_one_way(at_work: Desk) -> None:
    """Asked in both, one message comes."""
    town = at_work.town
    at_work.look(PAGE)
    at_work.send(PAGE, do="all")
    planner = town.person("ฉ01")
    planner.say("เตือนทุกคน")
    assert "ฝากเตือนไว้แล้ว" in str(planner.last.body)
    planner.tap("ยืนยันเตือนผู้ที่ยังไม่รายงาน")
    town.tick()
    assert (reminders(town, "ก02"), reminders(town, "ก03")) == (1, 1)


def test_nobody_chosen_is_said_and_a_closed_mouth_stays_closed(at_work: Desk) -> None:
    at_work.look(PAGE)
    assert at_work.send(PAGE).status == 422
    assert "เลือกอย่างน้อยหนึ่งคน" in at_work.text
    unreachable = "นาง ข02"
    assert unreachable in at_work.text
    assert f'aria-label="เตือน {unreachable}"' not in at_work.page
    at_work.send(PAGE, people="999999")
    assert "ไม่มีใครใหม่ให้เตือน" in at_work.text


def test_a_project_and_a_person_lead_here_with_their_owners_chosen(at_work: Desk) -> None:
    at = f"/console/projects/{project_id(at_work.town, '2')}"
    address = f"{PAGE}?project={project_id(at_work.town, '2')}"
    assert f'href="{address}"' in at_work.look(at).page
    at_work.look(address)
    assert re.findall(r'aria-label="เตือน ([^"]+)" checked', at_work.page) == ["นาง ก02"]
    at_work.send(address, people=[box(at_work, "นาง ก02")])
    assert "จะเตือน 1 คน" in at_work.text
    at_work.look("/console/people")
    assert f"{PAGE}?person=%E0%B8%8103" in at_work.page
    at_work.look(f"{PAGE}?person=ก03")
    assert re.findall(r'aria-label="เตือน ([^"]+)" checked', at_work.page) == ["นางสาว ก03"]
    assert "นาง ก02" not in at_work.text
    for odd in ("?project=x", "?person=zz", "?group=zz"):
        assert "ไม่มีใครต้องเตือน" in at_work.look(f"{PAGE}{odd}").text


@pytest.mark.parametrize("role", [DIRECTOR, EXECUTIVE])
def test_only_the_planning_group_reminds_from_here(role: str, planner: Desk) -> None:
    other = desk_of(planner.town, role)
    assert other.look(PAGE).status == 403
    other.look("/console/sessions")
    assert other.send(PAGE, do="all").status == 403


def test_the_list_costs_a_fixed_number_of_statements(planner: Desk, statements: Statements) -> None:
    costs = []
    for _ in range(2):
        planner.look(PAGE)
        with statements:
            planner.look(PAGE)
        costs.append(statements.counted)
        hand_in(planner.town) if len(costs) == 1 else None
    assert costs[0] == costs[1]
    assert costs[0] <= 18
