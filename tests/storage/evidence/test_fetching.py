"""What becomes of a sent photo or file, with LINE and the file store in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.clock import MovableClock
from bot.evidence import Refusal
from bot.filestore import MemoryStore
from bot.line import Content, ContentNotReadyError, LineRefusedError, LineUnreachableError
from bot.memory_line import MemoryLine
from bot.outbox import OUT, REPLY_WITHIN, TABLE, Outgoing, put
from handlers import evidence
from handlers.evidence_refusals import TELL_AFTER, WORDS, refusal_text
from models.evidence import DROP, FETCH_WITHIN, ForgetEvidence, RemoveEvidence
from models.evidence_files import MOST_FILES
from models.messages import TaskState
from models.people import LineAccount
from models.progress import Evidence, StoredFile
from scheduler.deferring import Counters, run_due
from scheduler.desk import Desk
from scheduler.sending import deliver_due
from tests.storage.evidence.conftest import Album
from tests.unit.evidence import files

OWNER = "U" + "0" * 32


class Line(MemoryLine):
    """A LINE that raises before it answers, as often as told."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__(clock)
        self.raises: list[Exception] = []

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        if self.raises:
            raise self.raises.pop(0)
        return super().content(message_id, target, limit=limit)


@dataclass
class Desktop:
    """An album whose photos come from a LINE in memory, and what its owner is told."""

    album: Album
    line: Line
    store: MemoryStore = field(default_factory=MemoryStore)

    def photo(self, message_id: str, data: bytes, **more: Any) -> None:
        self.line.contents[message_id] = ("image/jpeg", data)
        self.album.send(message_id, **more)

    def file(self, message_id: str, name: str, data: bytes) -> None:
        self.photo(message_id, data, kind="file", name=name)

    def run(self) -> Counters:
        office = self.album.office
        return run_due(office, evidence.handlers(office), jitter=lambda: 1.0)

    def answer(self, token: str, *words: str) -> None:
        """The bot answers something else the person says."""
        office, now = self.album.office, self.album.clock.now()
        self.line.issue(token)
        message = Outgoing(
            recipient=OWNER,
            objects=[{"type": "text", "text": word} for word in words],
            kind="answer",
            reply_token=token,
            reply_until=now + REPLY_WITHIN,
        )
        with office.database.write() as connection:
            put(connection, office, [message])
        self.deliver()

    def deliver(self) -> None:
        office = self.album.office
        deliver_due(office, self.line, desk=Desk(office, self.line, jitter=lambda: 1.0))

    def outbox(self) -> list[tuple[str, str]]:
        with self.album.office.database.read() as connection:
            rows = connection.execute(select(TABLE).order_by(OUT.id))
            return [(str(row.state), row.body[0]["text"]) for row in rows]

    def refusals(self) -> list[str | None]:
        return [row.refusal for row in self.album.rows(Evidence)]


@pytest.fixture
def desk(album: Album, clock: MovableClock) -> Desktop:
    line, store = Line(clock), MemoryStore()
    office = replace(album.office, connect_line=lambda _: line, open_files=lambda _: store)
    now = clock.now()
    account = {"line_user_id": OWNER, "person_id": album.person_id}
    with office.database.write() as connection:
        bound = insert(LineAccount).values(**account, bound_at=now, consented_at=now)
        connection.execute(bound)
    return Desktop(replace(album, office=office), line, store)


def test_a_photo_is_kept_without_its_place_and_without_a_message(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    assert desk.run() == Counters(done=1)
    (photo,) = desk.album.of_draft()
    assert (photo.ready, photo.media_type) == (True, "image/jpeg")
    kept = desk.store.files[photo.digest]
    assert files.SECRET.encode() not in kept
    assert photo.size == len(kept)
    assert desk.outbox() == []


def test_a_file_keeps_its_name(desk: Desktop) -> None:
    desk.file("m1", "../คำสั่ง.pdf.exe", files.pdf())
    desk.run()
    assert [one.name for one in desk.album.of_draft()] == ["คำสั่ง.pdf"]


def test_the_same_file_of_two_drafts_is_kept_once(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.photo("m2", files.jpeg(), key="")
    desk.run()
    assert len(desk.store.files) == 1
    assert [one.digest for one in desk.album.waiting()] == list(desk.store.files)


def test_what_line_still_prepares_is_fetched_later(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.line.raises = [ContentNotReadyError()]
    assert desk.run() == Counters(retried=1)
    assert [one.ready for one in desk.album.of_draft()] == [False]
    desk.album.later(seconds=1)
    assert desk.run() == Counters(done=1)
    assert [one.ready for one in desk.album.of_draft()] == [True]


@pytest.mark.parametrize(
    "error", [LineUnreachableError(), LineRefusedError(401, "token"), LineRefusedError(429, "rate")]
)
def test_trouble_that_may_mend_is_waited_out(desk: Desktop, error: Exception) -> None:
    desk.photo("m1", files.jpeg())
    desk.line.raises = [error]
    assert desk.run() == Counters(retried=1)
    assert desk.outbox() == []


def test_a_store_that_does_not_answer_is_waited_for(desk: Desktop) -> None:
    class Away(MemoryStore):
        def put(self, stream: Any) -> Any:
            raise ConnectionError("no route")

    desk.album.office = replace(desk.album.office, open_files=lambda _: Away())
    desk.photo("m1", files.jpeg())
    for _ in range(20):
        assert desk.run() == Counters(retried=1)
        desk.album.later(minutes=5)
    assert [one.ready for one in desk.album.of_draft()] == [False]


def test_trouble_that_does_not_mend_is_told_in_the_end(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.line.raises = [LineUnreachableError()]
    desk.run()
    desk.album.later(seconds=FETCH_WITHIN.total_seconds())
    assert desk.run() == Counters(expired=1)
    assert desk.refusals() == [Refusal.NOT_FETCHED]
    assert WORDS[Refusal.NOT_FETCHED] in desk.outbox()[0][1]


def test_what_line_does_not_know_any_more_is_told(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.line.raises = [LineRefusedError(404, "Not found")]
    assert desk.run() == Counters(done=1)
    assert desk.refusals() == [Refusal.NOT_FETCHED]


def test_what_was_unsent_is_not_told(desk: Desktop) -> None:
    desk.album.send("m1")
    desk.run()
    assert desk.refusals() == [Refusal.GONE]
    assert desk.outbox() == []


REFUSED: Mapping[Refusal, tuple[str, bytes, str]] = {
    Refusal.TOO_LARGE_PHOTO: ("image", files.jpeg() + bytes(10 * 1024 * 1024), ""),
    Refusal.TOO_LARGE: ("file", files.pdf() + bytes(20 * 1024 * 1024), "a.pdf"),
    Refusal.VIDEO: ("video", b"", ""),
    Refusal.HEIC: ("file", b"\0\0\0\x18ftypheic" + bytes(100), "a.heic"),
    Refusal.NOT_TAKEN: ("file", b"MZ", "a.exe"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_is_told_with_its_reason(desk: Desktop, why: Refusal) -> None:
    kind, data, name = REFUSED[why]
    desk.photo("m1", data, kind=kind, name=name)
    assert desk.run() == Counters(done=1)
    assert desk.album.of_draft() == []
    assert desk.refusals() == [why]
    ((state, text),) = desk.outbox()
    assert state == "waiting"
    assert WORDS[why] in text
    assert desk.store.files == {}


def test_a_refusal_rides_along_with_the_next_answer_for_free(desk: Desktop) -> None:
    desk.file("m1", "a.exe", b"MZ")
    desk.run()
    desk.deliver()
    assert desk.line.delivered == []
    desk.answer("token-1", "answer")
    assert desk.line.pushed == 0
    assert [one["text"][:4] for one in desk.line.delivered[0].objects] == ["แนบก", "answ"]


def test_a_refusal_goes_out_by_itself_when_no_answer_comes(desk: Desktop) -> None:
    desk.file("m1", "a.exe", b"MZ")
    desk.run()
    desk.album.later(seconds=TELL_AFTER.total_seconds())
    desk.deliver()
    assert desk.line.pushed == 1


def test_several_refusals_become_one_message(desk: Desktop) -> None:
    desk.file("m1", "a.exe", b"MZ")
    desk.file("m2", "b.svg", b"<svg/>")
    desk.run()
    desk.file("m3", "c.heic", b"\0\0\0\x18ftypheic" + bytes(100))
    desk.run()
    states = [state for state, _ in desk.outbox()]
    assert states == ["withdrawn", "withdrawn", "waiting"]
    text = desk.outbox()[-1][1]
    assert [line.split(":")[0] for line in text.splitlines()[1:]] == [
        "• a.exe",
        "• b.svg",
        "• c.heic",
    ]


def test_what_was_told_is_not_told_again(desk: Desktop) -> None:
    desk.file("m1", "a.exe", b"MZ")
    desk.run()
    desk.answer("token-1", "answer")
    desk.file("m2", "b.exe", b"MZ")
    desk.run()
    assert "a.exe" not in desk.outbox()[-1][1]


def test_the_same_refusals_are_counted() -> None:
    text = refusal_text(
        [("รูป", Refusal.DAMAGED), ("รูป", Refusal.DAMAGED), ("ก.pdf", Refusal.EMPTY)]
    )
    assert text.splitlines()[1:] == [
        f"• รูป (2): {WORDS[Refusal.DAMAGED]}",
        f"• ก.pdf: {WORDS[Refusal.EMPTY]}",
    ]


def test_every_refusal_but_an_unsent_message_has_its_words() -> None:
    assert set(WORDS) == set(Refusal) - {Refusal.GONE}


def test_nobody_is_told_who_blocked_the_bot(desk: Desktop) -> None:
    with desk.album.office.database.write() as connection:
        connection.execute(update(LineAccount).values(blocked_at=desk.album.clock.now()))
    desk.file("m1", "a.exe", b"MZ")
    assert desk.run() == Counters(done=1)
    assert desk.outbox() == []


def test_what_was_removed_meanwhile_is_neither_fetched_nor_told(desk: Desktop) -> None:
    desk.file("m1", "a.exe", b"MZ")
    (file,) = desk.album.of_draft()
    now = desk.album.clock.now()
    desk.album.apply(RemoveEvidence(file.id, desk.album.person_id, now, None))
    assert desk.run() == Counters(done=1)
    assert desk.outbox() == []


def test_a_removed_photo_is_deleted_from_the_store(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.run()
    (photo,) = desk.album.of_draft()
    now = desk.album.clock.now()
    desk.album.apply(RemoveEvidence(photo.id, desk.album.person_id, now, None))
    desk.run()
    assert desk.store.files == {}
    assert desk.album.rows(StoredFile) == []


def test_an_unsent_photo_is_deleted_but_not_while_another_needs_it(desk: Desktop) -> None:
    desk.photo("m1", files.jpeg())
    desk.photo("m2", files.jpeg())
    desk.run()
    for message_id, left in (("m1", 1), ("m2", 0)):
        desk.album.apply(ForgetEvidence(message_id, desk.album.clock.now(), None))
        desk.run()
        assert len(desk.store.files) == left
    assert {task.state for task in desk.album.tasks(DROP)} == {TaskState.DONE}


def test_a_photo_unsent_while_it_is_fetched_leaves_no_file(desk: Desktop) -> None:
    """The unsending comes between the look and the writing."""
    desk.photo("m1", files.jpeg())

    class Unsending(MemoryStore):
        def put(self, stream: Any) -> Any:
            desk.album.apply(ForgetEvidence("m1", desk.album.clock.now(), None))
            return super().put(stream)

    store = Unsending()
    desk.album.office = replace(desk.album.office, open_files=lambda _: store)
    assert desk.run() == Counters(done=2)
    assert store.files == {}
    assert desk.album.rows(StoredFile) == []


def test_a_file_dropped_while_the_same_one_comes_is_fetched_again(desk: Desktop) -> None:
    """Between storing and writing the row somebody drops the same content."""
    desk.photo("m1", files.jpeg())

    class Losing(MemoryStore):
        lost = False

        def put(self, stream: Any) -> Any:
            stored = super().put(stream)
            if not self.lost:
                self.lost = True
                self.delete(stored.digest)
            return stored

    store = Losing()
    desk.album.office = replace(desk.album.office, open_files=lambda _: store)
    assert desk.run() == Counters(retried=1)
    assert desk.album.rows(StoredFile) == []
    desk.album.later(seconds=1)
    assert desk.run() == Counters(done=1)
    assert [store.exists(one.digest) for one in desk.album.of_draft()] == [True]


def test_a_draft_that_is_full_takes_no_more(desk: Desktop) -> None:
    for number in range(MOST_FILES + 1):
        desk.file(f"m{number}", f"{number}.pdf", files.pdf() + bytes([number]))
    desk.run()
    assert len(desk.album.of_draft()) == MOST_FILES
    assert desk.refusals()[-1] == Refusal.TOO_MANY
