"""Database -> `Plan`: the plan of a year as the workbook would hold it, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from models.people import Group, Person, PersonRole, Role
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
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    GroupRow,
    IndicatorRow,
    ObjectiveRow,
    OfficeRow,
    PersonRow,
    Plan,
    ProjectRow,
    SourceRow,
    StrategyRow,
)


def newest_year(connection: Connection) -> int | None:
    """The latest fiscal year (B.E.) with a plan."""
    return connection.scalar(select(func.max(PlanOfYear.fiscal_year)))


def load_plan(connection: Connection, fiscal_year: int) -> Plan:
    """The stored plan of a year; groups, people and sources are there even before its first plan.

    Groups, people and sources that are switched off appear only where a project of the year still
    names them, so that an older year's plan stays whole.
    """
    parts = _Parts(connection, fiscal_year)
    projects = parts.projects()
    activities, allocations = parts.activities(), parts.allocations()
    people = parts.people({code for project in projects for code in project.owners})
    return Plan(
        office=parts.office(),
        groups=parts.groups(_groups_used(projects, activities, people)),
        strategies=parts.strategies(),
        sources=parts.sources({allocation.source for allocation in allocations}),
        people=people,
        projects=projects,
        objectives=parts.objectives(),
        alignments=parts.alignments(),
        allocations=allocations,
        activities=activities,
        indicators=parts.indicators(),
    )


def _groups_used(
    projects: Iterable[ProjectRow], activities: Iterable[ActivityRow], people: Iterable[PersonRow]
) -> set[str]:
    used = {code for project in projects for code in project.groups}
    return used | {row.group for row in activities} | {row.group for row in people}


@dataclass(frozen=True)
class _Parts:
    """One query for each sheet."""

    connection: Connection
    year: int

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[Any]:
        return list(self.connection.execute(query))

    def _of_projects(self, *columns: Any) -> Select[Any]:
        """A query of what belongs to the projects of the year; the first column is their code."""
        return (
            select(Project.code, *columns)
            .where(Project.fiscal_year == self.year, Project.active)
            .order_by(Project.position)
        )

    def office(self) -> OfficeRow | None:
        query = select(
            PlanOfYear.office_name,
            PlanOfYear.office_short_name,
            PlanOfYear.fiscal_year,
            PlanOfYear.table_style,
        ).where(PlanOfYear.fiscal_year == self.year)
        found = self.connection.execute(query).one_or_none()
        return OfficeRow(*found) if found else None

    def groups(self, used: set[str]) -> tuple[GroupRow, ...]:
        query = select(
            Group.code, Group.name, Group.short_name, Group.position, Group.active
        ).order_by(Group.position, Group.code)
        return tuple(
            GroupRow(*values)
            for *values, active in self._rows(query)
            if active or values[0] in used
        )

    def strategies(self) -> tuple[StrategyRow, ...]:
        query = (
            select(Strategy.number, Strategy.name)
            .where(Strategy.fiscal_year == self.year, Strategy.active)
            .order_by(Strategy.number)
        )
        return tuple(StrategyRow(*row) for row in self._rows(query))

    def sources(self, used: set[str]) -> tuple[SourceRow, ...]:
        query = select(FundingSource.code, FundingSource.name, FundingSource.active).order_by(
            FundingSource.id
        )
        return tuple(
            SourceRow(code, name)
            for code, name, active in self._rows(query)
            if active or code in used
        )

    def people(self, used: set[str]) -> tuple[PersonRow, ...]:
        roles: dict[int, set[Role]] = {}
        for person_id, role in self._rows(select(PersonRole.person_id, PersonRole.role)):
            roles.setdefault(person_id, set()).add(role)
        query = (
            select(Person.id, Person.active, Person.code, Person.name, Person.title, Group.code)
            .outerjoin(Group, Group.id == Person.group_id)
            .order_by(Person.id)
        )
        return tuple(
            PersonRow(code, name, title, group or "", _in_order(roles.get(person_id, set())))
            for person_id, active, code, name, title, group in self._rows(query)
            if active or code in used
        )

    def projects(self) -> tuple[ProjectRow, ...]:
        groups = self._codes(ProjectGroup, ProjectGroup.group_id, Group)
        owners = self._codes(ProjectOwner, ProjectOwner.person_id, Person)
        query = self._of_projects(
            Project.name,
            Strategy.number,
            Project.kind,
            Project.approval,
            Project.starts_on,
            Project.ends_on,
        ).outerjoin(Strategy, Strategy.id == Project.strategy_id)
        return tuple(
            ProjectRow(code, name, groups.get(code, ()), owners.get(code, ()), *rest)
            for code, name, *rest in self._rows(query)
        )

    def _codes(self, link: Any, target_id: Any, target: Any) -> dict[str, tuple[str, ...]]:
        """The codes of the groups or owners of each project, the first one first."""
        query = (
            self._of_projects(target.code)
            .join(link, link.project_id == Project.id)
            .join(target, target.id == target_id)
            .order_by(link.position)
        )
        found: dict[str, tuple[str, ...]] = {}
        for project, code in self._rows(query):
            found[project] = (*found.get(project, ()), code)
        return found

    def objectives(self) -> tuple[ObjectiveRow, ...]:
        query = (
            self._of_projects(Objective.number, Objective.text)
            .join(Objective, Objective.project_id == Project.id)
            .order_by(Objective.number)
        )
        return tuple(ObjectiveRow(*row) for row in self._rows(query))

    def alignments(self) -> tuple[AlignmentRow, ...]:
        query = (
            self._of_projects(Alignment.kind, Alignment.text)
            .join(Alignment, Alignment.project_id == Project.id)
            .order_by(Alignment.position)
        )
        return tuple(AlignmentRow(*row) for row in self._rows(query))

    def allocations(self) -> tuple[AllocationRow, ...]:
        query = (
            self._of_projects(FundingSource.code, Allocation.amount, Allocation.status)
            .join(Allocation, Allocation.project_id == Project.id)
            .outerjoin(FundingSource, FundingSource.id == Allocation.source_id)
            .order_by(Allocation.id)
        )
        return tuple(
            AllocationRow(code, source or "", amount, status)
            for code, source, amount, status in self._rows(query)
        )

    def activities(self) -> tuple[ActivityRow, ...]:
        query = (
            self._of_projects(Activity.number, Activity.name, Group.code, Activity.budget)
            .join(Activity, Activity.project_id == Project.id)
            .outerjoin(Group, Group.id == Activity.group_id)
            .where(Activity.active)
            .order_by(Activity.position)
        )
        return tuple(
            ActivityRow(code, number, name, group or "", budget)
            for code, number, name, group, budget in self._rows(query)
        )

    def indicators(self) -> tuple[IndicatorRow, ...]:
        query = (
            self._of_projects(Indicator.number, Indicator.text, Indicator.target)
            .join(Indicator, Indicator.project_id == Project.id)
            .where(Indicator.active)
            .order_by(Indicator.position)
        )
        return tuple(IndicatorRow(*row) for row in self._rows(query))


def _in_order(roles: set[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
