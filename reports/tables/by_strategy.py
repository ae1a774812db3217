"""Table 5 of the first office: จำแนกตามกลยุทธ์, planned or added during the year, by strategy."""

from models.plan import ProjectKind
from reports.picture import RoundPicture, StrategyPicture
from reports.tables import by_group, notes
from reports.tables.by_group import Figure
from reports.tables.measures import Projects, codes, everything, number
from reports.tables.table import EMPTY, Cell, Column, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางที่ 5 โครงการจำแนกตามกลยุทธ์"
KIND, STRATEGY = "โครงการ", "กลยุทธ์ที่"


def table5(picture: RoundPicture) -> Table:
    """The table."""
    figures = (
        _of_kind("planned", ProjectKind.PLANNED),
        _of_kind("midyear", ProjectKind.MIDYEAR),
        Figure(Column("total", "รวม", Unit.COUNT, over=KIND), number(everything)),
        *map(_of_strategy, picture.strategies),
        Figure(
            Column("strategy_total", "รวม", Unit.COUNT, over=STRATEGY),
            number(lambda project: project.strategy is not None),
        ),
    )
    return Table(
        "table5",
        titled(NAME, picture),
        by_group.columns(figures, remark=True),
        by_group.rows(picture, figures, _remark),
        notes.lines(
            notes.some(
                "แผนไม่ได้ระบุว่าตามแผนหรือระหว่างปี",
                (one for one in picture.projects if one.kind is None),
            ),
            notes.some(
                "แผนไม่ได้ระบุกลยุทธ์", (one for one in picture.projects if one.strategy is None)
            ),
        ),
    )


def _of_kind(key: str, kind: ProjectKind) -> Figure:
    return Figure(
        Column(key, kind.value, Unit.COUNT, over=KIND), number(lambda project: project.kind is kind)
    )


def _of_strategy(strategy: StrategyPicture) -> Figure:
    wanted = strategy.number
    return Figure(
        Column(f"s{wanted}", str(wanted), Unit.COUNT, over=STRATEGY),
        number(lambda project: project.strategy == wanted),
    )


def _remark(projects: Projects) -> Cell:
    unknown = codes(one for one in projects if one.kind is None)
    return Cell(f"ไม่ระบุประเภท {len(unknown):,} โครงการ", unknown) if unknown else EMPTY
