"""What nobody will ask for any more is let go; what may still be asked for stays."""

from datetime import timedelta

from sqlalchemy import insert, select

from bot.office import Office
from models.console import ConsoleLink
from models.people import Person, RegistrationAttempts
from scheduler.housekeeping import KeepHouse


def test_long_over_sign_ins_and_locks_are_forgotten(loaded: Office) -> None:
    now, day = loaded.clock.now(), timedelta(days=1)
    with loaded.database.write() as connection:
        person = connection.scalar(select(Person.id).limit(1))
        for digest, age in (("old", 40 * day), ("young", 20 * day)):
            moments = {"created_at": now - age, "expires_at": now - age + day}
            connection.execute(
                insert(ConsoleLink).values(digest=digest, person_id=person, **moments)
            )
        for account, until in (("Uended", now), ("Ulocked", now + day), ("Utrying", None)):
            row = {"line_user_id": account, "wrong": 3, "locked_until": until}
            connection.execute(insert(RegistrationAttempts).values(row))
    assert KeepHouse().run(loaded, now) == {
        "evidence": 0,
        "sign_ins": 1,
        "chats": 0,
        "locked_out": 1,
    }
    assert not any(KeepHouse().run(loaded, now).values())
    with loaded.database.read() as connection:
        assert connection.scalars(select(ConsoleLink.digest)).all() == ["young"]
        left = connection.scalars(select(RegistrationAttempts.line_user_id)).all()
    assert sorted(left) == ["Ulocked", "Utrying"]
