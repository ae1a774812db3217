"""Findings about a few projects, as somebody who certifies their reports wants to see them."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from models.fiscal import RoundCode
from reports.findings import Finding, Kind, findings_of
from reports.reading import read_picture

OF_THE_TABLES = frozenset(
    {
        Kind.NOT_REPORTED,
        Kind.LATE,
        Kind.LATE_AFTER_END,
        Kind.COUNTED_TWICE_SOURCES,
        Kind.COUNTED_TWICE_STATES,
        Kind.DISBURSED_NOT_REPORTED,
        Kind.BALANCE_AFTER_CUT_OFF,
        Kind.BEGAN_BEFORE_YEAR,
        Kind.SELF_CERTIFIED,
        Kind.NOT_CERTIFIED,
        Kind.RETURNED,
    }
)
"""These concern whoever compiles the tables, not whether a report is right."""


def concerns_of(
    connection: Connection, code: RoundCode, project_ids: Collection[int]
) -> Mapping[str, tuple[Finding, ...]]:
    """What there is to look at before certifying, by the project's code.

    A constant number of queries, none without a project.
    """
    if not project_ids:
        return {}
    picture = read_picture(connection, code, only=frozenset(project_ids))
    found = [one for one in findings_of(picture) if one.kind not in OF_THE_TABLES]
    return {
        project.code: tuple(one for one in found if one.project == project.code)
        for project in picture.projects
    }
