"""What a changed plan changes, told so that a planner can read it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from models.plan import AllocationStatus, TableStyle
from tests.unit.workbooks.books import SMALL
from tests.unit.workbooks.plans import plans
from workbooks.differences import compare
from workbooks.plan import AllocationRow, IndicatorRow, ObjectiveRow, Plan, SourceRow


def changed(rows: str, place: int, **fields: Any) -> Plan:
    """The small plan with some fields of one row changed."""
    before = getattr(SMALL, rows)
    after = (*before[:place], replace(before[place], **fields), *before[place + 1 :])
    return with_rows(rows, after)


def without(rows: str, place: int) -> Plan:
    before = getattr(SMALL, rows)
    return with_rows(rows, (*before[:place], *before[place + 1 :]))


def with_rows(rows: str, values: tuple[Any, ...]) -> Plan:
    fields: dict[str, Any] = {rows: values}
    return replace(SMALL, **fields)


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        (SMALL, []),
        (
            changed("projects", 0, name="บ้านวิทย์"),
            ['แก้โครงการ 1: ชื่อโครงการ "บ้านนักวิทยาศาสตร์น้อย" → "บ้านวิทย์"'],
        ),
        (
            changed("projects", 1, owners=("ก02", "ก01"), kind=SMALL.projects[0].kind),
            ['แก้โครงการ 1.10: ผู้รับผิดชอบ "ก01, ก02" → "ก02, ก01"; ประเภท "" → "ตามแผน"'],
        ),
        (
            changed("projects", 0, ends_on=None),
            ['แก้โครงการ 1: สิ้นสุด "31 มี.ค. 2567" → ""'],
        ),
        (
            changed("allocations", 0, amount=Decimal("30000.50")),
            ['แก้งบประมาณ 1 ของโครงการ 1: จัดสรร "24,000" → "30,000.50"'],
        ),
        (
            changed("people", 1, roles=SMALL.people[0].roles),
            ['แก้บุคลากร ก02: บทบาท "ผู้รับผิดชอบ" → "ผู้รับผิดชอบ, ผอ.กลุ่ม"'],
        ),
        (without("people", 3), ["นำออกบุคลากร ช01 นาย ช01"]),
        (
            replace(SMALL, sources=(*SMALL.sources, SourceRow("3", "งบอื่น"))),
            ["เพิ่มแหล่งงบ 3 งบอื่น"],
        ),
        (
            replace(SMALL, indicators=(*SMALL.indicators, IndicatorRow("1", "3", "จำนวน", "5"))),
            ["เพิ่มตัวชี้วัด 3 ของโครงการ 1 จำนวน"],
        ),
        (
            changed("alignments", 0, text="4"),
            [
                "เพิ่มความสอดคล้อง ยุทธศาสตร์ชาติ 4 ของโครงการ 1",
                "นำออกความสอดคล้อง ยุทธศาสตร์ชาติ 3 ของโครงการ 1",
            ],
        ),
        (
            replace(SMALL, office=replace(SMALL.facts, table_style=TableStyle.NAKHON_PATHOM)),
            ['แก้ข้อมูลทั่วไป: รูปแบบตาราง "สมุทรสาคร" → "นครปฐม"'],
        ),
        (replace(SMALL, projects=SMALL.projects[::-1]), ["เปลี่ยนลำดับโครงการ"]),
        (replace(SMALL, indicators=SMALL.indicators[::-1]), ["เปลี่ยนลำดับตัวชี้วัดของโครงการ 1"]),
        # the order of people, sources, allocations means nothing
        (replace(SMALL, people=SMALL.people[::-1], allocations=SMALL.allocations[::-1]), []),
        # a row put between others moves none of them
        (
            replace(SMALL, objectives=(ObjectiveRow("1", 9, "ใหม่"), *SMALL.objectives)),
            ["เพิ่มวัตถุประสงค์ 9 ของโครงการ 1 ใหม่"],
        ),
    ],
)  # fmt: skip
def test_a_change_is_one_readable_line(new: Plan, lines: list[str]) -> None:
    assert list(compare(SMALL, new).lines) == lines


def test_parts_of_a_project_that_goes_as_a_whole_are_counted_but_not_listed() -> None:
    def gone(row: Any) -> bool:
        return bool(getattr(row, "project", "") == "1")

    rest: dict[str, Any] = {
        rows: tuple(row for row in getattr(SMALL, rows) if not gone(row))
        for rows in ("objectives", "alignments", "allocations", "activities", "indicators")
    }
    fewer = replace(SMALL, projects=SMALL.projects[1:], **rest)
    there, back = compare(SMALL, fewer), compare(fewer, SMALL)
    assert there.lines == ("นำออกโครงการ 1 บ้านนักวิทยาศาสตร์น้อย",)
    assert back.lines == ("เพิ่มโครงการ 1 บ้านนักวิทยาศาสตร์น้อย",)
    assert there.summary == (
        "นำออก 1 โครงการ, 2 วัตถุประสงค์, 2 ความสอดคล้อง, 2 งบประมาณ, 2 กิจกรรม, 2 ตัวชี้วัด"
    )


def test_the_summary_counts_by_what_happens() -> None:
    new = changed("projects", 0, name="x")
    new = replace(new, sources=(*SMALL.sources, SourceRow("3", "x"), SourceRow("4", "x")))
    assert compare(SMALL, new).summary == "เพิ่ม 2 แหล่งงบ; แก้ 1 โครงการ"
    assert compare(SMALL, SMALL).summary == "ไม่มีการเปลี่ยนแปลง"


def test_awaiting_and_no_budget_and_zero_are_three_things() -> None:
    awaiting = AllocationRow("1.10", "2", None, AllocationStatus.AWAITING)
    zero = AllocationRow("1.10", "2", Decimal(0), AllocationStatus.ALLOCATED)
    before, after = (replace(SMALL, allocations=(row,)) for row in (awaiting, zero))
    assert compare(before, after).lines == (
        'แก้งบประมาณ 2 ของโครงการ 1.10: จัดสรร "" → "0"; สถานะ "รอจัดสรร" → "จัดสรรแล้ว"',
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), plans())
def test_there_is_a_line_for_any_difference_and_none_without(old: Plan, new: Plan) -> None:
    assert not compare(old, old)
    differences = compare(old, new)
    assert bool(differences) is bool(differences.lines)
    assert len(differences.main) == len(differences.lines) <= len(differences.items)
