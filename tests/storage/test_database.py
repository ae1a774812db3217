"""Transactions of both databases: all or nothing, aware moments, exact money."""

from datetime import UTC, datetime
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from models.audit import AuditEntry, Channel
from models.database import Database
from models.messages import ChatSession

NOW = datetime(2024, 4, 3, 2, 0, 0, 123456, tzinfo=UTC)
ROW = {"line_user_id": "U1", "state": {}, "touched_at": NOW}


def sessions(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(ChatSession)).scalar_one()


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    def interrupted() -> None:
        with database.write() as connection:
            connection.execute(insert(ChatSession).values(ROW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert sessions(database) == 0
    with database.write() as connection:
        connection.execute(insert(ChatSession).values(ROW))
    assert sessions(database) == 1


def test_a_constraint_broken_at_the_end_takes_everything_back(database: Database) -> None:
    def twice() -> None:
        with database.write() as connection:
            connection.execute(insert(ChatSession).values(ROW))
            connection.execute(insert(ChatSession).values(ROW))

    with pytest.raises(DBAPIError):
        twice()
    assert sessions(database) == 0


def test_a_naive_moment_is_refused_and_an_aware_one_comes_back_in_utc(database: Database) -> None:
    naive = {**ROW, "touched_at": NOW.replace(tzinfo=None)}
    with pytest.raises(StatementError, match="aware"), database.write() as connection:
        connection.execute(insert(ChatSession).values(naive))
    with database.write() as connection:
        connection.execute(insert(ChatSession).values(ROW))
    with database.read() as connection:
        assert connection.scalar(select(ChatSession.touched_at)) == NOW


def test_money_in_a_json_column_is_text_and_no_float(database: Database) -> None:
    after = {"spent": Decimal("9999999999999.99")}
    entry = {"at": NOW, "channel": Channel.CHAT, "action": "a", "subject": "s", "subject_id": "1"}
    with database.write() as connection:
        connection.execute(insert(AuditEntry).values(entry | {"after": after}))
    with database.read() as connection:
        assert connection.scalar(select(AuditEntry.after)) == {"spent": "9999999999999.99"}


def test_what_does_not_belong_in_a_json_column_is_refused(database: Database) -> None:
    with pytest.raises((StatementError, TypeError), match="JSON"), database.write() as connection:
        connection.execute(insert(ChatSession).values({**ROW, "state": {"x": NOW}}))


def test_many_writers_at_once_all_come_through(database: Database) -> None:
    start = Barrier(8)

    def run(number: int) -> None:
        start.wait(20)
        for turn in range(5):
            with database.write() as connection:
                one = {**ROW, "line_user_id": f"U{number}-{turn}"}
                connection.execute(insert(ChatSession).values(one))

    threads = [Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sessions(database) == 40


def test_a_reader_is_not_kept_waiting_by_a_writer_and_sees_nothing_half(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(ChatSession).values(ROW))
        assert sessions(database) == 0
    assert sessions(database) == 1


def test_reading_writes_nothing_on_postgresql(database: Database) -> None:
    if database.is_sqlite:
        return  # its readers are not told apart, only its writers are queued
    with pytest.raises(DBAPIError, match="read-only"), database.read() as connection:
        connection.execute(insert(ChatSession).values(ROW))


def test_reachable_says_so(database: Database) -> None:
    assert database.is_reachable()
    assert not Database("postgresql://postgres@127.0.0.1:1/nothing").is_reachable()


def test_the_server_notices_that_a_machine_of_ours_is_gone_and_frees_its_locks(
    database: Database,
) -> None:
    """Otherwise a person's chat stays locked for the two hours of the system's own patience."""
    if database.is_sqlite:
        return
    names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count")
    with database.read() as connection:
        shown = [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]
        patience = connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar()
    assert (shown, patience) == (["15", "5", "3"], "5min")
