"""Photos and files through the content API, the webhook and the page that hands them out."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

from werkzeug.test import TestResponse

from bot.clock import MovableClock
from bot.evidence import Refusal
from bot.file_links import GOOD_FOR, FileLinks
from handlers.evidence_refusals import WORDS
from scheduler.deferring import Counters
from simulator import Via
from tests.scenario.evidence.conftest import Sender
from tests.unit.evidence import files


def get(sender: Sender, address: str | None) -> TestResponse:
    assert address
    return sender.town.app.test_client().get(urlsplit(address).path, buffered=True)


def link(sender: Sender) -> str | None:
    (one,) = sender.of_draft()
    return FileLinks(sender.town.office).to_evidence(one.id)


def test_a_photo_is_fetched_and_kept_and_costs_no_message(sender: Sender) -> None:
    said = len(sender.person.messages)
    assert sender.fetch("m1", files.jpeg(6)) == Counters(done=1)
    (photo,) = sender.of_draft()
    assert (photo.ready, photo.name) == (True, "รูปที่ 1")
    assert len(sender.person.messages) == said


def test_what_line_still_prepares_comes_later(sender: Sender, clock: MovableClock) -> None:
    sender.town.platform.contents.put("m1", files.jpeg(), "image/jpeg")
    sender.town.platform.contents.set_ready("m1", ready=False)
    assert sender.fetch("m1", None) == Counters(retried=1)
    assert [one.ready for one in sender.of_draft()] == [False]
    sender.town.platform.contents.set_ready("m1", ready=True)
    clock.advance(timedelta(seconds=1))
    assert sender.work() == Counters(done=1)
    assert [one.ready for one in sender.of_draft()] == [True]


def test_what_line_never_had_is_refused(sender: Sender) -> None:
    sender.fetch("m1", None)
    assert sender.refusals() == [Refusal.NOT_FETCHED]


def test_what_is_too_large_is_refused_before_all_of_it_has_come(sender: Sender) -> None:
    sender.fetch("m1", files.jpeg() + bytes(11 * 1024 * 1024))
    assert sender.refusals() == [Refusal.TOO_LARGE_PHOTO]


def test_a_refusal_comes_with_the_next_answer_and_costs_nothing(sender: Sender) -> None:
    sender.fetch("m1", b"MZ", kind="file", name="แผน.exe")
    assert not sender.person.saw(WORDS[Refusal.NOT_TAKEN])
    sender.person.say("เมนู")
    assert sender.person.saw(WORDS[Refusal.NOT_TAKEN])
    assert all(message.via is Via.REPLY for message in sender.person.chat.from_bot)


def test_unsending_a_photo_in_the_chat_removes_it(sender: Sender) -> None:
    event = sender.person.send_image(files.jpeg())
    message_id = next(m.id for m in sender.person.messages if m.request_id == event.id)
    sender.fetch(message_id, None)
    address = link(sender)
    assert get(sender, address).status_code == 200
    sender.person.unsend(message_id)
    sender.work()
    assert sender.of_draft() == []
    assert get(sender, address).status_code == 404
    stored = [
        one for one in sender.town.office.settings.files_directory.rglob("*") if one.is_file()
    ]
    assert stored == []


def test_a_photo_unsent_before_it_is_fetched_is_not_kept(sender: Sender) -> None:
    sender.town.platform.contents.put("m1", files.jpeg(), "image/jpeg")
    sender.town.platform.contents.remove("m1")
    sender.fetch("m1", None)
    assert sender.refusals() == [Refusal.GONE]
    assert sender.of_draft() == []


def test_a_link_shows_the_photo_and_lets_nothing_run(sender: Sender) -> None:
    sender.fetch("m1", files.jpeg())
    answer = get(sender, link(sender))
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    assert answer.data[:3] == b"\xff\xd8\xff"
    assert answer.content_length == len(answer.data)
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_document_is_a_download_under_its_own_name(sender: Sender) -> None:
    sender.fetch("m1", files.pdf(), kind="file", name="คำสั่ง 1.pdf")
    answer = get(sender, link(sender))
    assert answer.data == files.pdf()
    assert answer.mimetype == "application/pdf"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert quote("คำสั่ง 1.pdf") in disposition


def test_a_link_is_good_for_a_day(sender: Sender, clock: MovableClock) -> None:
    sender.fetch("m1", files.jpeg())
    address = link(sender)
    clock.advance(GOOD_FOR)
    assert get(sender, address).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert get(sender, address).status_code == 404


def test_nothing_else_is_handed_out(sender: Sender) -> None:
    for token in ("x", "1", "../../etc/passwd", "%2e%2e%2fkaona.db", "e30.x.y", ""):
        assert sender.town.app.test_client().get(f"/files/{token}").status_code == 404, token


def test_a_link_of_another_key_is_worth_nothing(sender: Sender) -> None:
    sender.fetch("m1", files.jpeg())
    office = sender.town.office
    forged = replace(office, settings=replace(office.settings, secret_key="another"))
    assert get(sender, FileLinks(forged).to_evidence(sender.of_draft()[0].id)).status_code == 404


def test_a_link_to_a_file_that_was_lost_is_dead(sender: Sender) -> None:
    sender.fetch("m1", files.jpeg())
    sender.town.office.files.delete(sender.of_draft()[0].digest)
    assert get(sender, link(sender)).status_code == 404


def test_without_an_address_or_a_key_there_are_no_links(sender: Sender) -> None:
    settings = sender.town.office.settings
    for lacking in (replace(settings, secret_key=""), replace(settings, public_base_url="")):
        office = replace(sender.town.office, settings=lacking)
        assert FileLinks(office).to_evidence(1) is None
