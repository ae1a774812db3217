"""What is done about an export after the answer: made, kept, and told only if it cannot be made.

Whoever asked has the link already: its page shows how far the making is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from threading import Lock
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
    TellProgress,
    made_before,
    read_export,
)
from models.people import LineAccount
from reports import exports
from reports.exports import Source
from reports.outputs import OUTPUTS
from reports.outputs.publication import photographs_in

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
READING, TABLES, WRITING, KEEPING = (
    (5, "กำลังรวบรวมข้อมูล"),
    (20, "กำลังจัดทำตาราง"),
    (35, "กำลังจัดทำเอกสาร"),
    (95, "กำลังจัดเก็บไฟล์"),
)


def handlers(office: Office) -> Mapping[str, Handler]:
    """The deferred work of exports."""
    return {MAKE: MakeExport(office)}


class MakeExport:
    """Makes a document from what the round holds now, or uses the file made of the same."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._making = Lock()
        self._stored = photographs_in(office.files)

    def work(self, task: Task) -> Result:
        """See `Handler`. One at a time: a large document takes memory."""
        if not self._making.acquire(blocking=False):
            return Later("another document is being made")
        try:
            return self._worked(task)
        finally:
            self._making.release()

    def give_up(self, task: Task) -> Sequence[Effect]:
        """See `Handler`."""
        key = task.text("export")
        return [FailExport(key, "given up"), TellNotMade(self._office, key, task.caused_by)]

    def _worked(self, task: Task) -> Result:
        with self._office.database.read() as connection:
            asked = read_export(connection, task.text("export"))
        if asked is None or not asked.is_open:
            return Done()
        self._tell(asked, *READING)
        with self._office.database.read() as connection:
            source = exports.read_source(connection, asked.request)
            known = made_before(connection, source.fingerprint)
        same = self._stored(known) if known else None
        return self._kept(asked, source, same or self._made(asked, source))

    def _made(self, asked: ExportFacts, source: Source) -> bytes:
        self._tell(asked, *TABLES)
        first, words = WRITING
        digits = asked.request.thai_digits
        publication = exports.publication_of(self._office, source, thai_digits=digits)
        self._tell(asked, first, words)
        return OUTPUTS[asked.request.kind](publication)

    def _kept(self, asked: ExportFacts, source: Source, content: bytes) -> Result:
        self._tell(asked, *KEEPING)
        try:
            stored = self._office.files.put(BytesIO(content))
        except OSError as error:  # a full disk, a store that is away
            return Later(type(error).__name__)
        keep = KeepExport(
            key=asked.key,
            fingerprint=source.fingerprint,
            digest=stored.digest,
            size=stored.size,
            media_type=MEDIA_TYPES[PurePath(asked.request.kind).suffix],
            now=self._office.clock.now(),
        )
        return Done([keep, StillThere(self._office.files, stored.digest)])

    def _tell(self, asked: ExportFacts, percent: int, doing: str) -> None:
        with self._office.database.write() as connection:
            TellProgress(asked.key, percent, doing).apply(connection)


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
