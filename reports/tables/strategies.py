"""The second office's table of strategies: ร้อยละการเบิกจ่าย และจำนวนโครงการ จำแนกตามกลยุทธ์ และกลุ่ม.

For each row and strategy: what was disbursed in a hundred of the budget (a dash if nothing was),
and the number of projects. The total has counts only.
"""

from reports.picture import RoundPicture, StrategyPicture
from reports.tables import notes
from reports.tables.by_group import TOTAL
from reports.tables.combination import GROUP, combined, legend
from reports.tables.measures import (
    Projects,
    allocated,
    codes,
    disbursed,
    share_of_money,
)
from reports.tables.table import DASH, Cell, Column, Row, RowKind, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางแสดงร้อยละการเบิกจ่ายงบประมาณ และจำนวนโครงการ จำแนกตามกลยุทธ์ และกลุ่ม"
SHARE = share_of_money(disbursed, of=allocated)


def strategies(picture: RoundPicture) -> Table:
    """The table."""
    rows = []
    for name, projects in combined(picture):
        parts = [_of_strategy(one, projects) for one in picture.strategies]
        rows.append(_row(RowKind.GROUP, name, projects, [(SHARE(part), part) for part in parts]))
    parts = [_of_strategy(one, picture.projects) for one in picture.strategies]
    rows.append(_row(RowKind.TOTAL, TOTAL, picture.projects, [(DASH, part) for part in parts]))
    return Table(
        "strategies",
        titled(NAME, picture),
        (GROUP, *(column for one in picture.strategies for column in _columns(one))),
        tuple(rows),
        notes.lines(
            notes.some(
                "แผนไม่ได้ระบุกลยุทธ์", (one for one in picture.projects if one.strategy is None)
            ),
            legend(picture),
        ),
    )


def _columns(strategy: StrategyPicture) -> tuple[Column, Column]:
    key, over = f"s{strategy.number}", f"กลยุทธ์ที่ {strategy.number}"
    return (
        Column(f"{key}_pct", "ร้อยละ", Unit.PERCENT, over=over),
        Column(f"{key}_projects", "โครงการ", Unit.COUNT, over=over),
    )


def _of_strategy(strategy: StrategyPicture, projects: Projects) -> Projects:
    return [project for project in projects if project.strategy == strategy.number]


def _row(kind: RowKind, name: str, projects: Projects, parts: list[tuple[Cell, Projects]]) -> Row:
    figures = [cell for share, part in parts for cell in (share, Cell(len(part), codes(part)))]
    return Row(kind, (Cell(name, codes(projects)), *figures))
