"""What has changed since a picture was read, by the trail: nothing, a few projects, anything."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.audit import AuditEntry
from models.plan import Project
from models.progress import Report

NEWEST = 5_000
"""On PostgreSQL entries come to sight out of order; an older one comes within these."""
MOST_ENTRIES = 300
"""After more than these the whole round is read anew."""
OF_A_REPORT = frozenset({"submit_report", "correct_report", "certify_report", "return_report"})
OF_A_PROJECT = frozenset({"difference.explained"})
"""These change one project each; their subject says which."""
OF_NO_PICTURE = frozenset(
    {
        "attach_evidence",
        "console.signed_in",
        "console.signed_out",
        "export.asked",
        "invite",
        "message.sent_again",
        "refused",
        "register",
        "register_again",
        "reminder.passed_on",
        "reminder.snoozed",
        "remove_evidence",
    }
)
"""These change nothing that the console makes its pictures of. Whatever is not named here may."""


@dataclass(frozen=True)
class Mark:
    """How far the trail went: another one with each new entry, wherever its number lies."""

    first: int
    last: int
    total: int


def read_mark(connection: Connection) -> Mark:
    """The newest entries: the lowest and highest number, and the sum of all."""
    number = select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(NEWEST).subquery().c.id
    row = connection.execute(select(func.min(number), func.max(number), func.sum(number))).one()
    return Mark(*(int(one or 0) for one in row))


def touched(connection: Connection, since: Mark, fiscal_year: int) -> frozenset[int] | None:
    """The ids of the projects that may have changed; None if that cannot be said."""
    between = AuditEntry.id.between(since.first, since.last)
    if connection.scalar(select(func.sum(AuditEntry.id)).where(between)) != since.total:
        return None  # an older entry came to sight
    rows = connection.execute(
        select(AuditEntry.action, AuditEntry.subject_id)
        .where(AuditEntry.id > since.last)
        .limit(MOST_ENTRIES + 1)
    ).all()
    if len(rows) > MOST_ENTRIES:
        return None
    if {row.action for row in rows} - OF_A_REPORT - OF_A_PROJECT - OF_NO_PICTURE:
        return None
    reports = {int(row.subject_id) for row in rows if row.action in OF_A_REPORT}
    codes = {row.subject_id for row in rows if row.action in OF_A_PROJECT}
    named = select(Project.id).where(Project.fiscal_year == fiscal_year, Project.code.in_(codes))
    reported = select(Report.project_id).where(Report.id.in_(reports))
    return frozenset(connection.scalars(named.union(reported)))
