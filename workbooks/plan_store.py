"""The plan in the database: what a workbook would change, and the import itself with its audit."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from models.audit import AuditEntry, Channel
from models.people import Group, Person
from models.plan import FundingSource
from workbooks import plan_sheets
from workbooks.differences import Change, Difference, Differences, compare
from workbooks.plan import Plan
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_save import save_plan
from workbooks.sheets import Sheet

PRIVATE = frozenset({"name", "title"})
"""Fields of people the audit trail does not repeat: it outlives the request to be forgotten."""


def preview_plan(connection: Connection, plan: Plan) -> Differences:
    """What importing the plan would change; writes nothing."""
    return _against_stored(connection, plan)[1]


def import_plan(
    connection: Connection,
    plan: Plan,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> Differences:
    """Store the plan in the caller's transaction; gives what changed, empty if nothing did."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(text("LOCK TABLE plans IN SHARE ROW EXCLUSIVE MODE"))
    settled, differences = _against_stored(connection, plan)
    if differences:
        save_plan(connection, settled, differences)
        trail = {"at": at, "channel": channel, "actor_id": actor_id}
        year = str(plan.facts.fiscal_year)
        entries = [_entry(item, year) | trail for item in differences.main]
        connection.execute(insert(AuditEntry), [_whole(differences, year) | trail, *entries])
    return differences


def _against_stored(connection: Connection, plan: Plan) -> tuple[Plan, Differences]:
    year = plan.facts.fiscal_year
    stored = load_plan(connection, year)
    if year < (newest_year(connection) or year):
        plan = _beside_a_newer_one(connection, stored, plan)
    return plan, compare(stored, plan)


def _beside_a_newer_one(connection: Connection, stored: Plan, plan: Plan) -> Plan:
    """An older year's plan may add groups, people and sources, but not undo the newer year's."""

    def merged(sheet: Sheet, model: Any) -> tuple[Any, ...]:
        known = set(connection.scalars(select(model.code)))
        added = tuple(row for row in getattr(plan, sheet.rows) if row.code not in known)
        return (*getattr(stored, sheet.rows), *added)

    return replace(
        plan,
        groups=merged(plan_sheets.GROUPS, Group),
        people=merged(plan_sheets.PEOPLE, Person),
        sources=merged(plan_sheets.SOURCES, FundingSource),
    )


def _whole(differences: Differences, year: str) -> dict[str, Any]:
    return {
        "action": "plan.imported",
        "subject": "plan",
        "subject_id": year,
        "before": None,
        "after": {"summary": differences.summary},
    }


def _entry(item: Difference, year: str) -> dict[str, Any]:
    """One audit entry; what is part of a project is filed under the project."""
    if not isinstance(item, Change):
        subject_id = f"{year}/{item.project}" if item.project else year
        subject = "project" if item.project else "plan"
        return _filed("plan.reordered", subject, subject_id, None, {"sheet": item.sheet.title})
    verb = "added" if item.old is None else "removed" if item.new is None else "changed"
    row = item.old if item.new is None else item.new
    subject, subject_id = _subject(item.sheet, row, year)
    before, after = (_fields(item, side) for side in (item.old, item.new))
    return _filed(f"plan.{verb}", subject, subject_id, before, after)


def _filed(
    action: str,
    subject: str,
    subject_id: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "action": action,
        "subject": subject,
        "subject_id": subject_id[:60],
        "before": before,
        "after": after,
    }


def _subject(sheet: Sheet, row: Any, year: str) -> tuple[str, str]:
    """What the entry is about: codes of a year's own things are told apart by the year."""
    if sheet.project:
        return "project", f"{year}/{row.project}"
    if sheet is plan_sheets.OFFICE:
        return "plan", year
    key = str(sheet.key_of(row)[0])
    is_of_year = sheet in (plan_sheets.PROJECTS, plan_sheets.STRATEGIES)
    return sheet.subject, f"{year}/{key}" if is_of_year else key


def _fields(item: Change, row: Any) -> dict[str, Any] | None:
    """The fields that differ (all, if the row was added or removed), with what names the row."""
    if row is None:
        return None
    whole = item.old is None or item.new is None
    names = [column.field for column in item.sheet.columns] if whole else item.fields
    keys = [name for name in item.sheet.key if name not in names]
    kept = [*keys, *names]
    return {"sheet": item.sheet.title} | {
        item.sheet.by_field[name].heading: _recorded(item.sheet, row, name) for name in kept
    }


def _recorded(sheet: Sheet, row: Any, name: str) -> str:
    if sheet is plan_sheets.PEOPLE and name in PRIVATE:
        return "…"
    return sheet.show(row, name)
