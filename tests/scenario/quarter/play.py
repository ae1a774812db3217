"""Plays weeks of the sample office by the clock: ticks, reports handed in, messages sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, insert, select

from bot.clock import BANGKOK, MovableClock
from bot.memory_line import MemoryLine
from bot.office import Office
from models import closed_days
from models.audit import Channel
from models.people import LineAccount, Person
from models.rounds import open_round
from reports.closing import close_round
from scheduler.calendar_job import FillCalendar
from scheduler.clock import tick
from scheduler.exports_job import LetExportsGo
from scheduler.housekeeping import KeepHouse
from scheduler.jobs import JOBS, Job
from scheduler.reminders.job import Remind
from scheduler.sending import deliver_due
from tests.golden import samut_sakhon
from tests.office_sample import DUE, ROUND, SAMPLES
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import import_disbursements
from workbooks.plan_reader import read_plan
from workbooks.plan_store import import_plan

OPENED = datetime(2024, 3, 4, 10, 0, tzinfo=BANGKOK)
"""Three forms were signed on 11 March, so the planner opens the round a week before."""
FIGURES = datetime(2024, 4, 4, 11, 0, tzinfo=BANGKOK)
CLOSED = datetime(2024, 4, 30, 16, 0, tzinfo=BANGKOK)
HANDED_IN = time(10, 10)
OTHER_JOBS_AT = (time(9), time(12), time(16))
STEP = timedelta(minutes=15)

Deed = tuple[datetime, Callable[[Connection], None]]


@dataclass
class Quarter:
    """The sample office on one database, with a LINE in memory."""

    office: Office
    clock: MovableClock
    line: MemoryLine
    jobs: tuple[Job, ...]
    deeds: list[Deed] = field(default_factory=list)
    every: bool = False

    @classmethod
    def begin(
        cls,
        office: Office,
        clock: MovableClock,
        at: datetime,
        *,
        jobs: tuple[Job, ...] | None = None,
    ) -> "Quarter":
        """The plan is imported and everybody has registered; what will happen is known."""
        clock.set(at)
        line = MemoryLine(clock)
        quarter = cls(
            replace(office, clock=clock, connect_line=lambda _: line),
            clock,
            line,
            jobs or jobs_that_send(),
        )
        with office.database.write() as connection:
            _set_up(connection, at)
        quarter.deeds = sorted(_deeds(), key=lambda deed: deed[0])
        return quarter

    def play(self, steps: Iterable[datetime]) -> None:
        """Go from step to step; what people do happens between."""
        for step in steps:
            while self.deeds and self.deeds[0][0] <= step:
                at, deed = self.deeds.pop(0)
                self.clock.set(at)
                with self.office.database.write() as connection:
                    deed(connection)
            self.clock.set(step)
            self.every = step.astimezone(BANGKOK).time() in OTHER_JOBS_AT
            self.step()

    def step(self, *, sends: bool = False) -> None:
        """One tick, and the sender after it if there is anything new (or in any case)."""
        now = self.clock.now()
        jobs = self.jobs if self.every else [one for one in self.jobs if _reminds(one)]
        done = tick(self.office, now, jobs=jobs)
        assert not done.failed
        if sends or any(any(counted.values()) for counted in done.counted.values()):
            deliver_due(self.office, self.line)


def jobs_that_send() -> tuple[Job, ...]:
    """All jobs but those that keep house: the calendar is filled, and nothing is to be tidied."""
    return tuple(
        one for one in JOBS if not isinstance(one, (FillCalendar, LetExportsGo, KeepHouse))
    )


def _reminds(job: Job) -> bool:
    """Reminders are asked for at every step, the other jobs now and then: tests are short."""
    return isinstance(job, Remind)


def steps(first: datetime, last: datetime, by: timedelta = STEP) -> Iterator[datetime]:
    """From `first` to `last`, both included."""
    while first <= last:
        yield first
        first += by


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


def _set_up(connection: Connection, now: datetime) -> None:
    with (SAMPLES / "samut_sakhon_2567_plan.xlsx").open("rb") as file:
        import_plan(connection, read_plan(file), at=now, channel=Channel.COMMAND)
    closed_days.fill(connection, (2023, 2024, 2025), at=now)
    people = connection.execute(select(Person.id, Person.code)).all()
    accounts = [
        {
            "line_user_id": user_id(row.code),
            "person_id": row.id,
            "bound_at": now,
            "consented_at": now,
        }
        for row in people
    ]
    connection.execute(insert(LineAccount), accounts)


def user_id(code: str) -> str:
    return f"U{code}"


def _deeds() -> Iterator[Deed]:
    """The planner opens and closes the round; owners hand in on the day they signed."""

    def opens(connection: Connection) -> None:
        open_round(
            connection, ROUND, as_of=ROUND.last_day, due=DUE, at=OPENED, channel=Channel.CONSOLE
        )

    def closes(connection: Connection) -> None:
        close_round(connection, ROUND, at=CLOSED, channel=Channel.CONSOLE)

    def brings_figures(connection: Connection) -> None:
        with (SAMPLES / "samut_sakhon_2567_disbursements.xlsx").open("rb") as file:
            figures = read_disbursements(file)
        today = FIGURES.date()
        import_disbursements(connection, figures, at=FIGURES, today=today, channel=Channel.COMMAND)

    yield OPENED, opens
    yield FIGURES, brings_figures
    yield CLOSED, closes
    for form in samut_sakhon.records(samut_sakhon.GOLDEN / "samut_sakhon_2567_reports.csv"):
        if form["reported"] == "yes":
            moment = datetime.combine(samut_sakhon.signed_on(form), HANDED_IN, BANGKOK)
            yield moment, _hands_in(form)


def _hands_in(form: dict[str, str]) -> Callable[[Connection], None]:
    return lambda connection: samut_sakhon.Known(connection).submit(connection, form)
