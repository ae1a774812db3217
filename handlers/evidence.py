"""What is done about evidence after the answer: fetched, judged, kept; told only if it is refused.

A kept file shows on the next card, which costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from sqlalchemy import Connection

from bot.deferred import Done, Handler, Later, Result, Task
from bot.dialogue import Effect
from bot.evidence import LARGEST_FILE, LARGEST_PHOTO, Accepted, Refusal, check
from bot.filestore import FileStore
from bot.line import (
    ContentGoneError,
    ContentNotReadyError,
    ContentTooLargeError,
    LineError,
    LineRefusedError,
)
from bot.office import Office
from handlers.evidence_refusals import TellRefusal
from models.errors import TryAgainError
from models.evidence import DROP, FETCH
from models.evidence_files import (
    KeepEvidence,
    RefuseEvidence,
    forget_file,
    is_full,
    is_on_its_way,
)
from models.progress import EvidenceKind

LIMITS = {EvidenceKind.IMAGE: LARGEST_PHOTO, EvidenceKind.FILE: LARGEST_FILE}
TOO_LARGE = {
    EvidenceKind.IMAGE: Refusal.TOO_LARGE_PHOTO,
    EvidenceKind.FILE: Refusal.TOO_LARGE,
}


def handlers(office: Office) -> Mapping[str, Handler]:
    """The deferred work of evidence."""
    return {FETCH: FetchContent(office), DROP: DropFile(office)}


class FetchContent:
    """Fetches what a message sent and keeps it, or says why not."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._painting = Lock()

    def work(self, task: Task) -> Result:
        """See `Handler`."""
        message_id, kind = task.text("message_id"), EvidenceKind(task.text("kind"))
        with self._office.database.read() as connection:
            if not is_on_its_way(connection, message_id):
                return Done()
            full = is_full(connection, message_id)
        if full or kind is EvidenceKind.VIDEO:
            return self._refused(task, Refusal.TOO_MANY if full else Refusal.VIDEO)
        fetched = self._fetched(message_id, kind)
        if isinstance(fetched, Later):
            return fetched
        if isinstance(fetched, Refusal):
            return self._refused(task, fetched)
        with self._painting:  # one decoded picture in memory, however many threads fetch
            checked = check(fetched, task.text("file_name"))
        if isinstance(checked, Accepted):
            return self._kept(task, checked)
        return self._refused(task, checked.why)

    def give_up(self, task: Task) -> Sequence[Effect]:
        """See `Handler`."""
        return self._refused(task, Refusal.NOT_FETCHED).effects

    def _fetched(self, message_id: str, kind: EvidenceKind) -> bytes | Refusal | Later:
        with TemporaryDirectory(prefix="kaona-") as directory:
            target = Path(directory) / "content"
            try:
                self._office.line.content(message_id, target, limit=LIMITS[kind])
            except ContentTooLargeError:
                return TOO_LARGE[kind]
            except LineError as error:
                return _what_it_means(error)
            return target.read_bytes()

    def _kept(self, task: Task, accepted: Accepted) -> Result:
        try:
            stored = self._office.files.put(BytesIO(accepted.data))
        except OSError as error:  # a full disk, a store that is away: not the file's fault
            return Later(type(error).__name__)
        keep = KeepEvidence(
            message_id=task.text("message_id"),
            digest=stored.digest,
            size=stored.size,
            media_type=accepted.media_type,
            name=accepted.name,
            now=self._office.clock.now(),
            caused_by=task.caused_by,
        )
        return Done([keep, StillThere(self._office.files, stored.digest)])

    def _refused(self, task: Task, why: Refusal) -> Done:
        message_id = task.text("message_id")
        refuse = RefuseEvidence(message_id, why)
        if why is Refusal.GONE:
            return Done([refuse])
        return Done([refuse, TellRefusal(self._office, message_id, task.caused_by)])


class DropFile:
    """Deletes a file nothing refers to any more."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def work(self, task: Task) -> Result:
        """See `Handler`."""
        return Done([FileGone(self._office.files, task.text("digest"))])

    def give_up(self, task: Task) -> Sequence[Effect]:  # noqa: ARG002
        """See `Handler`: an orphan file harms nobody."""
        return ()


def _what_it_means(error: LineError) -> Refusal | Later:
    """Unsent (410): the person knows. Unknown (404): LINE kept it no longer. The rest may mend."""
    if isinstance(error, ContentGoneError):
        return Refusal.GONE
    if isinstance(error, LineRefusedError) and error.status == 404:
        return Refusal.NOT_FETCHED
    return Later("not ready" if isinstance(error, ContentNotReadyError) else str(error))


class FileVanishedError(TryAgainError):
    """The same file was dropped just now; fetching it again puts it back."""


@dataclass(frozen=True)
class StillThere:
    """Looks, after the file's row is written, that nobody dropped the file in between."""

    files: FileStore
    digest: str

    def apply(self, connection: Connection) -> None:  # noqa: ARG002
        """`FileVanishedError` if it is gone: nothing is written then."""
        if not self.files.exists(self.digest):
            raise FileVanishedError


@dataclass(frozen=True)
class FileGone:
    """Deletes the row first: it makes those wait who want to refer to the file."""

    files: FileStore
    digest: str

    def apply(self, connection: Connection) -> None:
        """Do it, unless something refers to the file."""
        if forget_file(connection, self.digest):
            self.files.delete(self.digest)
