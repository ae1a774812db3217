"""People who add the bot, block it, or take a message back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.dialogue import Answer, Session
from bot.events import InboundEvent
from bot.inbox import Heard
from handlers.chat import menu
from handlers.chat.person import OfficeChat
from handlers.chat.registration.conversation import Registration
from models.answers import Answers
from models.audit import AuditEntry, Channel
from models.disbursement_offers import ForgetOffer
from models.evidence import ForgetEvidence
from models.messages import Delivery, EventState, OutgoingMessage
from models.messages import InboundEvent as Remembered
from models.people import LineAccount
from models.progress import Draft, DraftState

WELCOME_BACK = "ยินดีต้อนรับกลับค่ะ {name}"


def answer(chat: OfficeChat, event: InboundEvent, heard: Heard) -> Answer | None:
    """The answer to a follow, a block or an unsent message; None for other events."""
    if event.kind in ("follow", "unfollow") and heard.late:
        return Answer(heard.session, (), ())  # something the person did since says more
    if event.kind == "follow":
        return _followed(chat)
    if event.kind == "unfollow":
        return Answer(heard.session, (), (MarkBlocked(chat.line_user_id, chat.now),))
    if event.kind == "unsend" and event.message_id:
        forget = _forget_message(chat, event.message_id)
        gone = (
            forget,
            ForgetEvidence(event.message_id, chat.now, chat.event_id),
            ForgetOffer(event.message_id, chat.now),
        )
        return Answer(heard.session, (), gone)
    return None


def _followed(chat: OfficeChat) -> Answer:
    back = MarkBlocked(chat.line_user_id, None)
    if chat.person is None:
        return Answer(Session(), tuple(Registration().explain(chat).say), (back,))
    hello = menu.card(WELCOME_BACK.format(name=chat.person.name))
    return Answer(Session(), (hello,), (back,))


@dataclass(frozen=True)
class MarkBlocked:
    """The person blocked the bot at that moment (None: came back)."""

    line_user_id: str
    at: datetime | None

    def apply(self, connection: Connection) -> None:
        """Write it; nothing to do for somebody not registered."""
        connection.execute(
            update(LineAccount)
            .where(LineAccount.line_user_id == self.line_user_id)
            .values(blocked_at=self.at)
        )


@dataclass(frozen=True)
class ForgetMessage:
    """What an unsent message said goes from drafts and chats; the fact stays in the trail.

    Submitted figures stay: they are official records.
    """

    message_id: str
    person_id: int | None
    drafts: tuple[tuple[int, dict[str, Any]], ...]
    now: datetime
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write it."""
        for draft_id, values in self.drafts:
            connection.execute(
                update(Draft)
                .where(Draft.id == draft_id)
                .values(values=values, revision=Draft.revision + 1, touched_at=self.now)
            )
        of_message = select(Remembered.webhook_event_id).where(
            Remembered.message_id == self.message_id
        )
        connection.execute(
            update(Remembered)
            .where(Remembered.message_id == self.message_id)
            .values(payload=None, error=None, state=EventState.DONE)
        )
        connection.execute(
            update(OutgoingMessage)
            .where(
                OutgoingMessage.caused_by.in_(of_message),
                OutgoingMessage.state == Delivery.SENT,
            )
            .values(body=[])
        )
        connection.execute(
            insert(AuditEntry).values(
                at=self.now,
                actor_id=self.person_id,
                channel=Channel.CHAT,
                action="unsend",
                subject="message",
                subject_id=self.message_id,
                caused_by=self.caused_by,
            )
        )


def _forget_message(chat: OfficeChat, message_id: str) -> ForgetMessage:
    drafts = []
    if chat.person:
        rows = chat.connection.execute(
            select(Draft.id, Draft.values).where(
                Draft.person_id == chat.person.id, Draft.state == DraftState.OPEN
            )
        )
        drafts = [
            (row.id, without_message(row.values, message_id))
            for row in rows
            if message_id in row.values.get("origins", {}).values()
        ]
    person_id = chat.person.id if chat.person else None
    return ForgetMessage(message_id, person_id, tuple(drafts), chat.now, chat.event_id)


def without_message(values: dict[str, Any], message_id: str) -> dict[str, Any]:
    """A draft's values without the lines that message gave."""
    origins = values.get("origins", {})
    gone = {
        one
        for line, source in origins.items()
        if source == message_id
        for one in _GIVES.get(line, (line,))
    }
    kept = {line: one for line, one in values.get("answers", {}).items() if line not in gone}
    answers = Answers.from_json(kept).as_json()
    return {
        "answers": answers,
        "origins": {line: source for line, source in origins.items() if source != message_id},
    }


_GIVES = {
    "spent": ("spent", "remaining", "remarks"),
    "reason": ("problems",),
    "warning": ("remarks",),
}
"""Questions whose answer stands on another line of the draft, or on several."""
