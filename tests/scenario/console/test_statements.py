"""Every page of the console costs a fixed number of statements, whatever the size of the office."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from models import schema
from models.audit import AuditEntry, Channel
from tests.office_sample import Town
from tests.scenario.console.conftest import BASE, OWNER, Desk, Statements, hand_in

TABLES = schema.METADATA.tables
NO_PAGES = {"console.static", "console.font", "console.enter", "console.nothing_here"}
OTHER_STYLE = {"console.level"}
ASKED = {
    "console.table_projects": "?table=table1&row=6&column=projects",
    "console.plan_row": "?k=5",
}
"""What a page must be asked so that it answers."""
MOST = 46
"""One project, after a change: its own parts and the picture of the round."""
DAYS_AHEAD = "/console/rounds/planned"
"""It computes 14 days as the clock does."""
PARTS = ("project_groups", "project_owners", "allocations", "disbursements", "indicators")


def test_every_page_costs_a_fixed_number(planner: Desk, statements: Statements) -> None:
    town = planner.town
    hand_in(town)
    pages = sorted(_pages(town))
    before = {page: _cost(planner, statements, page) for page in pages}
    _twice_as_many(town)
    assert "พบ 52 โครงการ" in planner.look("/console/projects").text
    assert {page: _cost(planner, statements, page) for page in pages} == before
    assert sum(before.pop(DAYS_AHEAD)) <= 2 * 120
    assert max(map(max, before.values())) <= MOST, before


def _pages(town: Town) -> Iterator[str]:
    with town.office.database.read() as connection:
        projects = TABLES["projects"]
        project = connection.scalar(select(projects.c.id).where(projects.c.code == "5"))
    values = {"project_id": project, "title": "โครงการ", "code": OWNER, "year": 2567}
    values |= {"kind": "report"}
    bound = town.app.url_map.bind("localhost")
    for rule in town.app.url_map.iter_rules():
        is_page = rule.endpoint.startswith("console.") and "GET" in (rule.methods or ())
        if is_page and rule.endpoint not in NO_PAGES | OTHER_STYLE:
            mine = {name: values[name] for name in rule.arguments}
            yield bound.build(rule.endpoint, mine) + ASKED.get(rule.endpoint, "")


def _cost(desk: Desk, statements: Statements, page: str) -> tuple[int, int]:
    """Of the first look after a change, and of the next one."""
    with desk.town.office.database.write() as connection:
        connection.execute(
            insert(AuditEntry).values(
                at=datetime.now(UTC),
                channel=Channel.COMMAND,
                action="submit_report",
                subject="report",
                subject_id="1",
            )
        )
    found = []
    for _ in range(2):
        with statements:
            answer = desk.client.get(page, base_url=BASE, follow_redirects=True)
        assert answer.status_code == 200, page
        found.append(statements.counted)
    return found[0], found[1]


def _twice_as_many(town: Town) -> None:
    """Each project once more with its parts and its report, each person and entry once more."""
    with town.office.database.write() as connection:
        for model in _rows(connection, "projects"):
            project = _again(connection, "projects", model, code=f"X{model['code']}")
            for part in PARTS:
                for row in _rows(connection, part, project_id=model["id"]):
                    _again(connection, part, row, project_id=project)
            for row in _rows(connection, "reports", project_id=model["id"]):
                _again(connection, "reports", row, project_id=project, receipt=f"X{row['receipt']}")
        for model in _rows(connection, "people"):
            person = _again(connection, "people", model, code=f"X{model['code']}")
            for row in _rows(connection, "person_roles", person_id=model["id"]):
                _again(connection, "person_roles", row, person_id=person)
        for model in _rows(connection, "audit_entries"):
            _again(connection, "audit_entries", model)


def _rows(connection: Connection, name: str, **where: Any) -> list[dict[str, Any]]:
    table = TABLES[name]
    conditions = [table.c[column] == value for column, value in where.items()]
    return [dict(row) for row in connection.execute(select(table).where(*conditions)).mappings()]


def _again(connection: Connection, name: str, model: dict[str, Any], **other: Any) -> int:
    table = TABLES[name]
    values = {**{key: value for key, value in model.items() if key != "id"}, **other}
    added = connection.execute(insert(table).values(values)).inserted_primary_key
    assert added is not None
    return int(added[0]) if "id" in table.c else 0
