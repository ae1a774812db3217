"""The second office's table of levels: ระดับการดำเนินการ / การเบิกจ่ายงบประมาณ จำแนกตามกลุ่ม.

Four columns of progress and five of disbursement, each exclusive: either adds up to the projects
of the row. Zero is printed 0.
"""

from collections.abc import Iterator

from bot.thaitext import clip
from reports.picture import RoundPicture
from reports.tables import level, notes
from reports.tables.by_group import TOTAL
from reports.tables.combination import GROUP, combined, legend
from reports.tables.measures import Projects, Which, codes
from reports.tables.table import Cell, Column, Row, RowKind, Table, Unit
from reports.tables.titles import titled

NAME = "ตารางแสดงระดับการดำเนินการ / การเบิกจ่ายงบประมาณ จำแนกตามกลุ่ม"
COLUMNS = (
    GROUP,
    *(Column(key, heading, Unit.COUNT, over=over) for key, over, heading, _ in level.figures()),
)


def levels(picture: RoundPicture) -> Table:
    """The table."""
    rows = [_row(RowKind.GROUP, name, projects) for name, projects in combined(picture)]
    return Table(
        "levels",
        titled(NAME, picture),
        COLUMNS,
        (*rows, _row(RowKind.TOTAL, TOTAL, picture.projects)),
        notes.lines(
            notes.some(
                "โครงการที่ยังไม่รายงาน นับเป็นยังไม่ดำเนินการ",
                (one for one in picture.projects if one.report is None and not one.judged),
            ),
            *_judged(picture),
            legend(picture),
        ),
    )


def _judged(picture: RoundPicture) -> Iterator[str]:
    """Levels the planning group judged by hand, each with its reason."""
    for one in picture.projects:
        if one.judged:
            level, reason = one.judged.level.value, " ".join(one.judged.reason.split())
            yield f"โครงการ {one.code} กลุ่มนโยบายและแผนพิจารณาเป็น {level}: {clip(reason, 200)}"


def _row(kind: RowKind, name: str, projects: Projects) -> Row:
    found = [_count(projects, which) for *_, which in level.figures()]
    return Row(kind, (Cell(name, codes(projects)), *found))


def _count(projects: Projects, which: Which) -> Cell:
    found = codes(filter(which, projects))
    return Cell(len(found), found)
