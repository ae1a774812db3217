"""After the machine's clock was set back: what the clock had put into the future is due again.

A message or a task that is to be carried out "now", or after a short pause, has a moment of the
clock as it was; a lease too. Until the clock is there again nobody would touch them, and a person's
later messages wait behind. What was meant for a later hour keeps its hour.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, or_, update

from bot import claims, deferred, outbox, sender
from bot.claims import Way
from bot.parking import PROBE_EVERY
from models.messages import Delivery, TaskState

OUT, TASK = outbox.OUT, deferred.TABLE.c
LONGEST_LEASES = 2
"""Leases a machine may be ahead of another before it counts as set back."""
LONGEST_PUSH_PAUSE = timedelta(seconds=sender.LONGEST_PAUSE[Way.PUSH])
LONGEST_TASK_PAUSE = timedelta(seconds=deferred.LONGEST_PAUSE)


def mend(connection: Connection, now: datetime) -> int:
    """Make due what waits for a moment no working clock would have chosen; how many rows."""
    message_pause = case(
        (OUT.state == Delivery.PARKED, now + PROBE_EVERY), else_=now + LONGEST_PUSH_PAUSE
    )
    messages = _make_due(
        connection,
        outbox.TABLE,
        and_(
            outbox.is_open(OUT.state),
            OUT.state != Delivery.IN_HAND,
            OUT.due_at > now,
            or_(
                and_(OUT.attempts == 0, _was_due_at_once(OUT), OUT.created_at > now),
                and_(OUT.attempts > 0, or_(OUT.first_tried_at > now, OUT.due_at > message_pause)),
            ),
        ),
        now,
    )
    tasks = _make_due(
        connection,
        deferred.TABLE,
        and_(
            TASK.state == TaskState.WAITING,
            TASK.due_at > now,
            or_(
                and_(TASK.attempts == 0, _was_due_at_once(TASK), TASK.created_at > now),
                and_(TASK.attempts > 0, TASK.due_at > now + LONGEST_TASK_PAUSE),
            ),
        ),
        now,
    )
    return messages + tasks + _renew_leases(connection, now)


def _was_due_at_once(columns: Any) -> ColumnElement[bool]:
    at_once: ColumnElement[bool] = columns.due_at <= columns.created_at
    return at_once


def _make_due(
    connection: Connection, table: Table, which: ColumnElement[bool], now: datetime
) -> int:
    return connection.execute(update(table).where(which).values(due_at=now)).rowcount


def _renew_leases(connection: Connection, now: datetime) -> int:
    """They begin anew, so that who still works under one of them comes to an end in time."""
    held = (
        (
            outbox.TABLE,
            and_(outbox.is_open(OUT.state), OUT.state == Delivery.IN_HAND),
            claims.LEASE,
        ),
        (deferred.TABLE, TASK.state == TaskState.IN_HAND, deferred.LEASE),
    )
    return sum(
        connection.execute(
            update(table)
            .where(in_hand, table.c.lease_until > now + lease * LONGEST_LEASES)
            .values(lease_until=now + lease, due_at=now)
        ).rowcount
        for table, in_hand, lease in held
    )
