"""Disbursement figures in the database: what a workbook would change, and the import.

A figure is never overwritten: a corrected one supersedes it and both stay (models/finance.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text, update

from models.audit import AuditEntry, Channel
from models.finance import Disbursement
from models.fiscal import fiscal_year_of
from models.plan import Allocation, FundingSource, Project
from models.plan import Plan as PlanOfYear
from workbooks.disbursement_checks import Known, KnownProject, faults_of
from workbooks.disbursement_reader import Figures
from workbooks.disbursements import DisbursementRow
from workbooks.faults import WorkbookFaultsError
from workbooks.thai_dates import show_date


@dataclass(frozen=True)
class FigureChange:
    """One figure that is new (`old` is None) or differs from the one on record."""

    project: KnownProject
    source: str
    as_of: date
    old: Decimal | None
    new: Decimal

    def __str__(self) -> str:
        what = f"โครงการ {self.project.code} แหล่งงบ {self.source} ณ {show_date(self.as_of)}"
        if self.old is None:
            return f"เพิ่ม{what}: {self.new:,} บาท"
        return f"แก้{what}: {self.old:,} → {self.new:,} บาท"


@dataclass(frozen=True)
class FigureChanges:
    """What a workbook changes: empty `items` means that all of it is on record already."""

    items: tuple[FigureChange, ...]
    same: int
    without_budget: int
    remarks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Projects of the year with an allocation of which the workbook says nothing."""

    @property
    def lines(self) -> tuple[str, ...]:
        """For people: one Thai line each."""
        return tuple(str(item) for item in self.items)

    @property
    def fingerprint(self) -> str:
        """The same for the same changes: what somebody was shown and agreed to."""
        shown = [*self.lines, str(self.same), str(self.without_budget)]
        return sha256("\n".join(shown).encode()).hexdigest()

    @property
    def total(self) -> Decimal:
        """The sum of the figures that are new or differ."""
        return sum((item.new for item in self.items), Decimal(0))

    @property
    def summary(self) -> str:
        """`เพิ่ม 26 ยอดเบิกจ่าย; เหมือนเดิม 2`."""
        added = sum(item.old is None for item in self.items)
        counts = (
            (f"เพิ่ม {added:,} ยอดเบิกจ่าย", added),
            (f"แก้ {len(self.items) - added:,} ยอดเบิกจ่าย", len(self.items) - added),
            (f"เหมือนเดิม {self.same:,} ยอด", self.same),
            (f"ไม่ใช้งบ {self.without_budget:,} โครงการ", self.without_budget),
        )
        return "; ".join(text for text, count in counts if count)


Place = tuple[int, str, date]
"""Project id, source code, as-of date: where at most one figure is current."""


def preview_disbursements(
    connection: Connection, figures: Figures, *, today: date
) -> FigureChanges:
    """What importing would change; `WorkbookFaultsError` with all faults; writes nothing."""
    known = read_known(connection)
    faults = list(figures.faults)
    faults += [fault for row in figures.rows for fault in faults_of(row, known, today)]
    if faults:
        raise WorkbookFaultsError(sorted(faults, key=lambda fault: fault.row or 0))
    return _changes(connection, [row.row for row in figures.rows], known)


def import_disbursements(
    connection: Connection,
    figures: Figures,
    *,
    today: date,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> FigureChanges:
    """Check again and store in the caller's transaction; gives what changed."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(text("LOCK TABLE disbursements IN SHARE ROW EXCLUSIVE MODE"))
    changes = preview_disbursements(connection, figures, today=today)
    if changes.items:
        _supersede(connection, changes.items, at)
        sources = dict(connection.execute(select(FundingSource.code, FundingSource.id)).all())
        trail = {"recorded_at": at, "recorded_by": actor_id, "channel": channel}
        connection.execute(
            insert(Disbursement), [_row(item, sources) | trail for item in changes.items]
        )
        _audit(connection, changes, {"at": at, "actor_id": actor_id, "channel": channel})
    return changes


def read_known(connection: Connection) -> Known:
    """What the database says of projects, years and sources; three queries."""
    sources = dict(connection.execute(select(FundingSource.code, FundingSource.id)).all())
    years = frozenset(connection.scalars(select(PlanOfYear.fiscal_year)))
    query = (
        select(
            Project.fiscal_year,
            Project.code,
            Project.id,
            Project.name,
            FundingSource.code,
            FundingSource.name,
            Allocation.amount,
        )
        .outerjoin(Allocation, Allocation.project_id == Project.id)
        .outerjoin(FundingSource, FundingSource.id == Allocation.source_id)
        .where(Project.active)
        .order_by(Project.position, Project.id)
    )
    projects: dict[tuple[int, str], KnownProject] = {}
    given: dict[int, dict[str, Decimal | None]] = {}
    called: dict[int, dict[str, str]] = {}
    for year, code, row_id, name, source, source_name, amount in connection.execute(query):
        mine, names = given.setdefault(row_id, {}), called.setdefault(row_id, {})
        projects[year, code] = KnownProject(row_id, code, name, mine, names)
        if source is not None:
            mine[source], names[source] = amount, source_name
    return Known(projects, years, sources)


def _changes(connection: Connection, rows: list[DisbursementRow], known: Known) -> FigureChanges:
    current = _current(connection)
    items, same, without_budget = [], 0, 0
    for row in rows:
        project = known.projects[fiscal_year_of(row.as_of), row.project]
        if row.source not in project.sources or row.amount is None:
            without_budget += 1
            continue
        old = current.get((project.id, row.source, row.as_of))
        if old == row.amount:
            same += 1
        else:
            items.append(FigureChange(project, row.source, row.as_of, old, row.amount))
    remarks = tuple(line for item in items for line in _remarks(item, current))
    return FigureChanges(tuple(items), same, without_budget, remarks, _missing(rows, known))


def _missing(rows: list[DisbursementRow], known: Known) -> tuple[str, ...]:
    """Codes in the order of the plan of projects with money that no row is about."""
    years = {fiscal_year_of(row.as_of) for row in rows}
    told = {(fiscal_year_of(row.as_of), row.project) for row in rows}
    return tuple(
        code
        for (year, code), project in known.projects.items()
        if year in years and project.sources and (year, code) not in told
    )


def _current(connection: Connection) -> dict[Place, Decimal]:
    query = (
        select(Disbursement.project_id, FundingSource.code, Disbursement.as_of, Disbursement.amount)
        .join(FundingSource, FundingSource.id == Disbursement.source_id)
        .where(Disbursement.superseded_at.is_(None))
    )
    return {
        (project, source, day): amount for project, source, day, amount in connection.execute(query)
    }


def _remarks(item: FigureChange, current: dict[Place, Decimal]) -> Iterator[str]:
    """Warn, do not block: more than allocated, or less than at an earlier date."""
    what = f"โครงการ {item.project.code} แหล่งงบ {item.source}"
    allocated = item.project.sources[item.source]
    if allocated is not None and item.new > allocated:
        yield f"{what}: เบิกจ่าย {item.new:,} บาท เกินที่จัดสรร {allocated:,} บาท"
    earlier = [
        (day, amount)
        for (project, source, day), amount in current.items()
        if (project, source) == (item.project.id, item.source)
        and day < item.as_of
        and fiscal_year_of(day) == fiscal_year_of(item.as_of)
    ]
    if earlier and max(earlier)[1] > item.new:
        day, amount = max(earlier)
        yield f"{what}: {item.new:,} บาท น้อยกว่ายอด ณ {show_date(day)} ({amount:,} บาท)"


def _supersede(connection: Connection, items: Iterable[FigureChange], at: datetime) -> None:
    table = Disbursement.__table__
    sources = select(FundingSource.id).where(FundingSource.code == bindparam("of_source"))
    rows = [
        {"of_project": item.project.id, "of_source": item.source, "of_day": item.as_of, "at": at}
        for item in items
        if item.old is not None
    ]
    if rows:
        connection.execute(
            update(Disbursement)
            .where(
                Disbursement.project_id == bindparam("of_project"),
                Disbursement.source_id == sources.scalar_subquery(),
                Disbursement.as_of == bindparam("of_day"),
                Disbursement.superseded_at.is_(None),
            )
            .values(superseded_at=bindparam("at", type_=table.c.superseded_at.type)),
            rows,
        )


def _row(item: FigureChange, sources: dict[str, int]) -> dict[str, Any]:
    return {
        "project_id": item.project.id,
        "source_id": sources[item.source],
        "as_of": item.as_of,
        "amount": item.new,
    }


def _audit(connection: Connection, changes: FigureChanges, trail: dict[str, Any]) -> None:
    whole = {
        "action": "disbursements.imported",
        "subject": "disbursements",
        "subject_id": max(item.as_of for item in changes.items).isoformat(),
        "before": None,
        "after": {"summary": changes.summary, "total_baht": str(changes.total)},
    }
    entries = [_entry(item) for item in changes.items]
    connection.execute(insert(AuditEntry), [entry | trail for entry in [whole, *entries]])


def _entry(item: FigureChange) -> dict[str, Any]:
    where = {"source": item.source, "as_of": item.as_of.isoformat()}
    corrected = item.old is not None
    return {
        "action": "disbursement.corrected" if corrected else "disbursement.recorded",
        "subject": "project",
        "subject_id": f"{fiscal_year_of(item.as_of)}/{item.project.code}"[:60],
        "before": where | {"baht": str(item.old)} if corrected else None,
        "after": where | {"baht": str(item.new)},
    }
