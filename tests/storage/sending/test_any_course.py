"""Whatever happens in whatever order: delivered once, or ended with a reason."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.clock import MovableClock
from bot.ids import CountingIds
from bot.memory_line import MemoryLine
from bot.office import Office
from bot.outcomes import MonthlyLimit, NotConnected, RateLimited, Refused, Unknown
from bot.settings import Settings
from models import schema
from models.database import Database
from tests.conftest import START
from tests.storage.sending.conftest import ANN, BEN, Outbox

PEOPLE = st.sampled_from([ANN, BEN])
OUTCOMES = st.sampled_from(
    [
        NotConnected("c"),
        RateLimited("429"),
        MonthlyLimit("429 monthly limit"),
        Unknown("500"),
        Refused("400 bad"),
    ]
)


class AnyCourse(RuleBasedStateMachine):
    """Puts, deliveries, faults, crashes and time in any order; the books must balance.

    Only what must arrive may come twice, and only if it was once a reply whose outcome stayed
    unknown. Here nothing must.
    """

    def __init__(self) -> None:
        super().__init__()
        self.directory = TemporaryDirectory()
        database = Database(f"sqlite:///{Path(self.directory.name)}/kaona.db")
        schema.upgrade(database)
        clock = MovableClock(START)
        office = Office(settings=Settings(), database=database, clock=clock, ids=CountingIds())
        self.box = Outbox(office, clock, MemoryLine(clock))
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.push(ANN)

    def _next(self) -> str:
        self.number += 1
        return str(self.number)

    @rule(who=PEOPLE)
    def push(self, who: str) -> None:
        self.box.push(who, self._next())

    @rule(who=PEOPLE)
    def reply(self, who: str) -> None:
        number = self._next()
        self.box.reply(who, number, token=f"token-{number}")

    @rule(outcome=OUTCOMES)
    def next_call_comes_to(self, outcome: Unknown) -> None:
        self.box.line.script(outcome)

    @rule()
    def next_answer_is_lost(self) -> None:
        self.box.line.lost()

    @rule()
    def deliver(self) -> None:
        self.box.deliver()

    @rule()
    def die_before_the_call(self) -> None:
        self.box.take(limit=1)

    @rule()
    def die_after_the_call(self) -> None:
        for claimed in self.box.take(limit=2):
            self.box.carry_out(claimed)

    @rule()
    def start_again(self) -> None:
        self.box.desk.release()

    @rule(seconds=st.sampled_from([1, 5, 21, 61, 3600]))
    def time_passes(self, seconds: int) -> None:
        self.box.later(seconds=seconds)

    @invariant()
    def nothing_arrives_twice(self) -> None:
        assert not [text for text, times in self.arrived().items() if times > 1]

    @invariant()
    def what_is_marked_sent_has_arrived_and_what_is_marked_failed_says_why(self) -> None:
        arrived = self.arrived()
        for row in self.box.rows():
            if row.state == "sent":
                assert arrived[row.body[0]["text"]] == 1
            if row.state == "failed":
                assert row.error

    def arrived(self) -> Counter[str]:
        return Counter(text for texts in self.box.chat() for text in texts)

    def teardown(self) -> None:
        """In the end LINE is well again for a day: nothing is left open, nothing was lost."""
        self.box.line.script_ends()
        for _ in range(9):
            self.box.deliver()
            self.box.later(hours=3)
        arrived = self.arrived()
        for row in self.box.rows():
            assert row.state in ("sent", "failed", "expired")
            if row.state == "expired":
                assert arrived[row.body[0]["text"]] == 0
        self.nothing_arrives_twice()
        self.what_is_marked_sent_has_arrived_and_what_is_marked_failed_says_why()
        self.box.office.database.close()
        self.directory.cleanup()


AnyCourse.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestAnyCourse = AnyCourse.TestCase
