"""The first office's listing (บัญชีสรุป): a line for each project and source, sums above a group.

The three columns under การดำเนินการ hold what the owner spent, placed in the column of the status:
a project with nothing spent has its status only in the remark. One amount stands for all sources
of a project.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from models.plan import Approval
from models.progress import STATUS_NAMES, WorkStatus
from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.tables.by_group import TOTAL, led
from reports.tables.table import DASH, EMPTY, Cell, Column, Row, RowKind, Table, Unit, Value
from reports.tables.titles import titled

NAME = "บัญชีสรุปผลการดำเนินงานและการใช้จ่ายงบประมาณ รายโครงการ"
UNDER_WAY = "การดำเนินการ"
STATUSES = (WorkStatus.NOT_STARTED, WorkStatus.IN_PROGRESS, WorkStatus.COMPLETED)

COLUMNS = (
    Column("no", "ที่", Unit.LABEL),
    Column("project", "โครงการ", Unit.TEXT),
    Column("group_owner", "กลุ่ม/ผู้รับผิดชอบ", Unit.TEXT),
    Column("strategy", "กลยุทธ์ที่", Unit.LABEL),
    Column("source", "แหล่ง งปม.", Unit.LABEL),
    Column("allocated_baht", "จัดสรร", Unit.BAHT),
    Column("disbursed_baht_finance", "กบส. เบิกจ่าย", Unit.BAHT),
    Column("not_started_baht", "ยังไม่ดำเนินการ", Unit.BAHT, over=UNDER_WAY),
    Column("in_progress_baht", "อยู่ระหว่างดำเนินการ", Unit.BAHT, over=UNDER_WAY),
    Column("completed_baht", "เสร็จสิ้นแล้ว", Unit.BAHT, over=UNDER_WAY),
    Column("remark", "หมายเหตุ", Unit.TEXT),
)
FIRST_SUM, LAST_SUM = 5, 9


def listing(picture: RoundPicture) -> Table:
    """The table."""
    names = {source.code: source.name for source in picture.sources}
    rows: list[Row] = []
    for group, projects in led(picture):
        lines = [row for project in projects for row in _lines(project, names)]
        rows += [_sums(RowKind.SUBTOTAL, group.name, lines), *lines]
    rows += (row for project in _of_no_group(picture) for row in _lines(project, names))
    everything = [row for row in rows if row.kind is RowKind.PROJECT]
    rows.append(_sums(RowKind.TOTAL, TOTAL, everything))
    return Table("listing", titled(NAME, picture), COLUMNS, tuple(rows), _legend(picture.groups))


def _of_no_group(picture: RoundPicture) -> list[ProjectPicture]:
    known = {group.code for group in picture.groups}
    return [project for project in picture.projects if project.lead not in known]


def _lines(project: ProjectPicture, names: dict[str, str]) -> Iterator[Row]:
    """The first line says everything, each further source only its money."""
    mine = (project.code,)
    for place, (source, given, disbursed) in enumerate(_money(project)):
        is_first = place == 0
        cells = (
            Cell(label(project.code), mine),
            *(_names(project) if is_first else (EMPTY, EMPTY, EMPTY)),
            Cell(label(source) if source else None),
            Cell(given or None, mine),
            Cell(disbursed or None, mine),
            *(_spent(project) if is_first else (EMPTY, EMPTY, EMPTY)),
            Cell(remark(project, names) if is_first else "", mine),
        )
        yield Row(RowKind.PROJECT, cells)


def _money(project: ProjectPicture) -> list[tuple[str | None, Decimal, Decimal]]:
    """Source, allocated, disbursed; a project without money has one line."""
    figures: dict[str | None, list[Decimal]] = {
        one.source: [one.amount or Decimal(0), Decimal(0)] for one in project.allocations
    }
    for one in project.disbursements:
        figures.setdefault(one.source, [Decimal(0), Decimal(0)])[1] += one.amount
    return [(source, *amounts) for source, amounts in figures.items()] or [  # type: ignore[misc]
        (None, Decimal(0), Decimal(0))
    ]


def _names(project: ProjectPicture) -> tuple[Cell, Cell, Cell]:
    owners = ", ".join(owner.name for owner in project.owners)
    return (
        Cell(project.name, (project.code,)),
        Cell(f"{'+'.join(project.groups)}/ {owners}" if owners else "+".join(project.groups)),
        Cell(project.strategy),
    )


def _spent(project: ProjectPicture) -> tuple[Cell, ...]:
    return tuple(
        Cell(project.spent or None, (project.code,)) if project.status is status else DASH
        for status in STATUSES
    )


def remark(project: ProjectPicture, source_names: dict[str, str]) -> str:
    """What the columns cannot show: a state without money, several sources, no money."""
    return "; ".join(
        part
        for part in (_state(project), _sources(project, source_names), _budget(project))
        if part
    )


def _state(project: ProjectPicture) -> str:
    if project.report is None:
        is_unsubmitted = project.approval is Approval.NOT_SUBMITTED
        return Approval.NOT_SUBMITTED.value if is_unsubmitted else "ยังไม่รายงานผล"
    status = project.report.status
    if status is WorkStatus.CANCELLED:
        return f"{STATUS_NAMES[status]} ใช้ไป {project.spent:,} บาท"
    return "" if project.spent else STATUS_NAMES[status]


def _sources(project: ProjectPicture, names: dict[str, str]) -> str:
    given = [one for one in project.allocations if one.amount is not None and one.source]
    if len(given) < 2:
        return ""
    return " + ".join(f"{names.get(one.source or '', one.source)} {one.amount:,}" for one in given)


def _budget(project: ProjectPicture) -> str:
    if project.is_awaiting:
        return "รอจัดสรร"
    return "ไม่ใช้งบประมาณ" if project.allocated is None else ""


def _sums(kind: RowKind, name: str, lines: Sequence[Row]) -> Row:
    """Column sums."""
    behind = tuple(dict.fromkeys(code for row in lines for code in row.cells[0].projects))
    sums = (_summed(row.cells[at] for row in lines) for at in range(FIRST_SUM, LAST_SUM + 1))
    return Row(kind, (EMPTY, Cell(name, behind), EMPTY, EMPTY, EMPTY, *sums, EMPTY))


def _summed(cells: Iterable[Cell]) -> Cell:
    counted = [(cell.value, cell.projects) for cell in cells if isinstance(cell.value, Decimal)]
    behind = dict.fromkeys(code for _, projects in counted for code in projects)
    return Cell(sum((value for value, _ in counted), Decimal(0)) or None, tuple(behind))


def label(code: str) -> Value:
    """A code that is a plain number is printed as a number."""
    is_plain = code.isascii() and code.isdigit() and str(int(code)) == code
    return int(code) if is_plain else code


def _legend(groups: Iterable[GroupPicture]) -> str:
    return "; ".join(f"{group.code} = {group.name}" for group in groups)
