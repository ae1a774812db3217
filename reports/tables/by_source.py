"""Table 2 of the first office: จำแนกตามที่มาของงบประมาณ, projects and money by source.

A project of two sources counts once under each source, but once in the total of projects.
"""

from decimal import Decimal

from reports.picture import ProjectPicture, RoundPicture, SourcePicture
from reports.tables import by_group, notes
from reports.tables.by_group import Figure
from reports.tables.measures import (
    allocated,
    everything,
    is_allocated,
    number,
    total,
)
from reports.tables.table import Column, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางที่ 2 โครงการจำแนกตามที่มาของงบประมาณ"


def table2(picture: RoundPicture) -> Table:
    """The table."""
    figures = (
        *(one for source in picture.sources for one in _of_source(source)),
        Figure(
            Column("no_budget_projects", "ไม่ใช้ งปม. (โครงการ)", Unit.COUNT),
            number(lambda project: not is_allocated(project)),
        ),
        Figure(Column("total_projects", "โครงการ", Unit.COUNT, over="รวม"), number(everything)),
        Figure(Column("total_baht", "บาท", Unit.BAHT, over="รวม"), total(allocated)),
    )
    return Table(
        "table2",
        titled(NAME, picture),
        by_group.columns(figures),
        by_group.rows(picture, figures),
        notes.lines(
            notes.some(
                "โครงการที่ใช้งบมากกว่าหนึ่งแหล่ง นับในทุกแหล่ง แต่นับในช่องรวมครั้งเดียว",
                (one for one in picture.projects if is_of_several_sources(one)),
            ),
            notes.some(
                "ช่องไม่ใช้ งปม. รวมโครงการที่รอจัดสรร",
                (one for one in picture.projects if one.is_awaiting),
            ),
        ),
    )


def is_of_several_sources(project: ProjectPicture) -> bool:
    """True if more than one source gave money."""
    return sum(one.amount is not None for one in project.allocations) > 1


def _of_source(source: SourcePicture) -> tuple[Figure, Figure]:
    def has(project: ProjectPicture) -> bool:
        return project.allocated_of(source.code) is not None

    def given(project: ProjectPicture) -> Decimal:
        return project.allocated_of(source.code) or Decimal(0)

    key = f"src{source.code}"
    return (
        Figure(Column(f"{key}_projects", "โครงการ", Unit.COUNT, over=source.name), number(has)),
        Figure(Column(f"{key}_baht", "บาท", Unit.BAHT, over=source.name), total(given)),
    )
