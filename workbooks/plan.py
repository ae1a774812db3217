"""A whole year's plan as the workbook holds it, row by row. Pure values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.errors import KaonaError
from models.people import Role
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle


class NoPlanError(KaonaError):
    """ยังไม่มีแผนของปีงบประมาณนี้"""  # noqa: D415


@dataclass(frozen=True)
class OfficeRow:
    """Sheet ข้อมูลทั่วไป. The fiscal year is B.E."""

    name: str
    short_name: str
    fiscal_year: int
    table_style: TableStyle


@dataclass(frozen=True)
class GroupRow:
    """Sheet กลุ่ม."""

    code: str
    name: str
    short_name: str
    position: int


@dataclass(frozen=True)
class StrategyRow:
    """Sheet กลยุทธ์."""

    number: int
    name: str


@dataclass(frozen=True)
class SourceRow:
    """Sheet แหล่งงบ."""

    code: str
    name: str


@dataclass(frozen=True)
class PersonRow:
    """Sheet บุคลากร; `group` is empty for executives."""

    code: str
    name: str
    title: str
    group: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class ProjectRow:
    """Sheet โครงการ; the first group leads, the first owner stands first on the form."""

    code: str
    name: str
    groups: tuple[str, ...]
    owners: tuple[str, ...]
    strategy: int | None
    kind: ProjectKind | None
    approval: Approval
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class ObjectiveRow:
    """Sheet วัตถุประสงค์."""

    project: str
    number: int
    text: str


@dataclass(frozen=True)
class AlignmentRow:
    """Sheet ความสอดคล้อง."""

    project: str
    kind: AlignmentKind
    text: str


@dataclass(frozen=True)
class AllocationRow:
    """Sheet งบประมาณ; `source` is empty for a project that needs no money."""

    project: str
    source: str
    amount: Decimal | None
    status: AllocationStatus


@dataclass(frozen=True)
class ActivityRow:
    """Sheet กิจกรรม; `group` is empty where it is the project's own."""

    project: str
    number: str
    name: str
    group: str
    budget: Decimal | None


@dataclass(frozen=True)
class IndicatorRow:
    """Sheet ตัวชี้วัด."""

    project: str
    number: str
    text: str
    target: str


@dataclass(frozen=True)
class Plan:
    """Everything the plan workbook says. Rows stand in the order of the workbook."""

    office: OfficeRow | None = None
    """None only where no plan of the year is stored yet, and in the empty template."""
    groups: tuple[GroupRow, ...] = ()
    strategies: tuple[StrategyRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    objectives: tuple[ObjectiveRow, ...] = ()
    alignments: tuple[AlignmentRow, ...] = ()
    allocations: tuple[AllocationRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()

    @property
    def facts(self) -> OfficeRow:
        """Sheet ข้อมูลทั่วไป of a plan that was read or stored."""
        if self.office is None:
            raise NoPlanError
        return self.office
