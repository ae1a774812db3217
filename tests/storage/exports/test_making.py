"""Documents made in a process of their own: the same, and what happens when that process fails."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from bot.office import Office
from handlers import deferred_work
from models.audit import Channel
from models.exports import ExportFacts, ExportRequest, ExportState, read_export
from reports import exports
from reports.exports import NoSuchGroupError
from reports.making import Made, MakerDiedError, make, make_aside
from scheduler.deferring import run_due
from tests import office_sample

ROUND = "2567-Q2"


@pytest.fixture
def loaded(office: Office) -> Office:
    office_sample.load(office)
    return office


def asked(office: Office, request: ExportRequest) -> ExportFacts:
    with office.database.write() as connection:
        key = exports.ask_export(
            office, connection, request, asked_by=None, channel=Channel.CONSOLE
        )
        found = read_export(connection, key)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["tables.json", "report.pdf"])
def test_it_is_the_same_document_as_made_here(loaded: Office, kind: str) -> None:
    """Of the same moment too: the office's clock need not be this machine's."""
    here = asked(loaded, ExportRequest(ROUND, kind))
    assert make_aside(loaded, here) == make(loaded, here)


def test_what_goes_wrong_there_is_raised_here(loaded: Office) -> None:
    nowhere = asked(loaded, ExportRequest(ROUND, "tables.json", groups=("none",)))
    with pytest.raises(NoSuchGroupError, match="none"):
        make_aside(loaded, nowhere)


def test_a_maker_that_is_killed_is_told_from_one_that_fails(loaded: Office) -> None:
    large = asked(loaded, ExportRequest(ROUND, "report.pdf"))
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(make_aside, loaded, large)
        while not (makers := multiprocessing.active_children()):
            assert not made.done()
        makers[0].kill()
        with pytest.raises(MakerDiedError, match="-9"):
            made.result()


def test_after_a_maker_died_the_document_is_made_again(loaded: Office) -> None:
    died = Event()

    def dies_once(office: Office, document: ExportFacts) -> Made:
        if not died.is_set():
            died.set()
            raise MakerDiedError
        return make(office, document)

    key = asked(loaded, ExportRequest(ROUND, "tables.json")).key
    handlers = deferred_work.handlers(loaded, dies_once)
    assert run_due(loaded, handlers, jitter=lambda: 0.0).retried == 1
    loaded.clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]
    assert run_due(loaded, handlers).done == 1
    with loaded.database.read() as connection:
        found = read_export(connection, key)
    assert found is not None
    assert found.state is ExportState.READY
