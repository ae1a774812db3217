"""A delegation is written once, told once, and taken back with its trail."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from models.audit import AuditEntry, Channel
from models.delegating import Delegate, Revoke, read_delegations
from models.delegations import Delegation, LeadKind
from models.messages import OutgoingMessage
from models.people import Group, Person
from tests.office_sample import Town

TODAY = date(2024, 4, 3)


def test_twice_is_once_and_the_trail_says_what_was_done(sample: Town) -> None:
    with sample.office.database.write() as connection:
        group = connection.scalar(select(Group.id).where(Group.code == "กนต.")) or 0
        person = connection.scalar(select(Person.id).where(Person.code == "ก05")) or 0
        one = Delegate(
            group,
            person,
            LeadKind.DELEGATED,
            TODAY,
            date(2024, 4, 15),
            by=None,
            at=sample.office.clock.now(),
            channel=Channel.COMMAND,
        )
        one.apply(connection)
        one.apply(connection)
        replace(one, ends_on=date(2024, 4, 20)).apply(connection)
        known = read_delegations(connection, [group], TODAY)
        assert [found.ends_on for found in known] == [date(2024, 4, 15), date(2024, 4, 20)]
        revoke = Revoke(known[0].id, None, sample.office.clock.now(), Channel.COMMAND)
        revoke.apply(connection)
        revoke.apply(connection)
        assert [found.id for found in read_delegations(connection, [group], TODAY)] == [known[1].id]
        trail = select(AuditEntry.action).where(AuditEntry.subject == "delegation")
        actions = connection.scalars(trail.order_by(AuditEntry.id)).all()
    assert actions == ["delegate", "delegate", "revoke_delegation"]


def test_the_same_button_twice_delegates_and_tells_once(sample: Town) -> None:
    director, stand_in = sample.registered("ก06"), sample.registered("ก05")
    director.say("มอบหมายให้ ก05 ถึง 15 เม.ย.")
    director.tap("ยืนยันมอบหมาย")
    director.tap("ยืนยันมอบหมาย")
    assert "นาย ก06 มอบหมายให้คุณ" in stand_in.last.texts[0]
    with sample.office.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Delegation)) == 1
        told = select(func.count()).where(OutgoingMessage.kind == "delegated")
        assert connection.scalar(told) == 1


def test_a_forged_button_delegates_nothing(sample: Town) -> None:
    """Another group, somebody unknown, a day long past, acting by who may not appoint."""
    director = sample.registered("ก06")
    with sample.office.database.read() as connection:
        codes = dict(connection.execute(select(Group.code, Group.id)).all())
        person = connection.scalar(select(Person.id).where(Person.code == "ก05"))
    own, other = codes["กนต."], codes["กสศ."]
    for data in (
        f"delegate:yes:{other}:{person}:delegated:2024-04-03:2024-04-15",
        f"delegate:yes:{own}:999999:delegated:2024-04-03:2024-04-15",
        f"delegate:yes:{own}:{person}:delegated:2024-04-03:2023-04-15",
        f"delegate:yes:{own}:{person}:delegated:2024-04-03:",
        f"delegate:yes:{own}:{person}:acting:2024-04-03:",
        f"delegate:yes:{own}:{person}:delegated:2024-04-03:2999-01-01",
        "delegate:revoke:1",
    ):
        director.tap_data(data)
    with sample.office.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Delegation)) == 0
