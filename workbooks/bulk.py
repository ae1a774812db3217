"""Writes many rows with few statements: insert, update by id, switch off, replace."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update, bindparam, delete, insert, select, update

Values = dict[str, Any]


@dataclass(frozen=True)
class Bulk:
    """Writes into one transaction for the plan of one fiscal year."""

    connection: Connection
    year: int
    _ids: dict[Any, dict[Any, int]] = field(default_factory=dict)

    def run(self, statement: Insert | Update | Delete, rows: list[Values]) -> None:
        """One statement for all rows; nothing for none."""
        if rows:
            self.connection.execute(statement, rows)

    def ids(self, model: Any) -> dict[Any, int]:
        """Ids by code or number, switched off or not; of the year where the table has one."""
        if model not in self._ids:
            key = model.code if hasattr(model, "code") else model.number
            query = select(key, model.id)
            if hasattr(model, "fiscal_year"):
                query = query.where(model.fiscal_year == self.year)
            self._ids[model] = dict(self.connection.execute(query).all())
        return self._ids[model]

    def upsert(self, model: Any, key: str, rows: list[Values], removed: Iterable[Any]) -> None:
        """Insert the unknown, update the known (switching them on), switch off the removed."""
        known = self.ids(model)
        scope = {"fiscal_year": self.year} if hasattr(model, "fiscal_year") else {}
        new = [row | scope for row in rows if row[key] not in known]
        old = [row for row in rows if row[key] in known]
        self.update(model, [{"id": known[row[key]], "active": True} | row for row in old])
        self.update(model, [{"id": known[code], "active": False} for code in removed])
        if new:
            self.run(insert(model), new)
            del self._ids[model]

    def update(self, model: Any, rows: list[Values]) -> None:
        """Update by id; all rows have the same fields."""
        if rows:
            fields: Values = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
            named = [{f"new_{name}": value for name, value in row.items()} for row in rows]
            table = model.__table__
            of = table.c.id == bindparam("new_id")
            self.connection.execute(update(table).where(of).values(**fields), named)

    def replace(self, model: Any, owner: str, owners: Iterable[int], rows: list[Values]) -> None:
        """All rows of these owners give way to the new ones; nothing else points to them."""
        column = getattr(model, owner)
        self.run(delete(model).where(column == bindparam("of")), [{"of": one} for one in owners])
        self.run(insert(model), rows)

    def step_aside(self, model: Any, projects: Iterable[int]) -> None:
        """Positions are unique at every moment: rows leave theirs before any takes a new one."""
        table = model.__table__
        of = table.c.project_id == bindparam("of")
        aside = update(table).where(of).values(position=-1 - table.c.position)
        self.run(aside, [{"of": project} for project in projects])
