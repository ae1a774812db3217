"""The making of a document somebody asked for: here, or in a process of its own.

A large document takes its minute and gigabytes, and what Python has once taken it seldom gives
back. In a process of its own it keeps no webhook waiting, and all of it is given back.
"""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from typing import Final

from bot.clock import MovableClock
from bot.office import Office
from bot.settings import Settings
from models.database import Database
from models.exports import ExportFacts, TellProgress, made_before
from reports import exports
from reports.outputs import OUTPUTS
from reports.outputs.publication import photographs_in

READING, TABLES, WRITING, KEEPING = (
    (5, "กำลังรวบรวมข้อมูล"),
    (20, "กำลังจัดทำตาราง"),
    (35, "กำลังจัดทำเอกสาร"),
    (95, "กำลังจัดเก็บไฟล์"),
)
PROCESSES: Final = get_context("spawn")
"""A new one that knows nothing: a copy of a process with threads may hang."""


class MakerDiedError(Exception):
    """The process that made the document ended without it: killed, or out of memory."""


@dataclass(frozen=True)
class Made:
    """A document, and the fingerprint of what it was made from."""

    fingerprint: str
    content: bytes


Maker = Callable[[Office, ExportFacts], Made]


def tell(office: Office, asked: ExportFacts, percent: int, doing: str) -> None:
    """Say on the document's page how far it is."""
    with office.database.write() as connection:
        TellProgress(asked.key, percent, doing).apply(connection)


def make(office: Office, asked: ExportFacts) -> Made:
    """Make it from what the round holds now, or take the file made of the same."""
    tell(office, asked, *READING)
    with office.database.read() as connection:
        source = exports.read_source(connection, asked.request)
        known = made_before(connection, source.fingerprint)
    same = photographs_in(office.files)(known) if known else None
    return Made(source.fingerprint, same or _written(office, asked, source))


def _written(office: Office, asked: ExportFacts, source: exports.Source) -> bytes:
    tell(office, asked, *TABLES)
    first, words = WRITING
    digits = asked.request.thai_digits
    publication = exports.publication_of(office, source, thai_digits=digits)
    tell(office, asked, first, words)
    return OUTPUTS[asked.request.kind](publication)


def make_aside(office: Office, asked: ExportFacts) -> Made:
    """Make it in a process of its own, of the same settings and moment.

    What went wrong there is raised here; `MakerDiedError` if nothing came back at all.
    """
    ours, theirs = PROCESSES.Pipe(duplex=False)
    database = office.database.url.render_as_string(hide_password=False)
    needs = office.settings, database, office.clock.now(), asked
    maker = PROCESSES.Process(target=_answer, args=(theirs, *needs), daemon=True)
    maker.start()
    theirs.close()
    with ours:
        try:
            told = ours.recv()
        except EOFError:
            maker.join()
            raise MakerDiedError(f"ended with {maker.exitcode}") from None
    maker.join()
    if isinstance(told, Exception):
        raise told
    return told  # type: ignore[no-any-return]


def _answer(
    caller: Pipe, settings: Settings, database_url: str, now: datetime, asked: ExportFacts
) -> None:
    """Ctrl-C is for the one that waits: it ends this one when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    office = Office(settings, Database(database_url), MovableClock(now))
    try:
        told: Made | Exception = make(office, asked)
    except Exception as error:
        told = error
    finally:
        office.database.close()
    caller.send(told)
