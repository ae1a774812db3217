"""Writes a plan's differences into the database: in bulk, a constant number of statements.

Nothing that reports may point to is deleted: it is switched off, and on again when it comes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update, bindparam, delete, insert, select, update

from models.people import Group, Person, PersonRole
from models.plan import (
    Activity,
    Alignment,
    Allocation,
    FundingSource,
    Indicator,
    Objective,
    Project,
    ProjectGroup,
    ProjectOwner,
    Strategy,
)
from models.plan import (
    Plan as PlanOfYear,
)
from workbooks import plan_sheets
from workbooks.differences import Change, Differences
from workbooks.plan import ActivityRow, IndicatorRow, Plan
from workbooks.sheets import Sheet

Values = dict[str, Any]


def save_plan(connection: Connection, plan: Plan, differences: Differences) -> None:
    """Store what differs. The differences must be those between what is stored and `plan`."""
    saver = _Saver(connection, plan, differences)
    saver.office()
    saver.groups()
    saver.strategies()
    saver.sources()
    saver.people()
    saver.projects()
    saver.objectives()
    saver.alignments()
    saver.allocations()
    saver.activities()
    saver.indicators()


@dataclass(frozen=True)
class _Saver:
    connection: Connection
    plan: Plan
    differences: Differences

    @property
    def year(self) -> int:
        return self.plan.facts.fiscal_year

    def run(self, statement: Insert | Update | Delete, rows: list[Values]) -> None:
        """One statement for all rows; nothing for none."""
        if rows:
            self.connection.execute(statement, rows)

    def changes(self, sheet: Sheet) -> list[Change]:
        found = [item for item in self.differences.items if isinstance(item, Change)]
        return [change for change in found if change.sheet is sheet]

    def written(self, sheet: Sheet) -> list[Any]:
        """The rows that are new or differ."""
        return [change.new for change in self.changes(sheet) if change.new is not None]

    def removed(self, sheet: Sheet) -> list[Any]:
        """The keys of the rows that are gone."""
        gone = [change.old for change in self.changes(sheet) if change.new is None]
        return [sheet.key_of(row)[0] for row in gone]

    def ids(self, model: Any, key: str) -> dict[Any, int]:
        """The ids of all rows by their code or number, switched off or not."""
        query = select(getattr(model, key), model.id)
        if hasattr(model, "fiscal_year"):
            query = query.where(model.fiscal_year == self.year)
        return dict(self.connection.execute(query).all())

    def upsert(self, model: Any, key: str, rows: list[Values], removed: Iterable[Any]) -> None:
        """Insert the unknown, update the known (switching them on), switch off the removed."""
        if not rows and not removed:
            return
        known = self.ids(model, key)
        scope = {"fiscal_year": self.year} if hasattr(model, "fiscal_year") else {}
        self.run(insert(model), [row | scope for row in rows if row[key] not in known])
        old = [row for row in rows if row[key] in known]
        self.update(model, [{"id": known[row[key]], "active": True} | row for row in old])
        self.update(model, [{"id": known[code], "active": False} for code in removed])

    def update(self, model: Any, rows: list[Values]) -> None:
        """Update by id; all rows have the same fields."""
        if rows:
            fields: Values = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
            named = [{f"new_{name}": value for name, value in row.items()} for row in rows]
            table = model.__table__
            self.connection.execute(
                update(table).where(table.c.id == bindparam("new_id")).values(**fields), named
            )

    def office(self) -> None:
        if not self.changes(plan_sheets.OFFICE):
            return
        facts = self.plan.facts
        values = {
            "office_name": facts.name,
            "office_short_name": facts.short_name,
            "table_style": facts.table_style,
        }
        known = update(PlanOfYear).where(PlanOfYear.fiscal_year == self.year).values(**values)
        if self.connection.execute(known).rowcount == 0:
            self.run(insert(PlanOfYear), [values | {"fiscal_year": self.year}])

    def groups(self) -> None:
        sheet = plan_sheets.GROUPS
        rows = [vars(row) for row in self.written(sheet)]
        self.upsert(Group, "code", rows, self.removed(sheet))

    def strategies(self) -> None:
        sheet = plan_sheets.STRATEGIES
        rows = [vars(row) for row in self.written(sheet)]
        self.upsert(Strategy, "number", rows, self.removed(sheet))

    def sources(self) -> None:
        sheet = plan_sheets.SOURCES
        rows = [vars(row) for row in self.written(sheet)]
        self.upsert(FundingSource, "code", rows, self.removed(sheet))

    def people(self) -> None:
        written = self.written(plan_sheets.PEOPLE)
        groups = self.ids(Group, "code")
        rows = [
            {"code": p.code, "name": p.name, "title": p.title, "group_id": groups.get(p.group)}
            for p in written
        ]
        self.upsert(Person, "code", rows, self.removed(plan_sheets.PEOPLE))
        ids = self.ids(Person, "code")
        self.replace(
            PersonRole,
            "person_id",
            [ids[person.code] for person in written],
            [{"person_id": ids[p.code], "role": role} for p in written for role in p.roles],
        )

    def projects(self) -> None:
        sheet = plan_sheets.PROJECTS
        written, removed = self.written(sheet), self.removed(sheet)
        strategies = self.ids(Strategy, "number")
        places = {project.code: place for place, project in enumerate(self.plan.projects)}
        rows = [
            {
                "code": row.code,
                "position": places[row.code],
                "name": row.name,
                "strategy_id": strategies.get(row.strategy),
                "kind": row.kind,
                "approval": row.approval,
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
            }
            for row in written
        ]
        self.upsert(Project, "code", rows, removed)
        self._place_projects(places)
        codes = [row.code for row in written]
        self._links(ProjectGroup, "group_id", Group, {r.code: r.groups for r in written}, codes)
        self._links(ProjectOwner, "person_id", Person, {r.code: r.owners for r in written}, codes)

    def _place_projects(self, places: Mapping[str, int]) -> None:
        """Projects stand in the order of the workbook."""
        if not any(item.sheet is plan_sheets.PROJECTS for item in self.differences.items):
            return
        query = select(Project.id, Project.code, Project.position).where(
            Project.fiscal_year == self.year
        )
        moved = [
            {"id": row_id, "position": places[code]}
            for row_id, code, position in self.connection.execute(query)
            if places.get(code, position) != position
        ]
        self.update(Project, moved)

    def _links(
        self,
        model: Any,
        field: str,
        target: Any,
        wanted: Mapping[str, tuple[str, ...]],
        codes: list[str],
    ) -> None:
        """Groups and owners of projects, in their order."""
        projects, targets = self.ids(Project, "code"), self.ids(target, "code")
        rows = [
            {"project_id": projects[project], field: targets[code], "position": place}
            for project, linked in wanted.items()
            for place, code in enumerate(linked)
        ]
        self.replace(model, "project_id", [projects[code] for code in codes], rows)

    def replace(self, model: Any, field: str, owners: list[int], rows: list[Values]) -> None:
        """All rows of these owners give way to the new ones; nothing else points to them."""
        column = getattr(model, field)
        self.run(delete(model).where(column == bindparam("of")), [{"of": one} for one in owners])
        self.run(insert(model), rows)

    def touched(self, sheet: Sheet) -> list[str]:
        """The projects whose rows of this sheet are written anew, new projects among them."""
        wanted = {project.code for project in self.plan.projects}
        parts = {
            item.project if not isinstance(item, Change) else (item.new or item.old).project
            for item in self.differences.items
            if item.sheet is sheet
        }
        added = {c.new.code for c in self.changes(plan_sheets.PROJECTS) if c.old is None}
        return sorted((parts | added) & wanted)

    def objectives(self) -> None:
        self._replace_parts(plan_sheets.OBJECTIVES, Objective, lambda row, _: vars(row))

    def alignments(self) -> None:
        self._replace_parts(
            plan_sheets.ALIGNMENTS, Alignment, lambda row, place: vars(row) | {"position": place}
        )

    def allocations(self) -> None:
        sources = self.ids(FundingSource, "code")
        self._replace_parts(
            plan_sheets.ALLOCATIONS,
            Allocation,
            lambda row, _: {
                "project": row.project,
                "source_id": sources.get(row.source),
                "status": row.status,
                "amount": row.amount,
            },
        )

    def _replace_parts(self, sheet: Sheet, model: Any, values: Any) -> None:
        """Parts nothing else points to: the project's rows are deleted and written anew."""
        touched = self.touched(sheet)
        if not touched:
            return
        projects = self.ids(Project, "code")
        rows = []
        for code, parts in self.parts(sheet, touched).items():
            for place, part in enumerate(parts):
                row = dict(values(part, place))
                del row["project"]
                rows.append({"project_id": projects[code]} | row)
        self.replace(model, "project_id", [projects[code] for code in touched], rows)

    def parts(self, sheet: Sheet, projects: Iterable[str]) -> dict[str, list[Any]]:
        """The plan's rows of these projects, in their order."""
        found: dict[str, list[Any]] = {code: [] for code in projects}
        for row in getattr(self.plan, sheet.rows):
            if row.project in found:
                found[row.project].append(row)
        return found

    def activities(self) -> None:
        groups = self.ids(Group, "code")

        def values(row: ActivityRow) -> Values:
            return {"name": row.name, "group_id": groups.get(row.group), "budget": row.budget}

        self._keep_parts(plan_sheets.ACTIVITIES, Activity, values)

    def indicators(self) -> None:
        def values(row: IndicatorRow) -> Values:
            return {"text": row.text, "target": row.target}

        self._keep_parts(plan_sheets.INDICATORS, Indicator, values)

    def _keep_parts(self, sheet: Sheet, model: Any, values: Any) -> None:
        """Parts that reports point to: kept by their number, switched off when they are gone."""
        touched = self.touched(sheet)
        if not touched:
            return
        projects = self.ids(Project, "code")
        stored = self._stored_parts(model, {projects[code] for code in touched})
        new, kept, gone = [], [], []
        for code, parts in self.parts(sheet, touched).items():
            project_id = projects[code]
            known = stored.get(project_id, {})
            for place, part in enumerate(parts):
                row = {"position": place, "active": True} | values(part)
                if part.number in known:
                    kept.append(row | {"id": known.pop(part.number)})
                else:
                    new.append(row | {"project_id": project_id, "number": part.number})
            gone += [
                {"id": row_id, "active": False, "position": place}
                for place, row_id in enumerate(known.values(), start=len(parts))
            ]
        self._clear_places(model, list(stored))
        self.update(model, kept)
        self.update(model, gone)
        self.run(insert(model), new)

    def _stored_parts(self, model: Any, touched: set[int]) -> dict[int, dict[str, int]]:
        """Ids by project and number, in their order, switched off or not."""
        query = (
            select(model.project_id, model.number, model.id)
            .join(Project, Project.id == model.project_id)
            .where(Project.fiscal_year == self.year)
            .order_by(model.position)
        )
        found: dict[int, dict[str, int]] = {}
        for project_id, number, row_id in self.connection.execute(query):
            if project_id in touched:
                found.setdefault(project_id, {})[number] = row_id
        return found

    def _clear_places(self, model: Any, projects: list[int]) -> None:
        """Positions are unique at every moment: step aside before taking the new ones."""
        table = model.__table__
        self.run(
            update(table)
            .where(table.c.project_id == bindparam("of"))
            .values(position=-1 - table.c.position),
            [{"of": project_id} for project_id in projects],
        )
