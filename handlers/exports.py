"""What is done about an export after the answer: made, kept, and told only if it cannot be made.

Whoever asked has the link already: its page shows how far the making is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Final

from sqlalchemy import Connection, select

from bot import cards, outbox
from bot.deferred import Done, Handler, Later, Result, Task
from bot.dialogue import Effect
from bot.office import Office
from bot.outbox import Outgoing
from handlers.evidence import StillThere
from models.exports import (
    MAKE,
    ExportFacts,
    FailExport,
    KeepExport,
    read_export,
)
from models.people import LineAccount
from reports import exports
from reports.making import KEEPING, Made, Maker, tell

MEDIA_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KIND: Final = "export"
"""The kind of outgoing messages that tell of an export."""
NOT_MADE: Final = (
    "ขอโทษค่ะ จัดทำ {title} ไม่สำเร็จ ข้อมูลที่รายงานไว้ไม่ได้หายไปไหน ลองขอใหม่อีกครั้ง ถ้ายังไม่ได้ แจ้งผู้ดูแลระบบนะคะ"
)


def handlers(office: Office, make: Maker) -> Mapping[str, Handler]:
    """The deferred work of exports."""
    return {MAKE: MakeExport(office, make)}


class MakeExport:
    """Has a document made from what the round holds now, and keeps it."""

    def __init__(self, office: Office, make: Maker) -> None:
        self._office, self._make = office, make

    def work(self, task: Task) -> Result:
        """See `Handler`."""
        with self._office.database.read() as connection:
            asked = read_export(connection, task.text("export"))
        if asked is None or not asked.is_open:
            return Done()
        return self._kept(asked, self._make(self._office, asked))

    def give_up(self, task: Task) -> Sequence[Effect]:
        """See `Handler`."""
        key = task.text("export")
        return [FailExport(key, "given up"), TellNotMade(self._office, key, task.caused_by)]

    def _kept(self, asked: ExportFacts, made: Made) -> Result:
        tell(self._office, asked, *KEEPING)
        try:
            stored = self._office.files.put(BytesIO(made.content))
        except OSError as error:  # a full disk, a store that is away
            return Later(type(error).__name__)
        keep = KeepExport(
            key=asked.key,
            fingerprint=made.fingerprint,
            digest=stored.digest,
            size=stored.size,
            media_type=MEDIA_TYPES[PurePath(asked.request.kind).suffix],
            now=self._office.clock.now(),
        )
        return Done([keep, StillThere(self._office.files, stored.digest)])


@dataclass(frozen=True)
class TellNotMade:
    """One sentence to whoever asked in the chat."""

    office: Office
    key: str
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write it; nothing if nobody can be told."""
        asked = read_export(connection, self.key)
        if asked is None or asked.asked_by is None:
            return
        recipient = connection.execute(
            select(LineAccount.line_user_id).where(
                LineAccount.person_id == asked.asked_by, LineAccount.blocked_at.is_(None)
            )
        ).scalar()
        if recipient is None:
            return
        text = NOT_MADE.format(title=exports.TITLES.get(asked.request.kind, asked.request.kind))
        message = Outgoing(
            recipient=recipient,
            objects=[cards.message(text)],
            kind=KIND,
            natural_key=f"{KIND}:{self.key}",
            caused_by=self.caused_by,
        )
        outbox.put(connection, self.office, [message])
