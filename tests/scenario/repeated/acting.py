"""Acts of people as bare events, delivered when and as often as a test wants, also at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Barrier, Thread
from typing import Any

from flask import Flask
from sqlalchemy import Connection, func, select

from bot.dialogue import Answer
from bot.events import InboundEvent
from bot.inbox import Desk, Heard, Inbox
from handlers import webhook
from handlers.chat.desk import ChatDesk
from handlers.measures import Measures
from models.messages import OutgoingMessage
from models.progress import Report
from scheduler.sending import deliver_due
from simulator import By, user_id_for
from simulator.event import Event as Act
from tests.office_sample import Town, failures
from tests.scenario.letterbox import Letterbox

PATIENCE = 20.0
"""Seconds after which a thread that should have come does not come any more."""


@dataclass
class Stage:
    """The sample office; acts are made here and delivered by hand."""

    town: Town
    box: Letterbox

    @classmethod
    def of(cls, town: Town, desk: Desk | None = None) -> "Stage":
        app = Flask("kaona-test")
        inbox = Inbox(town.office, desk or ChatDesk(town.office))
        webhook.register(app, town.office, inbox, Measures())
        line: Any = None  # LINE is the simulator here
        return cls(town, Letterbox(town.office, line, app))

    def says(self, who: str, text: str) -> Act:
        message_id = self.town.platform.ids.message_id()
        content = {"type": "text", "text": text, "id": message_id, "quoteToken": message_id}
        return self.town.platform.events.message(user_id_for(who), content)

    def taps(self, who: str, label: str) -> Act:
        """The newest button with this label."""
        person = self.town.person(who)
        actions = [one for message in person.chat.from_bot[::-1] for one in message.actions]
        data = next(one["data"] for one in actions if one["label"] == label)
        return self.town.platform.events.postback(person.user_id, data)

    def post(self, *acts: Act, again: bool = False) -> int:
        return self.box.post(*(act.delivered(again=again) for act in acts))

    def at_once(self, *bodies: Sequence[Act]) -> list[int]:
        """Post each body from a thread of its own, all at the same moment."""
        start, statuses = Barrier(len(bodies)), [0] * len(bodies)

        def run(number: int) -> None:
            start.wait(PATIENCE)
            statuses[number] = self.post(*bodies[number])

        threads = [Thread(target=run, args=(number,)) for number in range(len(bodies))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        return statuses

    def deliver(self) -> None:
        deliver_due(self.town.office, self.town.office.line)
        assert failures(self.town.office) == []

    def answers(self) -> Counter[str]:
        """How many calls LINE accepted as the reply to each reply token."""
        calls = [call for call in self.town.platform.calls if call.status == 200]
        return Counter(call.body["replyToken"] for call in calls if "reply" in call.path)

    def pushes(self) -> int:
        return sum(1 for call in self.town.platform.calls if "push" in call.path)

    def said_to(self, who: str) -> list[str]:
        """Everything the bot said to somebody, each message as one text."""
        messages = self.town.person(who).messages
        return ["\n".join(message.texts) for message in messages if message.by is By.BOT]

    def reports(self) -> list[tuple[str, int]]:
        with self.town.office.database.read() as connection:
            rows = connection.execute(select(Report.receipt, Report.version).order_by(Report.id))
            return [(row.receipt, row.version) for row in rows]

    def written_answers(self) -> int:
        with self.town.office.database.read() as connection:
            return connection.execute(
                select(func.count()).select_from(OutgoingMessage)
            ).scalar_one()


@dataclass
class DeskWithDoor:
    """The house's desk; `inside` is called with the event while its transaction is open."""

    desk: Desk
    inside: Callable[[InboundEvent], None]

    def answer(self, connection: Connection, event: InboundEvent, heard: Heard) -> Answer:
        answer = self.desk.answer(connection, event, heard)
        self.inside(event)
        return answer

    def answer_elsewhere(self, event: InboundEvent) -> Sequence[dict[str, Any]]:
        return self.desk.answer_elsewhere(event)

    def apology(self) -> Sequence[dict[str, Any]]:
        return self.desk.apology()

    def too_fast(self) -> Sequence[dict[str, Any]]:
        return self.desk.too_fast()
