"""Table 3 of the first office: ผลและการใช้จ่าย, allocated, disbursed and remaining.

"คงเหลือ โครงการ" counts projects of which nothing was disbursed, not projects with money left; the
percentage is a share of money.
"""

from decimal import Decimal

from reports.picture import ProjectPicture, RoundPicture
from reports.tables import by_group
from reports.tables.by_group import Figure
from reports.tables.measures import (
    Measure,
    allocated,
    disbursed,
    is_allocated,
    is_disbursed,
    number,
    share_of_money,
    total,
    unless_without_allocation,
)
from reports.tables.table import Column, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางที่ 3 ผลการดำเนินงานและการใช้จ่ายงบประมาณ จำแนกตามกลุ่ม"
ALLOCATED, DISBURSED, REMAINING = "ได้รับจัดสรร", "เบิกจ่าย", "คงเหลือ"


def is_untouched(project: ProjectPicture) -> bool:
    """Allocated, and nothing disbursed."""
    return is_allocated(project) and not is_disbursed(project)


def remaining(project: ProjectPicture) -> Decimal:
    """Allocated less disbursed; below zero if more was disbursed."""
    return allocated(project) - disbursed(project)


def _figure(key: str, over: str, heading: str, unit: Unit, measure: Measure) -> Figure:
    return Figure(Column(key, heading, unit, over=over), unless_without_allocation(measure))


FIGURES = (
    _figure("allocated_projects", ALLOCATED, "โครงการ", Unit.COUNT, number(is_allocated)),
    _figure("allocated_baht", ALLOCATED, "บาท", Unit.BAHT, total(allocated)),
    _figure("disbursed_projects", DISBURSED, "โครงการ", Unit.COUNT, number(is_disbursed)),
    _figure("disbursed_baht", DISBURSED, "บาท", Unit.BAHT, total(disbursed)),
    _figure("remaining_projects", REMAINING, "โครงการ", Unit.COUNT, number(is_untouched)),
    _figure("remaining_baht", REMAINING, "บาท", Unit.BAHT, total(remaining)),
    _figure(
        "remaining_pct", REMAINING, "ร้อยละ", Unit.PERCENT, share_of_money(remaining, allocated)
    ),
)


def table3(picture: RoundPicture) -> Table:
    """The table."""
    return Table(
        "table3",
        titled(NAME, picture),
        by_group.columns(FIGURES),
        by_group.rows(picture, FIGURES),
        "คงเหลือ (โครงการ) คือโครงการที่ยังไม่มีการเบิกจ่าย ร้อยละคิดจากจำนวนเงินที่ได้รับจัดสรร",
    )
