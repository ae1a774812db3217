"""Which rows belong to the picture of a round, and how much of each project is read."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Flag, auto
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from models.plan import Project

Query = Select[*tuple[Any, ...]]
"""Its columns are taken apart by reports/reading.py."""


class Detail(Flag):
    """What is read beyond the figures that the tables of the office count."""

    COUNTED = 0
    RESULTS = auto()
    """Indicators, and of completed reports what came of them: findings are made from these too."""
    ACTIVITIES = auto()
    """Of plan and reports; the second office's tables judge by them and always have them."""
    TEXTS = auto()
    """Objectives, alignments, all results, continuations, remarks, evidence: for documents."""
    WHOLE = RESULTS | ACTIVITIES | TEXTS


@dataclass(frozen=True)
class Scope:
    """Which round, and the moment up to which rows count (None: all of them).

    `only`: of the year's projects just these, by id. `version`: of their reports just that one,
    also of a project that has left the plan since.
    """

    round_id: int
    fiscal_year: int
    as_of: date
    until: datetime | None = None
    only: frozenset[int] | None = None
    version: int | None = None


def of_year(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """The projects of the year that are still in the plan."""
    year = [Project.fiscal_year == scope.fiscal_year]
    if scope.version is None:
        year.append(Project.active.is_(True))
    return tuple(year) if scope.only is None else (*year, Project.id.in_(scope.only))


def project_ids(scope: Scope) -> Query:
    """Their ids."""
    return select(Project.id).where(*of_year(scope))
