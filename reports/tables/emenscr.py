"""What eMENSCR asks for each quarter (project, status, activities, results, money), to paste."""

from models.fiscal import Period
from models.progress import STATUS_NAMES, activity_state
from reports.picture import (
    ActivityPicture,
    IndicatorPicture,
    ProjectPicture,
    ResultPicture,
    RoundPicture,
)
from reports.tables.measures import disbursed
from reports.tables.table import EMPTY, Cell, Column, Row, RowKind, Table, Unit, Value
from reports.tables.titles import as_of, long_day, titled

NAME = "ข้อมูลสำหรับระบบ eMENSCR"
QUARTERS = {
    Period.Q1: 1,
    Period.Q2: 2,
    Period.Q3: 3,
    Period.Q4: 4,
    Period.HALF: 2,
    Period.YEAR: 4,
}
COLUMNS = (
    Column("code", "รหัสโครงการ", Unit.TEXT),
    Column("project", "โครงการ", Unit.TEXT),
    Column("group", "กลุ่ม", Unit.TEXT),
    Column("owners", "ผู้รับผิดชอบ", Unit.TEXT),
    Column("starts_on", "วันที่เริ่ม", Unit.TEXT),
    Column("ends_on", "วันที่สิ้นสุด", Unit.TEXT),
    Column("alignments", "ความสอดคล้อง", Unit.TEXT),
    Column("objectives", "วัตถุประสงค์", Unit.TEXT),
    Column("targets", "ตัวชี้วัดและค่าเป้าหมาย", Unit.TEXT),
    Column("fiscal_year", "ปีงบประมาณ", Unit.LABEL),
    Column("quarter", "ไตรมาส", Unit.LABEL),
    Column("status", "สถานะ", Unit.TEXT),
    Column("percent", "ความก้าวหน้า (ร้อยละ)", Unit.PERCENT),
    Column("activities", "กิจกรรมที่ดำเนินการ", Unit.TEXT),
    Column("results", "ผลที่ได้", Unit.TEXT),
    Column("problems", "ปัญหาอุปสรรค", Unit.TEXT),
    Column("suggestions", "ข้อเสนอแนะ", Unit.TEXT),
    Column("allocated_baht", "ได้รับจัดสรร (บาท)", Unit.BAHT),
    Column("spent_baht", "ใช้ไป (บาท)", Unit.BAHT),
    Column("disbursed_baht", "เบิกจ่าย (บาท)", Unit.BAHT),
    Column("remaining_baht", "คงเหลือจากเบิกจ่าย (บาท)", Unit.BAHT),
    Column("as_of", "ข้อมูล ณ วันที่", Unit.TEXT),
)


def emenscr(picture: RoundPicture) -> Table:
    """One row for each project; whatever nobody told is left empty."""
    names = {group.code: group.name for group in picture.groups}
    when = (picture.round.fiscal_year, QUARTERS[picture.round.period])
    rows = (
        Row(
            RowKind.PROJECT,
            (
                *_cells(project, ", ".join(names.get(code, code) for code in project.groups)),
                *_planned(project),
                *map(Cell, when),
                *_told(project),
                *_money(project),
                Cell(as_of(picture).removeprefix("ข้อมูล ณ วันที่ ")),
            ),
        )
        for project in picture.projects
    )
    return Table("emenscr", titled(NAME, picture), COLUMNS, tuple(rows))


def _cells(project: ProjectPicture, groups: str) -> tuple[Cell, Cell, Cell]:
    return Cell(project.code, (project.code,)), Cell(project.name), Cell(groups)


def _planned(project: ProjectPicture) -> tuple[Cell, ...]:
    """What the plan says, whether or not there is a report."""
    return (
        Cell(", ".join(owner.name for owner in project.owners)),
        Cell(long_day(project.starts_on) if project.starts_on else ""),
        Cell(long_day(project.ends_on) if project.ends_on else ""),
        Cell("\n".join(f"{one.kind.value}: {one.text}" for one in project.alignments)),
        Cell("\n".join(f"{one.number}. {one.text}" for one in project.objectives)),
        Cell("\n".join(map(_indicator, project.indicators))),
    )


def _told(project: ProjectPicture) -> tuple[Cell, ...]:
    status = project.status
    report = project.report
    if report is None or status is None:
        state = STATUS_NAMES[status] if status else "ยังไม่รายงานผล"
        return (Cell(state), EMPTY, EMPTY, EMPTY, EMPTY, EMPTY)
    return (
        Cell(STATUS_NAMES[status]),
        Cell(_or_empty(report.percent)),
        Cell("\n".join(map(_activity, report.activities))),
        Cell("\n".join(map(_result, report.results))),
        Cell(report.problems or ""),
        Cell(report.suggestions or ""),
    )


def _money(project: ProjectPicture) -> tuple[Cell, ...]:
    given = project.allocated
    spent = project.report.spent if project.report else None
    remaining = None if given is None else given - disbursed(project)
    paid = disbursed(project)
    return tuple(Cell(_or_empty(amount)) for amount in (given, spent, paid, remaining))


def _or_empty(value: Value) -> Value:
    return "" if value is None else value


def _activity(one: ActivityPicture) -> str:
    when = f" ({one.done_on})" if one.done_on else ""
    return f"{one.text}{when}{activity_state(one.status, one.percent)}"


def _indicator(one: IndicatorPicture) -> str:
    return _with_target(one.text, one.target)


def _result(one: ResultPicture) -> str:
    """`indicator (เป้าหมาย 90): result`."""
    return f"{_with_target(one.indicator, one.target)}: {one.result or 'ยังไม่มีผล'}"


def _with_target(text: str, target: str) -> str:
    return f"{text} (เป้าหมาย {target})" if target else text
