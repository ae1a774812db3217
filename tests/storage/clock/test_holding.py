"""One clock acts; another takes over when it ends, dies, or its session breaks."""

from datetime import timedelta

from sqlalchemy import text

from bot.clock import MovableClock
from bot.office import Office
from models.database import Database
from scheduler.holding import LEASE, LOCK_KEY, clock_standing, holding_of
from tests.conftest import START

WITHIN = timedelta(minutes=1)
"""Another takes over within a minute."""


def test_one_has_it_until_it_gives_it_up(database: Database) -> None:
    real = MovableClock(START)
    one, other = (holding_of(database, name, clock=real) for name in ("one", "other"))
    assert one.hold()
    assert not other.hold()
    assert one.hold()
    one.release()
    assert other.hold()
    assert not one.hold()
    with database.read() as connection:
        standing = clock_standing(connection)
    assert standing is not None
    assert (standing.holder, standing.since) == ("other", START)
    other.release()


def test_a_lease_is_renewed_while_its_holder_lives(database: Database) -> None:
    real = MovableClock(START)
    one, other = (holding_of(database, name, clock=real) for name in ("one", "other"))
    for _ in range(20):
        assert one.hold()
        assert not other.hold()
        real.advance(timedelta(seconds=10))
    one.release()


def test_on_sqlite_another_takes_over_within_a_minute(office: Office) -> None:
    if not office.database.is_sqlite:
        return
    real = MovableClock(START)
    one, other = (holding_of(office.database, name, clock=real) for name in ("one", "other"))
    assert one.hold()  # and dies
    real.advance(LEASE - timedelta(seconds=1))
    assert not other.hold()
    real.set(START + WITHIN)
    assert other.hold()
    assert not one.hold()  # not dead after all, only very slow


def test_on_sqlite_a_lease_from_before_the_machine_s_clock_was_set_back_does_not_count(
    office: Office,
) -> None:
    if not office.database.is_sqlite:
        return
    real = MovableClock(START)
    one, other = (holding_of(office.database, name, clock=real) for name in ("one", "other"))
    assert one.hold()  # and dies
    real.advance(-timedelta(hours=2))
    assert other.hold()
    assert not one.hold()


def test_on_postgresql_a_broken_session_loses_the_clock(database: Database) -> None:
    if database.is_sqlite:
        return
    one, other = (holding_of(database, name) for name in ("one", "other"))
    assert one.hold()
    with database.write() as connection:
        break_off = text(
            "SELECT pg_terminate_backend(pid) FROM pg_locks"
            " WHERE locktype = 'advisory' AND objid = :low AND classid = :high"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        low, high = LOCK_KEY & 0xFFFFFFFF, LOCK_KEY >> 32
        assert connection.scalar(break_off, {"low": low, "high": high})
    assert other.hold()
    assert not one.hold()
    other.release()
    assert one.hold()
    one.release()
