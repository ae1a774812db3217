"""The clock's job that watches the month's quota: asks LINE, drops the optional, tells planners."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from bot import outbox
from bot.line import LineError
from bot.office import Office
from bot.outbox import Outgoing
from models import quota
from models.audit import AuditEntry
from models.closed_days import read_calendar
from models.people import LineAccount, Person, PersonRole, Role
from models.quota import Quota
from models.rules import OfficeRules, read_rules
from scheduler import texts
from scheduler.foresight import Foresees
from scheduler.office_hours import next_open

LOG = logging.getLogger(f"kaona.{__name__}")

READ_EVERY: Final = timedelta(hours=3)
"""What is pushed in between is counted by the outbox; others may send from LINE's own console."""


@dataclass(frozen=True)
class _Told:
    """What LINE told."""

    allowed: int | None
    used: int


class WatchQuota:
    """Knows the other jobs, to ask them what they will still have to send this month."""

    name = "quota"

    def __init__(self, writers: Iterable[object]) -> None:
        self._writers = [job for job in writers if isinstance(job, Foresees)]

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        counted = self._read(office, now)
        with office.database.read() as connection:
            stands, rules = quota.read_quota(connection, now), read_rules(connection)
        if stands is None:
            return counted
        short = stands.room is not None and stands.room < 0
        warns = not stands.warned and _is_nearly_used(stands, rules)
        if not (short or warns):
            return counted
        with office.database.write() as connection:
            dropped = quota.drop_optional(connection, -(stands.room or 0)) if short else 0
            told = _tell(connection, office, stands, rules, now) if warns else 0
        return {**counted, "dropped": dropped, "told": told}

    def _read(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Ask LINE when it is time, outside of any transaction."""
        if not office.settings.line_channel_access_token:
            return {}
        with office.database.read() as connection:
            if not _is_due(connection, now):
                return {}
        try:
            told = _Told(office.line.quota(), office.line.consumption())
        except LineError as error:
            LOG.warning("the quota could not be read", extra={"reason": str(error)})
            return {"unread": 1}
        until = quota.end_of_month(now)
        with office.database.read() as connection:
            expected = sum(job.foresees(connection, now, until) for job in self._writers)
        with office.database.write() as connection:
            quota.note_reading(
                connection, allowed=told.allowed, used=told.used, expected=expected, now=now
            )
        return {"read": 1}


def _is_due(connection: Connection, now: datetime) -> bool:
    """Every few hours, and when a round or a rule changed: more may have to go out now."""
    stands = quota.read_quota(connection, now)
    if stands is None or now >= stands.read_at + READ_EVERY:
        return True
    changed = select(func.max(AuditEntry.at)).where(AuditEntry.subject.in_(("round", "rule")))
    last = connection.scalar(changed)
    return last is not None and stands.read_at < last <= now


def _is_nearly_used(stands: Quota, rules: OfficeRules) -> bool:
    return stands.allowed is not None and stands.used >= stands.allowed * rules.quota_warning


def _tell(
    connection: Connection, office: Office, stands: Quota, rules: OfficeRules, now: datetime
) -> int:
    if not quota.note_warning(connection, now):
        return 0
    when = next_open(now, rules, read_calendar(connection))
    said = [{"type": "text", "text": texts.quota_warning(stands)}]
    messages = [
        Outgoing(
            recipient=account,
            objects=said,
            kind="quota_warning",
            natural_key=f"quota:{stands.month:%Y-%m}:{person_id}",
            due_at=when,
        )
        for person_id, account in planners(connection)
    ]
    return outbox.put(connection, office, messages)


def planners(connection: Connection) -> list[tuple[int, str]]:
    """Person and LINE account of each planner who can be written to."""
    rows = connection.execute(
        select(Person.id, LineAccount.line_user_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(LineAccount, LineAccount.person_id == Person.id)
        .where(PersonRole.role == Role.PLANNER, Person.active, LineAccount.blocked_at.is_(None))
        .order_by(Person.id)
    )
    return [(row.id, row.line_user_id) for row in rows]
