"""How many SQL statements each step of a conversation costs; more projects or reports cost none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, insert, select

from bot.clock import MovableClock
from models.audit import Channel
from models.people import Person
from models.plan import Project
from models.progress import FormKind, Report, WorkStatus
from models.rounds import Round
from simulator.person import Person as Hands
from tests.office_sample import Town
from tests.scenario.repeated.acting import Stage

MOST = {
    "a stranger says something": 9,
    "the code": 8,
    "the consent": 14,
    "เมนู": 7,
    "โครงการของฉัน": 9,
    "รายงาน": 8,
    "a project is tapped": 9,
    "the status": 8,
    "the amount": 9,
    "an activity is typed": 9,
    "ส่งเลย": 8,
    "ยืนยันส่ง": 18,
    "something not understood": 9,
    "ทำต่อ": 8,
    "a sticker": 7,
    "a duplicate": 1,
}
"""For reviewers: what a step costs at most in its one transaction, BEGIN and COMMIT not counted.

Measured alike on both databases; one more is a reason to look, not just to raise the number."""


class Counting:
    """Counts the statements of the webhook's own transaction, not those of the sender."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.counted = 0

    @contextmanager
    def of(self) -> Iterator[None]:
        engine = self._town.office.database.engine
        self.counted = 0

        def count(connection: object, cursor: object, statement: str, *_: object) -> None:
            self.counted += not statement.startswith(("BEGIN", "PRAGMA"))

        event.listen(engine, "before_cursor_execute", count)
        try:
            yield
        finally:
            event.remove(engine, "before_cursor_execute", count)


def story(town: Town, clock: MovableClock) -> dict[str, int]:
    """Play a registration and a report; the number of statements of each step."""
    stage, counting, cost = Stage.of(town), Counting(town), dict[str, int]()
    person: Hands = town.person("ก02")

    def play(step: str, act: Callable[[], object]) -> None:
        made = act()
        with counting.of():
            assert stage.post(made) == 200  # type: ignore[arg-type]
        stage.deliver()
        cost[step] = counting.counted

    code = person.scan(town.links["ก02"])
    play("a stranger says something", lambda: stage.says("ก02", "สวัสดี"))
    play("the code", lambda: stage.says("ก02", code))
    play("the consent", lambda: stage.taps("ก02", "ยอมรับ"))
    for word in ("เมนู", "โครงการของฉัน", "รายงาน"):
        play(word, lambda word=word: stage.says("ก02", word))  # type: ignore[misc]
    play("a project is tapped", lambda: stage.taps("ก02", "รายงานโครงการนี้"))
    play("something not understood", lambda: stage.says("ก02", "ฟ้าใส"))
    play("the status", lambda: stage.taps("ก02", "เสร็จสิ้นแล้ว"))
    play("the amount", lambda: stage.says("ก02", "23,800"))
    play("an activity is typed", lambda: stage.says("ก02", "ประชุมแล้ว"))
    play("ทำต่อ", lambda: stage.says("ก02", "ทำต่อ"))
    play("ส่งเลย", lambda: stage.says("ก02", "ส่งเลย"))
    sent = stage.taps("ก02", "ยืนยันส่ง")
    play("ยืนยันส่ง", lambda: sent)
    play("a duplicate", lambda: sent)
    sticker = {"type": "sticker", "packageId": "1", "stickerId": "1", "id": "77"}
    play("a sticker", lambda: town.platform.events.message(person.user_id, sticker))
    clock.advance(timedelta(minutes=1))
    return cost


def test_each_step_costs_few_statements(sample: Town, clock: MovableClock) -> None:
    cost = story(sample, clock)
    assert cost.keys() == MOST.keys()
    assert {step: number for step, number in cost.items() if number > MOST[step]} == {}


@pytest.fixture
def crowded(sample: Town) -> Town:
    """500 more projects in the office, each reported in three versions."""
    with sample.office.database.write() as connection:
        sender = connection.scalar(select(Person.id).where(Person.code == "ก03"))
        round_id = connection.scalar(select(Round.id))
        columns = dict(connection.execute(select(Project.__table__).limit(1)).one()._mapping)
        columns.pop("id")
        extra = [
            {
                **columns,
                "code": f"X{number}",
                "name": f"โครงการที่ {number}",
                "position": 1000 + number,
            }
            for number in range(500)
        ]
        connection.execute(insert(Project), extra)
        ids = connection.scalars(select(Project.id).where(Project.code.startswith("X"))).all()
        reports = [
            {
                "project_id": project_id,
                "round_id": round_id,
                "version": version,
                "receipt": f"{project_id}-{version}",
                "form": FormKind.PROGRESS,
                "status": WorkStatus.IN_PROGRESS,
                "signer_name": "ก03",
                "submitted_by": sender,
                "submitted_at": sample.office.clock.now(),
                "channel": Channel.CHAT,
            }
            for project_id in ids
            for version in (1, 2, 3)
        ]
        connection.execute(insert(Report), reports)
    return sample


def test_more_projects_and_reports_cost_no_statement_more(
    crowded: Town, clock: MovableClock
) -> None:
    cost = story(crowded, clock)
    assert {step: number for step, number in cost.items() if number > MOST[step]} == {}


def test_more_projects_of_ones_own_cost_no_statement_more(sample: Town) -> None:
    """ก04 has six projects, ก02 two."""
    stage, counting, cost = Stage.of(sample), Counting(sample), list[tuple[int, ...]]()
    for code in ("ก02", "ก04"):
        sample.registered(code)
        numbers = []
        for word in ("รายงาน", "โครงการของฉัน"):
            with counting.of():
                stage.post(stage.says(code, word))
            numbers.append(counting.counted)
            stage.deliver()
        cost.append(tuple(numbers))
    assert cost[0] == cost[1]
