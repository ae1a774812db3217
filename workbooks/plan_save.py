"""Writes a plan's differences into the database: in bulk, a constant number of statements.

Nothing that reports may point to is deleted: it is switched off, and on again when it comes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from models.people import Group, Person, PersonRole
from models.plan import (
    FundingSource,
    Project,
    ProjectGroup,
    ProjectOwner,
    Strategy,
)
from models.plan import (
    Plan as PlanOfYear,
)
from workbooks import plan_sheets
from workbooks.bulk import Bulk
from workbooks.differences import Differences
from workbooks.plan import Plan
from workbooks.plan_save_parts import PartsSaver
from workbooks.sheets import Sheet


def save_plan(connection: Connection, plan: Plan, differences: Differences) -> None:
    """Store what differs. The differences must be those between what is stored and `plan`."""
    bulk = Bulk(connection, plan.facts.fiscal_year)
    saver = _Saver(bulk, plan, differences)
    saver.office()
    saver.save(Group, plan_sheets.GROUPS)
    saver.save(Strategy, plan_sheets.STRATEGIES)
    saver.save(FundingSource, plan_sheets.SOURCES)
    saver.people()
    saver.projects()
    PartsSaver(bulk, plan, differences).save()


@dataclass(frozen=True)
class _Saver:
    """What stands by itself: the office's facts, groups, people, projects and their like."""

    bulk: Bulk
    plan: Plan
    differences: Differences

    def office(self) -> None:
        if not self.differences.of(plan_sheets.OFFICE):
            return
        facts, year = self.plan.facts, self.bulk.year
        values = {
            "office_name": facts.name,
            "office_short_name": facts.short_name,
            "table_style": facts.table_style,
        }
        known = update(PlanOfYear).where(PlanOfYear.fiscal_year == year).values(**values)
        if self.bulk.connection.execute(known).rowcount == 0:
            self.bulk.run(insert(PlanOfYear), [values | {"fiscal_year": year}])

    def save(self, model: Any, sheet: Sheet) -> None:
        """Rows whose fields are the columns of the table."""
        rows = [dict(vars(row)) for row in self.differences.written(sheet)]
        self.bulk.upsert(model, sheet.key[0], rows, self.differences.removed(sheet))

    def people(self) -> None:
        written = self.differences.written(plan_sheets.PEOPLE)
        groups = self.bulk.ids(Group)
        rows = [
            {"code": p.code, "name": p.name, "title": p.title, "group_id": groups.get(p.group)}
            for p in written
        ]
        self.bulk.upsert(Person, "code", rows, self.differences.removed(plan_sheets.PEOPLE))
        ids = self.bulk.ids(Person)
        roles = [{"person_id": ids[p.code], "role": role} for p in written for role in p.roles]
        self.bulk.replace(PersonRole, "person_id", [ids[p.code] for p in written], roles)

    def projects(self) -> None:
        sheet = plan_sheets.PROJECTS
        written = self.differences.written(sheet)
        places = {project.code: place for place, project in enumerate(self.plan.projects)}
        strategies = self.bulk.ids(Strategy)
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
        self.bulk.upsert(Project, "code", rows, self.differences.removed(sheet))
        self._place(places)
        self._link(ProjectGroup, "group_id", Group, {row.code: row.groups for row in written})
        self._link(ProjectOwner, "person_id", Person, {row.code: row.owners for row in written})

    def _place(self, places: Mapping[str, int]) -> None:
        """Projects stand in the order of the workbook."""
        if not any(item.sheet is plan_sheets.PROJECTS for item in self.differences.items):
            return
        query = select(Project.id, Project.code, Project.position).where(
            Project.fiscal_year == self.bulk.year
        )
        moved = [
            {"id": row_id, "position": places[code]}
            for row_id, code, position in self.bulk.connection.execute(query)
            if places.get(code, position) != position
        ]
        self.bulk.update(Project, moved)

    def _link(
        self, model: Any, field: str, target: Any, wanted: Mapping[str, Iterable[str]]
    ) -> None:
        """Groups and owners of projects, in their order."""
        projects, targets = self.bulk.ids(Project), self.bulk.ids(target)
        rows = [
            {"project_id": projects[project], field: targets[code], "position": place}
            for project, linked in wanted.items()
            for place, code in enumerate(linked)
        ]
        self.bulk.replace(model, "project_id", [projects[code] for code in wanted], rows)
