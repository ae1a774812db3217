"""What people do with evidence, on both databases."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from sqlalchemy import select

from bot.dialogue import Effect
from models.evidence import (
    DROP,
    FETCH,
    CarryEvidence,
    ForgetEvidence,
    MoveEvidence,
    RemoveEvidence,
    evidence_of_draft,
    evidence_of_report,
)
from models.evidence_files import KeepEvidence, LetGo, RefuseEvidence, forget_file, is_on_its_way
from models.people import Person
from models.progress import Evidence, StoredFile
from tests.storage.evidence.conftest import KEY, Album


def remove(album: Album, evidence_id: int, person_id: int | None = None) -> None:
    person = person_id or album.person_id
    album.apply(RemoveEvidence(evidence_id, person, album.clock.now(), "event"))


def forget(album: Album, message_id: str) -> None:
    album.apply(ForgetEvidence(message_id, album.clock.now(), "event"))


def another_person(album: Album) -> int:
    with album.office.database.read() as connection:
        others = select(Person.id).where(Person.id != album.person_id).order_by(Person.id)
        found = connection.scalars(others).first()
    assert found
    return found


def test_a_photo_is_listed_while_it_is_still_on_its_way(album: Album) -> None:
    album.send("m1")
    (photo,) = album.of_draft()
    assert (photo.name, photo.ready, photo.is_photo, photo.size) == ("รูปที่ 1", False, True, 0)
    (task,) = album.tasks(FETCH)
    assert task.arguments == {"message_id": "m1", "kind": "image", "file_name": ""}
    assert task.caused_by == "event"


def test_a_kept_file_is_listed_with_its_type_and_size(album: Album) -> None:
    album.send("m1", kind="file", name="a.PDF")
    album.apply(
        KeepEvidence("m1", "d1", 100, "application/pdf", "a.pdf", album.clock.now(), "event")
    )
    (file,) = album.of_draft()
    assert (file.name, file.media_type, file.size) == ("a.pdf", "application/pdf", 100)
    assert (file.ready, file.is_photo, file.digest) == (True, False, "d1")


def test_photos_are_numbered_in_the_order_they_came_and_files_keep_their_names(
    album: Album,
) -> None:
    album.send("m1")
    album.send("m2", kind="file", name="../ปก.pdf")
    album.send("m3")
    assert [one.name for one in album.of_draft()] == ["รูปที่ 1", "ปก.pdf", "รูปที่ 2"]


def test_the_same_photo_sent_twice_counts_once(album: Album) -> None:
    album.send("m1")
    album.send("m2")
    album.keep("m1", "same")
    album.keep("m2", "same")
    assert len(album.of_draft()) == 1


def test_removing_a_photo_that_was_sent_twice_removes_it(album: Album) -> None:
    album.send("m1")
    album.send("m2")
    album.keep("m1", "same")
    album.keep("m2", "same")
    remove(album, album.of_draft()[0].id)
    assert album.of_draft() == []


def test_what_is_refused_is_not_listed(album: Album) -> None:
    album.send("m1")
    album.apply(RefuseEvidence("m1", "heic"))
    assert album.of_draft() == []


def test_a_photo_without_a_report_in_hand_waits_for_its_project(album: Album) -> None:
    album.send("m1", key="")
    assert [one.name for one in album.waiting()] == ["รูปที่ 1"]
    album.keep("m1")
    (photo,) = album.waiting()
    album.apply(MoveEvidence((photo.id,), KEY, album.clock.now()))
    assert album.waiting() == []
    assert [one.id for one in album.of_draft()] == [photo.id]


def test_what_waits_moves_before_it_has_been_fetched(album: Album) -> None:
    album.send("m1", key="")
    album.apply(MoveEvidence((album.waiting()[0].id,), KEY, album.clock.now()))
    album.keep("m1")
    assert [one.ready for one in album.of_draft()] == [True]


def test_only_the_newest_day_waits(album: Album) -> None:
    album.send("old", key="")
    album.later(days=1)
    album.send("new", key="")
    album.later(hours=10)
    album.send("newer", key="")
    kept = [row.message_id for row in album.rows(Evidence)]
    assert kept == ["old", "new", "newer"]
    assert len(album.waiting()) == 2


def test_what_belongs_to_a_draft_does_not_move_to_another(album: Album) -> None:
    album.send("m1")
    (photo,) = album.of_draft()
    album.submit()
    other = album.draft("DRAFT2")
    album.apply(MoveEvidence((photo.id,), "DRAFT2", album.clock.now()))
    assert album.of_draft(other) == []


def test_nothing_moves_to_a_draft_of_somebody_else(album: Album) -> None:
    album.send("m1", key="")
    theirs = album.draft("THEIRS", person_id=another_person(album))
    album.apply(MoveEvidence((album.waiting()[0].id,), "THEIRS", album.clock.now()))
    assert album.of_draft(theirs) == []
    assert len(album.waiting()) == 1


def test_a_photo_for_somebody_elses_draft_waits_for_its_project(album: Album) -> None:
    album.draft("THEIRS", person_id=another_person(album))
    album.send("m1", key="THEIRS")
    assert len(album.waiting()) == 1


def test_what_is_fetched_after_submitting_belongs_to_the_report(album: Album) -> None:
    album.send("m1")
    report_id = album.submit()
    album.keep("m1")
    assert [one.ready for one in album.of_report(report_id)] == [True]
    assert album.trail() == ["attach_evidence"]


def test_what_is_moved_to_a_submitted_draft_belongs_to_its_report(album: Album) -> None:
    album.send("m1", key="")
    report_id = album.submit()
    album.apply(MoveEvidence((album.waiting()[0].id,), KEY, album.clock.now()))
    assert len(album.of_report(report_id)) == 1


def test_removing_takes_it_off_the_list_and_drops_the_file(album: Album) -> None:
    album.send("m1")
    album.keep("m1", "d1")
    remove(album, album.of_draft()[0].id)
    assert album.of_draft() == []
    assert [task.arguments for task in album.tasks(DROP)] == [{"digest": "d1"}]
    assert album.trail() == ["remove_evidence"]


def test_what_was_removed_on_its_way_does_not_come_back(album: Album) -> None:
    album.send("m1")
    remove(album, album.of_draft()[0].id)
    album.keep("m1", "d1")
    assert album.of_draft() == []
    assert [task.arguments for task in album.tasks(DROP)] == [{"digest": "d1"}]


def test_removing_twice_leaves_one_trail(album: Album) -> None:
    album.send("m1")
    evidence_id = album.of_draft()[0].id
    remove(album, evidence_id)
    remove(album, evidence_id)
    assert album.trail() == ["remove_evidence"]


def test_nobody_removes_what_somebody_else_sent(album: Album) -> None:
    album.send("m1")
    album.send("m2", key="")
    stranger = another_person(album)
    remove(album, album.of_draft()[0].id, stranger)
    remove(album, album.waiting()[0].id, stranger)
    assert (len(album.of_draft()), len(album.waiting())) == (1, 1)
    assert album.trail() == []


def test_what_waits_can_be_removed(album: Album) -> None:
    album.send("m1", key="")
    remove(album, album.waiting()[0].id)
    assert album.waiting() == []


def test_a_submitted_report_keeps_its_evidence(album: Album) -> None:
    album.send("m1")
    album.keep("m1")
    evidence_id = album.of_draft()[0].id
    report_id = album.submit()
    remove(album, evidence_id)
    forget(album, "m1")
    assert [one.id for one in album.of_report(report_id)] == [evidence_id]
    assert album.trail() == []


def test_a_correction_starts_with_the_evidence_of_the_version_before(album: Album) -> None:
    album.send("m1")
    album.send("m2")
    album.keep("m1", "d1")
    report_id = album.submit()
    correction = album.draft("DRAFT2", based_on=1)
    album.apply(CarryEvidence("DRAFT2", album.clock.now()))
    assert [one.ready for one in album.of_draft(correction)] == [True, False]
    album.keep("m2", "d2")
    assert [one.ready for one in album.of_draft(correction)] == [True, True]
    remove(album, album.of_draft(correction)[0].id)
    album.apply(CarryEvidence("DRAFT2", album.clock.now()))
    assert [one.digest for one in album.of_draft(correction)] == ["d2"]
    assert [one.digest for one in album.of_report(report_id)] == ["d1", "d2"]
    assert len(album.of_report(album.submit(correction, version=2))) == 1


def test_an_unsent_photo_goes_with_its_row_and_file(album: Album) -> None:
    album.send("m1")
    album.send("m2")
    album.keep("m1", "d1")
    forget(album, "m1")
    assert [row.message_id for row in album.rows(Evidence)] == ["m2"]
    assert [task.arguments for task in album.tasks(DROP)] == [{"digest": "d1"}]
    assert album.trail() == ["forget_evidence"]


def test_a_photo_unsent_on_its_way_is_not_waited_for(album: Album) -> None:
    album.send("m1")
    forget(album, "m1")
    with album.office.database.read() as connection:
        assert not is_on_its_way(connection, "m1")


def test_unsending_something_else_changes_nothing(album: Album) -> None:
    album.send("m1")
    forget(album, "m2")
    assert len(album.of_draft()) == 1
    assert album.trail() == []


def test_a_file_is_forgotten_only_when_nothing_refers_to_it(album: Album) -> None:
    album.send("m1")
    album.keep("m1", "d1")
    with album.office.database.write() as connection:
        assert not forget_file(connection, "d1")
    remove(album, album.of_draft()[0].id)
    with album.office.database.write() as connection:
        assert forget_file(connection, "d1")
    assert album.rows(StoredFile) == []


def test_the_clock_lets_go_of_what_a_thrown_away_draft_held(album: Album) -> None:
    album.send("m1")
    album.send("m2")
    album.send("m3")
    album.keep("m1", "d1")
    album.apply(RefuseEvidence("m2", "heic"))
    album.apply(LetGo(album.clock.now()))
    assert len(album.of_draft()) == 2
    album.discard()
    album.apply(LetGo(album.clock.now()))
    assert album.of_draft() == []
    assert [task.arguments for task in album.tasks(DROP)] == [{"digest": "d1"}]


def test_the_clock_lets_go_of_what_nobody_gave_a_project(album: Album) -> None:
    album.send("m1", key="")
    album.later(days=29)
    album.apply(LetGo(album.clock.now()))
    assert len(album.waiting()) == 1
    album.later(days=2)
    album.apply(LetGo(album.clock.now()))
    assert album.waiting() == []


@contextmanager
def waiting_in_a_thread(album: Album, effect: Effect) -> Iterator[None]:
    """`effect` is applied in a transaction of its own that waits for one that is open here."""
    thread = Thread(target=album.apply, args=(effect,))
    thread.start()
    never = Event()
    waits = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(500):
        with album.office.database.read() as connection:
            if connection.exec_driver_sql(waits).scalar_one():
                break
        never.wait(0.02)
    else:
        raise TimeoutError("it does not wait")
    yield
    thread.join(20)


@pytest.mark.parametrize("first", ["carried", "kept"])
def test_a_photo_that_arrives_while_a_correction_begins_arrives_in_both(
    album: Album, first: str
) -> None:
    if album.office.database.is_sqlite:
        return  # its writers come in one at a time
    album.send("m1")
    report_id = album.submit()
    draft_id = album.draft("DRAFT2", based_on=1)
    now = album.clock.now()
    carry = CarryEvidence("DRAFT2", now)
    keep = KeepEvidence("m1", "d1", 100, "image/jpeg", "", now, "event")
    effects: list[Effect] = [carry, keep] if first == "carried" else [keep, carry]
    with ExitStack() as open_ones, album.office.database.write() as connection:
        effects[0].apply(connection)
        open_ones.enter_context(waiting_in_a_thread(album, effects[1]))
    with album.office.database.read() as connection:
        assert [one.ready for one in evidence_of_report(connection, report_id)] == [True]
        assert [one.ready for one in evidence_of_draft(connection, draft_id)] == [True]
