"""Pictures of rounds made by hand, and tables read as plain values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from models.plan import AllocationStatus, TableStyle
from models.progress import FormKind, WorkStatus
from reports.picture import (
    AllocationPicture,
    DisbursementPicture,
    GroupPicture,
    OwnerPicture,
    ProjectPicture,
    ReportPicture,
    RoundPicture,
    SourcePicture,
    StrategyPicture,
)
from reports.tables.table import Table, Value

AS_OF = date(2024, 3, 31)
SUBMITTED = datetime(2024, 4, 5, 3, tzinfo=UTC)
SOURCES = (SourcePicture("1", "งบ สพป."), SourcePicture("2", "งบ สพฐ."))


def given(source: str, amount: int | str) -> AllocationPicture:
    return AllocationPicture(source, AllocationStatus.ALLOCATED, Decimal(amount))


def awaited(source: str = "1") -> AllocationPicture:
    return AllocationPicture(source, AllocationStatus.AWAITING, None)


NO_BUDGET = AllocationPicture(None, AllocationStatus.NONE, None)


def paid(source: str, amount: int | str) -> DisbursementPicture:
    return DisbursementPicture(source, Decimal(amount), AS_OF)


def report(
    status: WorkStatus = WorkStatus.IN_PROGRESS, spent: int | str | None = 0, **rest: Any
) -> ReportPicture:
    return ReportPicture(
        version=1,
        receipt="r",
        status=status,
        submitted_by="p1",
        spent=None if spent is None else Decimal(spent),
        **{"form": FormKind.PROGRESS, "submitted_at": SUBMITTED, **rest},
    )


def project(code: str = "1", *groups: str, **rest: Any) -> ProjectPicture:
    usual: dict[str, Any] = {
        "name": f"โครงการ {code}",
        "strategy": 1,
        "owners": (OwnerPicture("p1", "นาง ก01"),),
    }
    return ProjectPicture(code=code, groups=groups or ("a",), **(usual | rest))


def picture(*projects: ProjectPicture, **rest: Any) -> RoundPicture:
    usual: dict[str, Any] = {
        "code": "2567-Q2",
        "as_of": AS_OF,
        "due": date(2024, 4, 10),
        "office_name": "สำนักงานตัวอย่าง",
        "office_short_name": "สพป.",
        "style": TableStyle.SAMUT_SAKHON,
        "groups": (GroupPicture("a", "กลุ่ม ก", "ก"), GroupPicture("b", "กลุ่ม ข", "ข")),
        "strategies": (StrategyPicture(1, "หนึ่ง"), StrategyPicture(2, "สอง")),
        "sources": SOURCES,
    }
    return RoundPicture(projects=projects, **(usual | rest))


def line(table: Table, label: str) -> dict[str, Value]:
    """The row in which that label stands, by the keys of the columns."""
    keys = [column.key for column in table.columns]
    found = [row for row in table.rows if label in [cell.value for cell in row.cells]]
    assert len(found) == 1, label
    return dict(zip(keys, (cell.value for cell in found[0].cells), strict=True))
