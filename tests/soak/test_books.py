"""The books find what does not balance: small made-up days, one fault each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.messages import Delivery
from simulator.event import Event
from tests.soak.books import messages
from tests.soak.books.logs import of_logs
from tests.soak.books.record import Accepted, Record
from tests.soak.books.sums import Books, Sums
from tests.soak.mail import Letter

ANN = "U" + "a" * 32
HELLO, CARD = {"type": "text", "text": "hello"}, {"type": "text", "text": "card"}
WROTE = Event(ANN, datetime(2024, 4, 3, tzinfo=UTC), {"webhookEventId": "E1", "replyToken": "T1"})
REPLIED = Accepted(ANN, (HELLO,), "T1", None)
PUSHED = Accepted(ANN, (CARD,), None, "K2")


def row(number: int, **more: Any) -> Any:
    usual = {
        "id": number,
        "retry_key": f"k{number}",
        "recipient": ANN,
        "kind": "reminder",
        "natural_key": None,
        "caused_by": None,
        "state": Delivery.SENT,
        "sent_as": "push",
        "body": [CARD],
        "rides_with": None,
        "must_arrive": False,
        "attempts": 1,
        "error": None,
    }
    return SimpleNamespace(**(usual | more))


ANSWER = {"kind": "answer", "caused_by": "E1", "sent_as": "reply", "body": [HELLO]}


def record(*accepted: Accepted) -> Record:
    letters = [Letter(WROTE, "hello", [200])]
    return Record(letters, {ANN: accepted}, {}, frozenset(), [], {})


def faults(rows: Sequence[Any], of: Record) -> list[str]:
    """What is wrong, without the numbers behind the colon."""
    sums = Sums("")
    messages.balance(sums, rows, of)
    return [fault.partition(":")[0] for fault in sums.faults]


def test_a_reply_and_a_push_delivered_once_balance() -> None:
    assert faults([row(1, **ANSWER), row(2)], record(REPLIED, PUSHED)) == []


def test_a_message_that_rode_along_with_a_reply_balances() -> None:
    along = row(1, sent_as="reply", rides_with=2)
    both = replace(REPLIED, bodies=(CARD, HELLO))
    assert faults([along, row(2, **ANSWER)], record(both)) == []


UNKNOWN = {"state": Delivery.FAILED, "error": "reply outcome unknown"}
CASES: dict[str, tuple[list[Any], list[Accepted], str]] = {
    "nobody got it": ([row(2)], [], "sent, but never delivered"),
    "two calls": ([row(2)], [PUSHED, PUSHED], "delivered twice"),
    "a key of nobody": ([], [PUSHED], "accepted calls that fit no message of ours"),
    "other words": (
        [row(2, body=[HELLO])],
        [PUSHED],
        "accepted calls that fit no message of ours",
    ),
    "still in hand": ([row(2, state=Delivery.IN_HAND)], [], "messages left in hand or parked"),
    "parked": ([row(2, state=Delivery.PARKED)], [], "messages left in hand or parked"),
    "to be tried again": (
        [row(2, state=Delivery.WAITING)],
        [],
        "still waiting for another attempt",
    ),
    "failed without a word": ([row(2, state=Delivery.FAILED)], [], "ended without a reason"),
    "expired, yet delivered": (
        [row(2, state=Delivery.EXPIRED, error="its time was over")],
        [PUSHED],
        "ended as not sent, but delivered",
    ),
    "unknown, yet twice": ([row(2, **UNKNOWN)], [PUSHED, PUSHED], "delivered twice"),
    "a receipt pushed twice": (
        [row(2, must_arrive=True)],
        [PUSHED, PUSHED],
        "delivered twice",
    ),
    "written twice": (
        [row(2, natural_key="n"), row(3, natural_key="n")],
        [PUSHED, replace(PUSHED, retry_key="K3")],
        "natural keys written twice",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_balance_is_said(case: str) -> None:
    rows, accepted, fault = CASES[case]
    assert faults(rows, record(*accepted))[0] == fault


def test_a_receipt_may_come_by_reply_and_by_push() -> None:
    receipt = row(2, **(ANSWER | {"must_arrive": True}))
    pushed = replace(PUSHED, bodies=(HELLO,))
    assert faults([receipt], record(REPLIED, pushed)) == []
    assert faults([row(2, **ANSWER)], record(REPLIED, pushed)) == ["delivered twice"]


def test_a_push_given_up_when_its_key_died_may_have_been_delivered() -> None:
    gave_up = {"state": Delivery.FAILED, "error": "given up after 23 hours: 500"}
    assert faults([row(2, **gave_up)], record(PUSHED)) == []


def test_a_reply_whose_outcome_stayed_unknown_may_have_been_delivered() -> None:
    assert faults([row(2, **UNKNOWN)], record(PUSHED)) == []


def test_answers_out_of_order_are_said() -> None:
    later = Event(ANN, WROTE.at, {"webhookEventId": "E2", "replyToken": "T2"})
    both = record(replace(REPLIED, token="T2"), REPLIED)
    both = replace(both, letters=[*both.letters, Letter(later, "hello", [200])])
    rows = [row(1, **ANSWER), row(2, **(ANSWER | {"caused_by": "E2"}))]
    assert faults(rows, both) == ["  of these out of the order of their chat"]


def test_a_traceback_of_the_program_s_own_is_told_from_an_absent_database(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    raised = "Traceback (most recent call last):\n  File x\n{}\nnext line\n"
    away, own = "sqlalchemy.exc.OperationalError: (x) closed", "KeyError: 'name'"
    log.write_text(raised.format(away) + raised.format(own) + "the secret\n", encoding="utf-8")
    assert of_logs([log], ["secret", "other"]).faults == [
        f"tracebacks that no fault of the stand explains: {own}",
        "secrets, ids or words in the log: (6 letters)",
    ]


def test_one_fault_anywhere_and_the_books_do_not_balance() -> None:
    good, bad = Sums("good"), Sums("bad")
    good.must_be("versions", 3, 3)
    assert Books("day", [good]).balance
    bad.must_be("versions", 2, 3)
    books = Books("day", [good, bad])
    assert not books.balance
    assert "DOES NOT BALANCE: versions: 2 instead of 3" in str(books)
