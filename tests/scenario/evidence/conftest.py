"""An owner of the sample office with a report in hand, who sends photos through the simulator."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.evidence import Refusal
from handlers import evidence
from models.evidence import EvidenceFacts, FetchEvidence, evidence_of_draft
from models.people import Person as Official
from models.progress import Draft, Evidence
from scheduler.deferring import Counters, run_due
from simulator.person import Person
from tests.office_sample import Town

OWNER = "ก02"


@dataclass
class Sender:
    """The owner; contents come as LINE keeps them, the draft is the one made by chat."""

    town: Town
    person: Person
    draft_id: int
    key: str
    person_id: int

    def fetch(
        self, message_id: str, data: bytes | None, *, kind: str = "image", name: str = ""
    ) -> Counters:
        """A message came, and deferred work has its turn. Without `data` LINE has nothing."""
        if data is not None:
            self.town.platform.contents.put(message_id, data, "image/jpeg")
        office = self.town.office
        now = office.clock.now()
        fetch = FetchEvidence(message_id, self.key, self.person_id, kind, name, now, "event")
        with office.database.write() as connection:
            fetch.apply(connection)
        return self.work()

    def work(self) -> Counters:
        office = self.town.office
        return run_due(office, evidence.handlers(office), jitter=lambda: 1.0)

    def of_draft(self) -> list[EvidenceFacts]:
        with self.town.office.database.read() as connection:
            return evidence_of_draft(connection, self.draft_id)

    def refusals(self) -> list[Refusal]:
        with self.town.office.database.read() as connection:
            return [Refusal(one) for one in connection.scalars(select(Evidence.refusal)) if one]


@pytest.fixture
def sender(sample: Town) -> Sender:
    person = sample.registered(OWNER)
    person.say("รายงาน")
    person.tap("รายงานโครงการนี้")
    with sample.office.database.read() as connection:
        who = connection.scalars(select(Official.id).where(Official.code == OWNER)).one()
        draft = select(Draft.id, Draft.key).where(Draft.person_id == who)
        found = connection.execute(draft).first()
    assert found, person.last.texts
    return Sender(sample, person, found.id, found.key, who)
