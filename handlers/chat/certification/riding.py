"""A director who writes anything hears, for free, that reports wait."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot import outbox
from bot.dialogue import Answer, Said
from bot.office import Office
from bot.outbox import MOST_OBJECTS, Outgoing
from handlers.chat.certification.conversation import Certification
from handlers.chat.person import OfficeChat
from scheduler.certification_requests import riding

OURS = Certification()


@dataclass(frozen=True)
class _Put:
    office: Office
    message: Outgoing

    def apply(self, connection: Connection) -> None:
        """Beside the answer, in the same transaction: the sender takes both in one reply."""
        outbox.put(connection, self.office, [self.message])


def with_request(chat: OfficeChat, said: Said, answer: Answer) -> Answer:
    """The answer, with the request riding along where it breaks nothing that is going on."""
    leads = chat.authority.leads
    if not leads or answer.session.conversation or not 1 <= len(answer.say) < MOST_OBJECTS:
        return answer
    if said.word in OURS.words or (said.tap and said.tap.conversation == OURS.name):
        return answer
    message = riding(chat.connection, chat.authority, chat.line_user_id, chat.now)
    if message is None:
        return answer
    put = _Put(chat.office, replace(message, caused_by=chat.event_id))
    return replace(answer, effects=(*answer.effects, put))
