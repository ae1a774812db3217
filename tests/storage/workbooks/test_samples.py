"""The committed samples: what the script makes of the seed data, whole and ready to play."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.people import Role
from models.plan import AllocationStatus, Approval, ProjectKind
from samples import make
from workbooks.disbursement_reader import read_disbursements
from workbooks.plan import Plan
from workbooks.plan_reader import read_plan
from workbooks.plan_remarks import remarks

SAMPLES = Path(make.__file__).parent
NAMES = (
    "samut_sakhon_2567_plan.xlsx",
    "samut_sakhon_2567_disbursements.xlsx",
    "nakhon_pathom1_2565_plan.xlsx",
)


def read(name: str) -> Plan:
    with (SAMPLES / name).open("rb") as stream:
        return read_plan(stream)


@pytest.mark.parametrize("name", NAMES)
def test_a_committed_sample_is_what_the_script_makes(name: str, tmp_path: Path) -> None:
    make.make(tmp_path)
    made, committed = (load_workbook(folder / name) for folder in (tmp_path, SAMPLES))
    assert made.sheetnames == committed.sheetnames
    for page in made.worksheets:
        other = committed[page.title]
        assert list(page.values) == list(other.values)
        assert page.column_dimensions["B"].width == other.column_dimensions["B"].width


def test_the_first_office() -> None:
    plan = read("samut_sakhon_2567_plan.xlsx")
    assert remarks(plan) == []
    assert (len(plan.groups), len(plan.strategies), len(plan.sources)) == (6, 6, 3)
    assert [project.code for project in plan.projects] == [str(n) for n in range(1, 27)]
    assert sum(row.amount or 0 for row in plan.allocations) == 1_288_109
    no_budget = [a.project for a in plan.allocations if a.status is AllocationStatus.NONE]
    assert no_budget == ["25"]
    unapproved = [p.code for p in plan.projects if p.approval is Approval.NOT_SUBMITTED]
    assert unapproved == ["18", "19"]
    planned = [p.code for p in plan.projects if p.kind is ProjectKind.PLANNED]
    assert planned == ["23", "24", "25", "26"]
    assert {p.code: p.owners for p in plan.projects}["25"] == ("จ01", "จ02", "จ03")
    assert plan.projects[4].name.startswith("ทดสอบทางการศึกษาระดับชาติขั้นพื้นฐาน (O-NET)")
    acting = next(person for person in plan.people if person.code == "ค01")
    assert acting.title.startswith("รก. ")


def test_the_second_office() -> None:
    plan = read("nakhon_pathom1_2565_plan.xlsx")
    assert remarks(plan) == []
    assert len(plan.projects) == 38  # 6.14 is lost in the scan
    assert (len(plan.groups), len(plan.activities), len(plan.indicators)) == (11, 234, 193)
    statuses = [row.status for row in plan.allocations]
    assert statuses.count(AllocationStatus.AWAITING) == 8
    assert statuses.count(AllocationStatus.NONE) == 3
    assert {p.code: p.groups for p in plan.projects}["6.7"] == ("กนผ.", "ALL")
    assert {"6.1", "6.10"} < {project.code for project in plan.projects}
    budgets = {a.number: a.budget for a in plan.activities if a.project == "3.2" and a.budget}
    assert budgets == {"3": 41200, "4": 55860, "5": 24300, "6": 48000, "7": 86080}
    groups = {a.number: a.group for a in plan.activities if a.project == "3.2"}
    assert (groups["5"], groups["6"]) == ("", "กพค.")


@pytest.mark.parametrize("name", [NAMES[0], NAMES[2]])
def test_every_role_is_played_by_somebody_and_every_group_that_leads_has_a_director(
    name: str,
) -> None:
    plan = read(name)
    assert {role for person in plan.people for role in person.roles} == set(Role)
    directed = {person.group for person in plan.people if Role.DIRECTOR in person.roles}
    assert {project.groups[0] for project in plan.projects} <= directed


@pytest.mark.parametrize("name", [NAMES[0], NAMES[2]])
def test_known_wrong_readings_are_put_right(name: str) -> None:
    words = str(read(name))
    for slip in ("ชาตินิยมขั้นพื้นฐาน", "พักเมือง", "กลับกรอง", "ศึกษาพิเศษ", "รอกจัดสรร"):
        assert slip not in words


def test_the_figures_of_the_finance_group() -> None:
    content = (SAMPLES / NAMES[1]).read_bytes()
    figures = read_disbursements(BytesIO(content))
    assert figures.faults == ()
    assert len(figures.rows) == 27
    assert sum(row.row.amount or 0 for row in figures.rows) == 666_412
