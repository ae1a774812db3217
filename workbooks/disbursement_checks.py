"""Disbursement figures against the plan: known projects and sources, sane dates and amounts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.fiscal import fiscal_year_of
from workbooks.disbursements import DisbursementRow
from workbooks.faults import Fault
from workbooks.rows import NOT_EMPTY, Located
from workbooks.thai_dates import show_date


@dataclass(frozen=True)
class KnownProject:
    """A project of a plan: its sources with what they allocated (None: awaited)."""

    id: int
    code: str
    name: str
    sources: Mapping[str, Decimal | None] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What its sources are called, by code."""

    def source_name(self, code: str) -> str:
        """What people call that source of the project."""
        return self.names.get(code, code)


@dataclass(frozen=True)
class Known:
    """What the database says: projects by year and code, the years with a plan, all sources."""

    projects: Mapping[tuple[int, str], KnownProject]
    years: frozenset[int]
    sources: Mapping[str, int]


def faults_of(row: Located[DisbursementRow], known: Known, today: date) -> Iterator[Fault]:
    """What is wrong with one row."""
    figure = row.row
    if not row.is_sound("as_of"):
        return
    year = fiscal_year_of(figure.as_of)
    if figure.as_of > today:
        yield row.fault("as_of", f"ต้องไม่หลังวันนี้ ({show_date(today)})")
    elif year not in known.years:
        yield row.fault("as_of", f"ยังไม่มีแผนของปีงบประมาณ {year}")
    elif row.is_sound("project"):
        project = known.projects.get((year, figure.project))
        if project is None:
            yield row.fault("project", f"ต้องเป็นรหัสโครงการในแผนปี {year}")
        elif row.is_sound("source"):
            yield from _money(row, project, known)


def _money(row: Located[DisbursementRow], project: KnownProject, known: Known) -> Iterator[Fault]:
    figure = row.row
    if figure.source in project.sources:
        if figure.amount is None and row.is_sound("amount"):
            yield row.fault("amount", NOT_EMPTY)
    elif project.sources:
        sources = ", ".join(sorted(project.sources))
        yield row.fault("source", f"ต้องเป็นแหล่งงบของโครงการ {project.code} ({sources})")
    elif figure.amount:
        yield row.fault("amount", f"โครงการ {project.code} ไม่ใช้งบ ต้องเป็น 0 หรือเว้นว่าง")
    elif figure.source and figure.source not in known.sources:
        yield row.fault("source", "ต้องเป็นรหัสแหล่งงบในแผน หรือเว้นว่าง")
