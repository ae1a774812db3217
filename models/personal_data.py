"""What is kept about one person, found by what the tables themselves say refers to people.

A new table that refers to people, to a LINE account or to a report is found without a change here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, or_, select

from models.archive import TABLES, plain
from models.people import LineAccount, Person
from models.progress import Draft, Report

LINE_COLUMNS: Final = ("line_user_id", "recipient")
"""Columns that hold a LINE user id."""
SECRET: Final = ("digest", "token")
"""What columns are called that hold nothing about a person, but could open something."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Whose:
    """A person of the office, or a LINE account that is nobody's; by both where both are known."""

    person_id: int | None = None
    line_user_id: str | None = None


def whose(connection: Connection, person_id: int) -> Whose:
    """A person with the LINE account they are bound to, if any."""
    bound = select(LineAccount.line_user_id).where(LineAccount.person_id == person_id)
    return Whose(person_id, connection.execute(bound).scalar())


def data_of(connection: Connection, person: Whose) -> dict[str, Rows]:
    """Everything kept about them, by table; empty tables are left out. One query a table."""
    found = {table.name: _read(connection, table, person) for table in TABLES}
    return {name: rows for name, rows in found.items() if rows}


def _read(connection: Connection, table: Table, person: Whose) -> Rows:
    conditions = list(_conditions(table, person))
    if not conditions:
        return []
    shown = [one for one in table.columns if not any(word in one.name for word in SECRET)]
    query: Select[Any] = select(*shown).where(or_(*conditions)).order_by(*table.primary_key.columns)
    return [
        {name: plain(value) for name, value in row._mapping.items()}
        for row in connection.execute(query)
    ]


def _conditions(table: Table, person: Whose) -> Iterator[Any]:
    """Rows that are about them, and the parts of the reports they gave."""
    if person.line_user_id:
        for name in LINE_COLUMNS:
            if name in table.columns:
                yield table.columns[name] == person.line_user_id
    if person.person_id is None:
        return
    if table is Person.__table__:
        yield Person.id == person.person_id
    given = select(Report.id).where(
        or_(Report.submitted_by == person.person_id, Report.on_behalf_of == person.person_id)
    )
    for key in table.foreign_keys:
        if key.column is Person.__table__.c.id:
            yield key.parent == person.person_id
        elif key.column is Report.__table__.c.id and table is not Draft.__table__:
            yield key.parent.in_(given)
