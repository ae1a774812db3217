"""A round's findings, made again only when the trail has grown: every change leaves a trace there.

At 2,000 projects the picture takes a quarter of a second; pages that are looked at again and again
should not.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from threading import Lock

from sqlalchemy import Connection, func, select

from models.audit import AuditEntry
from models.fiscal import RoundCode
from models.progress import WorkStatus
from reports.findings import Finding, findings_of
from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.reading import picture_of

MOST_ROUNDS = 8


@dataclass(frozen=True)
class Counted:
    """What the overview counts of a project; the first of `groups` leads."""

    code: str
    groups: tuple[str, ...]
    status: WorkStatus | None
    allocated: Decimal
    spent: Decimal
    disbursed: Decimal


@dataclass(frozen=True)
class Found:
    """A round's findings, groups and projects as of an entry of the trail."""

    last_entry: int
    findings: tuple[Finding, ...]
    groups: tuple[GroupPicture, ...]
    projects: tuple[Counted, ...]


@dataclass
class FindingsDesk:
    """Keeps the findings of a few rounds; one for each office."""

    _kept: dict[str, Found] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of_round(self, connection: Connection, code: str) -> tuple[Finding, ...]:
        """The findings as things stand, of a closed round as they stood."""
        return self.whole(connection, code).findings

    def whole(self, connection: Connection, code: str) -> Found:
        """The findings with what the overview counts, likewise."""
        last = connection.scalar(select(func.max(AuditEntry.id))) or 0
        with self._lock:
            kept = self._kept.get(code)
        if kept and kept.last_entry == last:
            return kept
        made = _found(last, picture_of(connection, RoundCode.parse(code)))
        with self._lock:
            if len(self._kept) >= MOST_ROUNDS:
                self._kept.clear()
            self._kept[code] = made
        return made


def _found(last_entry: int, picture: RoundPicture) -> Found:
    projects = tuple(_counted(one) for one in picture.projects)
    return Found(last_entry, findings_of(picture), picture.groups, projects)


def _counted(one: ProjectPicture) -> Counted:
    status = one.report.status if one.report else None
    allocated = one.allocated or Decimal(0)
    return Counted(one.code, one.groups, status, allocated, one.spent, one.disbursed)
