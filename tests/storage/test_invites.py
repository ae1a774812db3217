"""Invites in the database: used once, one open for a person, counted tries."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.clock import MovableClock
from models import invites
from models.audit import AuditEntry
from models.database import Database
from models.invites import BindAccount, CountWrongCode, SpentInviteError
from models.people import Group, Invite, LineAccount, Person

KEY, CODE = "key", "7K3MQ9XD"
ANN, BEN = "U" + "a" * 32, "U" + "b" * 32


@pytest.fixture
def somchai(database: Database, clock: MovableClock) -> int:
    with database.write() as connection:
        group = {"code": "1", "name": "กลุ่มแผน", "short_name": "แผน", "position": 1}
        group_id = connection.execute(insert(Group).values(group).returning(Group.id)).scalar_one()
        who = {"code": "ก01", "name": "สมชาย", "group_id": group_id}
        person = connection.execute(insert(Person).values(who).returning(Person.id)).scalar_one()
        invites.issue(connection, {person: invites.digest(CODE, KEY)}, clock.now())
    return person


def found(database: Database, clock: MovableClock, code: str = CODE) -> Any:
    with database.read() as connection:
        return invites.find_open(connection, invites.digest(code, KEY), clock.now())


def bind(database: Database, clock: MovableClock, account: str, invited: Any) -> None:
    with database.write() as connection:
        BindAccount(account, invited, clock.now(), "01HEVENT").apply(connection)


def test_an_open_invite_names_its_person(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    invited = found(database, clock)
    assert (invited.person_id, invited.name, invited.group_name) == (somchai, "สมชาย", "กลุ่มแผน")
    assert found(database, clock, "ZZZZZZZZ") is None


def test_an_invite_is_used_once_even_by_two_who_both_found_it_open(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    invited = found(database, clock)
    bind(database, clock, ANN, invited)
    with pytest.raises(SpentInviteError):
        bind(database, clock, BEN, invited)
    assert found(database, clock) is None
    with database.read() as connection:
        assert connection.scalars(select(LineAccount.line_user_id)).all() == [ANN]


def test_a_revoked_invite_binds_nobody_who_found_it_before(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    invited = found(database, clock)
    with database.write() as connection:
        invites.issue(connection, {somchai: invites.digest("NEWCODE2", KEY)}, clock.now())
    with pytest.raises(SpentInviteError):
        bind(database, clock, ANN, invited)


def test_binding_again_moves_the_person_and_leaves_both_in_the_trail(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    bind(database, clock, ANN, found(database, clock))
    with database.write() as connection:
        invites.issue(connection, {somchai: invites.digest("NEWCODE2", KEY)}, clock.now())
    bind(database, clock, BEN, found(database, clock, "NEWCODE2"))
    with database.read() as connection:
        assert connection.scalars(select(LineAccount.line_user_id)).all() == [BEN]
        trail = connection.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert trail == ["register", "register_again"]


def test_only_the_digest_of_a_code_is_stored(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    with database.read() as connection:
        row = connection.execute(select(Invite.__table__)).one()
    assert CODE not in str(tuple(row))
    assert invites.digest(CODE, "another key") != row.code_digest


def test_an_invite_ends_at_its_last_moment(
    database: Database, clock: MovableClock, somchai: int
) -> None:
    clock.advance(invites.VALID_FOR - timedelta(microseconds=1))
    assert found(database, clock)
    clock.advance(timedelta(microseconds=1))
    assert found(database, clock) is None


def test_wrong_tries_are_counted_and_the_lock_runs_out(
    database: Database, clock: MovableClock
) -> None:
    for wrong in range(1, invites.TRIES + 1):
        with database.write() as connection:
            before = invites.tries_of(connection, ANN, clock.now())
            CountWrongCode(ANN, before, clock.now()).apply(connection)
            after = invites.tries_of(connection, ANN, clock.now())
        assert after.wrong == wrong
        assert bool(after.locked_until) is (wrong == invites.TRIES)
    clock.advance(invites.LOCKED_FOR)
    with database.read() as connection:
        assert invites.tries_of(connection, ANN, clock.now()) == invites.Tries(0, None)


@pytest.mark.parametrize(
    "typed", ["7k3m-q9xd", " 7K3M Q9XD ", "๗K๓M–Q๙XD", "7K3M_Q9XD", "7K3MQ9XD."]
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert invites.typed(typed) == CODE
    assert invites.typed(invites.written(CODE)) == CODE
