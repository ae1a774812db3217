"""Reads the picture of a day: each thing once, in a number of queries that never grows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, case, exists, func, or_, select

from models.authority import valid_on
from models.closed_days import Calendar
from models.delegations import Delegation
from models.messages import Delivery, OutgoingMessage
from models.people import Group, LineAccount, Person, PersonRole, Role
from models.plan import Project, ProjectGroup, ProjectOwner
from models.progress import Draft, DraftState, Report, WorkStatus
from models.reminders import Reminder, ReminderRequest
from models.rounds import Round
from models.rules import OfficeRules
from scheduler.reminders.picture import (
    Heard,
    LyingDraft,
    OwedProject,
    Picture,
    Recipient,
    ReportingRound,
    Request,
    start_of,
)

LOOKS_BACK = timedelta(days=120)
"""Further back no reminder matters: a round is due for half a year at most, and stages are near."""
REQUESTS_LAST = timedelta(days=30)


def read_round(connection: Connection) -> ReportingRound | None:
    """The round that chats report to (see `models.portfolio.current_round`), with its opening."""
    row = connection.execute(
        select(
            Round.id,
            Round.code,
            Round.fiscal_year,
            Round.as_of,
            Round.due,
            Round.opened_at,
            Round.closed_at.is_(None),
        )
        .order_by(Round.closed_at.is_(None).desc(), Round.as_of.desc(), Round.id.desc())
        .limit(1)
    ).first()
    return ReportingRound(*row[:6], open=bool(row[6])) if row else None


def read_picture(
    connection: Connection, day: date, rules: OfficeRules, calendar: Calendar
) -> Picture:
    """The whole picture; without a round there is nothing to remind of."""
    of_round = read_round(connection)
    empty = Picture(day=day, rules=rules, calendar=calendar, round=of_round)
    if of_round is None:
        return empty
    projects = _projects(connection, of_round, day)
    names, recipients = _people(connection, day)
    return replace(
        empty,
        projects=projects,
        owners=_owners(connection, projects, names),
        names=names,
        groups=read_groups(connection),
        recipients=recipients,
        heard=_heard(connection, day),
        drafts=_drafts(connection, of_round.id, day),
        requests=_requests(connection, day, names),
    )


def read_groups(connection: Connection) -> dict[int, str]:
    """The groups in the order of the office."""
    rows = connection.execute(select(Group.id, Group.name).order_by(Group.position, Group.id))
    return {row.id: row.name for row in rows}


def _projects(connection: Connection, of: ReportingRound, day: date) -> dict[int, OwedProject]:
    rows = connection.execute(_owing(of, day))
    return {
        row.id: OwedProject(
            id=row.id,
            code=row.code,
            name=row.name,
            group_id=row.group_id,
            ends_on=row.ends_on,
            missing=bool(row.missing),
            ended=bool(row.ended),
        )
        for row in rows
    }


def _owing(of: ReportingRound, day: date) -> Select[Any]:
    """Projects without a report in the open round, or ended and not heard of since."""
    lead = and_(ProjectGroup.project_id == Project.id, ProjectGroup.position == 0)
    in_round = exists().where(Report.project_id == Project.id, Report.round_id == of.id)
    final = Report.status.in_([WorkStatus.COMPLETED, WorkStatus.CANCELLED])
    since_end = exists().where(
        Report.project_id == Project.id,
        or_(final, func.date(Report.submitted_at) > func.date(Project.ends_on)),
    )
    missing = case((in_round, 0), else_=int(of.open))
    ended = case(
        (and_(Project.ends_on.is_not(None), Project.ends_on < day, ~since_end), 1), else_=0
    )
    owing = (
        select(
            Project.id,
            Project.code,
            Project.name,
            ProjectGroup.group_id,
            Project.ends_on,
            missing.cast(Integer).label("missing"),
            ended.cast(Integer).label("ended"),
            Project.position,
        )
        .outerjoin(ProjectGroup, lead)
        .where(Project.fiscal_year == of.fiscal_year, Project.active)
        .subquery()
    )
    return (
        select(owing)
        .where(or_(owing.c.missing == 1, owing.c.ended == 1))
        .order_by(owing.c.position, owing.c.id)
    )


def _owners(
    connection: Connection, projects: Mapping[int, OwedProject], names: Mapping[int, str]
) -> dict[int, list[int]]:
    rows = connection.execute(
        select(ProjectOwner.project_id, ProjectOwner.person_id).order_by(
            ProjectOwner.project_id, ProjectOwner.position
        )
    )
    found: dict[int, list[int]] = defaultdict(list)
    for project_id, person_id in rows:
        if project_id in projects and person_id in names:
            found[project_id].append(person_id)
    return dict(found)


def _people(connection: Connection, day: date) -> tuple[dict[int, str], dict[int, Recipient]]:
    """Everybody who is there, and those the bot may write to, in the order of their codes."""
    held = (
        select(
            PersonRole.person_id,
            func.max(case((PersonRole.role == Role.DIRECTOR, 1), else_=0)).label("directs"),
            func.max(case((PersonRole.role == Role.PLANNER, 1), else_=0)).label("plans"),
        )
        .group_by(PersonRole.person_id)
        .subquery()
    )
    bound = and_(LineAccount.person_id == Person.id, LineAccount.blocked_at.is_(None))
    rows = connection.execute(
        select(
            Person.id,
            Person.name,
            LineAccount.line_user_id,
            case((held.c.directs == 1, Person.group_id)),
            held.c.plans,
        )
        .outerjoin(LineAccount, bound)
        .outerjoin(held, held.c.person_id == Person.id)
        .where(Person.active)
        .order_by(Person.code)
    )
    given = _given(connection, day)
    names: dict[int, str] = {}
    recipients: dict[int, Recipient] = {}
    for person_id, name, account, directs, plans in rows:
        names[person_id] = name
        if account:
            leads = sorted({*given.get(person_id, ()), *([directs] if directs else ())})
            recipients[person_id] = Recipient(person_id, name, account, leads, bool(plans))
    return names, recipients


def _given(connection: Connection, day: date) -> dict[int, list[int]]:
    """Person -> groups they lead for a time, acting or delegated."""
    rows = connection.execute(
        select(Delegation.person_id, Delegation.group_id).where(valid_on(day))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for person_id, group_id in rows:
        found[person_id].append(group_id)
    return dict(found)


def _heard(connection: Connection, day: date) -> dict[int, Heard]:
    """What arrived, or may have; a message that was tidied away since had arrived."""
    out = OutgoingMessage.metadata.tables["outgoing_messages"].c
    arrived = or_(out.id.is_(None), out.state.in_([Delivery.SENT, Delivery.IN_HAND]), out.in_doubt)
    rows = connection.execute(
        select(
            Reminder.person_id,
            func.max(Reminder.written_at),
            func.max(case((Reminder.escalation, Reminder.written_at))),
        )
        .outerjoin(OutgoingMessage, out.natural_key == Reminder.natural_key)
        .where(Reminder.day > day - LOOKS_BACK, arrived)
        .group_by(Reminder.person_id)
    )
    return {person_id: Heard(at, escalated_at) for person_id, at, escalated_at in rows}


def _drafts(connection: Connection, round_id: int, day: date) -> dict[int, list[LyingDraft]]:
    rows = connection.execute(
        select(
            Draft.person_id, Draft.id, Draft.project_id, Draft.touched_at, Draft.reminded_at
        ).where(Draft.round_id == round_id, Draft.state == DraftState.OPEN)
    )
    found: dict[int, list[LyingDraft]] = defaultdict(list)
    today = start_of(day)
    for person_id, draft_id, project_id, touched_at, reminded_at in rows:
        reminded = reminded_at is not None and reminded_at < today
        found[person_id].append(LyingDraft(draft_id, project_id, touched_at, reminded))
    return dict(found)


def _requests(
    connection: Connection, day: date, names: Mapping[int, str]
) -> dict[int, list[Request]]:
    rows = connection.execute(
        select(
            ReminderRequest.person_id,
            ReminderRequest.asked_by,
            ReminderRequest.remind_on,
            ReminderRequest.asked_at,
        )
        .where(ReminderRequest.ended_at.is_(None), ReminderRequest.remind_on > day - REQUESTS_LAST)
        .order_by(ReminderRequest.id)
    )
    found: dict[int, list[Request]] = defaultdict(list)
    for person_id, asked_by, remind_on, asked_at in rows:
        asker = "" if asked_by == person_id else names.get(asked_by, "")
        found[person_id].append(Request(remind_on, asked_at, asker))
    return dict(found)
