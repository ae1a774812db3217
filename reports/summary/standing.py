"""How some projects stand: state of the work, reports, money; measured as the tables are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.plan import TableStyle
from reports.picture import RoundPicture
from reports.tables import by_group, level, owner_finance, progress, spending
from reports.tables.by_group import Figure
from reports.tables.combination import combined
from reports.tables.measures import (
    Measure,
    Projects,
    Which,
    allocated,
    disbursed,
    number,
    percent,
    share_of_money,
)

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """Some of the projects: how many, in a hundred of all of them, and which."""

    key: str
    name: str
    number: int
    percent: Decimal | None
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """Baht, cumulative. `remaining` is what was allocated less what was disbursed (table 3).

    Percentages are of the money allocated; None where there is none.
    """

    allocated: Decimal
    spent: Decimal
    disbursed: Decimal
    remaining: Decimal
    disbursed_percent: Decimal | None
    remaining_percent: Decimal | None


@dataclass(frozen=True)
class Standing:
    """The whole office, or what one group leads; in the second style a combination of groups."""

    code: str
    name: str
    projects: int
    states: tuple[Part, ...]
    not_reported: Part
    money: Money

    @property
    def reported(self) -> int:
        """How many projects were reported."""
        return self.projects - self.not_reported.number

    @property
    def reported_percent(self) -> Decimal:
        """Reported projects in a hundred; of no projects 0."""
        return percent(self.reported, self.projects) or NOTHING


def standing_of(picture: RoundPicture, projects: Projects, code: str, name: str) -> Standing:
    """Measured with the very measures of the official tables of the picture's style."""
    measured = _values((*spending.FIGURES, *owner_finance.FIGURES), projects)
    money = Money(
        allocated=measured["allocated_baht"] or NOTHING,
        spent=measured["owner_baht"] or NOTHING,
        disbursed=measured["disbursed_baht"] or NOTHING,
        remaining=measured["remaining_baht"] or NOTHING,
        disbursed_percent=_decimal(share_of_money(disbursed, of=allocated), projects),
        remaining_percent=measured["remaining_pct"],
    )
    return Standing(
        code=code,
        name=name,
        projects=len(projects),
        states=tuple(_part(key, label, which, projects) for key, label, which in _states(picture)),
        not_reported=_part("not_reported", "ยังไม่รายงาน", progress.is_not_reported, projects),
        money=money,
    )


def office_of(picture: RoundPicture) -> Standing:
    """All projects of the picture."""
    return standing_of(picture, picture.projects, "", picture.office_short_name)


def groups_of(picture: RoundPicture) -> tuple[Standing, ...]:
    """The rows of the official tables: each group, or each combination that projects have."""
    if picture.style is TableStyle.NAKHON_PATHOM:
        return tuple(
            standing_of(picture, projects, label, label) for label, projects in combined(picture)
        )
    return tuple(
        standing_of(picture, projects, group.code, group.short_name)
        for group, projects in by_group.led(picture)
    )


def _states(picture: RoundPicture) -> tuple[tuple[str, str, Which], ...]:
    """The columns of table 1, or the levels of the second office; best first."""
    if picture.style is TableStyle.NAKHON_PATHOM:
        found = {key: (key, name, which) for key, _, name, which in level.figures()}
        return tuple(found[key] for key in ("done", "in_progress", "partial", "not_started"))
    return (
        ("completed", "เสร็จสิ้นแล้ว", progress.is_completed),
        ("in_progress", "ระหว่างดำเนินการ", progress.is_in_progress),
        ("not_started", "ยังไม่ดำเนินการ", progress.is_not_started),
        ("cancelled", "ขอยกเลิก", progress.is_cancelled),
    )


def _part(key: str, name: str, which: Which, projects: Projects) -> Part:
    found = number(which)(projects).projects
    return Part(key, name, len(found), percent(len(found), len(projects)), found)


def _values(figures: tuple[Figure, ...], projects: Projects) -> Mapping[str, Decimal | None]:
    return {one.column.key: _decimal(one.measure, projects) for one in figures}


def _decimal(measure: Measure, projects: Projects) -> Decimal | None:
    value = measure(projects).value
    return None if value is None or isinstance(value, str) else Decimal(value)
