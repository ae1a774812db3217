"""The queue before SQLite's writer, and what a database takes."""

from datetime import datetime
from decimal import Decimal
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from models.base import Baht, SignedBaht, UtcDateTime
from models.database import InOrder
from models.money import LARGEST, NotMoneyError, from_satang, to_satang

PATIENCE = 10.0


class Queue(InOrder):
    """Tells when somebody is about to wait."""

    def waiting(self) -> int:
        return len(self._queue)


def test_waiters_come_in_by_the_order_of_their_coming() -> None:
    lock, order, come = Queue(), list[int](), [Event() for _ in range(8)]

    def run(number: int) -> None:
        come[number].set()
        with lock:
            order.append(number)

    threads = [Thread(target=run, args=(number,)) for number in range(8)]
    with lock:
        for number, thread in enumerate(threads):
            thread.start()
            assert come[number].wait(PATIENCE)
            while lock.waiting() <= number:
                Event().wait(0.001)
        assert order == []
    for thread in threads:
        thread.join(PATIENCE)
    assert order == list(range(8))


def test_one_at_a_time_is_inside() -> None:
    lock, inside, most = InOrder(), [0], [0]

    def run() -> None:
        for _ in range(50):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert most == [1]


def test_who_raises_inside_lets_the_next_one_in() -> None:
    lock = InOrder()
    with pytest.raises(ZeroDivisionError), lock:
        raise ZeroDivisionError
    with lock:
        pass


DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("dialect", DIALECTS, ids=["sqlite", "postgresql"])
def test_a_naive_moment_is_not_stored(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="aware"):
        UtcDateTime().process_bind_param(datetime(2024, 4, 3), dialect)  # noqa: DTZ001
    assert UtcDateTime().process_bind_param(None, dialect) is None


@given(st.integers(0, int(LARGEST) * 100))
@settings(max_examples=50, deadline=None)
def test_whole_satang_come_back_exactly(satang: int) -> None:
    assert to_satang(from_satang(satang)) == satang


@given(st.decimals(-1000, 1000, places=2))
@settings(max_examples=50, deadline=None)
def test_money_below_zero_is_kept_only_where_it_may_be(amount: Decimal) -> None:
    dialect = DIALECTS[0]
    stored = SignedBaht().process_bind_param(amount, dialect)
    assert SignedBaht().process_result_value(stored, dialect) == amount
    if amount < 0:
        with pytest.raises(NotMoneyError):
            Baht().process_bind_param(amount, dialect)


@pytest.mark.parametrize(
    "amount", ["0.001", "-1", "NaN", "Infinity", "-Infinity", "10000000000000.01", "1E+20"]
)
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(NotMoneyError):
        to_satang(Decimal(amount))


def test_no_float_rounds_an_amount() -> None:
    assert to_satang(Decimal("9999999999999.99")) == 999_999_999_999_999
    assert from_satang(999_999_999_999_999) == Decimal("9999999999999.99")
    assert str(from_satang(2_380_000)) == "23800"
