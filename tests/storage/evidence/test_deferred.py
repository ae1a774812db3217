"""Deferred tasks on both databases: in one hand at a time, tried again, given up, written once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import Connection, select

from bot import deferred
from bot.clock import MovableClock
from bot.deferred import LEASE, MOST_BREAKS, Done, Later, Result, Task
from bot.dialogue import Effect
from bot.office import Office
from models.deferral import Deferral
from models.messages import DeferredTask, TaskState
from scheduler.deferring import Counters, Deferring, carry_out, run_due, take


@dataclass
class Note:
    """An effect that notes when it was written; `breaks` as often as told."""

    written: list[str]
    text: str
    breaks: list[bool] = field(default_factory=list)

    def apply(self, connection: Connection) -> None:
        if self.breaks and self.breaks.pop():
            connection.exec_driver_sql("SELECT no_such_column")
        self.written.append(self.text)


@dataclass
class Worker:
    """Comes to these results, one after the other; then it is done."""

    written: list[str] = field(default_factory=list)
    results: list[Result | Exception] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    worked: list[str] = field(default_factory=list)

    def work(self, task: Task) -> Result:
        self.worked.append(task.text("name"))
        result = self.results.pop(0) if self.results else None
        if isinstance(result, Exception):
            raise result
        return result or Done([Note(self.written, f"done {task.text('name')}", self.breaks)])

    def give_up(self, task: Task) -> Sequence[Effect]:
        return [Note(self.written, f"gave up {task.text('name')}")]


@dataclass
class Shop:
    """Tasks of kind `job`, and a worker for them."""

    office: Office
    clock: MovableClock
    worker: Worker = field(default_factory=Worker)

    def defer(self, name: str, *, hours: float = 6, kind: str = "job") -> None:
        within = timedelta(hours=hours)
        task = Deferral(
            kind=kind, arguments={"name": name}, now=self.clock.now(), expires_after=within
        )
        with self.office.database.write() as connection:
            task.apply(connection)

    def run(self) -> Counters:
        return run_due(self.office, {"job": self.worker}, jitter=lambda: 1.0)

    def take(self) -> Task | None:
        return take(self.office, {"job"})

    def carry_out(self, task: Task | None) -> Counters:
        assert task is not None
        return carry_out(self.office, {"job": self.worker}, task, lambda: 1.0)

    def later(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    def row(self) -> DeferredTask:
        table = DeferredTask.__table__
        with self.office.database.read() as connection:
            row = connection.execute(select(table).order_by(table.c.id)).first()
        assert row
        return DeferredTask(**row._mapping)


@pytest.fixture
def shop(office: Office, clock: MovableClock) -> Shop:
    return Shop(office, clock)


def test_tasks_are_done_in_order_and_their_effects_written(shop: Shop) -> None:
    shop.defer("a")
    shop.defer("b")
    assert shop.run() == Counters(done=2)
    assert shop.worker.written == ["done a", "done b"]
    assert shop.row().state is TaskState.DONE


def test_a_task_without_a_handler_waits_for_one(shop: Shop) -> None:
    shop.defer("a", kind="unknown")
    assert shop.run() == Counters()
    assert shop.row().attempts == 0


def test_what_is_not_ready_is_tried_again_after_a_growing_pause(shop: Shop) -> None:
    shop.defer("a")
    shop.worker.results = [Later("not ready"), Later("not ready")]
    assert shop.run() == Counters(retried=1)
    assert shop.row().due_at - shop.clock.now() == timedelta(seconds=1)
    shop.later(0.9)
    assert shop.run() == Counters()
    shop.later(0.1)
    assert shop.run() == Counters(retried=1)
    assert shop.row().due_at - shop.clock.now() == timedelta(seconds=2)
    shop.later(2)
    assert shop.run() == Counters(done=1)
    assert shop.row().attempts == 3


def test_a_pause_never_exceeds_five_minutes(shop: Shop) -> None:
    shop.defer("a", hours=24)
    shop.worker.results = [Later("not ready")] * 40
    for _ in range(40):
        shop.run()
        assert shop.row().due_at - shop.clock.now() <= timedelta(minutes=5)
        shop.later(300)
    assert shop.row().attempts == 40


def test_a_task_whose_time_is_over_is_given_up_without_another_try(shop: Shop) -> None:
    shop.defer("a", hours=1)
    shop.later(3600)
    assert shop.run() == Counters(expired=1)
    assert (shop.worker.worked, shop.worker.written) == ([], ["gave up a"])


def test_a_handler_that_breaks_is_tried_again_and_then_given_up(shop: Shop) -> None:
    shop.defer("a")
    shop.worker.results = [ValueError("somebody's name")] * MOST_BREAKS
    for _ in range(MOST_BREAKS):
        shop.run()
        shop.later(300)
    assert shop.worker.written == ["gave up a"]
    assert (shop.row().state, shop.row().error) == (TaskState.FAILED, "ValueError")


def test_one_task_is_in_one_hand(shop: Shop) -> None:
    shop.defer("a")
    assert shop.take()
    assert shop.take() is None


def test_others_skip_a_task_that_is_just_being_taken(shop: Shop) -> None:
    """On PostgreSQL a second claim does not wait for the first; on SQLite there is no second."""
    if shop.office.database.is_sqlite:
        pytest.skip("one writer at a time")
    shop.defer("a")
    shop.defer("b")
    now = shop.clock.now()
    with shop.office.database.write() as one, shop.office.database.write() as other:
        first, second = (deferred.claim(each, now, {"job"}) for each in (one, other))
    assert [task and task.text("name") for task in (first, second)] == ["a", "b"]


def test_a_task_is_free_again_when_its_lease_ran_out(shop: Shop) -> None:
    shop.defer("a")
    shop.take()
    shop.later(LEASE.total_seconds() - 1)
    assert shop.take() is None
    shop.later(1)
    again = shop.take()
    assert again
    assert (again.attempts, again.left_behind) == (2, True)


def test_only_whoever_has_the_task_writes_its_effects(shop: Shop) -> None:
    shop.defer("a")
    slow = shop.take()
    shop.later(LEASE.total_seconds())
    quick = shop.take()
    assert shop.carry_out(quick) == Counters(done=1)
    assert shop.carry_out(slow) == Counters(lost=1)
    assert shop.worker.written == ["done a"]


def test_a_task_that_kills_its_process_is_given_up(shop: Shop) -> None:
    shop.defer("a")
    for _ in range(MOST_BREAKS):
        assert shop.take()
        shop.later(LEASE.total_seconds())
    assert shop.run() == Counters(failed=1)
    assert (shop.worker.worked, shop.worker.written) == ([], ["gave up a"])


def test_effects_that_cannot_be_written_put_the_task_off(shop: Shop) -> None:
    shop.defer("a")
    shop.worker.breaks = [True]
    assert shop.run() == Counters(retried=1)
    assert shop.worker.written == []
    shop.later(1)
    assert shop.run() == Counters(done=1)
    assert shop.worker.written == ["done a"]


def test_what_a_dead_process_held_is_freed(shop: Shop) -> None:
    shop.defer("a")
    shop.take()
    with shop.office.database.write() as connection:
        assert deferred.release(connection) == 1
    assert shop.run() == Counters(done=1)


def test_finished_work_wakes_the_sender(shop: Shop) -> None:
    shop.defer("a")
    assert not shop.office.outbox_filled.is_set()
    shop.run()
    assert shop.office.outbox_filled.is_set()


def test_how_many_tasks_stand_where(shop: Shop) -> None:
    shop.defer("a")
    shop.run()
    shop.defer("b")
    with shop.office.database.read() as connection:
        assert deferred.standing(connection) == {TaskState.DONE: 1, TaskState.WAITING: 1}


def test_the_loop_works_until_it_is_stopped(shop: Shop) -> None:
    done = Event()

    class Telling(Worker):
        def work(self, task: Task) -> Result:
            result = super().work(task)
            done.set()
            return result

    shop.worker = Telling()
    shop.defer("a")
    loop = Deferring(shop.office, {"job": shop.worker})
    loop.start()
    assert done.wait(10)
    assert loop.is_well()
    loop.stop()
    assert shop.worker.written == ["done a"]
    assert not loop.is_well()


def test_one_of_a_kind_at_a_time_keeps_no_other_kind_waiting(shop: Shop) -> None:
    names: list[str] = []
    begun, may_end, other_done, all_done = Event(), Event(), Event(), Event()

    class Document(Worker):
        def work(self, task: Task) -> Result:
            names.append(task.text("name"))
            begun.set()
            assert may_end.wait(10)
            if len(self.worked) == 1:
                all_done.set()
            return super().work(task)

    class Other(Worker):
        def work(self, task: Task) -> Result:
            other_done.set()
            return super().work(task)

    for name, kind in (("a", "document"), ("b", "document"), ("c", "job")):
        shop.defer(name, kind=kind)
    document = Document()
    handlers = {"document": document, "job": Other()}
    loop = Deferring(shop.office, handlers, alone={"document"}, threads=3)
    loop.start()
    assert begun.wait(10)
    assert other_done.wait(10)
    assert names == ["a"]
    may_end.set()
    assert all_done.wait(10)
    loop.stop()
    assert document.worked == ["a", "b"]
