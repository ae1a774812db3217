"""The first office's shape of table: a row for each group in order, then รวม over all projects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.tables.measures import Measure, Projects
from reports.tables.table import EMPTY, Cell, Column, Row, RowKind, Unit

TOTAL = "รวม"
NUMBER = Column("no", "ที่", Unit.LABEL)
GROUP = Column("group", "กลุ่ม", Unit.TEXT)
REMARK = Column("remark", "หมายเหตุ", Unit.TEXT)


@dataclass(frozen=True)
class Figure:
    """A column with what it measures."""

    column: Column
    measure: Measure


def columns(figures: Sequence[Figure], *, remark: bool = False) -> tuple[Column, ...]:
    """ที่, กลุ่ม, the figures, and หมายเหตุ where the table has it."""
    return (NUMBER, GROUP, *(one.column for one in figures), *((REMARK,) if remark else ()))


def rows(
    picture: RoundPicture,
    figures: Sequence[Figure],
    remark: Callable[[Projects], Cell] | None = None,
) -> tuple[Row, ...]:
    """A row for each group, a project counting for the group that leads it, and the total.

    The total is measured over all projects, not summed over rows: a percentage is of the whole.
    """

    def cells(
        label: tuple[Cell, Cell], projects: Projects, last: tuple[Cell, ...]
    ) -> tuple[Cell, ...]:
        return (*label, *(one.measure(projects) for one in figures), *last)

    found = []
    for place, (group, projects) in enumerate(led(picture), start=1):
        label = (Cell(place), Cell(group.short_name))
        last = (remark(projects),) if remark else ()
        found.append(Row(RowKind.GROUP, cells(label, projects, last)))
    last = (EMPTY,) if remark else ()
    found.append(Row(RowKind.TOTAL, cells((EMPTY, Cell(TOTAL)), picture.projects, last)))
    return tuple(found)


def led(picture: RoundPicture) -> list[tuple[GroupPicture, list[ProjectPicture]]]:
    """Each group with the projects it leads, in the order of the plan."""
    found: dict[str, list[ProjectPicture]] = {group.code: [] for group in picture.groups}
    for project in picture.projects:
        if project.lead in found:
            found[project.lead].append(project)
    return [(group, found[group.code]) for group in picture.groups]
