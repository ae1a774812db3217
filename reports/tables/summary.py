"""The first office's summary counts (สรุป), the lines above its tables."""

from reports.picture import ProjectPicture, RoundPicture
from reports.tables.measures import Which, codes, everything, is_allocated
from reports.tables.progress import (
    is_completed,
    is_in_progress,
    is_not_reported,
    is_not_started,
)
from reports.tables.table import Cell, Column, Row, RowKind, Table, Unit
from reports.tables.titles import titled

NAME = "สรุปจำนวนโครงการ"
COLUMNS = (
    Column("line_th", "รายการ", Unit.TEXT),
    Column("count", "จำนวน (โครงการ)", Unit.COUNT),
)


def summary(picture: RoundPicture) -> Table:
    """The eight lines as a table."""
    return Table(
        "summary",
        titled(NAME, picture),
        COLUMNS,
        tuple(_line(text, which, picture) for text, which in _lines(picture)),
    )


def _lines(picture: RoundPicture) -> tuple[tuple[str, Which], ...]:
    """The words of the document. Not started is inside not reported, as far as it is not."""
    inside = sum(is_not_started(one) and is_not_reported(one) for one in picture.projects)
    return (
        ("โครงการที่ได้รับจัดสรรงบประมาณ", is_allocated),
        ("โครงการไม่ได้ใช้งบประมาณ", lambda project: not is_allocated(project)),
        ("รวมทั้งสิ้น", everything),
        ("โครงการดำเนินการแล้ว", is_under_way),
        ("โครงการดำเนินการแล้วเสร็จ", is_completed),
        ("โครงการที่อยู่ระหว่างดำเนินการ", is_in_progress),
        ("โครงการยังไม่ได้ดำเนินการ", is_not_started),
        (
            f"โครงการที่ผู้รับผิดชอบยังไม่รายงานผล (รวมโครงการที่ยังไม่ได้ดำเนินการ {inside:,} โครงการ)",
            is_not_reported,
        ),
    )


def is_under_way(project: ProjectPicture) -> bool:
    """ดำเนินการแล้ว: in progress or completed."""
    return is_in_progress(project) or is_completed(project)


def _line(text: str, which: Which, picture: RoundPicture) -> Row:
    found = codes(filter(which, picture.projects))
    return Row(RowKind.GROUP, (Cell(text), Cell(len(found), found)))
