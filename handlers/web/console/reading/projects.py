"""The list of projects: filtered, searched, sorted, a page at a time, from the picture."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from handlers.web.console.reading.paging import Pages
from handlers.web.console.reading.rounds import RoundLine
from models.plan import Project
from models.progress import Report, WorkStatus
from reports.picture import ProjectPicture, RoundPicture

PER_PAGE = 50
NOT_REPORTED, REPORTED, LATE = "none", "any", "late"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    group: str = ""
    strategy: int | None = None
    owner: str = ""
    status: str = ""
    reported: str = ""
    search: str = ""
    codes: frozenset[str] | None = None
    """Codes of projects with the finding asked for; None: no finding asked for."""
    sort: str = "position"
    is_descending: bool = False
    page: int = 1


@dataclass(frozen=True)
class Choices:
    """What the filters offer."""

    groups: list[tuple[str, str]]
    strategies: list[tuple[int, str]]
    owners: list[tuple[str, str]]


Listed = Pages[ProjectPicture]


def listed(picture: RoundPicture, projects: Sequence[ProjectPicture], wanted: Wanted) -> Listed:
    """The page asked for, of these projects of the round in the order of the plan."""
    found = [one for one in projects if all(is_wanted(one) for is_wanted in _conditions(wanted))]
    return Pages(_ordered(found, picture, wanted), wanted.page, PER_PAGE)


def disbursed(one: ProjectPicture) -> Decimal | None:
    """None without any figure of the finance group."""
    return one.disbursed if one.disbursements else None


Condition = Callable[[ProjectPicture], bool]


def _conditions(wanted: Wanted) -> list[Condition]:
    asked: list[tuple[object, Condition]] = [
        (wanted.group, lambda one: wanted.group in one.groups),
        (wanted.strategy is not None, lambda one: one.strategy == wanted.strategy),
        (wanted.owner, lambda one: wanted.owner in {owner.code for owner in one.owners}),
        (wanted.status, lambda one: _status(one) == wanted.status),
        (wanted.reported, lambda one: _is_reported(one, wanted.reported)),
        (wanted.search, _matches(wanted.search)),
        (wanted.codes is not None, lambda one: one.code in (wanted.codes or ())),
    ]
    return [condition for is_asked, condition in asked if is_asked]


def _status(one: ProjectPicture) -> WorkStatus | None:
    return one.report.status if one.report else None


def _is_reported(one: ProjectPicture, asked: str) -> bool:
    if asked == LATE:
        return one.report is not None and one.report.late
    return asked == (REPORTED if one.report else NOT_REPORTED)


def _matches(search: str) -> Condition:
    """The code itself, or part of the name or of an owner's name, in large or small letters."""
    part = search.casefold()

    def matches(one: ProjectPicture) -> bool:
        names = (one.name, *(owner.name for owner in one.owners))
        return one.code == search or any(part in name.casefold() for name in names)

    return matches


def _ordered(
    projects: Iterable[ProjectPicture], picture: RoundPicture, wanted: Wanted
) -> list[ProjectPicture]:
    """Those without a figure stand last, either way; equal ones in the order of the plan."""
    value = _values(picture).get(wanted.sort)
    if value is None:
        found = list(projects)
        return found[::-1] if wanted.is_descending else found
    valued = [(value(one), one) for one in projects]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=wanted.is_descending)
    return [one for _, one in known] + [one for found, one in valued if found is None]


def _values(picture: RoundPicture) -> dict[str, Callable[[ProjectPicture], Any]]:
    """What a column is sorted by, by the word that stands for it in an address."""
    places = {group.code: place for place, group in enumerate(picture.groups)}
    return {
        "name": lambda one: one.name,
        "group_position": lambda one: places.get(one.lead),
        "status": _status,
        "allocated": lambda one: one.allocated,
        "spent": lambda one: one.report.spent if one.report else None,
        "disbursed": disbursed,
        "submitted_at": lambda one: one.report.submitted_at if one.report else None,
    }


def choices(
    picture: RoundPicture, projects: Sequence[ProjectPicture], groups: Collection[str] | None
) -> Choices:
    """What these projects have; of their groups, by code, only these."""
    named = {code for one in projects for code in one.groups if groups is None or code in groups}
    owners = {owner.code: owner.name for one in projects for owner in one.owners}
    return Choices(
        [(one.code, one.short_name) for one in picture.groups if one.code in named],
        [(one.number, one.name) for one in picture.strategies],
        sorted(owners.items(), key=lambda pair: pair[1]),
    )


def after_closing(
    connection: Connection, of_round: RoundLine, projects: Sequence[ProjectPicture]
) -> dict[str, int]:
    """The newest versions that came after these projects' round was closed, by code."""
    rows = connection.execute(
        select(Project.code, func.max(Report.version))
        .join(Report, Report.project_id == Project.id)
        .where(Report.round_id == of_round.id, Project.code.in_([one.code for one in projects]))
        .group_by(Project.code)
    )
    counted = {one.code: one.report.version if one.report else 0 for one in projects}
    return {code: version for code, version in rows if version > counted[code]}
