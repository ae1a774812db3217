"""Answers events: hands what a person did to the right conversation."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import cards
from bot.cards import Json
from bot.clock import BANGKOK
from bot.dialogue import Answer, Said, Tap
from bot.events import InboundEvent
from bot.inbox import Heard
from bot.office import Office
from handlers.chat import comings, person
from handlers.chat.certification import riding
from handlers.chat.certification.conversation import Certification
from handlers.chat.dashboard.conversation import Dashboard
from handlers.chat.delegation.conversation import Delegation
from handlers.chat.differences import riding as differences
from handlers.chat.differences.conversation import Differences
from handlers.chat.disbursement.conversation import DisbursementTalk
from handlers.chat.exports.conversation import Exports
from handlers.chat.gate import Declared, Gate
from handlers.chat.menu import Menu
from handlers.chat.my_projects import MyProjects
from handlers.chat.overview.conversation import Overview
from handlers.chat.own_data.conversation import OwnData
from handlers.chat.own_forms.conversation import OwnForms
from handlers.chat.person import OfficeChat
from handlers.chat.planning.conversation import Planning
from handlers.chat.progress_report.conversation import ProgressReport
from handlers.chat.registration.conversation import Registration
from handlers.chat.reminding.conversation import Reminding

APOLOGY = "ขอโทษค่ะ ระบบขัดข้องชั่วคราว ข้อความนี้ถูกเก็บไว้แล้วและจะทำต่อให้ ไม่ต้องส่งซ้ำค่ะ"
TOO_FAST = "ข้อความมาเร็วเกินไปค่ะ ขอเวลาสักครู่ รออีก 1 นาทีแล้วส่งใหม่นะคะ"
NOT_IN_GROUPS = "ขอบคุณที่ชวนค่ะ ก้าวหน้าคุยเฉพาะในแชตส่วนตัว เพื่อรักษาข้อมูลของแต่ละคน กรุณาเพิ่มเพื่อนแล้วทักมาได้เลย"


class ChatDesk:
    """The desk of one office. Who is not registered meets only the registration."""

    def __init__(self, office: Office) -> None:
        self._office = office
        register = Registration()
        self._for_strangers = Gate(
            [OwnData()], fallback=register, refusal=lambda chat: register.explain(chat).say
        )
        self._for_officials = Gate(
            [
                Menu(),
                MyProjects(),
                OwnForms(),
                Certification(),
                Delegation(),
                Dashboard(),
                Planning(),
                Exports(),
                OwnData(),
                register,
            ],
            listeners=[Reminding(), DisbursementTalk(), Differences(), Overview()],
            fallback=ProgressReport(),
        )

    def answer(self, connection: Connection, event: InboundEvent, heard: Heard) -> Answer:
        """The answer to an event of one person."""
        now = self._office.clock.now()
        chat = OfficeChat(
            office=self._office,
            connection=connection,
            line_user_id=event.user_id or "",
            person=person.find(connection, event.user_id or "", now.astimezone(BANGKOK).date()),
            event_id=event.id,
            now=now,
            reply_token=event.reply_token,
        )
        came_or_went = comings.answer(chat, event, heard)
        if came_or_went:
            return came_or_went
        said = _said(event, late=heard.late)
        if said is None:
            return Answer(heard.session, (), ())
        gate = self._for_officials if chat.person else self._for_strangers
        given = gate.respond(chat, heard.session, said, touched=heard.touched)
        given = differences.with_question(chat, said, given)
        return riding.with_request(chat, said, given)

    @property
    def conversations(self) -> Sequence[Declared]:
        """All that somebody registered may meet; each says what its buttons need."""
        return self._for_officials.conversations

    def answer_elsewhere(self, event: InboundEvent) -> Sequence[Json]:
        """Groups get one sentence when the bot is invited, and nothing else."""
        return [cards.message(NOT_IN_GROUPS)] if event.kind == "join" else ()

    def apology(self) -> Sequence[Json]:
        """One polite sentence for somebody whose event failed."""
        return [cards.message(APOLOGY)]

    def too_fast(self) -> Sequence[Json]:
        """One polite sentence for a chat that floods the bot."""
        return [cards.message(TOO_FAST)]


def _said(event: InboundEvent, *, late: bool) -> Said | None:
    """What a person did; None for events nobody waits for an answer to."""
    if event.kind == "message":
        return Said(
            text=event.text,
            kind=event.message_kind,
            message_id=event.message_id,
            file_name=event.file_name,
            late=late,
            more_to_come=event.more_to_come,
        )
    if event.kind == "postback":
        tap = Tap.parse(event.data) or Tap("report", "unknown")
        return Said(tap=tap, params=event.params)
    return None
