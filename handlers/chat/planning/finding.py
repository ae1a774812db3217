"""What a planner's words mean: a project by its code, a person by their code."""

import re

from sqlalchemy import select

from handlers.chat.person import OfficeChat
from models.authority import Act
from models.people import Person
from models.plan import Project
from models.portfolio import current_round
from models.project_scope import ProjectScope, allowed_project

CODE = re.compile(r"(?:โครงการ(?:ที่)?\s*)?(?P<code>[\w.]{1,20})")
HANDING = re.compile(
    r"(?:โครงการ(?:ที่)?\s*)?(?P<code>[\w.]{1,20})\s*(?:จาก\s*(?P<old>\S+)\s*)?(?:ให้|ไปให้)\s*(?P<new>\S.*)"
)


def project_called(chat: OfficeChat, text: str, act: Act) -> ProjectScope | None:
    """The project of this year with that code; None if there is none."""
    found = CODE.fullmatch(text.strip())
    of_round = current_round(chat.connection)
    if found is None or of_round is None:
        return None
    project_id = chat.connection.scalar(
        select(Project.id).where(
            Project.fiscal_year == of_round.fiscal_year,
            Project.code == found["code"],
            Project.active,
        )
    )
    if project_id is None:
        return None
    return allowed_project(chat.connection, chat.authority, project_id, act)


def person_called(chat: OfficeChat, text: str) -> tuple[int, str] | None:
    """The active person with that code, or with just that name if it is the only one."""
    rows = chat.connection.execute(
        select(Person.id, Person.code, Person.name).where(Person.active).order_by(Person.code)
    ).all()
    text = text.strip()
    named = [one for one in rows if text in (one.code, one.name, *one.name.split()[-1:])]
    exact = [one for one in rows if one.code == text]
    found = exact or named
    return (found[0].id, found[0].name) if len(found) == 1 else None
