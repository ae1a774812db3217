"""Webhooks one after another, all else beside them; what is not begun at the end is given up."""

from collections.abc import Callable, Iterator
from threading import Event
from types import SimpleNamespace

import pytest

from handlers.commands.lanes import Lanes

SOON = 5.0
"""Seconds until a test that hangs fails."""


class Request:
    """A connection with a request; its answering takes until `may_end`."""

    def __init__(self, path: str, then: Callable[[], None] = lambda: None) -> None:
        self.requests = [SimpleNamespace(path=path)]
        self.begun, self.may_end, self.ended = (Event() for _ in range(3))
        self._then = then

    def service(self) -> None:
        self.begun.set()
        assert self.may_end.wait(SOON)
        self.ended.set()
        self._then()

    def cancel(self) -> None:
        """Nobody gives it up unless a test says so."""
        raise NotImplementedError


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes(threads=2)
    yield made
    made.shutdown()


def test_a_page_that_takes_its_time_is_in_no_webhook_s_way(lanes: Lanes) -> None:
    pages = [Request("/console"), Request("/files/1")]
    for page in pages:
        lanes.add_task(page)
        assert page.begun.wait(SOON)
    webhook = Request("/callback")
    webhook.may_end.set()
    lanes.add_task(webhook)
    assert webhook.ended.wait(SOON)
    for page in pages:
        assert not page.ended.is_set()
        page.may_end.set()


def test_webhooks_go_one_after_another_in_the_order_of_their_coming(lanes: Lanes) -> None:
    order: list[int] = []
    webhooks = [Request("/callback", lambda n=number: order.append(n)) for number in range(3)]  # type: ignore[misc]
    for webhook in webhooks:
        lanes.add_task(webhook)
    assert webhooks[0].begun.wait(SOON)
    assert not webhooks[1].begun.is_set()
    for webhook in reversed(webhooks):
        webhook.may_end.set()
    assert webhooks[2].ended.wait(SOON)
    lanes.shutdown()
    assert order == [0, 1, 2]


def test_a_webhook_that_breaks_costs_no_other_one(lanes: Lanes) -> None:
    def breaks() -> None:
        raise ZeroDivisionError

    for webhook in (Request("/callback", breaks), last := Request("/callback")):
        webhook.may_end.set()
        lanes.add_task(webhook)
    assert last.ended.wait(SOON)


def test_at_the_end_what_is_begun_is_answered_and_the_rest_given_up(lanes: Lanes) -> None:
    begun, waiting = Request("/callback"), Request("/callback")
    waiting.cancel = begun.may_end.set  # type: ignore[method-assign]
    lanes.add_task(begun)
    assert begun.begun.wait(SOON)
    lanes.add_task(waiting)
    lanes.shutdown()
    assert begun.ended.is_set()
    assert not waiting.begun.is_set()
