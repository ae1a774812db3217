"""Table 4 of the first office: เปรียบเทียบ, what owners spent against what finance disbursed.

The percentages are shares of the number of allocated projects, although they stand beside money.
"""

from reports.picture import ProjectPicture, RoundPicture
from reports.tables import by_group, notes
from reports.tables.by_group import Figure
from reports.tables.measures import (
    Measure,
    Projects,
    allocated,
    codes,
    disbursed,
    is_allocated,
    is_disbursed,
    number,
    share_of_number,
    spent,
    total,
    unless_without_allocation,
)
from reports.tables.table import EMPTY, Cell, Column, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางที่ 4 เปรียบเทียบการใช้จ่ายงบประมาณของผู้รับผิดชอบกับการเบิกจ่ายของ กบส."
ALLOCATED, OWNER, FINANCE = "ได้รับจัดสรร", "ผู้รับผิดชอบรายงาน", "กบส. เบิกจ่าย"


def is_spent(project: ProjectPicture) -> bool:
    """The owner reported spending; a report of 0 does not count."""
    return project.spent > 0


def _figure(key: str, over: str, heading: str, unit: Unit, measure: Measure) -> Figure:
    return Figure(Column(key, heading, unit, over=over), unless_without_allocation(measure))


FIGURES = (
    _figure("allocated_projects", ALLOCATED, "โครงการ", Unit.COUNT, number(is_allocated)),
    _figure("allocated_baht", ALLOCATED, "บาท", Unit.BAHT, total(allocated)),
    _figure("owner_projects", OWNER, "โครงการ", Unit.COUNT, number(is_spent)),
    _figure("owner_baht", OWNER, "บาท", Unit.BAHT, total(spent)),
    _figure("owner_pct", OWNER, "ร้อยละ", Unit.PERCENT, share_of_number(is_spent, of=is_allocated)),
    _figure("finance_projects", FINANCE, "โครงการ", Unit.COUNT, number(is_disbursed)),
    _figure("finance_baht", FINANCE, "บาท", Unit.BAHT, total(disbursed)),
    _figure(
        "finance_pct",
        FINANCE,
        "ร้อยละ",
        Unit.PERCENT,
        share_of_number(is_disbursed, of=is_allocated),
    ),
)


def table4(picture: RoundPicture) -> Table:
    """The table."""
    return Table(
        "table4",
        titled(NAME, picture),
        by_group.columns(FIGURES, remark=True),
        by_group.rows(picture, FIGURES, _remark),
        "ร้อยละคิดจากจำนวนโครงการที่ได้รับจัดสรรงบประมาณ",
    )


def _remark(projects: Projects) -> Cell:
    """Why the two sides differ: the owners' reasons first, else as far as the data tell."""
    explained: dict[str, list[ProjectPicture]] = {}
    for one in projects:
        if one.difference_reason:
            explained.setdefault(one.difference_reason, []).append(one)
    ahead = [one for one in projects if spent(one) > disbursed(one) and not one.difference_reason]
    silent = [one for one in projects if one.report is None and is_disbursed(one)]
    parts = (
        *explained.items(),
        ("ใช้ไปหรือผูกพันแล้ว ยังไม่ได้เบิกจ่าย", ahead),
        ("เบิกจ่ายแล้ว ผู้รับผิดชอบยังไม่รายงานผล", silent),
    )
    said = [f"{text} ({notes.named(codes(found))})" for text, found in parts if found]
    behind = codes(one for _, found in parts for one in found)
    return Cell("; ".join(said), behind) if said else EMPTY
