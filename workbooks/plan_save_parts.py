"""Writes the parts of projects: objectives, alignments, money, activities, indicators."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from models.people import Group
from models.plan import (
    Activity,
    Alignment,
    Allocation,
    FundingSource,
    Indicator,
    Objective,
    Project,
)
from workbooks import plan_sheets
from workbooks.bulk import Bulk, Values
from workbooks.differences import Differences
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    IndicatorRow,
    ObjectiveRow,
    Plan,
)
from workbooks.sheets import Sheet


@dataclass(frozen=True)
class PartsSaver:
    """Writes a sheet's rows anew for each project that has a difference in it."""

    bulk: Bulk
    plan: Plan
    differences: Differences

    def save(self) -> None:
        """All parts."""
        groups, sources = self.bulk.ids(Group), self.bulk.ids(FundingSource)

        def objective(row: ObjectiveRow, _: int) -> Values:
            return {"number": row.number, "text": row.text}

        def alignment(row: AlignmentRow, place: int) -> Values:
            return {"position": place, "kind": row.kind, "text": row.text}

        def allocation(row: AllocationRow, _: int) -> Values:
            source = sources.get(row.source)
            return {"source_id": source, "status": row.status, "amount": row.amount}

        def activity(row: ActivityRow) -> Values:
            return {"name": row.name, "group_id": groups.get(row.group), "budget": row.budget}

        def indicator(row: IndicatorRow) -> Values:
            return {"text": row.text, "target": row.target}

        self._replace(plan_sheets.OBJECTIVES, Objective, objective)
        self._replace(plan_sheets.ALIGNMENTS, Alignment, alignment)
        self._replace(plan_sheets.ALLOCATIONS, Allocation, allocation)
        self._keep(plan_sheets.ACTIVITIES, Activity, activity)
        self._keep(plan_sheets.INDICATORS, Indicator, indicator)

    def _touched(self, sheet: Sheet) -> dict[str, list[Any]]:
        """The plan's rows of the projects that differ in this sheet, new projects among them."""
        differing = self.differences.projects_of(sheet) | self.differences.added_projects
        found: dict[str, list[Any]] = {
            project.code: [] for project in self.plan.projects if project.code in differing
        }
        for row in getattr(self.plan, sheet.rows):
            if row.project in found:
                found[row.project].append(row)
        return found

    def _replace(self, sheet: Sheet, model: Any, values: Callable[[Any, int], Values]) -> None:
        """Parts nothing else points to: the project's rows are deleted and written anew."""
        touched, projects = self._touched(sheet), self.bulk.ids(Project)
        rows = [
            {"project_id": projects[code]} | values(part, place)
            for code, parts in touched.items()
            for place, part in enumerate(parts)
        ]
        self.bulk.replace(model, "project_id", [projects[code] for code in touched], rows)

    def _keep(self, sheet: Sheet, model: Any, values: Callable[[Any], Values]) -> None:
        """Parts that reports point to: kept by their number, switched off when they are gone."""
        touched, projects = self._touched(sheet), self.bulk.ids(Project)
        stored = self._stored(model, {projects[code] for code in touched}) if touched else {}
        new, kept, gone = [], [], []
        for code, parts in touched.items():
            known = stored.get(projects[code], {})
            for place, part in enumerate(parts):
                row = {"position": place, "active": True} | values(part)
                if part.number in known:
                    kept.append(row | {"id": known.pop(part.number)})
                else:
                    new.append(row | {"project_id": projects[code], "number": part.number})
            gone += [
                {"id": row_id, "active": False, "position": place}
                for place, row_id in enumerate(known.values(), start=len(parts))
            ]
        self.bulk.step_aside(model, stored)
        self.bulk.update(model, kept)
        self.bulk.update(model, gone)
        self.bulk.run(insert(model), new)

    def _stored(self, model: Any, projects: Iterable[int]) -> dict[int, dict[str, int]]:
        """Ids by project and number, in their order, switched off or not."""
        query = (
            select(model.project_id, model.number, model.id)
            .join(Project, Project.id == model.project_id)
            .where(Project.fiscal_year == self.bulk.year)
            .order_by(model.position)
        )
        found: dict[int, dict[str, int]] = {}
        for project_id, number, row_id in self.bulk.connection.execute(query):
            if project_id in projects:
                found.setdefault(project_id, {})[number] = row_id
        return found
