"""Tells a person what was refused: free with the next answer, by itself only if none comes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select, update

from bot import cards, outbox
from bot.evidence import LARGEST_FILE, LARGEST_PHOTO, Refusal
from bot.office import Office
from bot.outbox import Outgoing
from models.messages import Delivery, OutgoingMessage
from models.people import LineAccount
from models.progress import Evidence, EvidenceKind, EvidenceState

KIND = "evidence"
"""The kind of outgoing messages that tell of refusals."""
TELL_AFTER = timedelta(minutes=10)
"""Within this time the next answer takes the refusal along for free (`bot/claims.py`)."""

HEADING = "แนบกับรายงานไม่ได้ค่ะ"
NAMELESS = {EvidenceKind.IMAGE: "รูป", EvidenceKind.FILE: "ไฟล์", EvidenceKind.VIDEO: "วิดีโอ"}
MEGABYTE = 1024 * 1024
WORDS = {
    Refusal.EMPTY: "ไฟล์ว่างเปล่า ลองส่งใหม่อีกครั้ง",
    Refusal.TOO_LARGE: f"ใหญ่เกิน {LARGEST_FILE // MEGABYTE} MB ลองย่อหรือแบ่งไฟล์แล้วส่งใหม่",
    Refusal.TOO_LARGE_PHOTO: (
        f"รูปใหญ่เกิน {LARGEST_PHOTO // MEGABYTE} MB ลองส่งเป็นรูปในแชตโดยไม่เลือกต้นฉบับ"
    ),
    Refusal.TOO_MANY_PIXELS: "รูปละเอียดเกินไป ลองส่งเป็นรูปในแชตโดยไม่เลือกต้นฉบับ",
    Refusal.HEIC: "เป็นรูปแบบ HEIC ซึ่งหลายเครื่องเปิดไม่ได้ ลองส่งเป็นรูปในแชตแทนการส่งเป็นไฟล์",
    Refusal.ANIMATED: "เป็นภาพเคลื่อนไหว กรุณาส่งเป็นภาพนิ่ง",
    Refusal.VIDEO: "เป็นวิดีโอ กรุณาส่งเป็นรูปหรือเอกสาร",
    Refusal.LOCKED: "ตั้งรหัสผ่านไว้ กรุณาบันทึกใหม่โดยไม่ตั้งรหัสผ่าน",
    Refusal.MACROS: "มีมาโคร กรุณาบันทึกใหม่แบบไม่มีมาโคร หรือส่งเป็น PDF",
    Refusal.DAMAGED: "ไฟล์เสียหาย ลองเปิดดูแล้วส่งใหม่",
    Refusal.NOT_TAKEN: "ไม่ใช่ชนิดที่รับได้ ส่งได้ทั้งรูป PDF Word Excel และ PowerPoint",
    Refusal.TOO_MANY: "มีไฟล์แนบครบจำนวนแล้ว ลบไฟล์ที่ไม่ใช้ออกก่อน",
    Refusal.NOT_FETCHED: "รับไฟล์จาก LINE ไม่สำเร็จ กรุณาส่งใหม่อีกครั้ง",
}


@dataclass(frozen=True)
class TellRefusal:
    """One message for all refusals a person was not told of yet."""

    office: Office
    message_id: str
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write it; nothing if what is refused was removed, or nobody can be told."""
        refused = connection.execute(
            select(Evidence.id, LineAccount.line_user_id)
            .join(LineAccount, LineAccount.person_id == Evidence.added_by)
            .where(
                Evidence.message_id == self.message_id,
                Evidence.state == EvidenceState.REFUSED,
                Evidence.notice.is_(None),
                LineAccount.blocked_at.is_(None),
            )
            .order_by(Evidence.id)
        ).first()
        if refused is None:
            return
        key = f"{KIND}:{refused.id}"
        earlier = _untold(connection, refused.line_user_id)
        connection.execute(
            update(Evidence)
            .where((Evidence.id == refused.id) | Evidence.notice.in_(earlier))
            .values(notice=key)
        )
        outbox.withdraw(connection, reason="joined to a newer one", natural_keys=earlier)
        outbox.put(connection, self.office, [self._message(connection, refused.line_user_id, key)])

    def _message(self, connection: Connection, recipient: str, key: str) -> Outgoing:
        rows = connection.execute(
            select(Evidence.name, Evidence.kind, Evidence.refusal)
            .where(Evidence.notice == key, Evidence.state == EvidenceState.REFUSED)
            .order_by(Evidence.id)
        )
        named = [(row.name or NAMELESS[row.kind], Refusal(row.refusal)) for row in rows]
        return Outgoing(
            recipient=recipient,
            objects=[cards.message(refusal_text(named))],
            kind=KIND,
            natural_key=key,
            due_at=self.office.clock.now() + TELL_AFTER,
            caused_by=self.caused_by,
        )


def refusal_text(named: Sequence[tuple[str, Refusal]]) -> str:
    """What is said about refused files: each with its reason, the same ones counted."""
    lines = [
        f"• {name}{f' ({number})' if number > 1 else ''}: {WORDS[why]}"
        for (name, why), number in Counter(named).items()
    ]
    return "\n".join([HEADING, *lines])


def _untold(connection: Connection, recipient: str) -> list[str]:
    """The keys of messages about refusals that no sender has tried yet; held until the commit."""
    return [
        key
        for key in connection.scalars(
            select(OutgoingMessage.natural_key)
            .where(
                OutgoingMessage.recipient == recipient,
                OutgoingMessage.kind == KIND,
                OutgoingMessage.state == Delivery.WAITING,
                OutgoingMessage.attempts == 0,
            )
            .with_for_update()
        )
        if key
    ]
