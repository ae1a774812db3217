"""Deferred work: taken in hand by a lease, done outside the transaction, its end written in one.

`models.deferral.Deferral` writes a task. A handler does the slow part and hands back effects;
they are written together with the task's end, and only by whoever still has it in hand.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.dialogue import Effect
from models.messages import DeferredTask, TaskState

TABLE = DeferredTask.metadata.tables["deferred_tasks"]
OPEN = ("waiting", "in_hand")

LEASE = timedelta(minutes=3)
"""Longer than fetching and checking a file takes; a slower one is done twice, written once."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds before the next attempt; doubled with each attempt."""
MOST_BREAKS = 8
"""A task that breaks its handler, or the process, this often is given up."""

Jitter = Callable[[], float]
"""A number from 0 to 1, evenly spread (`random.random`)."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task in hand. `left_behind`: somebody had it before and never told what became of it."""

    id: int
    kind: str
    arguments: Mapping[str, Any]
    person_id: int | None
    caused_by: str | None
    attempts: int
    expires_at: datetime
    left_behind: bool

    def text(self, name: str) -> str:
        """An argument that is a text."""
        return str(self.arguments[name])


@dataclass(frozen=True)
class Done:
    """It is done; what is to be written with its end."""

    effects: Sequence[Effect] = ()


@dataclass(frozen=True)
class Later:
    """Not now; why."""

    reason: str


Result = Done | Later


class Handler(Protocol):
    """Does one kind of task. Whatever it raises means: try again, up to `MOST_BREAKS` times."""

    def work(self, task: Task) -> Result:
        """Do the slow part. May be called again for the same task."""

    def give_up(self, task: Task) -> Sequence[Effect]:
        """The task will not be tried any more: what is to be written with that."""


Handlers = Mapping[str, Handler]


@dataclass(frozen=True, kw_only=True)
class End:
    """What is written about a task in hand."""

    state: TaskState
    due_at: datetime
    error: str | None = None
    effects: Sequence[Effect] = ()


def is_due(connection: Connection, now: datetime, kinds: Collection[str]) -> bool:
    """Whether there is something to take in hand; a look that disturbs no writer."""
    return bool(connection.execute(select(exists().where(_free(now, kinds)))).scalar())


def claim(connection: Connection, now: datetime, kinds: Collection[str]) -> Task | None:
    """Take the task that is due longest in hand. PostgreSQL skips what others are just taking."""
    row = connection.execute(
        select(TABLE)
        .where(_free(now, kinds))
        .order_by(TABLE.c.due_at, TABLE.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    in_hand = {
        "state": TaskState.IN_HAND,
        "lease_until": now + LEASE,
        "attempts": row.attempts + 1,
    }
    connection.execute(update(TABLE).where(TABLE.c.id == row.id).values(in_hand))
    return Task(
        id=row.id,
        kind=row.kind,
        arguments=row.arguments,
        person_id=row.person_id,
        caused_by=row.caused_by,
        attempts=row.attempts + 1,
        expires_at=row.expires_at,
        left_behind=row.state is TaskState.IN_HAND,
    )


def record(connection: Connection, task: Task, end: End) -> bool:
    """Write a task's end with its effects; False, and nothing, if somebody else has it by now."""
    still_ours = (
        update(TABLE)
        .where(
            TABLE.c.id == task.id,
            TABLE.c.state == TaskState.IN_HAND,
            TABLE.c.attempts == task.attempts,
        )
        .values(state=end.state, due_at=end.due_at, error=end.error, lease_until=None)
    )
    if not connection.execute(still_ours).rowcount:
        return False
    for effect in end.effects:
        effect.apply(connection)
    return True


def release(connection: Connection) -> int:
    """Free all tasks in hand at once, when nobody else can be alive who holds them."""
    held = update(TABLE).where(_is_open(), TABLE.c.state == TaskState.IN_HAND)
    return connection.execute(held.values(lease_until=TABLE.c.created_at)).rowcount


def standing(connection: Connection) -> dict[TaskState, int]:
    """How many tasks stand where."""
    counted = select(TABLE.c.state, func.count()).group_by(TABLE.c.state)
    return {TaskState(state): number for state, number in connection.execute(counted)}


def attempt(handler: Handler, task: Task, now: Callable[[], datetime], jitter: Jitter) -> End:
    """Do the task, or give it up; whatever goes wrong is an end too."""
    if task.expires_at <= now():
        return _given_up(handler, task, TaskState.EXPIRED, "its time was over", now())
    if task.left_behind and task.attempts > MOST_BREAKS:
        return _given_up(handler, task, TaskState.FAILED, "it never came to an end", now())
    try:
        result = handler.work(task)
    except Exception as error:
        return _broken(handler, task, error, now(), jitter)
    return _end(task, result, now(), jitter)


def put_off(task: Task, reason: str, now: datetime, jitter: Jitter) -> End:
    """Wait for another attempt, longer after each; half of it left to chance."""
    full = min(FIRST_PAUSE * 2 ** min(task.attempts - 1, 20), LONGEST_PAUSE)
    pause = timedelta(seconds=full * (0.5 + jitter() / 2))
    return End(state=TaskState.WAITING, due_at=now + pause, error=reason)


def _end(task: Task, result: Result, now: datetime, jitter: Jitter) -> End:
    if isinstance(result, Later):
        return put_off(task, result.reason, now, jitter)
    return End(state=TaskState.DONE, due_at=now, effects=result.effects)


def _broken(handler: Handler, task: Task, error: Exception, now: datetime, jitter: Jitter) -> End:
    """Only the kind of error is kept: its words may hold what a person wrote."""
    reason = type(error).__name__
    if task.attempts >= MOST_BREAKS:
        return _given_up(handler, task, TaskState.FAILED, reason, now)
    return put_off(task, reason, now, jitter)


def _given_up(handler: Handler, task: Task, state: TaskState, reason: str, now: datetime) -> End:
    return End(state=state, due_at=now, error=reason, effects=handler.give_up(task))


def _free(now: datetime, kinds: Collection[str]) -> ColumnElement[bool]:
    """Due and waiting, or in the hand of somebody whose lease ran out."""
    return and_(
        _is_open(),
        TABLE.c.kind.in_(sorted(kinds)),
        or_(
            and_(TABLE.c.state == TaskState.WAITING, TABLE.c.due_at <= now),
            and_(TABLE.c.state == TaskState.IN_HAND, TABLE.c.lease_until <= now),
        ),
    )


def _is_open() -> ColumnElement[bool]:
    """The index's own words; SQLite uses it only for the same words."""
    return TABLE.c.state.in_([literal_column(f"'{word}'") for word in OPEN])
