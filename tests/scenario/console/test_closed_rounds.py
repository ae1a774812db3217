"""A closed round's list, projects and gaps stay as they were; what came later is marked as such."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import update

from models.plan import Allocation, Project
from models.progress import WorkStatus
from tests.office_sample import Town
from tests.scenario.console.conftest import FINANCE, Desk, desk_of, hand_in
from tests.scenario.console.test_projects import project_id

ROUND = "2567-Q2"
LISTS = (
    "projects",
    "projects?sort=spent&down=1",
    "projects?sort=allocated",
    "projects?status=completed",
    "projects?status=in_progress",
    "projects?reported=none",
    "projects?finding=spent_not_disbursed",
    "projects?q=O-NET",
    "disbursements",
)


@pytest.fixture
def closed(planner: Desk) -> Desk:
    """The round is closed; then a report is corrected, another comes late, the plan changes."""
    hand_in(planner.town)
    planner.look("/console/rounds").send(f"/console/rounds/{ROUND}/close", word="ปิดรอบ")
    return planner


def change_everything(planner: Desk) -> None:
    town = planner.town
    at = f"/console/projects/{project_id(town, '15')}/report?round={ROUND}"
    planner.look(at)
    planner.send(at, version="1", status="completed", spent="1", reason="ยอดใหม่")
    assert "บันทึกฉบับที่ 2 แล้ว" in planner.text
    at = f"/console/projects/{project_id(town, '5')}/report?round={ROUND}"
    owner = re.search(r'name="owner".*?<option value="(\d+)"', planner.look(at).page, re.DOTALL)
    assert owner
    planner.send(at, version="0", owner=owner[1], status="completed", spent="9", reason="โทรแจ้ง")
    assert "เลขรับ 2567-Q2-5-1" in planner.text
    with town.office.database.write() as connection:
        connection.execute(
            update(Allocation).where(Allocation.amount.is_not(None)).values(amount=Decimal(7))
        )
        connection.execute(update(Project).where(Project.code == "8").values(name="ชื่อใหม่"))


def lines_of(desk: Desk, page: str) -> list[str]:
    """The list in sight without its marks of later versions, and how many there are."""
    mark = "&" if "?" in page else "?"
    desk.look(f"/console/{page}{mark}round={ROUND}")
    body = desk.page.split("<tbody>")[1].split("</tbody>")[0]
    body = re.sub(r' <span class="tag late">มีฉบับที่ \d หลังปิดรอบ</span>', "", body)
    return re.findall(r'role="status">[^<]*', desk.page) + body.split("</tr>")


def test_the_lists_stay_as_they_were(closed: Desk) -> None:
    before = {page: lines_of(closed, page) for page in LISTS}
    change_everything(closed)
    assert {page: lines_of(closed, page) for page in LISTS} == before
    closed.look(f"/console/projects?round={ROUND}")
    assert "ตัวเลขตามที่เก็บไว้เมื่อปิดรอบ" in closed.text
    assert closed.page.count("มีฉบับที่ 2 หลังปิดรอบ") == 1
    assert closed.page.count("มีฉบับที่ 1 หลังปิดรอบ") == 1
    finance = desk_of(closed.town, FINANCE)
    assert lines_of(finance, "disbursements") == before["disbursements"]


def figures_of(desk: Desk, code: str) -> str:
    """The figures at the top of a project's page."""
    desk.look(f"/console/projects/{project_id(desk.town, code)}?round={ROUND}")
    return re.sub(r"<[^>]*>", " ", desk.page.split('<dl class="figures">')[1].split("</dl>")[0])


def test_a_project_shows_all_versions_and_which_one_counts(closed: Desk) -> None:
    before = {code: figures_of(closed, code) for code in ("15", "5", "8")}
    change_everything(closed)
    assert {code: figures_of(closed, code) for code in before} == before
    name = "ชื่อใหม่"
    assert name not in closed.page.split("<h1>")[1].split("</h1>")[0]
    figures_of(closed, "15")
    heads = re.findall(r'<th scope="col">(ฉบับที่.*?)</th>', closed.page)
    marks = [re.sub(r"<[^>]*>", "", one) for one in heads]
    assert marks[0] == "ฉบับที่ 1 นับในตาราง"
    assert marks[1].startswith("ฉบับที่ 2")
    assert marks[1].endswith("หลังปิดรอบ")
    assert "ไม่นับในตารางของรอบนี้" in closed.text
    figures_of(closed, "5")
    assert "หลังปิดรอบ" in closed.text
    assert "นับในตาราง</span>" not in closed.page


def test_a_project_that_came_later_is_in_no_table(closed: Desk) -> None:
    town = closed.town
    with town.office.database.write() as connection:
        connection.execute(update(Project).where(Project.code == "5").values(code="ใหม่1"))
    closed.look(f"/console/projects/{project_id(town, 'ใหม่1')}?round={ROUND}")
    assert "ไม่อยู่ในแผนเมื่อปิดรอบ" in closed.text


def test_an_open_round_shows_what_is(planner: Desk) -> None:
    town: Town = planner.town
    hand_in(town)
    planner.look("/console/projects")
    at = f"/console/projects/{project_id(town, '15')}/report"
    planner.look(at)
    planner.send(at, version="1", status="completed", spent="5700", reason="ยอดใหม่")
    assert "5,700" in figures_of(planner, "15")
    planner.look("/console/projects?q=15")
    assert "5,700" in planner.text
    assert WorkStatus.COMPLETED in planner.page
    assert "หลังปิดรอบ" not in planner.page
