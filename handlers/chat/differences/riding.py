"""The question why figures differ rides along on an answer; it is never a message of its own."""

from dataclasses import replace

from bot.dialogue import Answer, Said
from bot.outbox import MOST_OBJECTS
from handlers.chat.differences.conversation import Differences, put
from handlers.chat.person import OfficeChat
from models.differences import open_differences
from models.people import Role


def with_question(chat: OfficeChat, said: Said, answer: Answer) -> Answer:
    """The answer, and one question at its end where it breaks nothing that is going on."""
    person = chat.person
    if person is None or Role.OWNER not in person.roles or said.late:
        return answer
    if answer.session.conversation or not 1 <= len(answer.say) < MOST_OBJECTS - 1:
        return answer
    if said.tap and said.tap.conversation == Differences.name:
        return answer
    if said.word in Differences.words:
        return answer
    differ = open_differences(chat.connection, person.id)
    waiting = [one for one in differ if one.is_to_be_asked(chat.now)]
    if not waiting:
        return answer
    turn = put(chat, waiting[0])
    return replace(answer, say=(*answer.say, *turn.say), effects=(*answer.effects, *turn.effects))
