"""An office without data behind its webhook, LINE in memory: for tests that post odd things."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from bot.dialogue import Answer
from bot.events import InboundEvent as Event
from bot.inbox import Desk, Heard, Inbox
from bot.memory_line import MemoryLine
from bot.office import Office
from handlers import webhook
from handlers.chat.desk import ChatDesk
from handlers.measures import Measures
from models.messages import EventState, InboundEvent, OutgoingMessage
from models.schema import METADATA
from scheduler.sending import deliver_due
from simulator.signature import sign

Raw = dict[str, Any]
ANN, BEN = "U" + "a" * 32, "U" + "b" * 32
AT = 1_712_109_600_000
"""3 April 2567, nine in the morning in Bangkok, in LINE's milliseconds."""


class BugError(Exception):
    """What a handler with a bug raises."""


class BreakingDesk:
    """The desk of the house, with a bug that shows while `broken`."""

    def __init__(self, desk: Desk, *, broken: bool = True) -> None:
        self._desk = desk
        self.broken = broken

    def answer(self, connection: Any, event: Event, heard: Heard) -> Answer:
        answer = self._desk.answer(connection, event, heard)
        if not self.broken:
            return answer
        return replace(answer, effects=(*answer.effects, Bug()))

    def answer_elsewhere(self, event: Event) -> Sequence[Raw]:
        return self._desk.answer_elsewhere(event)

    def apology(self) -> Sequence[Raw]:
        return self._desk.apology()

    def too_fast(self) -> Sequence[Raw]:
        return self._desk.too_fast()


class Bug:
    """Raises after everything before it was written."""

    def apply(self, connection: Any) -> None:
        raise BugError("a bug in a handler")


_numbers = count(1)


def event(kind: str = "message", user: str | None = ANN, **fields: Any) -> Raw:
    """An event as LINE sends it; `fields` are laid over it."""
    number = next(_numbers)
    made: Raw = {
        "type": kind,
        "mode": "active",
        "timestamp": AT + number,
        "source": {"type": "user", "userId": user} if user else {"type": "user"},
        "webhookEventId": f"01HTEST{number:019}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{number:032x}",
    }
    if kind == "message":
        made["message"] = {"type": "text", "id": str(10**17 + number), "text": "สวัสดี"}
    return made | fields


def says(text: str, user: str | None = ANN, **fields: Any) -> Raw:
    """A typed message."""
    made = event("message", user, **fields)
    made["message"]["text"] = text
    return made


def taps(data: Any, user: str = ANN, **fields: Any) -> Raw:
    """A tapped button."""
    return event("postback", user, postback={"data": data}, **fields)


@dataclass
class Letterbox:
    """Posts to the webhook of one office, and looks what became of it."""

    office: Office
    line: MemoryLine
    app: Flask

    @classmethod
    def of(cls, office: Office, line: MemoryLine, desk: Desk | None = None) -> "Letterbox":
        """With the house's desk, or another one."""
        ours = replace(office, connect_line=lambda _: line)
        app = Flask("kaona-test")
        webhook.register(app, ours, Inbox(ours, desk or ChatDesk(ours)), Measures())
        return cls(ours, line, app)

    def post(self, *events: Any) -> int:
        """Post events in one well signed body."""
        body = json.dumps({"destination": ANN, "events": list(events)})
        return self.post_bytes(body.encode())

    def post_bytes(self, body: bytes, headers: Mapping[str, str] | None = None) -> int:
        """Post any body; signed, unless other headers are given."""
        if headers is None:
            headers = {"x-line-signature": self.signature(body)}
        with self.app.test_client() as client:
            return client.post("/callback", data=body, headers=dict(headers)).status_code

    def signature(self, body: bytes) -> str:
        """What LINE would sign the body with."""
        return sign(self.office.settings.line_channel_secret, body)

    def deliver(self) -> list[str]:
        """Deliver what was answered; all texts that arrived since the last time."""
        before = len(self.line.delivered)
        deliver_due(self.office, self.line)
        return [text for one in self.line.delivered[before:] for text in one.texts]

    def rows(self) -> dict[str, int]:
        """How many rows stand in each table that has some."""
        with self.office.database.read() as connection:
            counted = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar()
                for table in METADATA.sorted_tables
            }
        return {name: number for name, number in counted.items() if number}

    def states(self) -> dict[str, EventState]:
        """What became of each event."""
        with self.office.database.read() as connection:
            rows = connection.execute(select(InboundEvent.webhook_event_id, InboundEvent.state))
            return {row.webhook_event_id: row.state for row in rows}

    def causes(self) -> list[str]:
        """The tracebacks of what failed."""
        with self.office.database.read() as connection:
            found = select(InboundEvent.error).where(InboundEvent.state == EventState.FAILED)
            return [cause or "" for cause in connection.scalars(found)]

    def answered(self, raw: Raw) -> bool:
        """Whether an answer to this event stands in the outbox."""
        with self.office.database.read() as connection:
            mine = OutgoingMessage.caused_by == raw["webhookEventId"]
            return bool(connection.execute(select(func.count()).where(mine)).scalar())
