"""The addresses of projects' pages, as far as who asks may open them."""

from collections.abc import Collection

from flask import url_for
from sqlalchemy import Connection, select

from handlers.web.console.parts import Part
from handlers.web.console.reading.rounds import RoundLine
from handlers.web.console.site import member
from models.authority import Act
from models.plan import Project
from models.project_scope import read_scopes


def to_projects(
    connection: Connection, of_round: RoundLine, codes: Collection[str]
) -> dict[str, str]:
    """By code; a picture knows projects by their codes only. Four statements."""
    who = member()
    if not who.may_read(Part.PROJECTS):
        return {}
    ids = connection.scalars(
        select(Project.id).where(
            Project.fiscal_year == of_round.fiscal_year, Project.code.in_(codes)
        )
    ).all()
    return {
        one.code: url_for("console.project", project_id=one.id, round=of_round.code)
        for one in read_scopes(connection, ids)
        if who.authority.may(Act.SEE_PROJECT, groups=one.groups, owners=one.owners)
    }
