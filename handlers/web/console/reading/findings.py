"""A round's findings, made again only when the trail has grown: every change leaves a trace there.

At 2,000 projects the picture takes a quarter of a second; pages that are looked at again and again
should not.
"""

from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, func, select

from models.audit import AuditEntry
from models.fiscal import RoundCode
from reports.findings import Finding, findings_of
from reports.reading import picture_of

MOST_ROUNDS = 8


@dataclass(frozen=True)
class Found:
    """The findings of a round as of an entry of the trail."""

    last_entry: int
    findings: tuple[Finding, ...]


@dataclass
class FindingsDesk:
    """Keeps the findings of a few rounds; one for each office."""

    _kept: dict[str, Found] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of_round(self, connection: Connection, code: str) -> tuple[Finding, ...]:
        """The findings as things stand, of a closed round as they stood."""
        last = connection.scalar(select(func.max(AuditEntry.id))) or 0
        with self._lock:
            kept = self._kept.get(code)
        if kept and kept.last_entry == last:
            return kept.findings
        made = findings_of(picture_of(connection, RoundCode.parse(code)))
        with self._lock:
            if len(self._kept) >= MOST_ROUNDS:
                self._kept.clear()
            self._kept[code] = Found(last, made)
        return made
